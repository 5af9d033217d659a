"""A sentence that counts its parts is a list: what one part excepts is of that part alone."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.counted import with_counted_items
from rules.reading.markdown import read_markdown

CONTRACT = (
    "The supplier shall not: (a) sell pupil data; (b) pass them on, except to its processors; and (c) use them to train"
    " any artificial-intelligence model."
)
CONTRAT = (
    "Le prestataire s’interdit : a) de vendre les données des élèves ; b) de les communiquer, sauf à ses sous-traitants"
    " ; c) de les utiliser pour entraîner un modèle d’intelligence artificielle."
)


def blocks(text: str) -> list[tuple[str, str, int]]:
    document = with_counted_items(read_markdown(text))
    return [(one.kind, document.text[one.start : one.end].strip(), one.lead) for one in document.blocks]


def reading(text: str, clause: str, language: str) -> tuple[str, str | None]:
    (found,) = (one for one in read(read_markdown(text), language).clauses if one.clause == clause)
    return found.stance, found.qualified_by


@pytest.mark.parametrize(("text", "language"), [(CONTRACT, "en"), (CONTRAT, "fr")])
@pytest.mark.parametrize("clause", ["sale-of-data", "ai-training"])
def test_the_exception_of_one_part_leaves_the_others_whole(text: str, language: str, clause: str) -> None:
    stance, qualifier = reading(text, clause, language)
    assert stance == "denied" and qualifier in (None, "scope")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We may: (a) host your work; (b) share your personal data with advertisers; (c) stop the service.", "en"),
        ("Nous pouvons : 1) héberger vos travaux ; 2) partager vos données avec des annonceurs.", "fr"),
    ],
)
def test_a_part_affirms_what_the_opening_allows(text: str, language: str) -> None:
    assert reading(text, "third-party-sharing", language)[0] == "affirmed"


def test_the_rest_of_the_paragraph_stays_running_text() -> None:
    assert blocks("First this. We may (i) ask for your name; or (ii) ask for your class. We sell your data.") == [
        ("paragraph", "First this.", -1),
        ("paragraph", "We may", -1),
        ("item", "(i) ask for your name; or", 1),
        ("item", "(ii) ask for your class.", 1),
        ("paragraph", "We sell your data.", -1),
    ]


def test_what_is_denied_in_a_list_does_not_reach_what_follows_it() -> None:
    text = "We do not (a) sell your personal data; or (b) rent out your name. We may share your data with advertisers."
    assert reading(text, "sale-of-data", "en")[0] == "denied"
    assert reading(text, "third-party-sharing", "en")[0] == "affirmed"


@pytest.mark.parametrize(
    "text",
    [
        "You may (a) sell; (b) rent your things.",
        "As article 5(a) says; and 5(b) as well; so it is with us here.",
        "We keep it (a) for one year; then it goes away; (c) nobody knows why.",
        "We collect the name; the class; the school of each pupil.",
    ],
)
def test_short_parts_references_and_gaps_make_no_list(text: str) -> None:
    assert [kind for kind, _, _ in blocks(text)] == ["paragraph"]


def test_leads_of_later_blocks_still_point_at_what_introduces_them() -> None:
    text = "We may: (a) ask for your name; (b) ask for your class.\n\nWe never:\n\n- sell your personal data\n"
    document = with_counted_items(read_markdown(text))
    last = document.blocks[-1]
    assert document.text[document.blocks[last.lead].start : document.blocks[last.lead].end] == "We never:"
