# ruff: noqa: E501
"""What a publisher rules out without saying *not*, or says of others, is never read as its own practice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]

DENIED = [
    ("fr", "advertising-use", "Nous refusons d’utiliser les données des élèves à des fins publicitaires."),
    ("fr", "sale-of-data", "Nous sommes opposés à la vente de vos données."),
    ("fr", "sale-of-data", "La vente de données personnelles est contraire à nos valeurs."),
    ("fr", "sale-of-data", "Il est hors de question de vendre vos données."),
    ("en", "advertising-use", "We oppose the use of pupils’ data for advertising."),
    ("en", "sale-of-data", "It is out of the question for us to sell your data."),
    ("en", "sale-of-data", "We reject any sale of personal data."),
    ("en", "sale-of-data", "It would be wrong to sell children’s data."),
]  # fmt: skip
NOT_DONE = [
    ("fr", "sale-of-data", "Là où d’autres vendent vos données, nous les protégeons."),
    ("fr", "sale-of-data", "Certains services gratuits vendent les données de leurs utilisateurs ; ce n’est pas notre cas."),
    ("fr", "indefinite-retention", "Les données ne sauraient être conservées indéfiniment."),
    ("fr", "indefinite-retention", "Conserver les données indéfiniment serait contraire au RGPD."),
    ("fr", "targeted-advertising", "Les publicités ciblées supposent un profilage, que nous refusons."),
    ("fr", "partner-marketing", "Nous vous garantissons l’absence de toute cession de vos données à des tiers à des fins commerciales."),
    ("en", "sale-of-data", "While others sell your data, we protect it."),
    ("en", "sale-of-data", "Data brokers buy and sell personal information; we have nothing to do with them."),
    ("en", "indefinite-retention", "Keeping data indefinitely would breach the GDPR."),
    ("en", "targeted-advertising", "Targeted ads require profiling, which we reject."),
]  # fmt: skip
DONE = [
    ("fr", "sale-of-data", "Nous vendons vos données à d’autres entreprises."),
    ("en", "sale-of-data", "We do not refuse to sell your data."),
    ("en", "sale-of-data", "We sell your data to others."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text"), DENIED)
def test_what_is_refused_is_denied(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "denied"


@pytest.mark.parametrize(("language", "clause", "text"), NOT_DONE)
def test_what_is_ruled_out_or_done_by_others_is_not_affirmed(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance in ("denied", "absent")


@pytest.mark.parametrize(("language", "clause", "text"), DONE)
def test_what_is_done_stays_affirmed(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "affirmed"
