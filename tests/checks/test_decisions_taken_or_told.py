"""Automated decisions that are taken, and rights, definitions and suppositions that only speak of them."""

from __future__ import annotations

import pytest

from catalog.nouns.criterion import Criterion
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

KNOWLEDGE = load_knowledge()
CRITERION: Criterion = load_criteria()["ai.automated-decision"]
OPENING = {
    "fr": "# Politique de confidentialité\n\nCe document explique comment nous traitons les informations confiées.\n\n",
    "en": "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n",
}


def verdict(language: str, text: str) -> str:
    given = {
        "documents": [{"role": "privacy", "text": OPENING[language] + text}],
        "profile": {"audience": "pupils", "accounts": "yes", "ai": "yes"},
    }
    case = build_case(given, KNOWLEDGE, language="fr")
    (finding,) = evaluate(case, {CRITERION.id: CRITERION}, strict=True)
    return finding.verdict


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You can ask for a person to review any automated decision."),
        ("en", "You can ask us to stop making automated individual decisions about you."),
        ("en", "You may contest an automated decision with the regulator."),
        ("en", "Automated decision-making is when a decision is made without human involvement."),
        ("en", "Profiling means any form of automated processing intended to evaluate a person."),
        ("en", "If we use automated decision-making, we will explain its logic to you."),
        ("fr", "Vous pouvez demander qu’une personne réexamine toute décision automatisée."),
        ("fr", "Une décision automatisée est une décision prise sans intervention humaine."),
        (
            "fr",
            "Vous avez le droit de savoir s’il existe une prise de décision automatisée et quelle en est la logique.",
        ),
        ("fr", "Si nous recourons à des décisions automatisées, nous vous en expliquerons la logique."),
    ],
)
def test_who_tells_a_right_a_definition_or_a_supposition_has_decided_nothing(language: str, text: str) -> None:
    assert verdict(language, text) == "inconclusive"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We carry out profiling, to which you have the right to object."),
        ("en", "Your grade is set by an automated decision, which you can contest."),
        ("en", "Our system makes automated decisions about your level, and you have the right to contest them."),
        ("fr", "Nous procédons à du profilage, auquel vous pouvez vous opposer."),
        ("fr", "Le niveau est attribué par une décision automatisée que vous pouvez contester."),
    ],
)
def test_a_right_told_beside_a_decision_takes_it_not_back(language: str, text: str) -> None:
    assert verdict(language, text) == "warn"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We do not use automated decision-making; you also have the right to object to profiling."),
        (
            "fr",
            "Nous ne recourons pas à la prise de décision automatisée ; vous avez par ailleurs le droit de vous "
            "opposer au profilage.",
        ),
    ],
)
def test_a_right_told_beside_a_denial_leaves_it_one(language: str, text: str) -> None:
    assert verdict(language, text) == "pass"
