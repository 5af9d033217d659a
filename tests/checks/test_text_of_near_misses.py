"""Turns of phrase that stand near what a criterion asks, of somebody or something else: they decide nothing."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("criterion", "language", "text", "verdict"),
    [
        (
            "rights.export-and-delete",
            "en",
            "We keep data ten years if you have not closed your account.",
            "inconclusive",
        ),
        ("rights.export-and-delete", "en", "Accounts cannot be deleted.", "fail"),
        (
            "rights.channel",
            "fr",
            "Exercez vos droits en nous écrivant, en joignant toujours votre pièce d’identité.",
            "fail",
        ),
        (
            "rights.withdraw-consent",
            "fr",
            "Ce consentement constitue une base légale au sens du RGPD et doit être entendu au sens de l’article 6.",
            "inconclusive",
        ),
        ("rights.withdraw-consent", "en", "You may decline consent at first or later opt out of our letters.", "pass"),
        (
            "retention.periods-stated",
            "fr",
            "Vos données sont conservées pendant une durée adaptée à la finalité.",
            "warn",
        ),
        ("retention.periods-stated", "en", "Data are kept for a period appropriate to the purpose.", "warn"),
        ("retention.periods-stated", "fr", "Nos salles sont adaptées à tous.", "fail"),
        (
            "sharing.content-licence",
            "fr",
            "Le participant au concours accorde une licence perpétuelle et irrévocable sur ses photos.",
            "inconclusive",
        ),
        ("sharing.own-purposes", "en", "Data may not be deleted if needed for research purposes.", "inconclusive"),
        ("sharing.own-purposes", "fr", "Nous utilisons vos données pour notre propre compte.", "fail"),
        (
            "children.pseudonymous-access",
            "fr",
            "Un profil utilisateur est enregistré sous un pseudonyme.",
            "inconclusive",
        ),
        (
            "children.notice-for-minors",
            "en",
            "This Kids Privacy Notice helps parents understand what we collect.",
            "warn",
        ),
        ("children.notice-for-minors", "en", "A notice for pupils, in simple words, is available.", "pass"),
        (
            "hosting.country-undeclared",
            "fr",
            "Vos données sont stockées en dehors de l’Espace économique européen.",
            "warn",
        ),
        ("hosting.country-undeclared", "en", "You have more rights if you are located in the EEA.", "inconclusive"),
    ],
)
def test_what_is_said_of_something_else_decides_nothing(
    judge: Any, criterion: str, language: str, text: str, verdict: str
) -> None:
    assert judge(criterion, language, text).verdict == verdict


def test_a_letter_with_proof_of_identity_beside_a_message_without_is_no_obstacle(judge: Any) -> None:
    text = "Exercez ces droits soit par e-mail, soit en envoyant un courrier et la copie d’une pièce d’identité."
    assert judge("rights.channel", "fr", text).verdict == "pass"


@pytest.mark.parametrize(
    ("criterion", "language", "text", "verdict"),
    [
        (
            "contract.breach-notice",
            "fr",
            "Nos clients sont à l’abri des atteintes à la sécurité. Nous notifions les violations à la CNIL sous 72 h.",
            "inconclusive",
        ),
        ("children.pseudonymous-access", "en", "We collect: any pseudonym used here; email address.", "inconclusive"),
        ("children.digital-consent-age", "en", "If you are under 15, ask your guardian’s permission to join.", "warn"),
        ("children.digital-consent-age", "en", "Under 15, we ask for the joint consent of pupil and parent.", "pass"),
        (
            "ai.automated-decision",
            "en",
            "You have the right to not let robots make decisions about you.",
            "inconclusive",
        ),
        ("ai.automated-decision", "fr", "Aucune décision n’est prise de façon automatisée.", "pass"),
        ("rights.export-and-delete", "fr", "Un compte est stocké jusqu’à ce qu’il soit supprimé.", "inconclusive"),
    ],
)
def test_what_is_told_of_others_or_rights_meets_no_criterion(
    judge: Any, criterion: str, language: str, text: str, verdict: str
) -> None:
    assert judge(criterion, language, text).verdict == verdict
