"""The static site: every link leads somewhere, filters work without script, nothing private, nothing from elsewhere."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import lxml.html
import pytest

from catalog.nouns.scan import Assessment
from catalog.nouns.tool import Tool
from reports.context import Attribution, Context, VendorAnswer
from reports.site import listing, render_site
from reports.site.model import CatalogueView, Download, ToolRecord, ToolSummary
from reports.site.paths import file_name, item_path, page_path, relative

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
GRADES = ("E", "C", "A", "NE", "C", "B")


def summary(number: int, at: Any, **given: Any) -> ToolSummary:
    fields: dict[str, Any] = {
        "id": f"outil-{number}",
        "name": f"Outil {number}",
        "home": f"https://outil{number}.example/",
        "vendor": "Éditeur Été",
        "school": GRADES[number % 6],
        "public": "B",
        "scanned_at": at - timedelta(days=number),
        "levels": ("collège",) if number % 2 else ("école", "collège"),
        "subjects": ("mathématiques",) if number % 3 else (),
        "limited_by": "both",
        "verdicts": {"trackers.before-consent": "fail" if number % 2 else "pass", "sharing.sale": "warn"},
    }
    return ToolSummary(**(fields | given))


@pytest.fixture
def catalogue(assessment: Make, context: MakeContext) -> Callable[..., CatalogueView]:
    def make(tools: int = 7, **given: Any) -> CatalogueView:
        base = assessment()
        listed = [summary(number, base.evidence.started_at) for number in range(tools)]

        def record(tool_id: str) -> ToolRecord | None:
            tool = Tool(id=tool_id, name=f"Outil {tool_id}", home="https://outil.example/")
            return ToolRecord(base.model_copy(update={"tool": tool}))

        fields: dict[str, Any] = {
            "tools": listed,
            "record": record,
            "contexts": {"fr": context("fr"), "en": context("en")},
            "made_on": date(2026, 11, 24),
            "downloads": (Download("data/outils.csv", 12_300, {"fr": "Outils", "en": "Tools"}, "Licence Ouverte 2.0"),),
        }
        return CatalogueView(**(fields | given))

    return make


def parsed(data: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))


def pages(files: dict[str, bytes]) -> dict[str, lxml.html.HtmlElement]:
    return {path: parsed(data) for path, data in files.items() if path.endswith(".html")}


def test_every_inner_link_leads_to_a_file_of_the_site(catalogue: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PART", 3)
    view = catalogue()
    files = dict(render_site(view))
    known = set(files) | {one.path for one in view.downloads}
    checked = 0
    for path, page in pages(files).items():
        for link in [*page.xpath("//a/@href"), *page.xpath("//link[@rel!='icon']/@href"), *page.xpath("//script/@src")]:
            if link.startswith(("https://", "#")):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.partition("#")[0]))
            assert target in known, (path, link)
            checked += 1
    assert checked > 500


def test_every_page_exists_in_both_languages_and_says_so(catalogue: Any) -> None:
    files = dict(render_site(catalogue()))
    french = [path for path in files if path.startswith("fr/")]
    english = [path for path in files if path.startswith("en/")]
    assert len(french) == len(english) > 30
    for path, page in pages(files).items():
        if path == "index.html":
            continue
        assert page.get("lang") == path[:2]
        assert page.xpath("//link[@rel='alternate']/@hreflang") == ["en" if path[:2] == "fr" else "fr"]


def test_nothing_is_asked_of_another_site(catalogue: Any) -> None:
    files = dict(render_site(catalogue()))
    for page in pages(files).values():
        fetched = [*page.xpath("//link/@href"), *page.xpath("//*/@src"), *page.xpath("//image/@href")]
        assert not [one for one in fetched if one.startswith(("http:", "https:", "//"))]
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")
    style, script = files["assets/site.css"].decode(), files["assets/site.js"].decode()
    assert "url(" not in style and "@import" not in style
    assert "http" not in script and "innerHTML" not in script and "eval" not in script


def test_the_list_has_every_tool_with_both_letters(catalogue: Any) -> None:
    page = pages(dict(render_site(catalogue())))["fr/index.html"]
    rows = page.xpath("//table[@id='tools']/tbody/tr")
    assert len(rows) == 7
    first = [cell.text_content() for cell in rows[0].iter("td")]
    assert first[0].startswith("Outil 0") and first[1].strip() == "E" and first[2].strip() == "B"
    heads = [one.text_content() for one in page.xpath("//table[@id='tools']//th")]
    assert heads[1:3] == ["Usage en classe", "Vu de l’extérieur"]


def test_filters_are_pages_of_their_own(catalogue: Any) -> None:
    found = pages(dict(render_site(catalogue())))

    def names(path: str) -> list[str]:
        return [row.findtext(".//a") for row in found[path].xpath("//table[@id='tools']/tbody/tr")]

    assert names("fr/notes/c.html") == ["Outil 1", "Outil 4"]
    assert names("en/grades/ne.html") == ["Outil 3"]
    assert names("fr/notes/d.html") == []
    assert names("fr/niveaux/ecole.html") == ["Outil 0", "Outil 2", "Outil 4", "Outil 6"]
    assert len(names("fr/matieres/mathematiques.html")) == 4
    assert names("en/levels/ecole.html") == names("fr/niveaux/ecole.html")


def test_levels_and_subjects_speak_the_language_of_the_page_and_keep_their_addresses(catalogue: Any) -> None:
    found = pages(dict(render_site(catalogue())))
    english, french = found["en/index.html"], found["fr/index.html"]

    def choices(page: Any, kind: str) -> list[str]:
        return [one.get("value") for one in page.xpath(f"//select[@id='f-{kind}']/option") if one.get("value")]

    assert choices(english, "level") == ["lower secondary school", "primary school"]
    assert choices(french, "level") == ["collège", "école"]
    assert choices(english, "subject") == ["mathematics"]
    row = english.xpath("//tr[.//a[text()='Outil 2']]")[0]
    assert row.get("data-levels") == "primary school, lower secondary school"
    assert "primary school" in found["en/levels/ecole.html"].findtext(".//h1")
    assert not english.xpath("//main//*[contains(text(), 'collège') or contains(text(), 'mathématiques')]")


def test_a_long_list_comes_in_parts_with_an_index_for_the_script(
    catalogue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PART", 3)
    files = dict(render_site(catalogue()))
    parts = ["fr/index.html", "fr/liste/2.html", "fr/liste/3.html"]
    found = pages(files)
    assert [len(found[path].xpath("//table[@id='tools']/tbody/tr")) for path in parts] == [3, 3, 1]
    script = files["data/list-fr.js"].decode()
    index = json.loads(script.removeprefix("window.preauTools=").removesuffix(";\n"))
    assert [one[0] for one in index["rows"]] == [f"Outil {number}" for number in range(7)]
    assert index["rows"][0][1] == "outil-0" and "24\u00a0novembre 2026" in index["pool"]
    assert len(set(index["pool"])) == len(index["pool"])


def test_long_lists_of_a_choice_come_in_parts_too(catalogue: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PART", 3)
    found = pages(dict(render_site(catalogue())))
    paths = ["fr/niveaux/ecole.html", "fr/niveaux/ecole-part-2.html"]
    assert [len(found[path].xpath("//table[@id='tools']/tbody/tr")) for path in paths] == [3, 1]
    links = found[paths[0]].xpath("//nav[@class='parts']//a/@href")
    assert links == ["ecole.html", "ecole-part-2.html"] or links == ["niveaux/ecole.html", "niveaux/ecole-part-2.html"]
    other = found["en/levels/ecole-part-2.html"].xpath("//link[@rel='alternate']/@href")
    assert other == ["../../fr/niveaux/ecole-part-2.html"]


def test_a_page_of_a_criterion_counts_and_names(catalogue: Any) -> None:
    page = pages(dict(render_site(catalogue())))["fr/criteres/trackers.before-consent.html"]
    text = page.text_content()
    assert "3 manquements apparents" in text and "4 conformes" in text
    failed, passed = page.xpath("//ul[@class='names']")
    assert failed.xpath(".//a/text()") == ["Outil 1", "Outil 3", "Outil 5"]
    assert passed.xpath(".//a/text()") == ["Outil 0", "Outil 2", "Outil 4", "Outil 6"]
    assert passed.getparent().find("summary").text == "Conforme (4)"


def test_a_page_of_a_tool_is_its_report(catalogue: Any) -> None:
    page = pages(dict(render_site(catalogue())))["en/tools/outil-1.html"]
    assert page.findtext(".//h1") == "Outil outil-1"
    assert "Google receives requests before any choice" in page.text_content()
    assert page.xpath("//svg[@class='flow-wide']")


def test_stale_and_changing_letters_say_so(catalogue: Any, assessment: Make) -> None:
    at = assessment().evidence.started_at
    moving = summary(0, at, stale=True, under_way=True, provisional=True)
    found = pages(dict(render_site(_with(catalogue(1), [moving]))))
    row = found["fr/index.html"].xpath("//table[@id='tools']/tbody/tr")[0].text_content()
    assert "provisoire, ancienne, changement en cours" in row
    assert len(found["fr/outils/outil-0.html"].find_class("warning")) == 2


def test_each_of_the_two_letters_says_itself_that_it_is_provisional(catalogue: Any, assessment: Make) -> None:
    at = assessment().evidence.started_at
    found = pages(dict(render_site(_with(catalogue(1), [summary(0, at, public_provisional=True)]))))
    cells = found["fr/index.html"].xpath("//table[@id='tools']/tbody/tr[1]/td")
    assert "provisoire" not in cells[1].text_content()
    assert "provisoire" in cells[2].text_content()


def _with(view: CatalogueView, tools: list[ToolSummary], **given: Any) -> CatalogueView:
    return replace(view, tools=tools, **given)


def test_what_a_school_brought_in_is_not_published(catalogue: Any, recorded: Assessment) -> None:
    view = _with(catalogue(1), [summary(0, recorded.evidence.started_at)], record=lambda _: ToolRecord(recorded))
    for path, data in render_site(view):
        assert b"confidentielle" not in data and b"secret.example" not in data and b"eleve.har" not in data, path


def test_the_answer_of_a_vendor_stands_beside_the_finding(catalogue: Any, assessment: Make) -> None:
    answer = VendorAnswer("trackers.before-consent", "Corrigé le 2 décembre <b>.", date(2026, 12, 3), "showcase")
    view = _with(catalogue(1), [summary(0, assessment().evidence.started_at)],
                 record=lambda _: ToolRecord(assessment(), answers=(answer,)))  # fmt: skip
    page = pages(dict(render_site(view)))["fr/outils/outil-0.html"]
    finding = page.get_element_by_id("cartable-example-trackers-before-consent-showcase")
    told = "Réponse de l’éditeur, reçue le 3\u00a0décembre 2026\u00a0: Corrigé le 2 décembre <b>."
    assert told in finding.text_content()
    assert len(page.xpath("//p[@class='review']")) == 1


def test_hostile_names_stay_text_and_paths_stay_inside(catalogue: Any, hostile: Assessment) -> None:
    bad = summary(0, hostile.evidence.started_at, id="../../x", name=hostile.tool.name, vendor=hostile.tool.name,
                  levels=("../<b>",), subjects=(hostile.tool.name,))  # fmt: skip
    files = dict(render_site(_with(catalogue(1), [bad], record=lambda _: ToolRecord(hostile))))
    assert all(".." not in path.split("/") and path.isascii() for path in files)
    for page in pages(files).values():
        assert all(one.get("src", "").endswith("site.js") for one in page.iter("script"))
        assert not [one for one in page.xpath("//a/@href") if ":" in one and not one.startswith("https://")]


def test_a_tool_without_a_record_keeps_a_page(catalogue: Any) -> None:
    view = _with(catalogue(2), catalogue(2).tools, record=lambda _: None)
    page = pages(dict(render_site(view)))["fr/outils/outil-1.html"]
    assert "Le détail de cet outil n’est pas disponible." in page.text_content()


def test_records_are_asked_for_one_at_a_time(catalogue: Any) -> None:
    view = catalogue(5)
    asked: list[str] = []

    def record(tool_id: str) -> ToolRecord | None:
        asked.append(tool_id)
        return view.record(tool_id)

    seen = 0
    for path, _ in render_site(_with(view, list(view.tools), record=record)):
        if "/outils/" in path:
            seen += 1
            assert len(asked) == seen
    assert asked == [f"outil-{number}" for number in range(5)]


def test_the_same_catalogue_gives_the_same_bytes(catalogue: Any) -> None:
    assert list(render_site(catalogue(3))) == list(render_site(catalogue(3)))


def test_an_empty_catalogue_is_a_site_too(catalogue: Any) -> None:
    files = dict(render_site(catalogue(0)))
    assert "0 outil" in pages(files)["fr/index.html"].text_content()


def test_links_are_relative_from_anywhere() -> None:
    assert relative("fr/index.html", "fr/outils/a.html") == "../../fr/index.html"
    assert relative("fr/outils/a.html", "fr/index.html") == "outils/a.html"
    assert relative("assets/site.css", "index.html") == "assets/site.css"
    assert item_path("tool", "pix-fr", "en") == "en/tools/pix-fr.html"
    assert page_path("data", "fr") == "fr/donnees.html"
    assert file_name("trackers.before-consent") == "trackers.before-consent"
    assert file_name("École & collège") == "ecole-college"
    assert file_name("../../etc/passwd") == "etc-passwd"


def test_every_page_names_what_a_licence_asks_to_name_and_one_page_all_sources(catalogue: Any, context: Any) -> None:
    listed = (Attribution("DB-IP", "CC BY 4.0", "https://db-ip.com"), Attribution("Entered by hand", "facts"))
    contexts = {code: context(code, attributions=listed) for code in ("fr", "en")}
    found = pages(dict(render_site(_with(catalogue(1), catalogue(1).tools, contexts=contexts))))
    for path, page in found.items():
        told = page.text_content()
        assert path == "index.html" or "DB-IP" in told, path
        assert ("Entered by hand" in told) == path.endswith(("donnees.html", "data.html")), path
    source = found["fr/donnees.html"].xpath("//li[contains(., 'Entered by hand')]")[0]
    assert source.get("lang") == "en" and source.text_content().endswith("faits")
