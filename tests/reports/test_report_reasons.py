"""Why a finding has its result and a letter its height: in words, by title, with what was found, linked to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import lxml.html
import pytest

from catalog.nouns.finding import Citation, Finding, Review
from catalog.nouns.scan import Assessment
from catalog.nouns.tool import Profile
from reports import render
from reports.context import Context
from reports.view.build import build_view
from rules.rating.causes import charge_root_causes
from rules.rating.inputs import RatingInputs
from rules.rating.rate import rate

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
POLICY = "https://cartable.example/confidentialite"
RULE = {"Tout a été vu et répond.", "Le contraire a été vu.", "All was seen and meets it.", "The contrary was seen."}
"""The general rules of the made-up criteria: never the reason of one finding."""


def made(**given: Any) -> Finding:
    fields: dict[str, Any] = {
        "criterion": "sharing.sale", "surface": "documents", "verdict": "inconclusive", "severity": "blocking",
        "message": "not-shown", "reason": "decision.inconclusive",
    } | given  # fmt: skip
    return Finding(**fields)


def reason_of(finding: Finding, assessment: Make, context: MakeContext, language: str = "fr") -> str:
    (found,) = json.loads(render("json", [assessment(findings=(finding,))], context(language)))["findings"]
    return str(found["reason"]).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_reason_is_the_general_rule_of_its_criterion(assessment: Make, context: MakeContext, language: str) -> None:
    findings = json.loads(render("json", [assessment()], context(language)))["findings"]
    for one in findings:
        assert one["reason"].strip() and not any(rule in one["reason"] for rule in RULE), one


def test_a_reason_tells_what_was_found_the_result_and_what_it_rests_on(assessment: Make, context: MakeContext) -> None:
    found = json.loads(render("json", [assessment()], context("fr")))["findings"]
    before = next(one for one in found if one["criterion"] == "trackers.before-consent" and one["verdict"] == "fail")
    assert before["reason"].replace("\u00a0", " ") == (
        "Google reçoit des requêtes avant tout choix (www.google-analytics.com). "
        "Manquement apparent, d’après 1 requête observée (avant tout choix)."
    )
    assert before["reason"].startswith(before["message"])
    dpo = next(one for one in found if one["criterion"] == "transparency.dpo-contact")
    assert "Conforme, d’après 1 passage de document (politique de confidentialité)." in dpo["reason"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"missing": ("script-execution",)}, "car il manquait à cet examen : ouverture dans un navigateur."),
        ({"searched": (POLICY,)}, "Non démontré, après examen d’une adresse."),
        ({"citations": (Citation(url=POLICY, quote="a", start=0, end=1),)}, "1 passage de document (politique de"),
        ({"reason": "capability-missing", "missing": ("dns",)}, "L’outil n’a pas été ouvert. Non démontré."),
        ({"verdict": "not-applicable", "reason": "capability-missing"}, "L’outil n’a pas été ouvert. Sans objet."),
        ({"verdict": "fail", "confirmed": False, "citations": (Citation(url=POLICY, quote="a", start=0, end=1),)},
         "Manquement apparent, à confirmer par une personne, d’après 1 passage"),
        ({"verdict": "fail", "searched": (POLICY, "https://cartable.example/cgu")}, "aucune des 2 adresses consultées"),
        ({"verdict": "fail", "searched": (POLICY,), "seen_on": date(2026, 10, 1)},
         "Constaté le 1er octobre 2026, et non réexaminé depuis."),
        ({"verdict": "warn", "searched": (POLICY,), "explained_by": "trackers.before-consent"},
         "Même cause que « Aucun traceur avant tout choix », comptée une seule fois."),
    ],
)  # fmt: skip
def test_each_kind_of_result_says_why(assessment: Make, context: MakeContext, given: dict[str, Any], said: str) -> None:
    assert said in reason_of(made(**given), assessment, context)


def test_what_was_missing_is_told_once(assessment: Make, context: MakeContext) -> None:
    told = reason_of(made(reason="capability-missing", missing=("dns",)), assessment, context, "en")
    assert told == "The tool was not opened. Not shown."


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_why_a_letter_is_held_names_titles_and_findings_never_ids(
    assessment: Make, context: MakeContext, language: str, form: str
) -> None:
    told = " ".join(render(form, [assessment()], context(language)).replace("\u00a0", " ").split())
    begin, end = (told.index(mark) for mark in {
        "text": {"fr": ("POURQUOI CES NOTES", "HÉBERGEMENT"), "en": ("WHY THESE GRADES", "HOSTING")},
        "html": dict.fromkeys(("fr", "en"), ('id="cartable-example-why"', 'id="cartable-example-flow"')),
        "markdown": {"fr": ("## Pourquoi", "## Hébergement"), "en": ("## Why", "## Hosting")},
    }[form][language])  # fmt: skip
    part = told[begin:end]
    title, found = {
        "fr": ("Aucun traceur avant tout choix", "Google reçoit des requêtes avant tout choix"),
        "en": ("No tracker before any choice", "Google receives requests before any choice"),
    }[language]
    assert title in part and found in part and "\ufffd" not in part and "{" not in part
    assert "trackers.before-consent" not in part


def test_what_holds_a_letter_leads_to_the_finding(assessment: Make, context: MakeContext) -> None:
    page = lxml.html.fromstring(render("html", [assessment()], context("fr")))
    (why,) = page.xpath('//section[contains(@aria-labelledby, "-why")]')
    links = [one.get("href") for one in why.iter("a")]
    assert "#cartable-example-trackers-before-consent-showcase" in links
    assert all(page.get_element_by_id(one.removeprefix("#")) is not None for one in links)


def test_a_human_decision_counts_in_what_holds_a_letter_and_is_named(assessment: Make, context: MakeContext) -> None:
    review = Review(tool_id="cartable-example", criterion="trackers.before-consent", surface="showcase",
                    verdict="pass", reason="L’éditeur a retiré ce script.", author="Mme Durand",
                    made_on=date(2026, 11, 20))  # fmt: skip
    view = build_view(assessment(reviews=(review,)), context("fr"))
    held = view.rating("school")
    failing = {proof.criterion for cause in held.causes[:1] for proof in cause.proofs}
    # What it stood for counts for itself again.
    assert failing == {"cookies.reject-not-as-easy", "trackers.google-analytics"}
    assert held.decisions == (
        "«\u00a0Aucun traceur avant tout choix\u00a0»\u00a0: conforme, par décision humaine du 20\u00a0novembre 2026 "
        "(Mme Durand\u00a0: L’éditeur a retiré ce script).",
    )
    assert all("Google reçoit" not in item for item in view.answer[2].items)
    expired = review.model_copy(update={"until": date(2026, 11, 23)})
    late = build_view(assessment(reviews=(expired,)), context("fr")).rating("school")
    assert not late.decisions and late.causes[0].proofs[0].criterion != "trackers.google-analytics"


def test_the_same_reason_is_told_once_and_a_bracket_without_a_value_goes(
    assessment: Make, context: MakeContext
) -> None:
    open_ones = tuple(
        made(criterion=name, surface="showcase", severity="major", reason="capability-missing", missing=("dns",))
        for name in ("hosting.country-outside-eea", "trackers.google-analytics")
    )
    (cause,) = build_view(assessment(findings=open_ones), context("fr")).rating("school").causes
    assert [proof.said for proof in cause.proofs] == ["L’outil n’a pas été ouvert.", "même raison."]
    loads = made(criterion="trackers.before-consent", surface="showcase", verdict="warn", message="loads",
                 params=(("host", "–"), ("organisation", "Google")), searched=(POLICY,))  # fmt: skip
    assert reason_of(loads, assessment, context).startswith("Google reçoit des requêtes avant tout choix. Point")


def test_each_letter_names_what_it_was_itself_charged_with(assessment: Make, context: MakeContext) -> None:
    """One cause, charged to a criterion of school use there, must be named by another one seen from outside."""
    about: dict[str, Any] = {"verdict": "fail", "searched": (POLICY,), "root_cause": "Google", "basis": "observed"}
    given = context("fr")
    findings = charge_root_causes(
        (
            made(criterion="trackers.learner-surface", surface="learner", severity="blocking", **about),
            made(criterion="trackers.before-consent", surface="learner", severity="blocking", confirmed=False, **about),
            made(criterion="trackers.google-analytics", surface="showcase", severity="major", **about),
        ),
        given.criteria,
    )
    ratings = rate(findings, given.criteria, Profile(), inputs=RatingInputs(learner_observed=True))
    view = build_view(assessment(findings=findings, ratings=ratings), given)
    named = {scope: [proof.criterion for cause in view.rating(scope).causes for proof in cause.proofs]
             for scope in ("school", "public")}  # fmt: skip
    assert ratings.school.grade == ratings.public.grade == "E"
    assert named == {"school": ["trackers.learner-surface"], "public": ["trackers.before-consent"]}
