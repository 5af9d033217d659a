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
NO_PLAIN_DENIAL = [
    ("fr", "sale-of-data", "Vos données, qui ne sont jamais conservées plus d’un an, sont vendues à nos partenaires."),
    ("fr", "sale-of-data", "Vos données ne sont pas conservées, mais elles sont vendues."),
    ("fr", "sale-of-data", "Nous n’hésitons pas à vendre vos données."),
    ("fr", "sale-of-data", "Nous n’excluons pas de céder vos données contre rémunération."),
    ("fr", "sale-of-data", "Vous ne pouvez pas refuser que vos données soient vendues."),
    ("fr", "sale-of-data", "Rien n’interdit à l’éditeur de vendre les données."),
    ("fr", "sale-of-data", "Ne pas accepter la vente de vos données entraîne la fermeture du compte."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données à n’importe qui : seuls nos partenaires certifiés peuvent les acheter."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données à des tiers non autorisés."),
    ("fr", "sale-of-data", "Nous ne vendons plus vos données aux régies américaines, mais uniquement aux régies européennes."),
    ("fr", "sale-of-data", "Aucune donnée n’est vendue avant la fin de l’année scolaire."),
    ("fr", "sale-of-data", "Les données ne sont pas vendues pendant la période d’essai."),
    ("fr", "sale-of-data", "Nous ne vendons pas de données nominatives ; les données de navigation sont vendues."),
    ("fr", "advertising-use", "Nous ne sommes pas en mesure d’empêcher nos partenaires d’utiliser vos données à des fins publicitaires."),
    ("en", "sale-of-data", "We make no secret of selling some data to partners."),
    ("en", "sale-of-data", "We do not rule out selling your data."),
    ("en", "sale-of-data", "Your data, which are never kept for more than a year, are sold to our partners."),
    ("en", "sale-of-data", "Your data are not stored but sold."),
    ("en", "sale-of-data", "Nothing prevents us from selling data."),
    ("en", "sale-of-data", "Not accepting the sale of your data will close your account."),
    ("en", "sale-of-data", "We do not sell your data to just anyone: only certified partners may buy it."),
    ("en", "sale-of-data", "We do not sell your data to unauthorised third parties."),
    ("en", "sale-of-data", "No data is sold before the end of the school year."),
    ("en", "sale-of-data", "We do not sell personally identifiable information, but we may sell other information about you."),
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


@pytest.mark.parametrize(("language", "clause", "text"), NO_PLAIN_DENIAL)
def test_what_is_done_or_denied_of_a_part_only_is_no_plain_denial(
    say: Say, language: str, clause: str, text: str
) -> None:
    reading = say(text, language).clause(clause)
    assert reading.stance != "denied" or reading.qualified_by or reading.contradicted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Vos données, qui ne sont jamais vendues, louées ou échangées, restent en France."),
        ("fr", "Vos données ne sont ni vendues ni louées, mais elles sont conservées un an."),
        ("en", "Your data, which are never sold, rented or traded, stay in France."),
        ("en", "Your data are not sold but stored for a year."),
    ],
)
def test_a_plain_denial_beside_something_else_stays_one(say: Say, language: str, text: str) -> None:
    reading = say(text, language).clause("sale-of-data")
    assert (reading.stance, reading.qualified_by, reading.contradicted) == ("denied", None, False)


@pytest.mark.parametrize(
    ("language", "clause", "text"),
    [
        ("fr", "sale-of-data", "En règle générale, nous ne vendons pas vos données."),
        ("fr", "sale-of-data", "Nous ne vendons généralement pas vos données."),
        ("fr", "third-country-transfer", "En principe, aucune donnée n’est transférée hors de l’UE."),
        ("fr", "third-country-transfer", "Nous nous efforçons de ne pas transférer de données hors de l’UE."),
        ("en", "sale-of-data", "Generally, we do not sell your data."),
        ("en", "sale-of-data", "We try not to sell your data."),
        ("en", "third-country-transfer", "As far as possible, data are not transferred outside the EEA."),
        ("fr", "sale-of-data", "Nous n’avons pas vocation à vendre vos données."),
        ("en", "sale-of-data", "We have no intention of selling your data."),
        ("de", "sale-of-data", "In der Regel verkaufen wir Ihre Daten nicht."),
    ],
)
def test_a_habit_or_an_effort_is_a_denial_with_a_hedge(say: Say, language: str, clause: str, text: str) -> None:
    reading = say(text, language).clause(clause)
    assert (reading.stance, reading.qualified_by) == ("denied", "hedge")
