# ruff: noqa: E501
"""Extraction: structure kept, furniture dropped, offsets true, hostile input survived."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.reading import read
from rules.reading.document import TextDocument
from rules.reading.extract import extract, sniff
from rules.reading.markdown import read_markdown
from rules.reading.pages import join_pages

PAGE = b"""<!doctype html><html lang="fr"><head><title>Politique</title><style>p{}</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/tarifs">Tarifs</a></li></ul></nav>
<div class="cookie-banner"><p>Nous utilisons des cookies.</p><button>Tout accepter</button></div>
<main><h1>Politique de confidentialit&eacute;</h1>
<h2>Donn\xc3\xa9es</h2><p>Nous collectons les donn\xc3\xa9es suivantes&nbsp;:</p>
<ul><li>nom et pr\xc3\xa9nom\xc2\xa0;</li><li>adresse <b>\xc3\xa9lectronique</b>, dont&nbsp;:<ul><li>celle du parent</li></ul></li></ul>
<details><summary>Dur\xc3\xa9e</summary><p>Les comptes sont conserv\xc3\xa9s un an.</p></details>
<table><tr><th>Cookie</th><th>Dur\xc3\xa9e</th></tr><tr><td>_pk_id</td><td>13 mois</td></tr></table>
<div role="tabpanel" style="display:none"><p>Cet onglet cach\xc3\xa9 fait partie de la politique.</p></div>
<h3>Vendons-nous vos donn\xc3\xa9es ?</h3><p>Non.</p></main>
<footer><a href="/mentions">Mentions</a> <a href="/cgu">CGU</a> \xc2\xa9 2024</footer></body></html>"""


def text_of(document: TextDocument, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_html_keeps_structure_and_drops_furniture() -> None:
    document = extract(PAGE)
    assert document.title == "Politique"
    assert document.language_hint == "fr"
    assert text_of(document, "heading")[:2] == ["Politique de confidentialité", "Données"]
    assert text_of(document, "question") == ["Vendons-nous vos données ?"]
    assert text_of(document, "row") == ["Cookie | Durée", "_pk_id | 13 mois"]
    assert "Cet onglet caché fait partie de la politique." in text_of(document, "paragraph")
    assert "Les comptes sont conservés un an." in text_of(document, "paragraph")
    for gone in ("Accueil", "Tarifs", "Tout accepter", "Nous utilisons des cookies", "Mentions", "p{}"):
        assert gone not in document.text


def test_items_know_their_lead_in() -> None:
    document = extract(PAGE)
    items = [b for b in document.blocks if b.kind == "item"]
    leads = [document.text[document.blocks[b.lead].start : document.blocks[b.lead].end] for b in items]
    assert leads[0] == leads[1] == "Nous collectons les données suivantes :"
    assert leads[2].startswith("adresse électronique")
    row = next(b for b in document.blocks if document.text[b.start : b.end].startswith("_pk_id"))
    assert document.text[document.blocks[row.lead].start : document.blocks[row.lead].end] == "Cookie | Durée"


def test_lists_of_one_item_each_have_one_lead_in() -> None:
    page = b"<p>We may share your data:</p><ul><li>where you agree.</li></ul> <ul><li>with our service providers.</li></ul>"
    document = extract(page)
    leads = [block.lead for block in document.blocks if block.kind == "item"]
    assert leads == [0, 0]
    assert read(document, "en").clause("third-party-sharing").stance == "affirmed"


def test_a_list_after_another_text_has_no_lead_in_of_the_list_before() -> None:
    page = b"<p>We never do the following:</p><ul><li>sell data.</li></ul><p>Other matters.</p><ul><li>share data.</li></ul>"
    leads = [block.lead for block in extract(page).blocks if block.kind == "item"]
    assert leads == [0, -1]


@pytest.mark.parametrize(
    ("page", "right"),
    [
        ("<p>Vous disposez des droits suivants&nbsp;:</p><h4>Portabilité de vos données</h4><h4>Effacement</h4>", True),
        (
            "<p>Vous disposez des droits suivants&nbsp;:</p><h4>Portabilité de vos données</h4><p>Voir notre aide.</p>",
            False,
        ),
        ("<p>Nos outils.</p><h4>Portabilité de vos données</h4><h4>Effacement</h4>", False),
    ],
)
def test_headings_alone_after_a_colon_are_a_list(page: str, right: bool) -> None:
    document = extract(f'<html lang="fr"><body><h1>Politique</h1>{page}<p>Fin du texte.</p></body></html>'.encode())
    assert bool(text_of(document, "item")) is right
    if right:
        assert {"right-portability", "right-erasure"} <= {one.clause for one in read(document, "fr").clauses}


def test_a_footer_that_holds_the_policy_is_kept() -> None:
    prose = " ".join(["Nous traitons vos données pour fournir le service demandé par votre école."] * 20)
    document = extract(f"<html><body><footer><p>{prose}</p></footer></body></html>".encode())
    assert document.text.startswith("Nous traitons vos données")


def test_markdown_and_text() -> None:
    markdown = extract(b"# Title\n\nWe do not:\n\n- sell [your data](https://x.example)\n- **rent** it\n", name="a.md")
    assert text_of(markdown, "item") == ["sell your data", "rent it"]
    assert all(b.lead == 1 for b in markdown.blocks if b.kind == "item")
    plain = extract("PRIVACY\n\nWe collect:\n• names\n• e-mail addresses\n\nThat is all.\n".encode(), name="a.txt")
    assert text_of(plain, "item") == ["names", "e-mail addresses"]
    assert text_of(plain, "heading") == ["PRIVACY"]


ROWS = ["Acme (France) : hébergement", "Posty Inc. (Canada) : courriels et lettres", "Vue (Italie) : statistiques"]


@pytest.mark.parametrize(
    ("media_type", "mark", "around"), [("text/plain", "\n", "{}"), ("text/html", "<br>", "<p>{}</p>")]
)
def test_lines_that_part_their_cells_alike_are_rows_of_a_list(media_type: str, mark: str, around: str) -> None:
    told = extract(around.format(mark.join(["Annexe", *ROWS])).encode(), media_type)
    assert text_of(told, "item") == ROWS
    led = extract(around.format(mark.join(["Nos sous-traitants sont les suivants :", *ROWS])).encode(), media_type)
    assert {block.lead for block in led.blocks if block.kind == "item"} == {0}


def test_a_title_between_two_lists_ends_the_first_in_plain_text() -> None:
    lines = [
        "What we keep", "We keep the following things of everybody who plays:", "- the first name", "- the score",
        "What we do NOT keep", "- the surname", "- the address (of home)",
        "Your teacher gives you a code word and may ask us to forget your score.",
    ]  # fmt: skip
    told = extract("\n".join(lines).encode(), "text/plain")
    assert text_of(told, "heading") == ["What we keep", "What we do NOT keep"]
    assert text_of(told, "item") == ["the first name", "the score", "the surname", "the address (of home)"]
    leads = [block.lead for block in told.blocks if block.kind == "item"]
    assert leads[0] == leads[1] == 1
    assert 1 not in leads[2:]
    wrapped = (
        "- we keep the name, the class and the town of each\nPupil who plays, and of each\nTeacher.\n- we keep scores\n"
    )
    assert len(text_of(extract(wrapped.encode(), "text/plain"), "item")) == 2


def test_wrapped_prose_and_addresses_are_no_rows() -> None:
    wrapped = "Le service (voir plus bas) : il est fourni à l’école qui le demande, puis à ses\nÉlèves, par Acme.\n"
    address = "Acme SAS\n12 rue du Port – 29200 Brest\nTéléphone : 02 98 00 00 00 (gratuit)\n"
    for text in (wrapped, address):
        assert text_of(extract(text.encode(), "text/plain"), "item") == []


def test_docx(tmp_path: object) -> None:
    docx = pytest.importorskip("docx")
    written = docx.Document()
    written.add_heading("Accord de sous-traitance", 1)
    written.add_paragraph("Le sous-traitant s’engage à :")
    written.add_paragraph("ne traiter les données que sur instruction ;", style="List Bullet")
    table = written.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "OVHcloud", "France"
    stream = io.BytesIO()
    written.save(stream)
    document = extract(stream.getvalue())
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "item", "row"]
    assert text_of(document, "row") == ["OVHcloud | France"]
    assert document.blocks[2].lead == 1


def test_a_zip_bomb_and_a_damaged_package_are_unreadable() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w>" + b" " * 40_000_000)
    assert extract(stream.getvalue(), name="a.docx").legibility == "unreadable-format"
    assert extract(stream.getvalue()[:200], name="a.docx").legibility == "unreadable-format"


def test_pages_are_joined_and_scans_are_unreadable() -> None:
    first = (
        "Politique de l’outil\r\nNous conservons les don-\r\nnées pendant un an et nous ne les vendons à personne.\r\n1"
    )
    other = "Politique de l’outil\r\nLes parents peuvent demander l’effacement de toutes les données.\r\n2"
    document = join_pages([first, other, other])
    assert "les données pendant un an" in document.text
    assert "\n1" not in document.text
    assert document.text.count("Politique de l’outil") == 0
    assert join_pages(["", " 3 "]).legibility == "unreadable-format"
    assert join_pages([]).legibility == "unreadable-format"


def test_sniffing_looks_at_content_first() -> None:
    assert sniff(b"%PDF-1.7", "text/html") == "application/pdf"
    assert sniff(b"<!DOCTYPE html><p>x", "text/plain", "x") == "text/html"
    assert sniff(b"\x89PNG\r\n\x1a\n" + b"\0" * 50) == "application/octet-stream"
    assert extract(b"\x89PNG\r\n\x1a\n" + b"\0" * 50).legibility == "unreadable-format"


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 20_000 + b"hello",
        b"<ul><li>" * 100_000,
        b"<p>" + b"word " * 200_000,
        b"a," * 500_000,
        b"\x00" * 100_000,
        b"<div class=nav>" * 20_000 + b"a " * 1000,
        b"<table><tr><td>" * 20_000,
        b"[" * 200_000,
        b"no. not never " * 50_000,
    ],
    ids=["nested", "lists", "endless", "commas", "nulls", "menus", "tables", "brackets", "negations"],
)
def test_texts_made_to_hurt_are_read(data: bytes) -> None:
    for media_type in ("text/html", "text/markdown", "text/plain"):
        read(extract(data, media_type), "en")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from(["text/html", "text/markdown", "text/plain", None]))
def test_random_bytes_never_raise(data: bytes, media_type: str | None) -> None:
    document = extract(data, media_type)
    read(document)
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
        assert block.lead < len(document.blocks)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<ul>",
                "</ul>",
                "<li>",
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<h2>",
                "<br>",
                "<a>",
                "</a>",
                "We",
                "not",
                "sell",
                "data",
                ":",
                ".",
                "?",
                ",",
                "é",
                "\xad",
            ]
        )
    )
)
def test_broken_html_never_raises_and_quotes_are_verbatim(parts: list[str]) -> None:
    document = extract(" ".join(parts).encode(), "text/html")
    for clause in read(document, "en").clauses:
        for quote in clause.quotes:
            parts = quote.parts or ((quote.start, quote.end),)
            assert quote.text == " … ".join(document.text[start:end] for start, end in parts)
            assert (quote.start, quote.end) == (parts[0][0], parts[-1][1])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "# Charte\n\nNous ne faisons jamais ce qui suit :\n\n- lire vos messages\n- vendre vos données\n"),
        ("en", "# Policy\n\nWe never do any of the following:\n\n- read your messages\n- sell your personal data\n"),
        ("en", "## Do we sell your personal data?\n\nNo. Never.\n"),
    ],
)
def test_offsets_of_a_joined_quote_hold_every_part(language: str, text: str) -> None:
    document = read_markdown(text)
    quote = read(document, language).clause("sale-of-data").quotes[0]
    assert len(quote.parts) == 2
    within = document.text[quote.start : quote.end]
    parts = quote.text.split(" … ")
    assert all(part in within for part in parts)
    assert within.startswith(parts[0])
    assert within.endswith(parts[1])
    assert document.text[quote.place :].startswith(parts[1])


@pytest.mark.parametrize(
    "title",
    [
        '<button aria-expanded="false" aria-controls="p">Destinataires</button>',
        '<div role="button" aria-expanded="false" tabindex="0">Destinataires</div>',
        '<div role="heading" aria-level="3">Destinataires</div>',
        "<h3><button aria-expanded='false'>Destinataires</button></h3>",
    ],
)
def test_what_opens_a_section_or_is_a_heading_by_its_role_is_its_title(title: str) -> None:
    page = f"<html><body><p>Nous tenons à vos données.</p>{title}<div id=p hidden><p>Aucun.</p></div></body></html>"
    document = extract(page.encode(), "text/html")
    assert [(one.kind, document.text[one.start : one.end]) for one in document.blocks] == [
        ("paragraph", "Nous tenons à vos données."),
        ("heading", "Destinataires"),
        ("paragraph", "Aucun."),
    ]


def test_a_button_that_opens_nothing_is_no_title() -> None:
    document = extract(
        b"<html><body><button>Envoyer</button><p>Nous tenons aux lettres.</p></body></html>", "text/html"
    )
    assert "heading" not in [one.kind for one in document.blocks]
