"""The view model: the five lines, the letters with their scope, the questions, what is private, what is inventoried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from catalog.nouns.criterion import Bilingual
from catalog.nouns.evidence import Skipped
from catalog.nouns.finding import Citation, Finding
from catalog.nouns.rating import Rating, Ratings
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Grade, LimitedBy
from reports.context import Context
from reports.letter import letter_text
from reports.view.build import build_view

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]


def rated(school: Grade, limited_by: LimitedBy = "both", provisional: bool = False) -> Ratings:
    spread: tuple[Grade, Grade] = ("NE", "NE") if school == "NE" else ("A", school)
    common = {"limited_by": limited_by, "range": spread, "coverage": 0.9, "confidence": "high"}
    return Ratings(
        public=Rating(scope="public", grade="A", **common),  # type: ignore[arg-type]
        school=Rating(scope="school", grade=school, provisional=provisional, **common),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("grade", ["A", "B", "C", "D", "E", "NE"])
def test_the_answer_has_five_lines_and_both_scopes(
    assessment: Make, context: MakeContext, grade: Grade, language: str
) -> None:
    view = build_view(assessment(ratings=rated(grade)), context(language))
    assert len(view.answer) == 5
    letters = view.answer[0].text
    scopes = ("Usage en classe", "Vu de l’extérieur") if language == "fr" else ("School use", "Seen from outside")
    assert f"{scopes[0]} – {grade}" in letters and f"{scopes[1]} – A" in letters
    assert all(line.text or line.items for line in view.answer)


def test_a_letter_for_missing_evidence_is_told_from_one_for_faults(assessment: Make, context: MakeContext) -> None:
    evidence = build_view(assessment(ratings=rated("C", "evidence")), context()).answer
    faults = build_view(assessment(ratings=rated("C", "failures")), context()).answer
    assert "et non des fautes constatées" in evidence[1].text
    assert "Des manquements apparents" in faults[1].text
    assert evidence[4].text != faults[4].text


@pytest.mark.parametrize(
    ("language", "bad", "fell"),
    [("fr", "ni un bon ni un mauvais", "ne dépasserait pas D"), ("en", "neither a good nor a bad", "not exceed D")],
)
def test_no_letter_with_failures_is_not_called_neutral(
    assessment: Make, context: MakeContext, language: str, bad: str, fell: str
) -> None:
    common = {"limited_by": "evidence", "range": ("D", "E"), "coverage": 0.3, "confidence": "medium"}
    ratings = Ratings(
        public=Rating(scope="public", grade="NE", **common),  # type: ignore[arg-type]
        school=Rating(scope="school", grade="NE", **common),
    )
    failed = build_view(assessment(ratings=ratings), context(language)).answer
    assert fell in failed[1].text and bad not in failed[1].text
    silent = build_view(assessment(findings=(), ratings=ratings), context(language)).answer
    assert bad in silent[1].text
    assert failed[4].text != silent[4].text


def test_a_provisional_letter_says_so_everywhere(assessment: Make, context: MakeContext) -> None:
    view = build_view(assessment(ratings=rated("E", "failures", provisional=True)), context())
    assert "E provisoire" in view.answer[0].text
    assert "Provisoire\u00a0: elle repose sur au moins un manquement apparent" in view.rating("school").explanation


def test_reasons_name_what_was_seen_first_and_mark_what_is_to_be_confirmed(
    assessment: Make, context: MakeContext
) -> None:
    reasons = build_view(assessment(), context()).answer[2].items
    assert len(reasons) == 3
    assert reasons[0] == "Google reçoit des requêtes avant tout choix (www.google-analytics.com)."
    assert reasons[1].endswith("(à confirmer par une personne).")
    assert reasons[2].startswith("Non démontré")


def test_the_explanation_has_the_prescribed_parts(assessment: Make, context: MakeContext) -> None:
    text = build_view(assessment(), context()).rating("school").explanation.replace("\u00a0", " ")
    assert text.startswith("Note C (usage en classe). Plafonnée par : 2 manquements apparents majeurs (")
    assert "« Aucun traceur avant tout choix », observé" in text and "trackers." not in text
    # The date stands once where all were seen at the same time.
    assert text.count("24 novembre 2026 à 2 h 14 UTC) ;") == 1
    assert "2 critères majeurs non démontrés" in text
    assert "Pour monter : obtenir le contrat de sous-traitance." in text
    assert text.endswith("Plage possible selon ce qui reste à démontrer : B à D.")


def test_what_shares_a_root_cause_counts_once(assessment: Make, context: MakeContext) -> None:
    view = build_view(assessment(), context())
    shared = next(one for one in view.findings if one.criterion == "trackers.google-analytics")
    assert shared.explained_by is not None and not shared.charged
    assert shared.explained_anchor == "cartable-example-trackers-before-consent-showcase"
    assert "Google Analytics absent" not in view.rating("school").explanation


def test_findings_stand_in_families_the_gravest_first(assessment: Make, context: MakeContext) -> None:
    view = build_view(assessment(), context())
    assert [family.code for family in view.families][:3] == ["hosting", "trackers", "cookies-consent"]
    trackers = view.families[1]
    assert [group.verdict for group in trackers.groups] == ["fail", "inconclusive"]
    assert trackers.counts[0] == ("fail", "2 manquements apparents")
    assert len(view.findings) == 13


def test_unverified_law_keeps_its_mark_and_date(assessment: Make, context: MakeContext) -> None:
    view = build_view(assessment(), context())
    badge = next(one for one in view.findings if one.criterion == "hosting.provider-non-eu-control")
    assert badge.law[0].caution == "source non vérifiée, notée de mémoire le 1er\u00a0août 2026"
    plain = next(one for one in view.findings if one.criterion == "sharing.sale")
    assert plain.law[0].caution == ""


def test_an_unverified_owner_keeps_its_mark(assessment: Make, context: MakeContext) -> None:
    hosts = {one.host: one for one in build_view(assessment(), context()).hosts}
    assert hosts["app.cartable.example"].control_caution == "non vérifié"
    assert hosts["cartable.example"].control_caution == ""


def test_behind_a_cdn_the_place_is_undetermined(assessment: Make, context: MakeContext) -> None:
    hosts = {one.host: one for one in build_view(assessment(), context()).hosts}
    assert hosts["app.cartable.example"].place == "indéterminé, derrière Cloudflare"
    assert hosts["app.cartable.example"].country_name == ""


def test_every_finding_has_a_message_and_a_reason(assessment: Make, context: MakeContext) -> None:
    for language in ("fr", "en"):
        for one in build_view(assessment(), context(language)).findings:
            assert one.message.strip() and one.reason.strip(), one.criterion


def test_texts_of_the_rule_file_win_over_shared_ones(assessment: Make, context: MakeContext) -> None:
    shared = {"loads": Bilingual(fr="partagé", en="shared"), "not-shown": Bilingual(fr="Rien.", en="Nothing.")}
    view = build_view(assessment(), context(texts=shared))
    found = {(one.criterion, one.surface): one for one in view.findings}
    assert "Google" in found[("trackers.before-consent", "showcase")].message
    assert found[("hosting.country-outside-eea", "showcase")].message == "Rien."


def test_questions_are_for_letter_criteria_that_are_open_or_wrong(assessment: Make, context: MakeContext) -> None:
    letter = build_view(assessment(), context()).letter
    asked = [name for group in letter.groups for one in group.questions for name in one.criteria]
    assert asked == [
        "cookies.reject-not-as-easy",
        "trackers.before-consent",
        "trackers.learner-surface",
        "hosting.country-outside-eea",
        "contract.dpa-available",
        "security.headers",
    ]
    assert "hosting.provider-non-eu-control" not in asked
    assert letter.greeting == "Madame, Monsieur,"


def test_the_same_question_is_asked_once(assessment: Make, context: MakeContext) -> None:
    same = Bilingual(fr="Quels tiers ?", en="Which third parties?")
    criteria = {name: one.model_copy(update={"ask": same}) for name, one in context().criteria.items()}
    letter = build_view(assessment(), context(criteria=criteria)).letter
    questions = [one for group in letter.groups for one in group.questions]
    assert [one.text for one in questions].count("Quels tiers\u00a0?") == 1
    assert set(questions[0].criteria) == {"trackers.before-consent", "cookies.reject-not-as-easy"}


def test_what_was_found_stands_before_the_question_and_nothing_before_what_is_open(
    assessment: Make, context: MakeContext
) -> None:
    letter = build_view(assessment(), context()).letter
    asked = {name: one for group in letter.groups for one in group.questions for name in one.criteria}
    seen = asked["trackers.before-consent"]
    assert "Google" in seen.found and seen.text.endswith("?")
    assert f" {seen.found} {seen.text}\n" in letter_text(letter, context().wording)
    assert asked["contract.dpa-available"].found == ""


def test_a_minor_point_is_named_without_its_question(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    lax = [one for one in given.findings if one.criterion == "trackers.before-consent" and one.verdict == "fail"]
    small = tuple(one.model_copy(update={"severity": "minor"}) for one in lax)
    letter = build_view(assessment(findings=small), context()).letter
    (group,) = letter.groups
    text = letter_text(letter, context().wording)
    assert group.brief
    assert group.questions[0].found in text and group.questions[0].text not in text


def test_what_was_not_shown_is_asked_with_the_question_that_supposes_nothing(
    assessment: Make, context: MakeContext
) -> None:
    neutral = Bilingual(fr="Quels tiers ?", en="Which third parties?")
    criteria = {name: one.model_copy(update={"ask_open": neutral}) for name, one in context().criteria.items()}
    letter = build_view(assessment(), context(criteria=criteria)).letter
    asked = {name: one.text for group in letter.groups for one in group.questions for name in one.criteria}
    assert asked["contract.dpa-available"] == "Quels tiers\u00a0?"
    assert asked["trackers.before-consent"].startswith("Pourquoi")


def test_pages_for_pupils_that_nobody_saw_are_one_question_that_supposes_nothing(
    assessment: Make, context: MakeContext
) -> None:
    """Nothing was seen there: asking to remove what a page loads would say more than the evidence."""
    given = assessment()
    unseen = [
        one.model_copy(
            update={"verdict": "inconclusive", "reason": "learner-surface-not-seen", "surface": "learner",
                    "severity": "blocking", "citations": (), "missing": ()}
        )
        for one in given.findings
        if one.criterion in ("trackers.before-consent", "cookies.reject-not-as-easy", "hosting.country-outside-eea")
    ]  # fmt: skip
    letter = build_view(assessment(findings=tuple(unseen)), context()).letter
    questions = [one for group in letter.groups for one in group.questions]
    assert len(questions) == 1
    assert {one.criterion for one in unseen} == set(questions[0].criteria)
    assert questions[0].text.startswith("Nous n’avons pu observer aucune page de connexion")


def test_what_was_not_reached_is_asked_nothing_and_an_address_is_checked_first(
    assessment: Make, context: MakeContext
) -> None:
    given = assessment()
    nothing = given.evidence.model_copy(
        update={
            "pages": (),
            "bots": (),
            "recordings": (),
            "skipped": (Skipped(url="https://cartable.example/", reason="error"),),
        }
    )
    absent = assessment(evidence=nothing, facts=given.facts.model_copy(update={"documents": ()}))
    view = build_view(absent, context())
    assert view.letter.empty and "Vérifiez l’adresse" in view.letter.nothing
    assert "Vérifiez l’adresse" in view.answer[-1].text
    assert view.answer[2].text == "Aucune page n’a pu être lue."
    refused = nothing.model_copy(update={"skipped": (Skipped(url="https://cartable.example/", reason="robots"),)})
    assert not build_view(assessment(evidence=refused, facts=absent.facts), context()).letter.empty


def test_a_letter_that_nothing_caps_says_why(assessment: Make, context: MakeContext) -> None:
    best = rated("A", "none")
    best = best.model_copy(update={"school": best.school.model_copy(update={"range": ("A", "C")})})
    view = build_view(assessment(findings=(), ratings=best), context())
    assert view.rating("school").steps[0].text.startswith("Rien ne la plafonne")
    assert "Rien ne la plafonne" in view.rating("school").explanation
    assert view.answer[1].text.endswith("la note pourrait descendre jusqu’à C.")


def test_where_no_browser_looked_looking_comes_before_asking(assessment: Make, context: MakeContext) -> None:
    given = assessment(ratings=rated("C", "evidence"))
    seen = (*given.evidence.capabilities, "script-execution")
    looked = given.model_copy(update={"evidence": given.evidence.model_copy(update={"capabilities": seen})})
    blind = given.model_copy(update={"evidence": given.evidence.model_copy(update={"capabilities": ("static-html",)})})
    first = "Refaites d’abord l’examen avec un navigateur"
    assert build_view(blind, context()).answer[4].text.startswith(first)
    assert first not in build_view(looked, context()).answer[4].text
    faulty = blind.model_copy(update={"ratings": rated("E", "failures")})
    assert first not in build_view(faulty, context()).answer[4].text


def test_the_letter_is_numbered_and_ready_to_paste(assessment: Make, context: MakeContext) -> None:
    given = context("en")
    text = letter_text(build_view(assessment(), given).letter, given.wording)
    assert text.startswith("Subject: Questions about pupils’ data (Cartable Clair)")
    assert "\n1. " in text and "\n6. " in text and "\n7. " not in text
    assert "Why is Google loaded before the choice?" in text


def test_a_tool_that_cannot_be_rated_is_not_said_to_be_capped(assessment: Make, context: MakeContext) -> None:
    text = build_view(assessment(ratings=rated("NE", "evidence")), context()).rating("school").explanation
    assert "Non évaluable" in text and "Plafonnée" not in text and "point d’attention" not in text


def test_what_a_school_brought_is_withheld_from_what_is_published(recorded: Assessment, context: MakeContext) -> None:
    own = build_view(recorded, context())
    published = build_view(recorded, context(public=True))
    assert len(own.documents) == 2 and own.recordings
    assert len(published.documents) == 1 and not published.recordings
    assert "confidentielle" in str(own) and "secret.example" in str(own)
    assert "confidentielle" not in str(published) and "secret.example" not in str(published)
    assert {one.verdict for one in published.findings} == {"inconclusive"}


def test_controls_of_terminals_are_gone_from_the_view(hostile: Assessment, context: MakeContext) -> None:
    shown = repr(build_view(hostile, context()))
    assert "\\x1b" not in shown and "\\x07" not in shown and "\\u202e" not in shown


def test_no_address_but_of_the_web_is_a_link(hostile: Assessment, context: MakeContext) -> None:
    view = build_view(hostile, context())
    links = [cited.link for one in view.findings for cited in one.citations]
    links += [one.link for one in view.documents]
    assert all(link is None for link in links)


def test_a_confirmed_failure_of_an_earlier_scan_keeps_its_date(assessment: Make, context: MakeContext) -> None:
    old = Finding(
        criterion="trackers.learner-surface", surface="learner", verdict="fail", severity="blocking", basis="observed",
        message="decision.fail", reason="decision.fail", seen_on=date(2026, 10, 3),
        citations=(Citation(request="https://a.example/", host="a.example", organisation="A", phase="none"),),
    )  # fmt: skip
    view = build_view(assessment(findings=(old,)), context())
    assert view.findings[0].seen_on == "3\u00a0octobre 2026"
    assert "3\u00a0octobre 2026" in view.rating("school").explanation


def test_a_wrong_target_is_said_first(assessment: Make, context: MakeContext) -> None:
    facts = assessment().facts.model_copy(update={"wrong_target": "app-store"})
    view = build_view(assessment(facts=facts), context())
    assert "magasin d’applications" in view.answer[2].text
    assert any("magasin" in one for one in view.header.warnings)


def test_what_holds_a_letter_without_any_failure_is_not_called_a_failure(
    assessment: Make, context: MakeContext
) -> None:
    given = assessment()
    calm = tuple(one.model_copy(update={"verdict": "warn"}) if one.verdict == "fail" else one for one in given.findings)
    school = given.ratings.school.model_copy(update={"limited_by": "both"})
    ratings = given.ratings.model_copy(update={"school": school})
    view = build_view(assessment(findings=calm, ratings=ratings), context())
    assert view.rating("school").limited_words == "des points d’attention et des preuves manquantes"
    assert "sans manquement apparent" in view.answer[1].text
    view = build_view(assessment(ratings=ratings), context())
    assert view.rating("school").limited_words == "des manquements apparents et des preuves manquantes"
