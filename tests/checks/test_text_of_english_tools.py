"""Turns of English, and of French beside them, in tools that nobody here wrote: what they must not be taken for."""

from __future__ import annotations

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
OPENED = {
    "en": "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n",
    "fr": "# Politique de confidentialité\n\nCe document explique comment nous traitons les données confiées.\n\n",
}
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}


def verdict(criterion: str, text: str, language: str = "en") -> str:
    documents = [{"role": "privacy", "text": OPENED[language] + text}]
    case = build_case({"documents": documents, "profile": PUPILS}, KNOWLEDGE, language="en")
    return evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)[0].verdict


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We do not serve third-party ads.", "inconclusive"),
        ("en", "We do not use cookies for third-party advertising.", "warn"),
        ("en", "We do not use your data for third-party or targeted advertising.", "pass"),
        ("en", "We never use your data for our own or third-party advertising.", "pass"),
        ("en", "We do not use cookies for third-party advertising. We never use your data for marketing.", "pass"),
        ("en", "We do not run third-party advertising trackers. The app is ad-free.", "pass"),
        ("en", "We do not display advertisements or use your data for marketing purposes.", "pass"),
        ("fr", "Nous n’utilisons pas vos données pour la publicité de tiers.", "inconclusive"),
        ("fr", "Nous n’utilisons pas vos données pour notre publicité ni pour celle de tiers.", "pass"),
    ],
)
def test_ruling_out_others_advertising_or_that_by_cookies_leaves_ones_own(
    language: str, text: str, expected: str
) -> None:
    assert verdict("sharing.advertising-use", text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We do not sell student data to third-party advertisers.", "inconclusive"),
        ("In that case, we will:\n\n- not sell student data\n- return it on request", "warn"),
        ("In any case, we never sell student data.", "pass"),
        ("If the school does not renew, your personal data are sold to partners.", "warn"),
    ],
)
def test_a_sale_ruled_out_in_part_is_no_pass(text: str, expected: str) -> None:
    assert verdict("sharing.sale", text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Teachers’ profiles are private by default.", "inconclusive"),
        ("en", "Profiles of students and teachers are private by default.", "pass"),
        ("en", "Student works are visible only to the teacher.", "pass"),
        ("fr", "Les profils des enseignants sont privés par défaut.", "inconclusive"),
        ("fr", "Les travaux des élèves ne sont visibles que par l’enseignant.", "pass"),
    ],
)
def test_what_grown_ups_show_says_nothing_of_pupils(language: str, text: str, expected: str) -> None:
    assert verdict("children.public-exposure-default", text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If you need EU-only data residency, write to us. Your data are transferred to the United States.", "pass"),
        ("We comply with the Barbados Data Protection Act. Your data may be processed in other countries.", "warn"),
        ("All data stay in the European Union.", "pass"),
    ],
)
def test_a_place_on_request_or_in_the_name_of_a_law_is_none(text: str, expected: str) -> None:
    assert verdict("transfers.disclosed", text) == expected


def test_whose_account_people_sign_in_with_hosts_nothing() -> None:
    text = "If you sign in with GitHub, we additionally store your GitHub account ID."
    assert verdict("hosting.provider-non-eu-control", text) == "inconclusive"
    assert verdict("hosting.provider-non-eu-control", "Your data are stored on Google Cloud.") == "warn"


def test_rights_against_others_are_none_against_the_tool() -> None:
    rights = "You may access, correct, delete, restrict, object to and export your data"
    assert verdict("rights.all-listed", f"{rights}. You may exercise these rights with Google.") == "pass"
    assert verdict("rights.channel", "You may exercise these rights with Google.") == "inconclusive"
    assert verdict("rights.channel", "To exercise these rights, write to our privacy team.") == "pass"
