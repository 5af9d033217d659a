"""Values that a document names and that belong to somebody or something else than the tool's own data."""

from __future__ import annotations

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}
ASIDE = {
    "fr": (
        "# Politique de confidentialité\n\nCe document explique comment nous traitons les informations confiées.\n\n",
        "\n\nVous avez le droit d’accéder à vos données.",
    ),
    "en": (
        "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n",
        "\n\nYou have the right to access your data.",
    ),
}


def passes(criterion: str, language: str, text: str) -> bool:
    opening, end = ASIDE[language]
    given = {"documents": [{"role": "privacy", "text": f"{opening}{text}{end}"}], "profile": PUPILS}
    case = build_case(given, KNOWLEDGE, language="fr")
    (found,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return found.verdict == "pass"


LOGS = {"fr": "Les journaux sont conservés 12 mois. ", "en": "Logs are kept for 12 months. "}
PERIODS = [
    ("fr", "Les comptes sont supprimés après 2 ans d’inactivité.", True),
    ("fr", "Les données des élèves sont conservées 2 ans.", True),
    ("fr", "Les comptes ne sont pas conservés plus de 2 ans.", True),
    ("fr", "Les comptes inactifs sont purgés tous les 12 mois.", True),
    ("fr", "Nous répondons aux demandes sur votre compte sous 30 jours.", False),
    ("fr", "L’action se prescrit par 5 ans.", False),
    ("fr", "Les candidatures sont conservées 2 ans.", False),
    ("fr", "Les données des prospects sont conservées 3 ans.", False),
    ("fr", "Les messages du formulaire de contact sont conservés 2 ans.", False),
    ("fr", "Le consentement est valable 6 mois.", False),
    ("fr", "La newsletter est envoyée tous les 3 mois.", False),
    ("fr", "Nous existons depuis 10 ans.", False),
    ("fr", "Google conserve ses propres données 26 mois.", False),
    ("en", "Accounts are deleted after 2 years of inactivity.", True),
    ("en", "Data of pupils and of prospects is kept for 2 years.", True),
    ("en", "Your files are wiped from our servers after 30 days.", True),
    ("en", "In the preceding 12 months, we have collected these categories of information.", False),
    ("en", "We answer requests about your account within 30 days.", False),
    ("en", "Job applications are kept for 2 years.", False),
    ("en", "Our company has existed for 10 years.", False),
    ("en", "Google keeps its data for 26 months.", False),
]


@pytest.mark.parametrize(("language", "text", "own"), PERIODS)
def test_a_period_of_something_else_is_none_of_accounts(language: str, text: str, own: bool) -> None:
    assert passes("retention.periods-stated", language, LOGS[language] + text) is own


OF_LOGS = [
    ("fr", "Les journaux de connexion sont conservés 12 mois.", True),
    ("fr", "Les journaux sont purgés tous les 30 jours.", True),
    ("fr", "Le cookie de connexion est conservé 13 mois.", False),
    ("fr", "Nous analysons les journaux toutes les 24 heures.", False),
    ("en", "Server logs are deleted every 30 days.", True),
    ("en", "Server logs are reviewed every 30 days.", False),
]


@pytest.mark.parametrize(("language", "text", "own"), OF_LOGS)
def test_a_cookie_or_a_review_is_no_period_of_logs(language: str, text: str, own: bool) -> None:
    kept = {"fr": "Les données des comptes sont conservées 2 ans. ", "en": "Account data is kept for 2 years. "}
    assert passes("retention.periods-stated", language, kept[language] + text) is own


OTHERS = [
    (
        "retention.end-of-contract",
        "fr",
        "À la fin du contrat conclu pour 12 mois, les données sont supprimées ou restituées au choix de l’école.",
        False,
    ),
    (
        "retention.end-of-contract",
        "en",
        "At the end of the 12-month contract, data is deleted or returned at the school’s choice.",
        False,
    ),
    (
        "retention.end-of-contract",
        "en",
        "At the end of the contract, data is deleted or returned at the school’s choice within 2 months.",
        True,
    ),
    ("transparency.dpo-contact", "fr", "Le délégué de votre académie peut être joint à dpo@academie.example.", False),
    ("transparency.dpo-contact", "fr", "Vous pouvez écrire à la CNIL : dpo@cnil.fr.", False),
    ("transparency.dpo-contact", "fr", "Le DPO de notre hébergeur est joignable à dpo@hebergeur.example.", False),
    (
        "transparency.dpo-contact",
        "fr",
        "Écrivez à notre délégué à la protection des données, dpo@outil.example, ou au délégué de votre académie.",
        True,
    ),
    ("transparency.dpo-contact", "fr", "Écrivez à dpo@outil.example en indiquant l’adresse de votre école.", True),
    (
        "transparency.dpo-contact",
        "en",
        "Please contact your school’s data protection officer at dpo@school.example.",
        False,
    ),
    ("transparency.dpo-contact", "en", "Our data protection officer answers at dpo@tool.example.", True),
    (
        "transparency.controller-identity",
        "fr",
        "Le site a été réalisé par l’agence Pixel SAS, 3 rue des Lilas, 75010 Paris.",
        False,
    ),
    (
        "transparency.controller-identity",
        "fr",
        "Le site est réalisé et édité par la société Outil SAS, 3 rue des Lilas, 75010 Paris.",
        True,
    ),
    (
        "transparency.controller-identity",
        "en",
        "Pay Europe Ltd is the controller of payment data, 1 Main Street, Dublin.",
        False,
    ),
    ("transfers.disclosed", "fr", "Nos pages d’aide ne transfèrent aucune donnée hors de l’Union européenne.", False),
    ("transfers.disclosed", "fr", "Notre hébergeur ne transfère aucune donnée hors de l’Union européenne.", False),
    ("transfers.disclosed", "fr", "Nous ne transférons aucune donnée hors de l’Union européenne.", True),
    ("transfers.disclosed", "en", "Our payment provider does not transfer data outside the EU.", False),
    ("transfers.disclosed", "en", "Your data is not transferred outside the EU.", True),
    ("transparency.recipients", "fr", "Nous avons cessé de transmettre des données à Mailchimp.", False),
    ("transparency.recipients", "en", "We used to share data with Google Analytics.", False),
    ("transparency.recipients", "en", "We share your data with our host OVH.", True),
    (
        "sharing.subprocessor-list",
        "en",
        "We no longer share data with Zendesk (support, USA) and Mailchimp (newsletters, USA).",
        False,
    ),
    (
        "sharing.subprocessor-list",
        "en",
        "We share data with Zendesk (support, USA) and Mailchimp (newsletters, USA).",
        True,
    ),
    (
        "children.digital-consent-age",
        "fr",
        "Dès 15 ans, l’élève et ses parents signent ensemble la convention de stage.",
        False,
    ),
    (
        "children.digital-consent-age",
        "fr",
        "Pour les moins de 15 ans, le consentement est donné conjointement par l’enfant et ses parents.",
        True,
    ),
]


@pytest.mark.parametrize(("criterion", "language", "text", "own"), OTHERS)
def test_what_others_are_or_do_is_not_the_publishers(criterion: str, language: str, text: str, own: bool) -> None:
    assert passes(criterion, language, text) is own


CHANGES = {
    "fr": " Nous vous informerons de toute modification de cette politique par courriel.",
    "en": " We will inform you of any change to this policy by e-mail.",
}
DATES = [
    ("fr", "Cette politique a été mise à jour le 3 mars 2026.", True),
    ("fr", "Dernière mise à jour : 3 mars 2026.", True),
    ("fr", "L’application a été mise à jour le 3 mars 2026.", False),
    ("fr", "Les tarifs sont en vigueur depuis le 3 mars 2026.", False),
    ("fr", "Notre analyse d’impact a été mise à jour le 3 mars 2026.", False),
    ("en", "Last updated: 3 March 2026.", True),
    ("en", "The list of subprocessors was last updated on 3 March 2026.", False),
    ("en", "Our certificate is valid from 3 March 2026.", False),
]


@pytest.mark.parametrize(("language", "text", "own"), DATES)
def test_the_date_of_another_thing_dates_no_notice(language: str, text: str, own: bool) -> None:
    assert passes("transparency.dated-and-versioned", language, text + CHANGES[language]) is own
