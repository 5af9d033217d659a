"""What is feared, asked, taught, defined or for later says nothing certain of today; the publisher's own word does."""

from __future__ import annotations

import pytest

from catalog.nouns.reading import ClauseReading
from rules.reading import read
from rules.reading.markdown import read_markdown

OPENED = {
    "en": "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n",
    "fr": "# Politique de confidentialité\n\nCe document dit comment nous traitons les données que nous recevons.\n\n",
    "de": "# Datenschutzerklärung\n\nDieses Dokument erklärt, wie wir die Angaben verarbeiten, die wir erhalten.\n\n",
}
"""A sentence is read as one of a policy: what stands before it must not change what it says."""
NOBODYS = [
    ("en", "ai-training", "Ask your vendor whether it trains AI on your data."),
    ("en", "ai-training", "Teachers often ask if we use pupils’ work to train AI."),
    ("en", "indefinite-retention", "A school asked us to keep its data indefinitely; we told it that we cannot."),
    ("en", "indefinite-retention", "Parents ask whether we keep pupil data forever."),
    ("en", "public-by-default", "On social networks, pupils’ profiles are public by default."),
    ("en", "right-withdraw-consent", "Parents ask whether they can withdraw their consent."),
    ("en", "sale-of-data", "Some parents worry that we sell their children's personal data."),
    ("en", "sale-of-data", "We are often asked whether we sell your personal data."),
    ("en", "sale-of-data", "« Vendre » signifie le fait de céder des données contre de l’argent."),
    ("en", "sale-of-data", "Parents often ask us whether we sell their children’s data to third parties."),
    ("en", "sale-of-data", "Many people worry that we might sell your information to advertisers."),
    ("en", "sale-of-data", "We understand that you may be concerned that your data is sold to advertisers."),
    ("en", "sale-of-data", "For the purposes of this policy, selling personal data means exchanging it for money."),
    ("en", "sale-of-data", "We have no reason to sell your data."),
    ("en", "sale-of-data", "We are often accused of selling your personal data."),
    ("en", "sale-of-data", "No one has asked us to sell your data."),
    ("en", "sale-of-data", "The app store may sell your data under its own terms."),
    ("en", "sale-of-data", "Our hosting provider does not sell your data."),
    ("en", "targeted-advertising", "In this course, pupils learn how targeted advertising uses their data."),
    ("en", "targeted-advertising", "In this lesson, pupils learn how targeted advertising profiles children."),
    ("en", "unilateral-change", "We will not change these terms without notice."),
    (
        "fr",
        "advertising-use",
        "Les données sont utilisées à des fins publicitaires par les réseaux sociaux, pas par nous.",
    ),
    ("fr", "ai-training", "On nous demande souvent si les copies servent à entraîner une intelligence artificielle."),
    ("fr", "ai-training", "La CNIL recommande de ne pas entraîner de modèle avec les données des élèves."),
    (
        "fr",
        "ai-training",
        "Cette vidéo explique comment nous entraînons une intelligence artificielle avec vos copies.",
    ),
    ("fr", "own-purposes", "Le ministère peut utiliser les données pour ses propres finalités statistiques."),
    ("fr", "public-by-default", "Sur les réseaux sociaux, les profils sont publics par défaut."),
    ("fr", "public-by-default", "Ne rends pas ton profil public."),
    ("fr", "right-access", "Certains parents demandent s’ils disposent du droit d’accès à leurs données."),
    ("fr", "right-access", "À partir de la rentrée 2027, vous disposerez du droit d’accès à vos données."),
    ("fr", "right-access", "Vous ne disposez ni du droit d’accès, ni du droit de rectification."),
    ("fr", "right-withdraw-consent", "Bientôt, vous pourrez retirer votre consentement."),
    ("fr", "sale-of-data", "Certains parents craignent que nous vendions les données de leurs enfants."),
    ("fr", "sale-of-data", "On nous demande souvent si nous vendons les données des élèves."),
    ("fr", "sale-of-data", "On appelle courtier en données une entreprise qui vend des données personnelles."),
    (
        "fr",
        "sale-of-data",
        "La CNIL rappelle qu’une entreprise qui vend les données des élèves s’expose à une sanction.",
    ),
    ("fr", "sale-of-data", "Par exemple, une application qui revend les données des élèves ne respecte pas la loi."),
    ("fr", "sale-of-data", "Notre hébergeur ne vend pas les données des élèves."),
    ("fr", "sale-of-data", "Nous n’avons aucune raison de vendre vos données."),
    ("fr", "sale-of-data", "Personne ne nous a demandé de vendre les données des élèves."),
    ("fr", "sale-of-data", "On nous accuse souvent de vendre vos données."),
    ("fr", "sale-of-data", "Demandez à votre éditeur s’il vend vos données."),
    (
        "fr",
        "targeted-advertising",
        "Le règlement européen sur les services en ligne interdit la publicité ciblée aux mineurs.",
    ),
    ("fr", "targeted-advertising", "Dans ce cours, les élèves apprennent à repérer la publicité ciblée."),
    ("de", "sale-of-data", "Eltern fragen uns oft, ob wir Daten verkaufen."),
    ("de", "sale-of-data", "Viele Eltern befürchten, dass wir die Daten ihrer Kinder verkaufen."),
]
OPEN = [
    ("en", "sale-of-data", "From September 2027 we will not sell your personal data."),
    ("en", "sale-of-data", "It would be wrong to think that your personal data is never sold."),
    ("en", "sale-of-data", "If we ever were to sell your data, we would ask your consent first."),
    ("en", "sale-of-data", "Should we one day decide to sell your data, we will tell you."),
    ("en", "sale-of-data", "It is not true that we never sell your personal data."),
    ("en", "sale-of-data", "We do not promise not to sell your data."),
    ("en", "sale-of-data", "We never claimed that we do not sell your data."),
    ("en", "sale-of-data", "Starting in 2027, we will no longer sell your personal information."),
    ("en", "sale-of-data", "2021: we stopped selling your personal data to advertisers."),
    ("fr", "own-purposes", "Si nous devions un jour utiliser vos données pour nos propres finalités, vous le sauriez."),
    ("fr", "sale-of-data", "À partir de la rentrée 2027, nous ne vendrons plus les données des élèves."),
    ("fr", "sale-of-data", "Il est faux de prétendre que nous ne vendons pas vos données."),
    ("fr", "sale-of-data", "Nous ne promettons pas de ne pas vendre vos données."),
    ("fr", "sale-of-data", "Nous n’avons jamais dit que nous ne vendions pas vos données."),
    ("fr", "sale-of-data", "Si nous vendions un jour vos données, vous en seriez informés."),
    ("fr", "third-country-transfer", "Dès la rentrée, aucune donnée ne sera transférée hors de l’Union européenne."),
    ("de", "sale-of-data", "Wir versprechen nicht, dass Ihre Daten nie verkauft werden."),
]
LIMITED = [
    (
        "en",
        "sale-of-data",
        "We do not sell your data. The only exception is the sale of e-mail addresses to our partners.",
    ),
    ("en", "sale-of-data", "We do not sell your personal information. However, exceptions apply."),
    ("en", "sale-of-data", "We do not sell all of your data."),
    ("en", "sale-of-data", "We almost never sell your data."),
    ("en", "sale-of-data", "Until further notice, we do not sell your data."),
    ("en", "sale-of-data", "Your data will not be sold during the pilot."),
    ("en", "sale-of-data", "We will not sell your data before 2027."),
    ("en", "sale-of-data", "In Europe, we do not sell your data."),
    ("en", "sale-of-data", "We do not sell your data as long as you pay."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données. Il existe une exception : les adresses des enseignants."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données. Cela ne concerne pas les adresses électroniques."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données. Des exceptions existent."),
]
OWN = [
    (
        "en",
        "complaint-authority",
        "affirmed",
        "If, however, you believe that we are wrong, you may lodge a complaint with the supervisory authority.",
    ),
    (
        "fr",
        "hosting-location",
        "affirmed",
        "Vos données seront hébergées en France par nos soins, selon la loi des données n° 2016-1321.",
    ),
    ("en", "indefinite-retention", "affirmed", "Parents should know that we keep pupil data indefinitely."),
    ("en", "sale-of-data", "affirmed", "On other platforms too, we sell your personal data to advertisers."),
    ("en", "sale-of-data", "denied", "We think you should know that we do not sell your personal data."),
    ("en", "sale-of-data", "denied", "It is a myth that we sell your personal data."),
    ("en", "sale-of-data", "denied", "We deny that we sell your data."),
    ("en", "sale-of-data", "denied", "We promise that we will never sell your data."),
    ("en", "sale-of-data", "denied", "We do not sell your data. There are no exceptions."),
    ("en", "sale-of-data", "denied", "You may wonder how we earn money: schools pay. We never sell your data."),
    ("en", "sale-of-data", "denied", "If we ever change owners, we will not sell your personal data."),
    ("en", "sale-of-data", "denied", "It is true that we never sell your personal data."),
    ("en", "sale-of-data", "denied", "Zero data resale. We sell neither your name nor your e-mail address."),
    ("en", "sale-of-data", "denied", "Selling your data is not our business model."),
    (
        "en",
        "sale-of-data",
        "denied",
        "| Practice | Yes/No |\n|---|---|\n| Sale of personal data to third parties | No |",
    ),
    ("en", "sale-of-data", "denied", "We were accused of carelessness, but we never sell your data."),
    ("en", "sale-of-data", "denied", "Ask your school whether it agrees: we never sell your personal data."),
    ("en", "sale-of-data", "affirmed", "Nothing in this policy prevents us from selling your data."),
    ("en", "sale-of-data", "affirmed", "People worry about their data; we sell personal data to third parties."),
    ("en", "sale-of-data", "affirmed", "It is true that we sell your personal data to third parties."),
    ("en", "sale-of-data", "affirmed", "We think it fair that we sell your personal data to third parties."),
    ("en", "targeted-advertising", "affirmed", "We show targeted advertising on social networks."),
    (
        "en",
        "targeted-advertising",
        "affirmed",
        "Pupils discover new books through targeted advertising that we display.",
    ),
    ("en", "unilateral-change", "affirmed", "We may change these terms at any time without notice."),
    (
        "fr",
        "ai-training",
        "denied",
        "Les réponses sont produites sans que les copies des élèves servent à entraîner nos modèles.",
    ),
    ("fr", "public-by-default", "affirmed", "Les profils des élèves sont publics par défaut."),
    ("fr", "right-access", "affirmed", "À compter du 1er mars 2024, vous disposez du droit d’accès à vos données."),
    ("fr", "right-withdraw-consent", "affirmed", "Vous pouvez retirer votre consentement, ce qui vaut pour l’avenir."),
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
    ("fr", "sale-of-data", "denied", "Il est faux de dire que nous vendons vos données."),
    ("fr", "sale-of-data", "denied", "Il n’est pas vrai que nous vendons les données des élèves."),
    ("fr", "sale-of-data", "denied", "Nous garantissons que vos données ne seront jamais vendues."),
    ("fr", "sale-of-data", "denied", "Si notre société était rachetée, nous ne vendrions pas vos données."),
    ("fr", "sale-of-data", "denied", "Nous ne vendons pas vos données. Il n’y a aucune exception."),
    ("fr", "targeted-advertising", "affirmed", "Nous affichons de la publicité ciblée sur les réseaux sociaux."),
    ("de", "sale-of-data", "denied", "Es ist falsch, dass wir Ihre Daten verkaufen."),
    ("de", "sale-of-data", "affirmed", "Wir verkaufen Ihre Daten an Dritte."),
]
EXCEPTED = [
    "Nous ne vendons pas les données des élèves ; celles des parents et des enseignants, si.",
    "Seules les données des élèves ne sont pas vendues.",
    "Nous ne vendons pas vos données. Une exception : les statistiques d’usage.",
]


def clause_of(language: str, clause: str, text: str) -> ClauseReading:
    return read(read_markdown(OPENED[language] + text), language).clause(clause)


@pytest.mark.parametrize(("language", "clause", "text"), NOBODYS)
def test_what_nobody_vouches_for_is_not_said_of_the_publisher(language: str, clause: str, text: str) -> None:
    assert clause_of(language, clause, text).stance == "absent"


@pytest.mark.parametrize(("language", "clause", "text"), OPEN)
def test_what_is_supposed_put_off_or_not_promised_leaves_today_open(language: str, clause: str, text: str) -> None:
    assert clause_of(language, clause, text).stance == "unclear"


@pytest.mark.parametrize(("language", "clause", "text"), LIMITED)
def test_a_denial_of_a_part_or_with_an_exception_after_it_is_limited(language: str, clause: str, text: str) -> None:
    found = clause_of(language, clause, text)
    assert found.qualified_by is not None or found.stance == "unclear"


@pytest.mark.parametrize(("language", "clause", "expected", "text"), OWN)
def test_the_publishers_own_word_counts(language: str, clause: str, expected: str, text: str) -> None:
    assert clause_of(language, clause, text).stance == expected


@pytest.mark.parametrize("text", EXCEPTED)
def test_a_denial_that_leaves_some_out_bears_its_exception(text: str) -> None:
    reading = clause_of("fr", "sale-of-data", text)
    assert (reading.stance, reading.qualified_by) == ("denied", "exception")


def test_a_denial_without_exception_bears_none() -> None:
    text = "Nous ne vendons pas vos données. Une question : écrivez-nous."
    assert clause_of("fr", "sale-of-data", text).qualified_by is None


def test_sans_que_under_a_negation_denies_nothing() -> None:
    text = "Vous ne pouvez pas jouer sans que nous vendions vos données."
    assert clause_of("fr", "sale-of-data", text).stance != "denied"


@pytest.mark.parametrize(
    "table",
    [
        "| Practice | Yes/No |\n|---|---|\n| Sale of personal data to third parties | Yes |",
        "| Practice | Yes | No |\n|---|---|---|\n| Sale of personal data | X |  |\n| Encryption |  | X |",
    ],
)
def test_a_head_that_names_yes_and_no_denies_nothing(table: str) -> None:
    assert clause_of("en", "sale-of-data", table).stance != "denied"
