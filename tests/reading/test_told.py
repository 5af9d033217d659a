"""What is feared, asked, defined, supposed or for later says nothing certain of today; the publisher's word does."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

NOBODYS = [
    ("fr", "sale-of-data", "Certains parents craignent que nous vendions les données de leurs enfants."),
    ("fr", "sale-of-data", "On nous demande souvent si nous vendons les données des élèves."),
    ("fr", "ai-training", "On nous demande souvent si les copies servent à entraîner une intelligence artificielle."),
    ("fr", "sale-of-data", "On appelle courtier en données une entreprise qui vend des données personnelles."),
    (
        "fr",
        "sale-of-data",
        "La CNIL rappelle qu’une entreprise qui vend les données des élèves s’expose à une sanction.",
    ),
    (
        "fr",
        "targeted-advertising",
        "Le règlement européen sur les services en ligne interdit la publicité ciblée aux mineurs.",
    ),
    ("fr", "ai-training", "La CNIL recommande de ne pas entraîner de modèle avec les données des élèves."),
    ("fr", "sale-of-data", "Par exemple, une application qui revend les données des élèves ne respecte pas la loi."),
    ("fr", "sale-of-data", "Notre hébergeur ne vend pas les données des élèves."),
    ("fr", "own-purposes", "Le ministère peut utiliser les données pour ses propres finalités statistiques."),
    ("en", "public-by-default", "On social networks, pupils’ profiles are public by default."),
    ("de", "sale-of-data", "Eltern fragen uns oft, ob wir Daten verkaufen."),
    ("de", "sale-of-data", "Viele Eltern befürchten, dass wir die Daten ihrer Kinder verkaufen."),
    ("en", "sale-of-data", "Some parents worry that we sell their children's personal data."),
    ("en", "sale-of-data", "We are often asked whether we sell your personal data."),
    ("fr", "targeted-advertising", "Dans ce cours, les élèves apprennent à repérer la publicité ciblée."),
    (
        "fr",
        "advertising-use",
        "Les données sont utilisées à des fins publicitaires par les réseaux sociaux, pas par nous.",
    ),
    ("fr", "public-by-default", "Sur les réseaux sociaux, les profils sont publics par défaut."),
    ("fr", "public-by-default", "Ne rends pas ton profil public."),
    ("fr", "right-access", "Certains parents demandent s’ils disposent du droit d’accès à leurs données."),
    ("fr", "right-access", "À partir de la rentrée 2027, vous disposerez du droit d’accès à vos données."),
    ("fr", "right-access", "Vous ne disposez ni du droit d’accès, ni du droit de rectification."),
    ("fr", "right-withdraw-consent", "Bientôt, vous pourrez retirer votre consentement."),
    ("en", "targeted-advertising", "In this course, pupils learn how targeted advertising uses their data."),
]
OPEN = [
    ("de", "sale-of-data", "Wir versprechen nicht, dass Ihre Daten nie verkauft werden."),
    ("fr", "own-purposes", "Si nous devions un jour utiliser vos données pour nos propres finalités, vous le sauriez."),
    ("fr", "sale-of-data", "À partir de la rentrée 2027, nous ne vendrons plus les données des élèves."),
    ("fr", "third-country-transfer", "Dès la rentrée, aucune donnée ne sera transférée hors de l’Union européenne."),
    ("en", "sale-of-data", "From September 2027 we will not sell your personal data."),
]
OWN = [
    ("en", "targeted-advertising", "affirmed", "We show targeted advertising on social networks."),
    ("en", "sale-of-data", "affirmed", "On other platforms too, we sell your personal data to advertisers."),
    ("de", "sale-of-data", "denied", "Es ist falsch, dass wir Ihre Daten verkaufen."),
    ("de", "sale-of-data", "affirmed", "Wir verkaufen Ihre Daten an Dritte."),
    ("fr", "sale-of-data", "affirmed", "Nous pensons que vous savez que nous vendons vos données à des annonceurs."),
    (
        "fr",
        "sale-of-data",
        "denied",
        "Certains craignent que nous vendions leurs données, nous ne vendons aucune donnée.",
    ),
    ("fr", "sale-of-data", "denied", "Nous ne vendrons jamais les données des élèves."),
    ("fr", "sale-of-data", "denied", "À partir de la création du compte, nous ne vendons aucune donnée."),
    ("fr", "sale-of-data", "affirmed", "Nous vendons vos données à une entreprise qui cible la publicité."),
    ("fr", "sale-of-data", "denied", "Nous nous sommes toujours refusés à vendre les données des élèves."),
    (
        "fr",
        "ai-training",
        "denied",
        "Les réponses sont produites sans que les copies des élèves servent à entraîner nos modèles.",
    ),
    ("fr", "right-access", "affirmed", "À compter du 1er mars 2024, vous disposez du droit d’accès à vos données."),
    ("fr", "right-withdraw-consent", "affirmed", "Vous pouvez retirer votre consentement, ce qui vaut pour l’avenir."),
    ("fr", "targeted-advertising", "affirmed", "Nous affichons de la publicité ciblée sur les réseaux sociaux."),
    ("fr", "public-by-default", "affirmed", "Les profils des élèves sont publics par défaut."),
    ("en", "sale-of-data", "denied", "We think you should know that we do not sell your personal data."),
]
EXCEPTED = [
    "Nous ne vendons pas les données des élèves ; celles des parents et des enseignants, si.",
    "Seules les données des élèves ne sont pas vendues.",
    "Nous ne vendons pas vos données. Une exception : les statistiques d’usage.",
]


def stance(language: str, clause: str, text: str) -> str:
    return read(read_markdown(text), language).clause(clause).stance


@pytest.mark.parametrize(("language", "clause", "text"), NOBODYS)
def test_what_nobody_vouches_for_is_not_said_of_the_publisher(language: str, clause: str, text: str) -> None:
    assert stance(language, clause, text) == "absent"


@pytest.mark.parametrize(("language", "clause", "text"), OPEN)
def test_what_is_supposed_or_for_later_leaves_today_open(language: str, clause: str, text: str) -> None:
    assert stance(language, clause, text) == "unclear"


@pytest.mark.parametrize(("language", "clause", "expected", "text"), OWN)
def test_the_publishers_own_word_counts(language: str, clause: str, expected: str, text: str) -> None:
    assert stance(language, clause, text) == expected


@pytest.mark.parametrize("text", EXCEPTED)
def test_a_denial_that_leaves_some_out_bears_its_exception(text: str) -> None:
    reading = read(read_markdown(text), "fr").clause("sale-of-data")
    assert (reading.stance, reading.qualified_by) == ("denied", "exception")


def test_a_denial_without_exception_bears_none() -> None:
    reading = read(read_markdown("Nous ne vendons pas vos données. Une question : écrivez-nous."), "fr")
    assert reading.clause("sale-of-data").qualified_by is None


def test_sans_que_under_a_negation_denies_nothing() -> None:
    assert stance("fr", "sale-of-data", "Vous ne pouvez pas jouer sans que nous vendions vos données.") != "denied"
