"""Frames in which a sentence asserts nothing: questions, worries, lessons, definitions, suppositions, no promise."""

from __future__ import annotations

from typing import Any

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

OPENED = {
    "en": "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n",
    "fr": "# Politique de confidentialité\n\nCe document dit comment nous traitons les données que nous recevons.\n\n",
}
SALE = "sale-of-data"
SILENT = [
    (SALE, "« Vendre » signifie le fait de céder des données contre de l’argent."),
    (SALE, "Parents often ask us whether we sell their children’s data to third parties."),
    (SALE, "Many people worry that we might sell your information to advertisers."),
    (SALE, "We understand that you may be concerned that your data is sold to advertisers."),
    (SALE, "For the purposes of this policy, selling personal data means exchanging it for money."),
    (SALE, "We have no reason to sell your data."),
    (SALE, "We are often accused of selling your personal data."),
    ("ai-training", "Ask your vendor whether it trains AI on your data."),
    ("indefinite-retention", "A school asked us to keep its data indefinitely; we told it that we cannot."),
    (SALE, "No one has asked us to sell your data."),
    (SALE, "The app store may sell your data under its own terms."),
    (SALE, "Our hosting provider does not sell your data."),
    ("targeted-advertising", "In this lesson, pupils learn how targeted advertising profiles children."),
    ("ai-training", "Teachers often ask if we use pupils’ work to train AI."),
    ("indefinite-retention", "Parents ask whether we keep pupil data forever."),
    ("right-withdraw-consent", "Parents ask whether they can withdraw their consent."),
    ("unilateral-change", "We will not change these terms without notice."),
]
SILENT_FR = [
    (SALE, "Nous n’avons aucune raison de vendre vos données."),
    (SALE, "Personne ne nous a demandé de vendre les données des élèves."),
    (SALE, "On nous accuse souvent de vendre vos données."),
    (SALE, "Demandez à votre éditeur s’il vend vos données."),
    ("ai-training", "Cette vidéo explique comment nous entraînons une intelligence artificielle avec vos copies."),
]
DOUBTFUL = [
    (SALE, "It would be wrong to think that your personal data is never sold."),
    (SALE, "If we ever were to sell your data, we would ask your consent first."),
    (SALE, "Should we one day decide to sell your data, we will tell you."),
    (SALE, "It is not true that we never sell your personal data."),
    (SALE, "We do not promise not to sell your data."),
    (SALE, "We never claimed that we do not sell your data."),
    (SALE, "Starting in 2027, we will no longer sell your personal information."),
    (SALE, "2021: we stopped selling your personal data to advertisers."),
]
DOUBTFUL_FR = [
    (SALE, "Il est faux de prétendre que nous ne vendons pas vos données."),
    (SALE, "Nous ne promettons pas de ne pas vendre vos données."),
    (SALE, "Nous n’avons jamais dit que nous ne vendions pas vos données."),
    (SALE, "Si nous vendions un jour vos données, vous en seriez informés."),
]
LIMITED = [
    (SALE, "We do not sell your data. The only exception is the sale of e-mail addresses to our partners."),
    (SALE, "We do not sell your personal information. However, exceptions apply."),
    (SALE, "We do not sell all of your data."),
    (SALE, "We almost never sell your data."),
    (SALE, "Until further notice, we do not sell your data."),
    (SALE, "Your data will not be sold during the pilot."),
    (SALE, "We will not sell your data before 2027."),
    (SALE, "In Europe, we do not sell your data."),
    (SALE, "We do not sell your data as long as you pay."),
]
LIMITED_FR = [
    (SALE, "Nous ne vendons pas vos données. Il existe une exception : les adresses des enseignants."),
    (SALE, "Nous ne vendons pas vos données. Cela ne concerne pas les adresses électroniques."),
    (SALE, "Nous ne vendons pas vos données. Des exceptions existent."),
]
PLAIN = [
    (
        "hosting-location",
        "affirmed",
        "Vos données seront hébergées en France par nos soins, selon la loi des données n° 2016-1321.",
    ),
    (
        "complaint-authority",
        "affirmed",
        "If, however, you believe that we are wrong, you may lodge a complaint with the supervisory authority.",
    ),
    (SALE, "denied", "It is a myth that we sell your personal data."),
    (SALE, "denied", "We deny that we sell your data."),
    (SALE, "denied", "We promise that we will never sell your data."),
    (SALE, "denied", "We do not sell your data. There are no exceptions."),
    (SALE, "denied", "You may wonder how we earn money: schools pay. We never sell your data."),
    (SALE, "denied", "If we ever change owners, we will not sell your personal data."),
    (SALE, "denied", "It is true that we never sell your personal data."),
    (SALE, "denied", "Zero data resale. We sell neither your name nor your e-mail address."),
    (SALE, "denied", "Selling your data is not our business model."),
    (SALE, "denied", "| Practice | Yes/No |\n|---|---|\n| Sale of personal data to third parties | No |"),
    (SALE, "denied", "We were accused of carelessness, but we never sell your data."),
    (SALE, "denied", "Ask your school whether it agrees: we never sell your personal data."),
    (SALE, "affirmed", "Nothing in this policy prevents us from selling your data."),
    (SALE, "affirmed", "People worry about their data; we sell personal data to third parties."),
    (SALE, "affirmed", "It is true that we sell your personal data to third parties."),
    (SALE, "affirmed", "We think it fair that we sell your personal data to third parties."),
    ("targeted-advertising", "affirmed", "Pupils discover new books through targeted advertising that we display."),
    ("indefinite-retention", "affirmed", "Parents should know that we keep pupil data indefinitely."),
    ("unilateral-change", "affirmed", "We may change these terms at any time without notice."),
]
PLAIN_FR = [
    (SALE, "denied", "Il est faux de dire que nous vendons vos données."),
    (SALE, "denied", "Il n’est pas vrai que nous vendons les données des élèves."),
    (SALE, "denied", "Nous garantissons que vos données ne seront jamais vendues."),
    (SALE, "denied", "Si notre société était rachetée, nous ne vendrions pas vos données."),
    (SALE, "denied", "Nous ne vendons pas vos données. Il n’y a aucune exception."),
]


