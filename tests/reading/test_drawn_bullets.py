"""Lists of a PDF whose bullets are drawn, as browsers print them, or letters of a symbol font, as Word does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.reading import read
from rules.reading.pages import join_pages
from scanner.documents.pdf import pages_of

Pdf = Callable[[list[str]], bytes]
FILL = "Cette politique explique comment sont traitées les données confiées par les élèves et leurs familles."
NEVER = ["Afficher de la publicité dans l’outil.", "Vendre ou louer tes données, à qui que ce soit."]
AFTER = ["Qui peut y accéder", "Seuls les agents de l’équipe accèdent aux données des élèves de leur établissement."]


def stances(pages: list[str], language: str = "fr") -> dict[str, str]:
    return {one.clause: one.stance for one in read(join_pages(pages), language).clauses}


def test_lines_that_stand_further_in_are_items_of_the_list_before_them(pdf: Pdf) -> None:
    page = [FILL, FILL, "Ce que nous ne faisons jamais", *(f"     {one}" for one in NEVER), *AFTER]
    document = join_pages(pages_of(pdf(page)))
    items = [document.text[one.start : one.end] for one in document.blocks if one.kind == "item"]
    assert items == NEVER
    assert stances(pages_of(pdf(page)))["sale-of-data"] == "denied"


def test_a_list_of_what_is_done_is_affirmed(pdf: Pdf) -> None:
    lines = [
        FILL,
        FILL,
        "Nous pouvons :",
        "     conserver tes textes ;",
        "     vendre tes données à des courtiers.",
        *AFTER,
    ]
    assert stances(pages_of(pdf(lines)))["sale-of-data"] == "affirmed"


def test_an_item_of_two_lines_stays_one(pdf: Pdf) -> None:
    long = ["     Vendre ou louer tes données, à qui que ce soit, ni à un courtier ni à un annonceur ni",
            "     à une société du même groupe."]  # fmt: skip
    document = join_pages(pages_of(pdf([FILL, FILL, "Ce que nous ne faisons jamais :", *long, *AFTER])))
    items = [document.text[one.start : one.end] for one in document.blocks if one.kind == "item"]
    assert items == [" ".join(one.strip() for one in long)]


def test_an_indented_paragraph_opens_no_list(pdf: Pdf) -> None:
    lines = [FILL, "   " + FILL, "vers la fin.", "   " + FILL, "et la suite."]
    assert "•" not in pages_of(pdf(lines))[0]


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf0a7", "§", "Ø", "●", "▪"])
def test_bullets_of_symbol_fonts_make_items(bullet: str) -> None:
    page = "\n".join([FILL, "Ce que nous ne faisons jamais", *(f"{bullet} {one}" for one in NEVER), *AFTER])
    assert stances([page])["sale-of-data"] == "denied"


def test_a_paragraph_sign_before_a_number_is_no_bullet() -> None:
    document = join_pages([f"{FILL}\nNach dem Gesetz:\n§ 5 DSG gilt für alle Anbieter von Diensten.\n"])
    assert [one.kind for one in document.blocks if one.kind == "item"] == []


@pytest.mark.parametrize(
    ("title", "line", "language", "stance"),
    [
        ("Ce que nous ne faisons jamais", "Vendre ou louer tes données.", "fr", "denied"),
        ("Ce que nous ne faisons jamais", "Nous vendons tes données à des courtiers.", "fr", "affirmed"),
        ("Ce qui change", "Nous vendons tes données à des courtiers.", "fr", "affirmed"),
        ("What we never do", "Sell your personal data.", "en", "denied"),
    ],
)
def test_a_line_without_a_subject_under_a_title_that_denies(title: str, line: str, language: str, stance: str) -> None:
    assert stances([f"{FILL}\n\n{title}\n\n{line}\n"], language)["sale-of-data"] == stance
