# ruff: noqa: E501
"""A negated verb of doing is a denial; only what fails or is missing of itself negates nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]

DENIED = [
    ("en", "advertising-use", "We do not display advertisements or use their data for marketing purposes."),
    ("en", "advertising-use", "We do not display ads, nor do we use pupils’ data for marketing."),
    ("en", "targeted-advertising", "The app does not display third-party or targeted advertising."),
    ("en", "targeted-advertising", "Targeted advertising is not available in our app."),
    ("en", "targeted-advertising", "Behavioural advertising has no place in our app."),
    ("en", "third-party-advertising", "We do not work with advertising partners who collect your data."),
    ("en", "third-party-advertising", "Advertisers will be unable to access your personal data."),
    ("en", "automated-decision", "We do not perform profiling of students."),
    ("en", "automated-decision", "We do not operate any automated decision-making or profiling."),
    ("en", "automated-decision", "Profiling of pupils does not take place."),
    ("en", "ai-training", "We do not perform training of AI models with your data."),
    ("en", "sale-of-data", "We no longer sell your personal data."),
    ("en", "sale-of-data", "It is not possible for us to sell your personal data."),
    ("en", "sale-of-data", "We do not want to sell your personal data."),
    ("en", "sale-of-data", "We do not sell student, staff, or institute data to third parties."),
    ("en", "sale-of-data", "We do not sell teacher and school records to anyone."),
    ("en", "third-party-sharing", "We are not able to share your personal data with third parties."),
    ("en", "third-party-sharing", "Your personal data will not be available to advertisers."),
    ("fr", "targeted-advertising", "La publicité ciblée n’est pas disponible dans l’application."),
    ("fr", "automated-decision", "Le profilage des élèves n’est pas possible."),
]  # fmt: skip
AFFIRMED = [
    ("en", "cookies-tracking", "If you block tracking cookies, parts of the site may not work."),
    ("en", "targeted-advertising", "The site does not work without cookies, which we use for targeted advertising."),
    ("en", "indefinite-retention", "Where deletion is not possible, the data are kept indefinitely."),
    ("en", "automated-decision", "If human review is not possible, decisions about students are made by automated means alone."),
    ("en", "ai-training", "When your data are no longer needed for teaching, we use them to train AI models."),
    ("en", "sale-of-data", "When you no longer have an account, we may sell your personal data."),
    ("en", "advertising-use", "We not only display advertisements but also use your data for marketing."),
    ("en", "account-export", "You can download a copy of information that is not available in the app."),
    ("fr", "account-export", "Vous pouvez télécharger une copie des informations qui ne sont pas disponibles dans l’application."),
    ("fr", "indefinite-retention", "Si l’effacement n’est pas possible, les données sont conservées indéfiniment."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text"), DENIED)
def test_what_is_not_done_is_denied(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "denied"


@pytest.mark.parametrize(("language", "clause", "text"), AFFIRMED)
def test_what_fails_or_ends_of_itself_denies_nothing_else(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "affirmed"


@pytest.mark.parametrize(
    "text",
    ["We do not otherwise sell your personal information.", "Save as said above, we do not otherwise sell data."],
)
def test_a_denial_of_what_is_done_otherwise_is_weak(say: Say, text: str) -> None:
    read = say(text, "en").clause("sale-of-data")
    assert (read.stance, read.qualified_by is not None) == ("denied", True)
