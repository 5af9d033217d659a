"""Whose act a sentence tells: what others sign, report, certify or assess credits the vendor nothing."""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge

OF_OTHERS = [
    (
        "contract.dpa-available",
        "L’établissement doit conclure un accord de sous-traitance avec ses propres prestataires.",
    ),
    ("contract.dpa-available", "Un accord de sous-traitance est en cours de rédaction."),
    ("contract.dpa-available", "The school must conclude a data processing agreement with its own suppliers."),
    ("contract.dpa-available", "A data processing agreement is being drafted."),
    ("contract.breach-notice", "L’établissement nous informe de toute violation de données dans les 48 heures."),
    ("contract.breach-notice", "Nous pouvons informer l’établissement d’une violation de données dans les 48 heures."),
    ("contract.breach-notice", "The school notifies us of any data breach within 48 hours."),
    ("contract.breach-notice", "We may, if we see fit, inform the school of a data breach within 48 hours."),
    (
        "security.certification-claims",
        "Nous exigeons de nos clients qu’ils soient certifiés ISO 27001 (certificat n° 4567, 2 mars 2026).",
    ),
    (
        "security.certification-claims",
        "We require our customers to be ISO 27001 certified (certificate no. 4567, 2 March 2026).",
    ),
    ("governance.dpia-support", "L’établissement réalise une analyse d’impact avant d’utiliser l’outil."),
    ("governance.dpia-support", "La CNIL publie un logiciel pour réaliser une analyse d’impact."),
    ("governance.dpia-support", "Une analyse d’impact est en cours de rédaction."),
    ("governance.dpia-support", "The school carries out a DPIA before using the tool."),
    ("governance.dpia-support", "The CNIL publishes software for carrying out a DPIA."),
    ("governance.dpia-support", "We will carry out a DPIA if necessary."),
]
OF_OURS = [
    ("contract.dpa-available", "Un accord de sous-traitance est proposé à la signature de chaque établissement."),
    ("contract.dpa-available", "A data processing agreement is offered to every school for signature."),
    ("contract.breach-notice", "En cas de violation de données, nous informerons l’établissement dans les 48 heures."),
    ("contract.breach-notice", "L’établissement est averti de tout incident touchant ses données sous 24 heures."),
    ("contract.breach-notice", "In the event of a data breach we will notify the school within 48 hours."),
    ("contract.breach-notice", "The school is told of any incident affecting its data within 24 hours."),
    (
        "security.certification-claims",
        "Notre société est certifiée ISO 27001 sous le numéro FR-4567 depuis le 2 mars 2026.",
    ),
    (
        "security.certification-claims",
        "Our company has been ISO 27001 certified under number UK-4567 since 2 March 2026.",
    ),
    ("governance.dpia-support", "L’établissement peut s’appuyer sur notre analyse d’impact pour réaliser la sienne."),
    ("governance.dpia-support", "The school can rely on our DPIA to carry out its own."),
]


def _opened(text: str) -> str:
    english = text.startswith(("The ", "We ", "A ", "In ", "Our "))
    return (OPENED if english else OPENING) + text


@pytest.mark.parametrize(("criterion", "text"), OF_OTHERS)
def test_what_others_do_or_what_is_only_possible_passes_nothing(criterion: str, text: str) -> None:
    assert judge(criterion, _opened(text)).verdict != "pass"


@pytest.mark.parametrize(("criterion", "text"), OF_OURS)
def test_what_the_vendor_does_passes(criterion: str, text: str) -> None:
    assert judge(criterion, _opened(text)).verdict == "pass"


def test_names_of_recipients_are_a_list_only_with_a_country_each() -> None:
    one = "Nous communiquons des données à Stripe pour le paiement et à Brevo pour les courriels, en France."
    each = "Nous communiquons des données à Stripe (Irlande) pour le paiement et à Brevo (France) pour les courriels."
    assert judge("sharing.subprocessor-list", OPENING + one).verdict == "warn"
    assert judge("sharing.subprocessor-list", OPENING + each).verdict == "pass"
