# ruff: noqa: E501
"""What a clause before the main one denies is not denied by the main one: `if the school does not pay, data are sold`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]

DONE = [
    ("en", "sale-of-data", "If the school does not renew, your personal data are sold to partners."),
    ("en", "sale-of-data", "Because the app is not funded by the state, personal data are sold to partners."),
    ("en", "targeted-advertising", "When the subscription is not paid, targeted ads are displayed."),
    ("en", "targeted-advertising", "Users who have not subscribed may be shown targeted advertising."),
    ("en", "indefinite-retention", "Where erasure is not feasible, your data are kept indefinitely."),
    ("en", "indefinite-retention", "Accounts that are not deleted are kept indefinitely."),
    ("fr", "sale-of-data", "Si l’école ne renouvelle pas le contrat, les données personnelles sont vendues."),
    ("fr", "targeted-advertising", "Quand l’abonnement n’est pas payé, des publicités ciblées sont affichées."),
    ("fr", "targeted-advertising", "Les utilisateurs qui ne sont pas abonnés peuvent voir des publicités ciblées."),
    ("fr", "indefinite-retention", "Les comptes qui ne sont pas supprimés sont conservés indéfiniment."),
    ("fr", "indefinite-retention", "Lorsque la suppression n’est pas faisable, vos données sont conservées indéfiniment."),
    ("en", "third-party-advertising", "While we do not share your personal data with the ad network, data from your device, its IP address included, are used by the ad network to deliver ads."),
    ("fr", "third-party-advertising", "Bien que nous ne communiquions pas vos données à la régie, les données de votre appareil, adresse IP comprise, sont utilisées par la régie pour afficher des publicités."),
]  # fmt: skip
NOT_DONE = [
    ("en", "sale-of-data", "If the school does not renew, your personal data are not sold."),
    ("en", "sale-of-data", "When used in schools, no data, information or records are sold."),
    ("en", "sale-of-data", "Where the app is used in class, we do not sell, rent or share personal data, names or records."),
    ("en", "sale-of-data", "We promise that no personal data is sold."),
    ("en", "sale-of-data", "We ensure that personal data are not sold and are not rented."),
    ("en", "sale-of-data", "We do not sell data that is personal."),
    ("en", "sale-of-data", "We never sell personal data, even if parents have not asked, and the school is told."),
    ("en", "third-party-sharing", "Pupils who do not have an account are not shown, and their data are not shared with third parties."),
    ("en", "targeted-advertising", "If pupils are not logged in, they are not shown targeted ads."),
    ("fr", "sale-of-data", "Si l’école ne renouvelle pas le contrat, les données personnelles ne sont pas vendues."),
    ("fr", "sale-of-data", "Quand un élève joue, aucune donnée personnelle n’est vendue, les noms sont masqués."),
    ("fr", "indefinite-retention", "Les comptes qui ne servent pas ne sont jamais conservés indéfiniment."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text"), DONE)
def test_the_main_clause_does_what_the_clause_before_it_denies_nothing_of(
    say: Say, language: str, clause: str, text: str
) -> None:
    assert say(text, language).clause(clause).stance == "affirmed"


@pytest.mark.parametrize(("language", "clause", "text"), NOT_DONE)
def test_what_the_main_clause_denies_stays_denied(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "denied"
