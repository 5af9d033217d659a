"""Turns of phrase of school tools' notices and agreements: what they show, and near opposites that show it not."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nothing you tell us is ever sold.", "pass"),
        ("None of what pupils enter is sold to anyone.", "pass"),
        ("We never sell your data, and our suppliers may not sell it.", "pass"),
        ("We do not follow users across websites and do not sell personal data.", "pass"),
        ("We run a homework service and do not rent out personal data.", "pass"),
        ("We never sell pupil data (records of a pupil as defined in the education code).", "pass"),
        ("We never sell personal data, as defined in the CCPA.", "warn"),
        ("Everything you tell us may be sold.", "fail"),
        ("Nothing you buy from us is sold on credit.", "inconclusive"),
        ("Nothing prevents us from selling your data.", "fail"),
    ],
)
def test_a_sale_is_ruled_out_however_it_is_put(judge: Any, text: str, verdict: str) -> None:
    assert judge("sharing.sale", "en", text).verdict == verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "We do not sell your data to third parties.", "inconclusive"),
        ("fr", "Nous ne vendons pas vos données à des tiers.", "inconclusive"),
        ("en", "We do not sell or disclose your data to third parties.", "pass"),
        ("fr", "Nous ne vendons ni ne communiquons vos données à des tiers.", "pass"),
        ("en", "Your data is never passed on to third parties.", "pass"),
    ],
)
def test_who_sells_nothing_may_still_give_it_away(judge: Any, language: str, text: str, verdict: str) -> None:
    assert judge("sharing.vague-partners", language, text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("We will not keep old files, and will delete your account on request.", "warn"),
        ("Parents can refuse to let us collect more and can ask us to delete the account.", "warn"),
        ("We cannot and will not delete accounts.", "fail"),
    ],
)
def test_what_is_granted_after_a_refusal_is_not_refused(judge: Any, text: str, verdict: str) -> None:
    assert judge("rights.export-and-delete", "en", text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("When a teacher creates an account, we ask for their name.", "inconclusive"),
        ("Each school opens its own account before the first lesson.", "inconclusive"),
        ("Teachers create the accounts of their pupils.", "pass"),
        ("A profile is set up by the school for every child.", "pass"),
    ],
)
def test_a_teachers_own_account_is_no_pupils(judge: Any, text: str, verdict: str) -> None:
    assert judge("children.digital-consent-age", "en", text).verdict == verdict


@pytest.mark.parametrize(
    ("opening", "verdict"),
    [
        ("# Spelling for Kids — Privacy Policy", "warn"),
        ("# Spelling for kids privacy notice", "warn"),
        ("# Privacy policy for children under 13", "warn"),
        ("# Spelling Tree — Privacy notice for kids", "pass"),
        ("# Child friendly privacy notice", "pass"),
        ("# Privacy notice: children and young people", "pass"),
        ("# Charte de confidentialité pour les enfants", "pass"),
        ("# Le calcul pour les enfants — Politique de confidentialité", "warn"),
    ],
)
def test_a_tool_for_children_has_no_notice_for_them_by_its_name(
    judge: Any, long_notice: Any, opening: str, verdict: str
) -> None:
    language = "fr" if "confidentialité" in opening else "en"
    assert judge("children.notice-for-minors", language, "", f"{opening}\n\n{long_notice(language)}").verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("News by e-mail: the legal basis is consent. You can withdraw it at any time.", "pass"),
        ("We process your voice with your consent. You may revoke this whenever you like.", "pass"),
        ("We process your voice with your consent. We store cookies with your consent. You can withdraw it.", "fail"),
        ("We process your voice with your consent. An order is binding. You can withdraw it within 14 days.", "fail"),
    ],
)
def test_a_pronoun_stands_for_the_consent_named_just_before(judge: Any, text: str, verdict: str) -> None:
    assert judge("rights.withdraw-consent", "en", text).verdict == verdict


@pytest.mark.parametrize(
    ("criterion", "text", "verdict"),
    [
        ("children.digital-consent-age", "You can ask your parents or carers to explain this to you.", "inconclusive"),
        ("children.digital-consent-age", "Parents must give permission before their child joins.", "warn"),
        ("children.digital-consent-age", "Our live courses are for 16–18 year olds.", "inconclusive"),
        ("children.digital-consent-age", "You must be 16 or older to register.", "warn"),
        ("ai.training-reuse", "With your chats we improve the answers of our AI tutor.", "inconclusive"),
        ("ai.training-reuse", "We improve our AI models with your chats.", "fail"),
        ("children.no-ads-profiling", "We do not build marketing profiles.", "pass"),
        ("children.no-ads-profiling", "Every advert in the app is contextual and non-personalised.", "pass"),
        ("children.no-ads-profiling", "You may choose non-personalised adverts.", "inconclusive"),
        ("children.no-ads-profiling", "We build marketing profiles of our users.", "fail"),
        ("rights.export-and-delete", "Pupils can be removed from the platform when the school asks.", "warn"),
        ("rights.export-and-delete", "Pupils may be removed from the room.", "inconclusive"),
        (
            "hosting.country-undeclared",
            "Data of pupils located in the UK may be transferred for hosting.",
            "inconclusive",
        ),
        ("hosting.country-undeclared", "Data of pupils are stored on servers in the UK.", "pass"),
        (
            "transfers.disclosed",
            "Your school has chosen Examkeeper Worldwide LLC for its examinations.",
            "inconclusive",
        ),
    ],
)
def test_near_misses_decide_nothing(judge: Any, criterion: str, text: str, verdict: str) -> None:
    assert judge(criterion, "en", text).verdict == verdict


def test_a_companys_form_parts_no_row_of_a_table(judge: Any) -> None:
    head = "| Service provider | Purpose | Location |\n| --- | --- | --- |\n"
    rows = head + "| Vercel Inc. | Web hosting | United States |\n| Stripe Inc. | Payment | United States |"
    assert judge("sharing.subprocessor-list", "en", rows).verdict == "pass"


@pytest.mark.parametrize(
    ("criterion", "language", "text", "verdict"),
    [
        ("children.digital-consent-age", "en", "There is nothing for a parent to consent to here.", "inconclusive"),
        ("children.digital-consent-age", "fr", "Aucune autorisation parentale n’est demandée ici.", "inconclusive"),
        ("children.digital-consent-age", "en", "Your school opens accounts for its staff, parents and pupils.", "pass"),
        (
            "children.digital-consent-age",
            "en",
            "Teachers open accounts for themselves, not for pupils.",
            "inconclusive",
        ),
        ("ai.training-reuse", "en", "We will not opt school data into the training of AI models.", "pass"),
        ("ai.training-reuse", "en", "If you do not opt out, your chats train our AI models.", "warn"),
    ],
)
def test_what_a_denial_is_of(judge: Any, criterion: str, language: str, text: str, verdict: str) -> None:
    assert judge(criterion, language, text).verdict == verdict
