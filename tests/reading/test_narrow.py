"""A denial of a part (`on this page`, `not directly`, `not to advertisers`) is `scope`; one of the whole is plain."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

NARROW = [
    ("en", "sale-of-data", "We do not sell any data on this page."),
    ("en", "sale-of-data", "We do not directly sell your information."),
    ("en", "sale-of-data", "We do not rent your information to marketers or advertisers."),
    ("en", "ai-training", "On the paid plan, your chats are not used to train our models."),
    ("en", "ai-training", "We do not sell your essays to train models of others."),
    ("en", "advertising-use", "We do not use your data for advertising by text message."),
    ("en", "third-party-sharing", "We do not share your data with third parties for marketing purposes."),
    ("fr", "sale-of-data", "Dans cette rubrique, nous ne vendons aucune donnée."),
    ("fr", "sale-of-data", "Nous ne cédons pas directement vos données."),
    ("fr", "sale-of-data", "Nous ne louons pas vos données à des annonceurs."),
    ("fr", "ai-training", "Avec l’abonnement premium, vos textes ne servent pas à entraîner nos modèles."),
    ("fr", "ai-training", "Nous ne vendons pas vos textes pour entraîner des modèles."),
    ("fr", "advertising-use", "Nous n’envoyons aucune publicité par SMS."),
    ("fr", "third-party-sharing", "Vos données ne sont pas partagées avec des tiers à des fins commerciales."),
    ("de", "sale-of-data", "Auf dieser Seite verkaufen wir keine Daten."),
]
WHOLE = [
    ("en", "sale-of-data", "We sell your data neither on this page nor anywhere else."),
    ("en", "sale-of-data", "We do not sell your information, directly or indirectly."),
    ("en", "sale-of-data", "We do not rent your information to advertisers or any other company."),
    ("en", "sale-of-data", "Your data, which you give us directly, is never sold."),
    ("en", "ai-training", "On the free or paid plan, your chats are not used to train our models."),
    ("en", "ai-training", "We neither use nor sell your essays to train models."),
    ("en", "advertising-use", "We do not use your data for advertising by e-mail, by text message or otherwise."),
    ("en", "third-party-sharing", "We do not share your data with anyone, for marketing or any other purpose."),
    ("fr", "sale-of-data", "Nous ne vendons aucune donnée, ni dans cette rubrique ni ailleurs."),
    ("fr", "sale-of-data", "Nous ne cédons ni directement ni indirectement vos données."),
    ("fr", "sale-of-data", "Nous ne louons vos données ni à des annonceurs ni à d’autres tiers."),
    ("fr", "sale-of-data", "Vos données, que vous saisissez directement, ne sont jamais vendues."),
    ("fr", "ai-training", "Vos textes n’entraînent aucun modèle, que l’offre soit gratuite ou payante."),
    ("fr", "ai-training", "Nous n’utilisons ni ne vendons vos textes pour entraîner des modèles."),
    ("fr", "advertising-use", "Nous n’envoyons aucune publicité par courriel, par SMS ou autrement."),
    ("fr", "third-party-sharing", "Vos données ne sont partagées avec aucun tiers, à aucune autre fin non plus."),
    ("en", "sale-of-data", "Your data are never sold, whether you are a paying customer or not."),
    ("fr", "sale-of-data", "Vos données ne sont pas vendues, que vous soyez abonné ou non."),
    ("fr", "sale-of-data", "Qu’ils soient abonnés ou non, les données de nos utilisateurs ne sont jamais vendues."),
    ("de", "sale-of-data", "Wir verkaufen Ihre Daten weder direkt noch indirekt."),
]
BANS = [
    ("en", "ai-training", "You are not permitted to use the lessons to train AI models with their data."),
    ("en", "own-purposes", "Users must not: sell access; use data of the service for commercial purposes."),
    ("fr", "ai-training", "Vous n’êtes pas autorisé à employer nos données pour entraîner une IA."),
    ("fr", "own-purposes", "Vous ne devez pas : revendre l’accès ; utiliser les données à toute fin commerciale."),
]


@pytest.mark.parametrize(("language", "clause", "text"), NARROW)
def test_a_denial_of_a_part_is_of_that_part(language: str, clause: str, text: str) -> None:
    reading = read(read_markdown(text), language).clause(clause)
    assert (reading.stance, reading.qualified_by, reading.populations) == ("denied", "scope", ())


@pytest.mark.parametrize(("language", "clause", "text"), WHOLE)
def test_a_denial_of_the_whole_stays_plain(language: str, clause: str, text: str) -> None:
    reading = read(read_markdown(text), language).clause(clause)
    assert (reading.stance, reading.qualified_by) == ("denied", None)


@pytest.mark.parametrize(("language", "clause", "text"), BANS)
def test_what_users_are_forbidden_says_nothing_of_the_publisher(language: str, clause: str, text: str) -> None:
    assert read(read_markdown(text), language).clause(clause).stance in ("absent", "unclear")


@pytest.mark.parametrize("plain", ["Nous ne vendons pas vos données personnelles.", "Aucune donnée n’est vendue."])
def test_a_plain_denial_beside_a_narrow_one_stands(plain: str) -> None:
    text = f"Nous ne vendons pas vos données à des annonceurs. {plain}"
    reading = read(read_markdown(text), "fr").clause("sale-of-data")
    assert (reading.stance, reading.qualified_by) == ("denied", None)
