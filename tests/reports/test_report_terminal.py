"""The report in a terminal: the answer first, the letter last, nothing that steers the terminal."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import east_asian_width

import pytest

from catalog.nouns.finding import Finding
from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]


def test_it_opens_with_the_answer_and_ends_with_the_questions(assessment: Make, context: MakeContext) -> None:
    text = render("text", [assessment()], context()).replace("\u00a0", " ")
    labels = ["Notes :", "Ce qui retient la note :", "Principales raisons :", "Fiabilité :", "À faire :"]
    places = [text.index(label) for label in labels]
    assert places == sorted(places)
    assert places[-1] < text.index("POURQUOI CES NOTES") < text.index("TRACEURS") < text.index("QUESTIONS À L’ÉDITEUR")
    assert text.rstrip().endswith("salutations distinguées.")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal_but_those_to_paste(
    assessment: Make, context: MakeContext, width: int
) -> None:
    text = render("text", [assessment()], context(width=width))
    body = text[: text.index("QUESTIONS À L’ÉDITEUR")]
    assert max(len(line.rstrip()) for line in body.splitlines()) <= width
    assert all(east_asian_width(character) not in "WF" for character in body)


def test_without_a_terminal_there_is_no_escape_sequence(assessment: Make, context: MakeContext) -> None:
    assert "\x1b" not in render("text", [assessment()], context(colour=False))


def test_in_a_terminal_styles_are_reset_and_words_stay(assessment: Make, context: MakeContext) -> None:
    coloured = render("text", [assessment()], context(colour=True))
    assert "\x1b[" in coloured and "\x1b[0m" in coloured
    stripped = coloured
    while "\x1b[" in stripped:
        before, _, after = stripped.partition("\x1b[")
        stripped = before + after.partition("m")[2]
    assert stripped == render("text", [assessment()], context(colour=False))


def test_pages_cannot_steer_the_terminal(hostile: Assessment, context: MakeContext) -> None:
    text = render("text", [hostile], context(colour=False, width=200))
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(text)
    assert "[bold]rich[/bold]" in text


def test_every_result_has_a_sign_and_a_word(assessment: Make, context: MakeContext) -> None:
    text = render("text", [assessment()], context("en"))
    for start in ("✗ Apparent failure:", "! Point of attention:", "? Not shown:", "✓ Met:", "– Not applicable:"):
        assert start in text


def test_sources_of_data_are_named_with_their_links(assessment: Make, context: MakeContext) -> None:
    assert "DB-IP Country Lite (CC BY 4.0) https://db-ip.com" in render("text", [assessment()], context())


def test_several_tools_follow_each_other(assessment: Make, context: MakeContext) -> None:
    assert render("text", [assessment(), assessment()], context()).count("POURQUOI CES NOTES") == 2


def test_several_in_a_row_that_say_the_same_say_it_once(assessment: Make, context: MakeContext) -> None:
    open_ones = tuple(
        Finding(criterion=name, surface="showcase", verdict="inconclusive", severity="major", message="not-shown",
                reason="capability-missing", missing=("dns",))
        for name in ("trackers.before-consent", "trackers.google-analytics", "cookies.reject-not-as-easy")
    )  # fmt: skip
    told = render("text", [assessment(findings=open_ones)], context("fr"))
    findings = told[told.index("TRACEURS") :]
    # Once for the two of one family, once for the other family.
    assert findings.count("L’outil n’a pas été ouvert.") == 2
    assert findings.count("Non démontré") == 3


def test_a_heading_in_capitals_leaves_the_name_of_a_file(recorded: Assessment, context: MakeContext) -> None:
    text = render("text", [recorded], context()).replace("\u00a0", " ")
    assert "ENREGISTREMENT FOURNI : eleve.har" in text
