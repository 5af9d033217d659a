"""Turns of phrase met in tools that nobody here wrote: what they must not be taken for."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.criterion import Bilingual
from catalog.nouns.finding import Finding
from reports.wording import Wording
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
OPENING = "# Politique de confidentialité\n\nCe document explique comment nous traitons les informations confiées.\n\n"
OPENED = "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n"
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}
WHOLE = next(
    one.given["documents"][0]["text"]
    for one in CRITERIA["transparency.legal-basis"].examples
    if one.name == "Aucune base légale"
)
"""A long French notice that states nothing."""


def judge(criterion: str, text: str, **given: Any) -> Finding:
    documents = [{"role": "privacy", "text": text}]
    case = build_case({"documents": documents, "profile": PUPILS, **given}, KNOWLEDGE, language="fr")
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding


@pytest.mark.parametrize("button", ["Se connecter avec EduConnect", "Se connecter avec mon ENT"])
def test_an_account_that_the_school_gave_is_no_registration_of_ones_own(button: str) -> None:
    page = {"role": "login", "url": "https://outil.example/login", "html": f"<a href='/entree'>{button}</a>"}
    assert judge("children.digital-consent-age", WHOLE, pages=[page]).verdict == "inconclusive"
    page["html"] = "<a href='https://accounts.google.com/o/oauth2/auth'>Continuer avec Google</a>"
    assert judge("children.digital-consent-age", WHOLE, pages=[page]).verdict == "warn"


def test_a_supplier_of_ai_that_is_named_is_told() -> None:
    found = judge("ai.provider-disclosed", OPENING + "Les échanges sont transmis au modèle de Mistral AI (France).")
    assert (found.verdict, dict(found.params)["suppliers"]) == ("pass", "Mistral AI")


@pytest.mark.parametrize(
    ("line", "date"), [("Dernière mise à jour : mars 2026.", "2026-03"), ("Mise à jour : 1er mars 2026.", "2026-03-01")]
)
def test_a_month_is_told_as_a_month(line: str, date: str) -> None:
    assert dict(judge("transparency.dated-and-versioned", OPENING + line).params)["date"] == date


def test_an_authority_named_apart_from_complaints_is_no_silence() -> None:
    text = WHOLE + "\n\nUne réclamation ? La CNIL est là pour cela.\n"
    assert judge("rights.complaint-authority", WHOLE).verdict == "fail"
    assert judge("rights.complaint-authority", text).verdict == "inconclusive"


def test_they_are_the_data_spoken_of() -> None:
    text = WHOLE + "\n\nVos informations nous aident. Elles peuvent être communiquées à nos partenaires de confiance.\n"
    assert judge("transparency.recipients", text).verdict == "warn"
    assert judge("sharing.vague-partners", text).verdict == "warn"


def test_a_policy_that_processes_for_schools_covers_what_they_use() -> None:
    text = OPENING + "Pour les comptes des élèves, l’établissement est responsable de traitement."
    assert judge("transparency.policy-product-scope", text).verdict == "pass"


def test_living_in_ireland_denies_no_transfer() -> None:
    text = (
        "# Privacy notice\n\nThis notice explains how we handle the personal data that schools entrust to us.\n\n"
        "Data lives in Dublin, Ireland. Emails to parents go through Postmark in the United States.\n"
    )
    documents = [{"role": "privacy", "text": text}]
    case = build_case({"documents": documents}, KNOWLEDGE, language="en")
    (found,) = evaluate(case, {"transfers.disclosed": CRITERIA["transfers.disclosed"]}, strict=True)
    assert found.verdict == "pass"
    assert any("United States" in (one.quote or "") for one in found.citations)


def test_a_month_has_words_in_both_languages() -> None:
    said = Bilingual(fr="Une date ({date}).", en="A date ({date}).")
    told = [Wording("fr").bilingual(said, {"date": "2026-03"}), Wording("en").bilingual(said, {"date": "2026-03"})]
    assert told == ["Une date (mars 2026).", "A date (March 2026)."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les données sont hébergées en France et notre équipe de support est basée aux États-Unis.",
        "Nos serveurs se trouvent en France ; notre société, établie aux États-Unis, conserve les factures.",
        "Les données des élèves sont hébergées en France. Les écoles des États-Unis utilisent aussi l’outil.",
        "We store your data in France; our support team works from the United States.",
        "Your data are hosted in France. Our company is based in the United States and stores nothing.",
        "Our service is hosted in France and used by schools in the United States.",
        "Hébergement : OVH (France). Support : Zendesk (États-Unis).",
    ],
)
def test_where_people_and_companies_are_is_no_place_of_hosting(sentence: str) -> None:
    assert hosted_in(sentence) == {"countries": "FR"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Les données sont hébergées par notre société aux États-Unis.",
        "Les données des élèves de France sont stockées aux États-Unis.",
        "Your data are stored at our headquarters in the United States.",
        "Data of users in the European Union are kept on servers in the United States.",
    ],
)
def test_what_is_hosted_abroad_by_ourselves_or_for_others_is(sentence: str) -> None:
    assert hosted_in(sentence) == {"countries": "US"}


def hosted_in(sentence: str) -> dict[str, str]:
    opening = OPENED if sentence.startswith(("Our", "Your", "We", "Data")) else OPENING
    return dict(judge("hosting.country-undeclared", opening + sentence).params)


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        (
            "sharing.sale",
            "Nous ne vendons pas vos données, mais nos partenaires peuvent vendre celles qu’ils collectent.",
        ),
        ("sharing.sale", "We never sell student data, but we may sell aggregated data."),
        (
            "sharing.advertising-use",
            "Nous n’affichons aucune publicité, mais nos partenaires peuvent proposer leurs offres.",
        ),
        ("sharing.advertising-use", "We show no advertising; however, our partners may show you their offers."),
    ],
)
def test_what_partners_may_do_limits_what_we_never_do(criterion: str, sentence: str) -> None:
    opening = OPENED if sentence.startswith("We") else OPENING
    assert judge(criterion, opening + sentence).verdict == "warn"


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        ("sharing.sale", "Nous ne vendons pas vos données, mais leur export prend du temps."),
        ("sharing.sale", "We never sell student data, but our partners help us to host it."),
        ("sharing.advertising-use", "Nous n’affichons aucune publicité, mais le service est payant."),
    ],
)
def test_what_else_is_said_after_but_limits_nothing(criterion: str, sentence: str) -> None:
    opening = OPENED if sentence.startswith("We") else OPENING
    assert judge(criterion, opening + sentence).verdict == "pass"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Les données des élèves ne sont ni vendues, ni louées, ni utilisées à des fins publicitaires.", "pass"),
        ("Nous refusons de vendre des données et de les exploiter à des fins publicitaires.", "pass"),
        ("Your data are neither sold nor used for advertising purposes.", "pass"),
        ("Vos données ne sont pas vendues à des fins publicitaires.", "warn"),
        ("We do not sell your data for advertising purposes.", "warn"),
    ],
)
def test_an_end_limits_the_denial_of_the_verb_it_belongs_to(sentence: str, verdict: str) -> None:
    opening = OPENED if sentence.startswith(("Your", "We")) else OPENING
    assert judge("sharing.sale", opening + sentence).verdict == verdict


@pytest.mark.parametrize("verb", ["utilisée", "employée", "exploitée", "traitée"])
def test_what_is_neither_sold_nor_used_for_advertising_is_not_used_at_all(verb: str) -> None:
    sentence = f"Aucune donnée d’élève n’est vendue, louée ni {verb} à des fins publicitaires."
    assert judge("sharing.advertising-use", OPENING + sentence).verdict == "pass"