def both(english: list[Any], french: list[Any]) -> list[Any]:
    """The cases of both languages, the language first."""
    return [("en", *case) for case in english] + [("fr", *case) for case in french]


@pytest.mark.parametrize(("language", "clause", "text"), both(SILENT, SILENT_FR))
def test_what_is_only_asked_feared_taught_or_defined_is_not_said(language: str, clause: str, text: str) -> None:
    assert read(read_markdown(OPENED[language] + text)).clause(clause).stance == "absent"


@pytest.mark.parametrize(("language", "clause", "text"), both(DOUBTFUL, DOUBTFUL_FR))
def test_what_is_supposed_put_off_or_not_promised_is_unclear(language: str, clause: str, text: str) -> None:
    assert read(read_markdown(OPENED[language] + text)).clause(clause).stance == "unclear"


@pytest.mark.parametrize(("language", "clause", "text"), both(LIMITED, LIMITED_FR))
def test_a_denial_of_a_part_or_with_an_exception_after_it_is_limited(language: str, clause: str, text: str) -> None:
    found = read(read_markdown(OPENED[language] + text)).clause(clause)
    assert found.qualified_by is not None or found.stance == "unclear"


@pytest.mark.parametrize(("language", "clause", "stance", "text"), both(PLAIN, PLAIN_FR))
def test_what_is_asserted_still_speaks(language: str, clause: str, stance: str, text: str) -> None:
    assert read(read_markdown(OPENED[language] + text)).clause(clause).stance == stance


@pytest.mark.parametrize(
    "table",
    [
        "| Practice | Yes/No |\n|---|---|\n| Sale of personal data to third parties | Yes |",
        "| Practice | Yes | No |\n|---|---|---|\n| Sale of personal data | X |  |\n| Encryption |  | X |",
    ],
)
def test_a_head_that_names_yes_and_no_denies_nothing(table: str) -> None:
    assert read(read_markdown(OPENED["en"] + table)).clause(SALE).stance != "denied"
