"""The HTML report: one file that asks for nothing, escapes everything, and whose pictures are sound SVG."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import lxml.etree
import lxml.html
import pytest

from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context
from reports.html import pictures_of
from reports.picture.banner import image_kind, image_size
from reports.view.build import build_view

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
FETCHING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}


def parsed(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_in_the_page_asks_for_anything(
    assessment: Make, context: MakeContext, hostile: Assessment, language: str
) -> None:
    page = parsed(render("html", [assessment(), hostile], context(language)))
    assert page.get("lang") == language
    tags = {one.tag for one in page.iter() if isinstance(one.tag, str)}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base", "audio", "video"}
    for one in page.iter():
        assert not FETCHING & set(one.attrib), lxml.html.tostring(one)[:200]
        assert not [name for name in one.attrib if name.startswith("on")]
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")


def test_hostile_texts_stay_texts(hostile: Assessment, context: MakeContext) -> None:
    text = render("html", [hostile], context())
    page = parsed(text)
    assert "<script>alert(1)</script>" in page.text_content()
    assert "{{ 7*7 }}" in page.text_content()
    links = [one.get("href") for one in page.iter("a")]
    assert all(one.startswith(("#", "https://")) for one in links)
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_every_inner_link_leads_somewhere_and_ids_are_unique(assessment: Make, context: MakeContext) -> None:
    page = parsed(render("html", [assessment()], context()))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {one.get("href")[1:] for one in page.iter("a") if one.get("href").startswith("#")}
    assert inner and not inner - set(ids)


def test_the_letter_is_never_without_its_scope(assessment: Make, context: MakeContext) -> None:
    page = parsed(render("html", [assessment()], context()))
    cards = page.find_class("letter-card")
    assert [one.findtext(".//h2") for one in cards] == ["Usage en classe", "Vu de l’extérieur"]
    assert [one.find_class("letter")[0].text for one in cards] == ["C", "C"]


def test_the_evidence_is_in_the_finding_itself(assessment: Make, context: MakeContext) -> None:
    page = parsed(render("html", [assessment()], context()))
    finding = page.get_element_by_id("cartable-example-trackers-before-consent-showcase")
    details = finding.find(".//details")
    assert "https://www.google-analytics.com/collect?v=2" in details.text_content()
    quote = page.get_element_by_id("cartable-example-sharing-sale-documents").find(".//blockquote")
    assert "Nous ne vendons pas vos données" in quote.text_content()
    assert quote.find(".//a").get("href") == "#cartable-example-document-1"


def test_headings_descend_without_gaps(assessment: Make, context: MakeContext) -> None:
    for given in ([assessment()], [assessment(), assessment(tool=assessment().tool.model_copy(update={"id": "b"}))]):
        page = parsed(render("html", given, context()))
        ranks = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert ranks[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_tables_keep_their_heads_for_narrow_screens(assessment: Make, context: MakeContext) -> None:
    page = parsed(render("html", [assessment()], context()))
    for table in page.iter("table"):
        heads = [one.text_content() for one in table.iter("th")]
        for row in table.findall(".//tbody/tr"):
            assert [one.get("data-label") for one in row.iter("td")] == heads


def test_attributions_are_links(assessment: Make, context: MakeContext) -> None:
    page = parsed(render("html", [assessment()], context()))
    footer = page.findall(".//footer")[-1]
    assert "https://db-ip.com" in [one.get("href") for one in footer.iter("a")]


def test_no_report_is_a_page_too(context: MakeContext) -> None:
    assert "Aucun outil à montrer." in parsed(render("html", [], context())).text_content()


def test_pictures_are_well_formed_and_named(assessment: Make, context: MakeContext, hostile: Assessment) -> None:
    given = context()
    for one in (assessment(), hostile):
        view = build_view(one, given)
        pictures = pictures_of(view, given.wording)
        drawn = [pictures.flow_wide, pictures.flow_narrow, *(p for pair in pictures.timelines.values() for p in pair)]
        for picture in filter(None, [*drawn, pictures.banner]):
            tree = lxml.etree.fromstring(str(picture))
            assert tree.get("role") == "img" and tree.get("aria-label")
            assert not list(tree.iter("{http://www.w3.org/2000/svg}script"))


def test_the_picture_of_flows_has_every_receiver_and_host(assessment: Make, context: MakeContext) -> None:
    given = context()
    view = build_view(assessment(), given)
    for picture in (pictures_of(view, given.wording).flow_wide, pictures_of(view, given.wording).flow_narrow):
        words = "".join(lxml.etree.fromstring(str(picture)).itertext())
        for expected in ("Google", "Meta", "Piano", "États-Unis", "France", "hors EEE", "app.cartable.example"):
            assert expected in words
        fills = [one.get("fill") for one in lxml.etree.fromstring(str(picture)).iter()]
        assert "url(#hatch)" in fills and "url(#dots)" in fills


def test_the_banner_shows_the_controls_of_the_first_layer_only(assessment: Make, context: MakeContext) -> None:
    given = context()
    view = build_view(assessment(), given)
    tree = lxml.etree.fromstring(str(pictures_of(view, given.wording).banner))
    assert tree.get("viewBox") == "0 0 680 380"
    assert [one.text for one in tree.iter("{http://www.w3.org/2000/svg}text")] == ["1", "2"]


def test_a_picture_that_is_gone_or_broken_is_left_out(assessment: Make, context: MakeContext) -> None:
    for blobs in (None, {}.get, {"5" * 64: b"not a picture"}.get, {"5" * 64: b"\x89PNG\r\n\x1a\n"}.get):
        page = parsed(render("html", [assessment()], context(blobs=blobs)))
        assert not page.find_class("banner")
        assert page.find_class("controls")


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\xa8\0\0\x01\x7c", "png", (680, 380)),
        (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\x01\x7c\x02\xa8\x03", "jpeg", (680, 380)),
        (b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xa7\x02\0\x7b\x01\0", "webp", (680, 380)),
        (b"RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xa8\x02\x7c\x01", "webp", (680, 380)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\xa7\xc2\x5e\0\0\0\0\0\0", "webp", (680, 380)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\0\0\0\0\0\x01\x7c", "png", None),
        (b"\xff\xd8\xff\xe0\0\x04", "jpeg", None),
        (b"GIF89a", None, None),
        (b"", None, None),
    ],
)
def test_sizes_of_pictures(data: bytes, kind: str | None, size: tuple[int, int] | None) -> None:
    assert (image_kind(data), image_size(data)) == (kind, size)


@pytest.mark.parametrize(("language", "marked"), [("fr", False), ("en", True)])
def test_quotes_in_another_language_say_so(assessment: Make, context: MakeContext, language: str, marked: bool) -> None:
    """The documents are in French: an English voice must not read them (WCAG 3.1.2)."""
    page = parsed(render("html", [assessment()], context(language)))
    quotes = page.xpath("//blockquote[footer/span/a]/p") + page.xpath(
        "//details[contains(@class, 'clause')]//blockquote/p"
    )
    assert len(quotes) > 1
    assert {one.get("lang") for one in quotes} == {"fr" if marked else None}


def test_the_marks_of_timelines_are_explained_once_under_the_first_one(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    browser = given.evidence.browser
    assert browser is not None
    first, *others = browser.phases
    quiet = browser.model_copy(update={"phases": (first.model_copy(update={"requests": ()}), *others)})
    for seen in (browser, quiet):
        evidence = given.evidence.model_copy(update={"browser": seen})
        page = parsed(render("html", [given.model_copy(update={"evidence": evidence})], context("en")))
        said = [one.text_content() for one in page.findall(".//figcaption") if "empty mark" in one.text_content()]
        assert len(said) == 1, len(said)
