"""French notices of tools that nobody here wrote: what a sentence says, and what its near opposite says."""

from __future__ import annotations

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
FRENCH = "# Politique de confidentialité\n\nCe document explique comment nous traitons les informations confiées.\n\n"
ENGLISH = "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n"
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}


def verdict(criterion: str, text: str, language: str = "fr") -> str:
    document = {"role": "privacy", "text": (FRENCH if language == "fr" else ENGLISH) + text}
    case = build_case({"documents": [document], "profile": PUPILS}, KNOWLEDGE, language=language)
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding.verdict


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Les comptes partent chaque été, effacés ; nos factures sont gardées sans limite.", "pass"),
        ("Nos factures partent après dix ans, effacées ; les comptes d’élèves sont gardés sans limite.", "fail"),
        ("Les comptes sont effacés en juillet, les factures sont gardées indéfiniment.", "pass"),
        ("Les factures sont effacées après dix ans, les comptes d’élèves sont gardés indéfiniment.", "fail"),
        ("Vos données, factures comprises, sont conservées sans limite de durée.", "fail"),
    ],
)
def test_the_part_that_keeps_for_ever_says_whose_data(text: str, told: str) -> None:
    assert verdict("retention.indefinite-language", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Un compte resté deux ans sans la moindre connexion est supprimé.", "warn"),
        ("Les comptes sont supprimés après deux ans, les données de connexion après un an.", "pass"),
        ("Les comptes sont gardés deux ans. Les journaux le sont pour une durée fixée par l’hébergeur.", "warn"),
        ("Les comptes sont gardés deux ans. Les journaux le sont pendant six mois.", "pass"),
        ("Les réponses sont effacées après chaque réunion de l’équipe.", "warn"),
    ],
)
def test_a_period_is_one_that_the_publisher_sets(text: str, told: str) -> None:
    assert verdict("retention.periods-stated", text) == told
