"""Values: durations, dates, contacts, names, with what they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]


@pytest.mark.parametrize(
    ("text", "kind", "value", "subject"),
    [
        ("Account data are kept for 12 months.", "duration", "365", "account"),
        ("Server logs are deleted after thirty days.", "duration", "30", "logs"),
        ("The cookie expires after 13 months.", "duration", "396", "cookies"),
        ("Backups are kept for 2 (two) weeks.", "duration", "14", "backups"),
        ("Last updated: May 25th, 2018.", "date", "2018-05-25", "last-updated"),
        ("This policy is effective as of 1 March 2024.", "date", "2024-03-01", "effective"),
        ("Last updated 03/2024", "date", "2024-03-01", "last-updated"),
        ("v1.3 | 5 March 2024", "date", "2024-03-05", "last-updated"),
        ("In effect since September 2024", "date", "2024-09-01", "effective"),
        ("Account data are kept for half a year.", "duration", "183", "account"),
        ("Logs are kept 30-90 days.", "duration", "90", "logs"),
        ("Backups are kept for 2yrs.", "duration", "730", "backups"),
        ("Our data protection officer: dpo at tool dot example", "email", "dpo@tool.example", "dpo"),
        ("Data location: Frankfurt, Germany", "country", "DE", "hosting"),
        ("Revised on 2021-06-04.", "date", "2021-06-04", "last-updated"),
        ("Contact our data protection officer: dpo@tool.example.", "email", "dpo@tool.example", "dpo"),
        ("Questions: privacy [at] tool [dot] example.", "email", "privacy@tool.example", "privacy"),
        ("Teacher accounts are erased after 24 months without a sign-in.", "duration", "730", "inactivity"),
        ("An account nobody has logged into for 18 months is erased.", "duration", "548", "inactivity"),
        ("Call us at +33 1 23 45 67 89.", "phone", "+33123456789", "general"),
        ("We host your data with OVH in France.", "organisation", "OVHcloud", "host"),
        ("We host your data with OVH in France.", "country", "FR", "hosting"),
        ("Data may be transferred to the United States.", "country", "US", "transfer"),
        ("Account data are kept for 3 years and server logs for 6 months.", "duration", "1096", "account"),
        ("Your account starts with a 30 day free trial.", "duration", "30", "other"),
        ("Data may be transferred outside the European Union.", "country", "EU", "mentioned"),
        ("Data are only transferred to the European Union.", "country", "EU", "transfer"),
        ("Our servers are in Paris.", "country", "FR", "hosting"),
        ("Acme Cloud Ltd (hosting, Spain), Pigeon Inc. (SMS, Canada).", "country", "CA", "mentioned"),
        ("Acme Cloud Ltd (hosting, Spain), Pigeon Inc. (SMS, Canada).", "country", "ES", "hosting"),
        ("Data are hosted on AWS (Oregon).", "country", "US", "hosting"),
        ("Your data are stored on servers in Frankfurt am Main.", "country", "DE", "hosting"),
        ("We share data with Stripe.", "organisation", "Stripe", "recipient"),
        ("Children under 13 may not register.", "age", "13", "child"),
        ("Tool Ltd, Company number 01234567.", "registration", "Company number 01234567", "general"),
        ("See https://tool.example/privacy.", "url", "https://tool.example/privacy", "general"),
    ],
)
def test_value(say: Say, text: str, kind: str, value: str, subject: str) -> None:
    found = [(v.kind, v.value, v.subject) for v in say(text, "en").values]
    assert (kind, value, subject) in found


@pytest.mark.parametrize(
    "text",
    [
        "Read it with us.",
        "Version 3.12.4 of the app.",
        "Call 12 for help.",
        "An orange for the school.",
        "Meet us at tool fairs.",
    ],
)
def test_no_value_where_none_is(say: Say, text: str) -> None:
    assert say(text, "en").values == ()


def test_quotes_hold_the_value(say: Say) -> None:
    text = "We keep logs. " + "We keep other things, " * 40 + "and accounts for 3 years."
    for value in say(text, "en").values:
        assert text[value.quote.start : value.quote.end] == value.quote.text
        assert "3 years" in value.quote.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les comptes sont ouverts aux élèves de plus de 15 ans."),
        ("fr", "Les comptes des élèves âgés d’au moins 15 ans sont supprimés sur demande."),
        ("en", "Accounts of pupils over 16 years are deleted on request."),
        ("de", "Konten von Schülern unter 16 Jahren werden auf Anfrage gelöscht."),
    ],
)
def test_an_age_is_no_period(say: Say, language: str, text: str) -> None:
    assert [one.value for one in say(text, language).values if one.kind == "duration"] == []


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("fr", "Les comptes sont conservés pendant une durée de plus de 15 ans.", 5479),
        ("fr", "Les comptes des élèves de plus de 15 ans sont conservés 10 ans.", 3652),
        ("en", "Accounts are kept for over 10 years.", 3652),
    ],
)
def test_a_long_period_is_one(say: Say, language: str, text: str, days: int) -> None:
    assert [one.days for one in say(text, language).values if one.kind == "duration"] == [days]
