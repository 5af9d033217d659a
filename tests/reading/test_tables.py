"""Tables as documents have them: cells over several rows, lists in a cell, layouts, and what is struck out."""

from __future__ import annotations

import io
import zipfile

import pytest

from rules.reading.extract import extract

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def blocks(body: str) -> list[tuple[str, str]]:
    """(kind, text) of each block of an HTML page."""
    document = extract(f"<!doctype html><html lang=fr><body>{body}</body></html>".encode(), "text/html")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def word_blocks(body: str) -> list[tuple[str, str]]:
    """(kind, text) of each block of a Word document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
    document = extract(stream.getvalue(), name="a.docx")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def word_cell(*paragraphs: str, merged: str = "", across: int = 1) -> str:
    merge = {"": "", "begins": '<w:vMerge w:val="restart"/>', "goes on": "<w:vMerge/>"}[merged]
    said = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs or ("",))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr>{said}</w:tc>'


def word_table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


HEAD = "<tr><th>Finalité</th><th>Base légale</th><th>Données</th><th>Durée</th></tr>"


def test_a_cell_over_two_rows_is_said_in_both_and_a_list_in_a_cell_stays_in_it() -> None:
    rows = (
        "<tr><td rowspan=2>Comptes</td><td>Contrat</td><td><ul><li>nom</li><li>classe</li></ul></td><td>1 an</td></tr>"
        "<tr><td>Intérêt légitime</td><td><p>Adresse IP.</p><p>Journaux.</p></td><td>6 mois</td></tr>"
        "<tr><td>Lettre</td><td></td><td>adresse</td><td>3 ans</td></tr>"
    )
    assert blocks(f"<table>{HEAD}{rows}</table>")[1:] == [
        ("row", "Comptes | Contrat | nom, classe | 1 an"),
        ("row", "Comptes | Intérêt légitime | Adresse IP. Journaux. | 6 mois"),
        ("row", "Lettre | – | adresse | 3 ans"),
    ]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ("<td>OVH<td colspan=2>France<td>contrat", "OVH | France | – | contrat"),
        ("<td>OVH<td rowspan=0>France<td colspan=99999999>contrat", "OVH | France | contrat"),
        ("<td>OVH<td rowspan=deux>France", "OVH | France"),
        ("<td><td>OVH<td>France<td><td>", "– | OVH | France"),
        ("<td>OVH<td class=social><a href=/>f</a><td>France", "OVH | – | France"),
    ],
)
def test_cells_keep_their_column(cells: str, row: str) -> None:
    assert blocks(f"<table><tr><td>a<td>b<td>c<td>d<td>e<tr>{cells}</table>")[1] == ("row", row)


def test_a_row_that_a_cell_reaches_into_and_that_has_none_of_its_own_says_nothing() -> None:
    found = blocks("<table><tr><td rowspan=3>Comptes<td>1 an<tr></tr><tr><td>6 mois<tr><td>Lettre<td>3 ans</table>")
    assert [text for _, text in found] == ["Comptes | 1 an", "Comptes | 6 mois", "Lettre | 3 ans"]


def test_a_table_that_lays_a_page_out_is_none() -> None:
    page = "<h1>Confidentialité</h1><p>Nous gardons les données.</p><p>Elles servent :</p><ul><li>aux cours</li></ul>"
    laid = [
        ("heading", "Confidentialité"), ("paragraph", "Nous gardons les données."), ("paragraph", "Elles servent :"),
        ("item", "aux cours"),
    ]  # fmt: skip
    assert blocks(f"<table><tr><td>{page}</td></tr></table>") == laid
    assert blocks(f"<table><tbody><tr><td><table><tr><td>{page}</td></tr></table></td></tr></tbody></table>") == laid
    inside = blocks(
        f"<table><tr><td>{page}<table><tr><td>OVH<td>France<tr><td>Alma<td>Suisse</table></td></tr></table>"
    )
    assert inside == [*laid, ("row", "OVH | France"), ("row", "Alma | Suisse")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>Gardées <del>dix ans</del> un an.</p>", ["Gardées un an."]),
        ("<p>Gardées <s>dix ans</s> un an.</p>", ["Gardées un an."]),
        ("<textarea readonly>Article 1\n\nNous gardons tout.</textarea>", ["Article 1", "Nous gardons tout."]),
        ("<textarea>Votre message</textarea>", []),
        ("<div><template shadowrootmode=open><p>Nous gardons tout.</p></template></div>", ["Nous gardons tout."]),
        ("<div><template><p>Nous gardons tout.</p></template></div>", []),
        ("<main><p>Un an.</p><aside><p>Rien n’est vendu à personne.</p></aside></main>",
         ["Un an.", "Rien n’est vendu à personne."]),
        ("<main><p>Un an.</p><aside><a href=/a>Nos offres</a> <a href=/b>Nos cours</a></aside></main>", ["Un an."]),
        ("<p>Un an.</p><aside><p>Rien n’est vendu à personne.</p></aside>", ["Un an."]),
    ],
)  # fmt: skip
def test_what_a_page_says_is_read_and_what_it_took_back_is_not(body: str, said: list[str]) -> None:
    assert [text for _, text in blocks(body)] == said


def test_rows_of_a_word_document_have_one_cell_a_column() -> None:
    table = word_table(
        word_cell("Finalité") + word_cell("Données") + word_cell("Durée"),
        word_cell("Comptes", merged="begins") + word_cell("nom", "classe") + word_cell("1 an"),
        word_cell("Comptes", merged="goes on") + word_cell("Adresse IP.", "Journaux.") + word_cell("6 mois"),
        word_cell("Lettre", across=2) + word_cell("3 ans"),
    )
    assert word_blocks(table) == [
        ("row", "Finalité | Données | Durée"),
        ("row", "Comptes | nom, classe | 1 an"),
        ("row", "Comptes | Adresse IP. Journaux. | 6 mois"),
        ("row", "Lettre | – | 3 ans"),
    ]


def test_a_frame_of_a_word_document_is_prose() -> None:
    frame = word_table(word_cell("Le sous-traitant tient un registre.", "Il aide l’établissement."))
    assert word_blocks(frame) == [
        ("paragraph", "Le sous-traitant tient un registre."),
        ("paragraph", "Il aide l’établissement."),
    ]


@pytest.mark.parametrize(
    "gone",
    [
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>dix ans</w:t></w:r>",
        "<w:del><w:r><w:delText>dix ans</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>dix ans</w:t></w:r></w:moveFrom>",
    ],
)
def test_what_was_struck_out_of_a_word_document_is_not_said(gone: str) -> None:
    kept = '<w:ins><w:r><w:rPr><w:strike w:val="false"/></w:rPr><w:t>un an.</w:t></w:r></w:ins>'
    assert word_blocks(f"<w:p><w:r><w:t>Gardées </w:t></w:r>{gone}{kept}</w:p>") == [("paragraph", "Gardées un an.")]


def test_what_was_struck_out_of_a_markdown_text_is_not_said() -> None:
    document = extract(
        "# Durées\n\nGardées ~~dix ans~~ un an, à ~ 10 jours près, <s>ou deux</s> au plus.\n".encode(), name="a.md"
    )
    assert document.text.splitlines()[-1] == "Gardées un an, à ~ 10 jours près, au plus."
