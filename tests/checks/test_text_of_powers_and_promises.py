"""Sentences that only sound like a promise of the publisher, a period or a fault, and their near opposites."""

from __future__ import annotations

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}
OPENING = "# Politique de confidentialité\n\nCe document explique comment nous traitons les informations confiées.\n\n"
OPENED = "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n"
ADS, EXPOSED, PERIODS = "children.no-ads-profiling", "children.public-exposure-default", "retention.periods-stated"
FOREVER, SCOPE, SALE = "retention.indefinite-language", "transparency.policy-product-scope", "sharing.sale"
NAMED, CODE = "transparency.recipients", "children.pseudonymous-access"
NO_PROMISE = [
    (ADS, "fr", "Les élèves ne voient pas de publicité. Une exception : la version gratuite."),
    (ADS, "fr", "Les élèves ne voient pas de publicité. La version gratuite fait exception."),
    (ADS, "fr", "Les élèves ne voient aucune publicité, hormis dans la version gratuite."),
    (ADS, "fr", "Seuls les enseignants ne voient pas de publicité."),
    (ADS, "fr", "Autrefois, les élèves ne voyaient aucune publicité."),
    (ADS, "en", "Our pages are free of advertising. This does not apply to the free version."),
    (ADS, "en", "Pupils see no advertising as long as the school pays."),
    (ADS, "en", "We used not to show pupils any advertising."),
    (EXPOSED, "en", "Under the GDPR, pupils' profiles must be private by default."),
    (EXPOSED, "fr", "Un bon outil garde les profils des élèves privés par défaut."),
    (EXPOSED, "en", "Profiles were private by default until 2024."),
    (CODE, "fr", "La CNIL recommande que les élèves se connectent sous pseudonyme."),
    (CODE, "en", "A good tool lets pupils log in with a pseudonym."),
    (SALE, "en", "We only list tools which do not sell personal data."),
    (SALE, "fr", "Choisissez une application qui ne vend pas vos données."),
    (SALE, "en", "We did not sell any personal data last year."),
    (NAMED, "en", "We communicate with parents and teachers by e-mail."),
    (NAMED, "fr", "Nous partageons nos idées avec les enseignants et les parents."),
    (
        PERIODS,
        "fr",
        "Les images de nos caméras sont gardées 30 jours. Les journaux de connexion sont conservés 6 mois.",
    ),
    (PERIODS, "en", "Accounts are deleted after two years. The operator keeps connection logs for one year."),
    (SCOPE, "en", "This notice does not explain how pupils' data are handled in the app."),
    (SCOPE, "fr", "Cette politique explique comment nous traitons les données des candidats à un emploi."),
]
PROMISED = [
    (ADS, "fr", "Les élèves ne voient aucune publicité, sans exception, même dans la version gratuite."),
    (ADS, "fr", "Nous ne profilons jamais les élèves à des fins publicitaires."),
    (ADS, "en", "Pupils do not see any advertising."),
    (EXPOSED, "en", "As the law requires, pupils' profiles are private by default."),
    (EXPOSED, "fr", "Conformément à l’article 25 du RGPD, les profils sont privés par défaut."),
    (CODE, "fr", "Les élèves se connectent avec un pseudonyme ; aucune adresse électronique n’est demandée."),
    (SALE, "fr", "Nous faisons partie des outils qui ne vendent jamais vos données."),
    (SALE, "en", "Some tools sell your data; we never sell any personal data."),
    (NAMED, "en", "Personal data are communicated to our hosting provider and to teachers."),
    (NAMED, "fr", "Nous communiquons vos données aux enseignants et aux parents."),
    (PERIODS, "fr", "Les comptes élèves sont vidés tous les ans fin août. Les journaux sont conservés six mois."),
    (SCOPE, "en", "This page explains how the Calcula team handles pupils' data."),
    (SCOPE, "fr", "Champ d’application\xa0: l’application web Calcula, ses versions mobiles et le site vitrine."),
]
HARMLESS = [
    (FOREVER, "fr", "Les factures sont conservées sans limite de durée."),
    (FOREVER, "en", "The historical archives of the association are kept permanently."),
    (FOREVER, "fr", "Vous pouvez stocker vos fichiers sans limite de taille."),
    (FOREVER, "en", "Accounts are no longer kept indefinitely."),
    ("ai.training-reuse", "en", "Each team trains an image classifier with its photos."),
    ("ai.emotion-recognition", "fr", "Le jeu apprend à détecter les émotions sur des visages dessinés."),
    ("sharing.advertising-use", "fr", "Un traceur publicitaire est un fichier qui sert à cibler des publicités."),
]
FAULTS = [
    (FOREVER, "fr", "Nous conservons les factures et les données de votre compte sans limite."),
    (FOREVER, "en", "Your account data are kept without limit in our archives."),
    ("ai.training-reuse", "fr", "Vos élèves entraînent notre modèle par leurs réponses."),
    ("ai.emotion-recognition", "en", "Our AI learns to recognise pupils' emotions through the camera."),
]


def verdict(criterion: str, language: str, text: str) -> str:
    opening = OPENING if language == "fr" else OPENED
    closing = "Vous avez le droit d’accéder à vos données." if language == "fr" else "You may access your data."
    documents = [{"role": "privacy", "text": f"{opening}{text}\n\n{closing}"}]
    case = build_case({"documents": documents, "profile": PUPILS}, KNOWLEDGE, language="fr")
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding.verdict


@pytest.mark.parametrize(("criterion", "language", "text"), NO_PROMISE)
def test_what_only_sounds_like_a_promise_does_not_pass(criterion: str, language: str, text: str) -> None:
    assert verdict(criterion, language, text) in ("warn", "inconclusive")


@pytest.mark.parametrize(("criterion", "language", "text"), PROMISED)
def test_a_promise_of_its_own_passes(criterion: str, language: str, text: str) -> None:
    assert verdict(criterion, language, text) == "pass"


@pytest.mark.parametrize(("criterion", "language", "text"), HARMLESS)
def test_what_only_sounds_like_a_fault_does_not_fail(criterion: str, language: str, text: str) -> None:
    assert verdict(criterion, language, text) != "fail"


@pytest.mark.parametrize(("criterion", "language", "text"), FAULTS)
def test_a_fault_fails(criterion: str, language: str, text: str) -> None:
    assert verdict(criterion, language, text) == "fail"
