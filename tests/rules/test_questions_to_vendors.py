"""The questions of the rule files: where nothing was shown, none may suppose a fault."""

from __future__ import annotations

import pytest

from catalog.nouns.criterion import Criterion
from rules.load import load_criteria

GRAVE = {"blocking", "major"}
"""Only what is grave is asked about where it was not shown."""
ASKING = {"fr": ("merci de ", "et de ", "ou de ", "d’en "), "en": ("please ", "and ", "or ")}
CHANGES = {
    "fr": ("retirer", "bloquer", "ramener", "remplacer", "désactiver", "publier", "ajouter", "imposer", "héberger",
           "adapter", "proposer", "déclarer", "laisser", "limiter", "faire en sorte", "veiller", "énumérer",
           "justifier", "les rendre"),
    "en": ("remove", "block", "reduce", "replace", "disable", "publish", "add ", "enforce", "host ", "adapt",
           "offer", "declare", "leave", "limit ", "make ", "list ", "justify"),
}  # fmt: skip
"""Words that ask to change what nobody has seen."""

CRITERIA = [one for one in load_criteria().values() if GRAVE & set(one.severity.values()) and one.in_letter]


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda one: one.id)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_not_shown_is_asked_without_supposing_a_fault(criterion: Criterion, language: str) -> None:
    asked = (criterion.ask_open or criterion.ask).in_language(language).lower()
    assert not [word for word in CHANGES[language] for before in ASKING[language] if before + word in asked], asked


def test_every_open_question_is_one_or_asks_for_an_answer() -> None:
    for criterion in load_criteria().values():
        if criterion.ask_open is not None:
            assert "\u00a0?" in criterion.ask_open.fr and "?" in criterion.ask_open.en
            assert criterion.ask_open != criterion.ask
