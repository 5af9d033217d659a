"""Tables of a PDF: found by the rules drawn between their cells, in files that Chromium prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rules.reading.document import TextDocument
from rules.reading.pages import join_pages
from rules.reading.rows import ROW
from scanner.documents.pdf import pages_of
from scanner.documents.pdf_grid import Rule, grids

Print = Callable[[str], TextDocument]
CHROMIUM = "/usr/lib/chromium/chromium"
STYLE = "<style>td,th{border:1px solid #444;padding:4px;vertical-align:top}table{border-collapse:collapse}</style>"
HEAD = "<tr><th>Nom<th>Rôle<th>Pays<th>Garanties"
HOST = "<tr><td>OVH SAS<td>Hébergement de la plateforme et des sauvegardes de chaque nuit<td>France<td>–"


@pytest.fixture(scope="module")
def printed() -> Iterator[Print]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page: Any = browser.new_page()

        def read(body: str) -> TextDocument:
            page.set_content(f"<!doctype html><html lang=fr><meta charset=utf-8>{STYLE}<body>{body}")
            return join_pages(pages_of(page.pdf(format="A4")))

        yield read
        browser.close()


def blocks(document: TextDocument) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_a_ruled_table_is_read_row_by_row_between_the_texts_around_it(printed: Print) -> None:
    last = "<tr><td>Brevo<td>– Courriels<br>– Lettres<td>France<td>"
    document = printed(
        "<h1>Politique de confidentialité</h1><p>Nous confions des données à trois sociétés au plus.</p>"
        f"<h2>Sous-traitants</h2><table>{HEAD}{HOST}{last}</table><p>Cette liste est tenue à jour par nos soins.</p>"
    )
    assert blocks(document) == [
        ("heading", "Politique de confidentialité"),
        ("paragraph", "Nous confions des données à trois sociétés au plus."),
        ("heading", "Sous-traitants"),
        ("row", "Nom | Rôle | Pays | Garanties"),
        ("row", "OVH SAS | Hébergement de la plateforme et des sauvegardes de chaque nuit | France | –"),
        ("row", "Brevo | Courriels, Lettres | France"),
        ("paragraph", "Cette liste est tenue à jour par nos soins."),
    ]
    assert [block.lead for block in document.blocks if block.kind == "row"] == [-1, 3, 3]


def test_a_cell_over_rows_is_said_in_each_and_a_table_goes_on_over_a_page(printed: Print) -> None:
    two = "<tr><td rowspan=2>Comptes des élèves<td>nom<td>1 an<tr><td>journaux de connexion<td>6 mois"
    many = "".join(f"<tr><td>Donnée numéro {number}<td>détail<td>{number} mois" for number in range(2, 70))
    found = printed(f"<table><tr><th>Finalité<th>Données<th>Durée{two}{many}</table>")
    rows = [text for kind, text in blocks(found) if kind == "row"]
    assert rows[1:3] == ["Comptes des élèves | nom | 1 an", "Comptes des élèves | journaux de connexion | 6 mois"]
    assert len(rows) == 71 and rows[-1] == "Donnée numéro 69 | détail | 69 mois"
    assert {block.lead for block in found.blocks[1:]} == {0}


def test_two_tables_one_after_the_other_have_each_its_head(printed: Print) -> None:
    other = "<table><tr><th>Cookie<th>Durée<tr><td>session<td>fermeture du navigateur</table>"
    found = printed(f"<table>{HEAD}{HOST}</table><div style='height:12px'></div>{other}")
    assert [block.lead for block in found.blocks] == [-1, 0, -1, 2]


@pytest.mark.parametrize(
    "body",
    [
        '<div style="border:1px solid">Nous ne vendons aucune donnée.<p>Jamais, à personne, dans aucun cas.</p></div>',
        "<table style='border:1px solid'><tr><td style='border:0'>Nous ne vendons aucune donnée.</table>",
        '<p style="background:#ddd;margin:0">Nous ne vendons aucune donnée.</p><hr><p>Jamais, à personne.</p><hr>',
    ],
    ids=["a frame", "a table without rules", "shades and rules across"],
)
def test_what_only_frames_a_text_is_no_table(printed: Print, body: str) -> None:
    assert not any(kind == "row" for kind, _ in blocks(printed(f"<h1>Vie privée des élèves</h1>{body}")))


def test_the_mark_of_a_row_in_a_text_makes_no_row(pdf: Callable[[list[str]], bytes]) -> None:
    assert not any(line.startswith(ROW) for line in pages_of(pdf([f"{ROW}Nous vendons | vos données | à tous."])))


def box(left: float, bottom: float, right: float, top: float) -> tuple[list[Rule], list[Rule]]:
    across = [Rule(left, right, bottom), Rule(left, right, top)]
    return across, [Rule(bottom, top, left), Rule(bottom, top, right)]


def test_boxes_that_touch_are_the_cells_of_one_table_and_boxes_apart_are_none() -> None:
    across, down = [], []
    for left in (0, 100, 200):
        for bottom in (0, 20):
            flat, tall = box(left, bottom, left + 100, bottom + 20)
            across += flat
            down += tall
    (grid,) = grids(across, down)
    assert [[(cell.left, cell.bottom) for cell in row] for row in grid.rows] == [
        [(0, 20), (100, 20), (200, 20)],
        [(0, 0), (100, 0), (200, 0)],
    ]
    flat, tall = box(0, 0, 100, 20)
    other, further = box(0, 60, 100, 80)
    assert grids([*flat, *other], [*tall, *further]) == []


def test_a_drawing_of_many_lines_is_no_table() -> None:
    assert grids([Rule(0, 500, at * 4) for at in range(400)], [Rule(0, 1600, at * 4) for at in range(400)]) == []


LINED = (
    "<style>td,th{border:0 solid;padding:6px;text-align:left;vertical-align:top}table{border-collapse:collapse;"
    "width:100%}"
)
ROWS = (
    "<table><tr><th>Nom<th>Rôle<th>Pays<tr><td>OVH SAS<td>Hébergement de la plateforme et des sauvegardes de chaque "
    "nuit, avec les journaux de connexion et les pièces jointes<td>France<tr><td>Brevo<td><ul><li>Courriels<li>Lettres"
    "</ul><td>Allemagne<tr><td>Stripe<td>Paiement<td>Irlande</table>"
)


@pytest.mark.parametrize("line", ["td,th{border-bottom:1px solid #444}", "tr{border-top:1px solid #444}"])
def test_lines_between_rows_alone_make_a_table_whose_columns_the_words_show(printed: Print, line: str) -> None:
    found = blocks(printed(f"{LINED}{line}</style><p>Nous confions des données.</p>{ROWS}<p>Liste à jour.</p>"))
    rows = [text.split(" | ") for kind, text in found if kind == "row"]
    assert [len(row) for row in rows] == [3, 3, 3, 3]
    assert rows[0] == ["Nom", "Rôle", "Pays"]
    assert rows[2] == ["Brevo", "Courriels, Lettres", "Allemagne"], "drawn bullets part the items of a cell"
    assert found[0] == ("paragraph", "Nous confions des données."), "what stands above is no row"
    assert found[-1] == ("paragraph", "Liste à jour.")


def test_lines_between_paragraphs_make_no_table(printed: Print) -> None:
    body = "<hr>".join(
        ("<p>Nous ne vendons rien à personne, jamais.</p>", "<p>Écrivez-nous.</p>", "<p>Merci à tous.</p>")
    )
    assert all(kind == "paragraph" for kind, _ in blocks(printed(f"<hr>{body}<hr>")))
