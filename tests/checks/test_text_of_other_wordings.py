"""The same practice in other words, and sentences near it that say it of somebody or something else."""

from __future__ import annotations

from typing import Any

import pytest

SOLD = [
    (
        "fr",
        "Moyennant rémunération, nous mettons les adresses de nos utilisateurs à la disposition d’instituts.",
        "fail",
    ),
    ("fr", "Nous ne vendons pas vos données : nous les louons à des éditeurs.", "fail"),
    (
        "fr",
        "En contrepartie du paiement, nous mettons à la disposition de l’école les résultats de ses élèves.",
        "inconclusive",
    ),
    ("fr", "Des familles nous demandent si nous vendons des données.", "inconclusive"),
    ("fr", "Hors cession de l’entreprise, nous ne vendons pas vos données.", "warn"),
    ("en", "We license your data to research firms for a fee.", "fail"),
    ("en", "We don’t just sell books; we sell the data of our readers as well.", "fail"),
    ("en", "You have the right to know how and when we sell your personal data or share it.", "inconclusive"),
    ("en", "We rent servers on which your data are stored.", "inconclusive"),
    ("en", "The sale of personal data is excluded.", "pass"),
]
ADVERTISED = [
    ("fr", "Les annonces de l’espace élève sont choisies en fonction des centres d’intérêt de chacun.", "fail"),
    ("fr", "L’exploitation publicitaire des données est exclue.", "pass"),
    ("fr", "Les navigateurs proposent des réglages contre la publicité ciblée.", "inconclusive"),
    ("fr", "Les élèves apprennent à repérer une publicité ciblée.", "inconclusive"),
    ("en", "Your answers decide which ads you see.", "fail"),
    ("en", "Advertising use of pupils’ data is ruled out.", "pass"),
    ("en", "Advertisers on other websites may use your data to personalise ads.", "inconclusive"),
    ("en", "The DSA does not allow advertising based on profiling of minors.", "inconclusive"),
]
TRAINED = [
    ("fr", "Notre IA apprend des copies que les élèves déposent.", "fail"),
    ("fr", "Entraînement de modèles d’IA sur les travaux des élèves : exclu, y compris chez nos fournisseurs.", "pass"),
    ("fr", "Vous ne pouvez pas utiliser nos leçons pour entraîner une IA.", "inconclusive"),
    ("fr", "Les élèves s’entraînent sur des modèles de dictée.", "inconclusive"),
    ("en", "Our AI learns from the essays that pupils submit.", "fail"),
    ("en", "Model training on pupils’ work: excluded.", "pass"),
    ("en", "You may not use our content to train artificial intelligence models.", "inconclusive"),
    ("en", "AI vendors often train their models on users’ conversations.", "inconclusive"),
]
OTHERS = [
    ("ai.automated-decision", "en", "Pupils are placed in sets by the algorithm, without any human review.", "fail"),
    ("ai.automated-decision", "en", "Updates are installed automatically without human intervention.", "inconclusive"),
    (
        "ai.automated-decision",
        "fr",
        "Les sauvegardes sont faites automatiquement, sans intervention humaine.",
        "inconclusive",
    ),
    ("children.public-exposure-default", "en", "Pupils’ profiles should never be public.", "inconclusive"),
    (
        "children.digital-consent-age",
        "en",
        "Anyone aged 13 or over may sign up and consents by doing so to the processing.",
        "fail",
    ),
    ("children.digital-consent-age", "en", "Pupils aged 13 may register with their parents’ consent.", "warn"),
    (
        "children.digital-consent-age",
        "fr",
        "L’application est classée 13 ans et plus dans la boutique.",
        "inconclusive",
    ),
    ("children.digital-consent-age", "fr", "Les enseignants créent leur compte eux-mêmes.", "inconclusive"),
    ("contract.school-as-controller", "en", "Preau Workshop is the controller of pupils’ results.", "fail"),
    ("contract.school-as-controller", "fr", "Nous sommes responsables du traitement des candidatures.", "inconclusive"),
    (
        "rights.withdraw-consent",
        "fr",
        "La lettre repose sur votre consentement. Dans votre compte Google, vous pouvez retirer "
        "l’autorisation donnée à notre application.",
        "fail",
    ),
    ("retention.indefinite-language", "en", "We only erase your data if you ask us to.", "fail"),
    (
        "retention.indefinite-language",
        "fr",
        "Nous n’effaçons les leçons que si leur auteur le demande.",
        "inconclusive",
    ),
    ("transparency.dpo-contact", "fr", "Le DPO d’OVH peut être joint à l’adresse dpo@ovh.example.", "warn"),
    (
        "transparency.dpo-contact",
        "en",
        "Our hosting company has a data protection officer (dpo@hosting.example).",
        "warn",
    ),
    ("transparency.legal-basis", "fr", "Le RGPD prévoit six bases légales, dont le contrat.", "fail"),
    ("transparency.legal-basis", "en", "If you are a school, choose the legal basis that suits you.", "fail"),
    ("sharing.subprocessor-list", "en", "We use no sub-processor for invoicing.", "inconclusive"),
    (
        "sharing.vague-partners",
        "en",
        "Recipients also include companies of our choice, for their own marketing.",
        "fail",
    ),
]


@pytest.mark.parametrize(
    ("criterion", "language", "text", "verdict"),
    [
        *(("sharing.sale", *one) for one in SOLD),
        *(("sharing.advertising-use", *one) for one in ADVERTISED),
        *(("ai.training-reuse", *one) for one in TRAINED),
        *OTHERS,
    ],
)
def test_of_whom_and_of_what(judge: Any, criterion: str, language: str, text: str, verdict: str) -> None:
    assert judge(criterion, language, text).verdict == verdict
