"""A delay for telling of a breach is none for which accounts are kept, whatever data the breach is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "We will notify the school of any breach of pupils’ data within 48 hours.", "breach"),
        ("en", "We notify districts of any unauthorized release of student data within 7 days.", "breach"),
        ("en", "Account data are kept for 30 days.", "account"),
        ("en", "We record breaches of accounts and keep these records for 5 years.", "account"),
        (
            "fr",
            "Nous informons l’école de toute violation des données des élèves dans un délai de 48 heures.",
            "breach",
        ),
        ("fr", "Les données des comptes sont conservées 30 jours.", "account"),
    ],
)
def test_of_what_a_duration_is(say: Say, language: str, text: str, subject: str) -> None:
    assert [value.subject for value in say(text, language).values if value.kind == "duration"] == [subject]


@pytest.mark.parametrize(
    ("clause", "text", "stance"),
    [
        ("breach-notification", "Schools must notify us of any breach.", "absent"),
        ("breach-notification", "You must notify us of any unauthorized access to your account.", "absent"),
        ("breach-notification", "We notify districts of any unauthorized release of student data.", "affirmed"),
        ("end-of-contract-deletion", "Once your school stops using the service we erase its data.", "affirmed"),
        ("end-of-contract-deletion", "When a pupil leaves the class, the teacher may delete the account.", "absent"),
        ("legal-disclosure", "We may hand data to the police if a court orders it.", "affirmed"),
        ("legal-disclosure", "We will tell the police about threats of violence.", "absent"),
        ("parental-consent", "We do not need parental consent because the school gives it.", "absent"),
        ("parental-consent", "We do not create accounts without parental consent.", "affirmed"),
    ],
)
def test_whose_duty_and_which_event_it_is(say: Say, clause: str, text: str, stance: str) -> None:
    assert say(text, "en").clause(clause).stance == stance
