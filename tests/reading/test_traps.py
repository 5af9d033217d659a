# ruff: noqa: E501
"""The traps of negation, modality and scope, each in English and in French."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]
ABSENT = ("absent", None)

CASES = [
    # 1 restrictive negation
    ("en", "third-party-sharing", "We only share your personal data with our hosting provider.", "affirmed", None),
    ("fr", "third-party-sharing", "Nous ne transmettons vos données personnelles qu’à notre hébergeur.", "affirmed", None),
    # 2 not only
    ("en", "sale-of-data", "Not only do we sell your personal data to brokers, we also rent it.", "affirmed", None),
    ("fr", "sale-of-data", "Non seulement nous vendons vos données personnelles à des courtiers, mais nous les louons.", "affirmed", None),
    # 3 exception after a denial
    ("en", "third-country-transfer", "We do not transfer personal data outside the European Union, except for support.", "affirmed", "exception"),
    ("fr", "third-country-transfer", "Aucune donnée n’est transférée hors de l’Union européenne, à l’exception de l’assistance.", "affirmed", "exception"),
    ("en", "sale-of-data", "We do not sell your personal data, except in the event of a merger.", "denied", "exception"),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données personnelles, sauf en cas de cession de l’entreprise.", "denied", "exception"),
    # 4 consent as a condition
    ("en", "sale-of-data", "Your personal data are not sold without your consent.", "denied", "condition"),
    ("fr", "sale-of-data", "Vos données personnelles ne sont pas vendues sans votre accord.", "denied", "condition"),
    # 5 definitional escape
    ("en", "sale-of-data", "We do not sell personal information as defined by the CCPA.", "denied", "hedge"),
    ("fr", "sale-of-data", "Aucune donnée personnelle n’est vendue au sens du CCPA.", "denied", "hedge"),
    # 6 possibility is practice
    ("en", "sale-of-data", "From time to time we may rent your personal information to partners.", "affirmed", None),
    ("fr", "sale-of-data", "Vos données personnelles sont susceptibles d’être vendues à des partenaires.", "affirmed", None),
    # 7 futurity never counts as done
    ("en", "security-measures", "We plan to encrypt all personal data.", "unclear", "hedge"),
    ("fr", "security-measures", "Nous prévoyons de chiffrer toutes les données personnelles.", "unclear", "hedge"),
    # 8 hedge of time
    ("en", "sale-of-data", "At this time we do not sell personal data.", "denied", "hedge"),
    ("fr", "sale-of-data", "À ce jour, nous ne vendons pas vos données personnelles.", "denied", "hedge"),
    # 9 expletive negation
    ("en", "sale-of-data", "Unless you refuse, we may rent your personal data to partners.", "affirmed", None),
    ("fr", "sale-of-data", "À moins que vous ne refusiez, nous vendons vos données personnelles à des partenaires.", "affirmed", None),
    # 10 double negation
    ("en", "third-country-transfer", "It is not excluded that your data are transferred outside the European Union.", "affirmed", None),
    ("fr", "third-country-transfer", "Il n’est pas exclu que vos données soient transférées hors de l’Union européenne.", "affirmed", None),
    # 11 nothing … without
    ("en", "third-party-sharing", "No personal data are transmitted to third parties without encryption.", *ABSENT),
    ("fr", "third-party-sharing", "Aucune donnée personnelle n’est transmise à des tiers sans chiffrement.", *ABSENT),
    # 12 another subject
    ("en", "sale-of-data", "Third-party sites may sell your personal data.", *ABSENT),
    ("fr", "sale-of-data", "Les sites tiers peuvent vendre vos données personnelles.", *ABSENT),
    # 13 another object
    ("en", "sale-of-data", "We sell our services to schools.", *ABSENT),
    ("fr", "sale-of-data", "Les présentes régissent la vente de nos produits aux établissements.", *ABSENT),
    # 14 population
    ("en", "sale-of-data", "Student personal data are never sold.", "denied", "scope"),
    ("fr", "sale-of-data", "Les données personnelles des élèves ne sont jamais vendues.", "denied", "scope"),
    # 15 a lead-in that denies
    ("en", "sale-of-data", "We do not do the following:\n\n- sell your personal data\n- read your messages\n", "denied", None),
    ("fr", "sale-of-data", "Nous ne faisons pas ce qui suit :\n\n- vendre vos données personnelles\n- lire vos messages\n", "denied", None),
    ("fr", "sale-of-data", "## Nous ne faisons rien de ce qui suit :\n\n- vendre vos données personnelles\n- lire vos messages\n", "denied", None),
    ("fr", "third-country-transfer", "### Nous nous interdisons :\n\n- de lire vos messages\n- de transférer vos données hors de l’Union européenne\n", "denied", None),
    ("en", "sale-of-data", "## We do none of the following:\n\n- sell your personal data\n- read your messages\n", "denied", None),
    # 16 question and answer
    ("en", "sale-of-data", "## Do we sell your personal data?\n\nNo. Never.\n", "denied", None),
    ("fr", "sale-of-data", "## Vendons-nous vos données personnelles ?\n\nNon. Jamais.\n", "denied", None),
    ("en", "sale-of-data", "## Do we sell your personal data?\n\nThat depends on the plan.\n", *ABSENT),
    # 17 quoted law
    ("en", "sale-of-data", "The GDPR prohibits a publisher from selling personal data in this way.", *ABSENT),
    ("fr", "sale-of-data", "Le RGPD interdit de vendre des données personnelles de cette façon.", *ABSENT),
    # 18 homographs
    ("en", "ai-training", "Teachers train their pupils with our exercises and data.", *ABSENT),
    ("fr", "ai-training", "L’entraînement des élèves s’appuie sur les données de leurs exercices.", *ABSENT),
    # 19 anonymised
    ("en", "third-party-sharing", "We may share anonymised statistics with our partners.", *ABSENT),
    ("fr", "third-party-sharing", "Nous pouvons communiquer des statistiques anonymisées à nos partenaires.", *ABSENT),
    # 20 typography
    ("en", "sale-of-data", "We don’t sell your per\u00adsonal\u00a0data.", "denied", None),
    ("fr", "sale-of-data", "Nous ne vendons pas les données des élève·s ni vos données per\u00adsonnelles.", "denied", "scope"),
    # 23 conditional
    ("en", "third-party-sharing", "If you enable this option, we share your personal data with our partner.", "affirmed", "condition"),
    ("fr", "third-party-sharing", "Si vous activez cette option, nous transmettons vos données personnelles à notre partenaire.", "affirmed", "condition"),
    # 24 verbs that deny
    ("en", "sale-of-data", "We refrain from selling your personal data.", "denied", None),
    ("fr", "sale-of-data", "Nous nous interdisons de vendre vos données personnelles.", "denied", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text", "stance", "qualifier"), CASES)
def test_trap(say: Say, language: str, clause: str, text: str, stance: str, qualifier: str | None) -> None:
    reading = say(text, language).clause(clause)
    assert (reading.stance, reading.qualified_by) == (stance, qualifier), reading.quotes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We never sell your personal data.\n\nWe may sell your personal data to partners."),
        ("fr", "Nous ne vendons jamais vos données personnelles.\n\nNous pouvons vendre vos données personnelles à des partenaires."),
    ],
)  # fmt: skip
def test_contradiction_keeps_both_sentences(say: Say, language: str, text: str) -> None:
    reading = say(text, language).clause("sale-of-data")
    assert reading.contradicted
    assert len(reading.quotes) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "[COMPANY NAME] is the controller of your personal data."),
        ("fr", "[NOM DE LA SOCIÉTÉ] est responsable du traitement de vos données."),
        ("en", "Lorem ipsum dolor sit amet."),
    ],
)
def test_placeholders_make_a_document_unreliable(say: Say, language: str, text: str) -> None:
    reading = say(text, language)
    assert reading.unreliable
    assert text[reading.placeholders[0].start : reading.placeholders[0].end] == reading.placeholders[0].text


def test_populations_are_attached(say: Say) -> None:
    reading = say("The personal data of visitors may be sold.", "en").clause("sale-of-data")
    assert reading.populations == ("visitors",)
