"""Comparisons with others, and what once was so, say nothing of the publisher today; the main clause still speaks."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

OF_OTHERS = [
    (
        "fr",
        "sale-of-data",
        "Contrairement à d’autres applications qui revendent vos données, nous vivons d’abonnements.",
    ),
    ("fr", "sale-of-data", "Contrairement aux réseaux sociaux, qui vendent vos données, nous vivons d’abonnements."),
    ("fr", "sale-of-data", "Les géants du numérique vendent vos données ; pas nous."),
    (
        "fr",
        "targeted-advertising",
        "À la différence de jeux gratuits qui affichent de la publicité ciblée, le nôtre est sobre.",
    ),
    (
        "fr",
        "indefinite-retention",
        "À l’inverse de services qui gardent vos données indéfiniment, nous faisons le tri.",
    ),
    (
        "fr",
        "third-country-transfer",
        "Contrairement à d’autres qui transfèrent vos données aux États-Unis, nous restons ici.",
    ),
    ("en", "sale-of-data", "Unlike ad-funded apps that sell your data, we charge a subscription."),
    ("en", "sale-of-data", "Many free apps sell your personal data."),
    (
        "en",
        "ai-training",
        "Unlike consumer chatbots, which train their models on your conversations, ours is built for schools.",
    ),
    ("en", "indefinite-retention", "Unlike services that keep your data forever, we tidy up every summer."),
    ("de", "sale-of-data", "Anders als andere Anbieter, die Ihre Daten verkaufen, leben wir von Abonnements."),
]
OWN = [
    ("fr", "sale-of-data", "affirmed", "Contrairement à d’autres applications, nous vendons vos données."),
    ("fr", "sale-of-data", "denied", "Contrairement à d’autres applications, nous ne vendons pas vos données."),
    ("fr", "sale-of-data", "denied", "Nous ne vendons pas vos données, contrairement à d’autres qui les revendent."),
    ("fr", "sale-of-data", "affirmed", "Comme beaucoup d’applications gratuites, nous vendons vos données."),
    ("en", "sale-of-data", "affirmed", "Unlike other apps, we sell your personal data to third parties."),
    ("en", "sale-of-data", "denied", "Unlike many apps, we never sell your personal data."),
    ("en", "sale-of-data", "denied", "We never sell your personal data, unlike companies that live from it."),
    ("en", "sale-of-data", "affirmed", "We sell your personal data to many apps and websites."),
    ("en", "sale-of-data", "affirmed", "In the past 12 months, Acme has sold categories of personal information."),
    (
        "en",
        "indefinite-retention",
        "affirmed",
        "Unlike paid accounts, free accounts are different: we keep your data forever.",
    ),
    ("de", "sale-of-data", "denied", "Anders als andere Anbieter verkaufen wir Ihre Daten nicht."),
]
ONCE = [
    ("fr", "ai-training", "Jusqu’en 2023, vos textes servaient à entraîner nos modèles."),
    ("en", "ai-training", "Until 2024 we used your conversations to train our models."),
    ("en", "ai-training", "Before 2020, we used your essays to train our models."),
]


def stance(language: str, clause: str, text: str) -> str:
    return read(read_markdown(text), language).clause(clause).stance


@pytest.mark.parametrize(("language", "clause", "text"), OF_OTHERS)
def test_what_others_do_is_not_said_of_the_publisher(language: str, clause: str, text: str) -> None:
    assert stance(language, clause, text) == "absent"


@pytest.mark.parametrize(("language", "clause", "expected", "text"), OWN)
def test_the_main_clause_speaks_of_the_publisher(language: str, clause: str, expected: str, text: str) -> None:
    assert stance(language, clause, text) == expected


@pytest.mark.parametrize(("language", "clause", "text"), ONCE)
def test_what_once_was_so_is_doubtful(language: str, clause: str, text: str) -> None:
    assert stance(language, clause, text) == "unclear"


KEPT = [
    (
        "right-erasure",
        "If you are a parent and believe that your child has an account, please contact us to have "
        "your child’s information removed.",
    ),
    ("third-country-transfer", "Your data may end up on one of those computers in another country."),
    ("unilateral-change", "You will be deemed to accept the changes by your continued use of the platform."),
]


@pytest.mark.parametrize(("clause", "text"), KEPT)
def test_a_condition_a_place_or_a_use_takes_nothing_away(clause: str, text: str) -> None:
    assert stance("en", clause, text) == "affirmed"


def test_what_a_child_gave_us_is_shared_by_nobody() -> None:
    assert (
        stance("en", "third-party-sharing", "Tell us if your child has provided us with personal information.")
        == "absent"
    )
