"""What a report says once: the facts beside a letter, and whether the tool uses AI in the letter to the vendor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Citation, Finding
from catalog.nouns.rating import Rating, Ratings, Step
from catalog.nouns.tool import Profile
from reports.context import Context
from reports.view.questions import vendor_letter
from reports.view.ratings import rating_views

Make = Callable[..., Any]


def about_ai(context: Context) -> Context:
    """A context with two criteria on AI besides its own."""
    own = next(iter(context.criteria.values()))
    more: dict[str, Criterion] = {}
    for name in ("ai.training-reuse", "ai.provider-disclosed"):
        ask = own.ask.model_copy(update={"fr": f"Question sur {name}", "en": f"Question on {name}"})
        changes = {"id": name, "applies": "ai-features", "ask": ask, "in_letter": True}
        more[name] = own.model_copy(update=changes)
    return replace(context, criteria={**context.criteria, **more})


def undecided(name: str, **given: Any) -> Finding:
    fields = {
        "verdict": "inconclusive",
        "severity": "major",
        "message": "not-shown",
        "reason": "profile-unknown-ai-features",
    }
    return Finding(criterion=name, surface="documents", **(fields | given))


def asked(assessment: Any, context: Context) -> list[str]:
    return [question.text for group in vendor_letter(assessment, context).groups for question in group.questions]


def test_a_message_that_many_criteria_share_stands_after_the_title_of_its_own(assessment: Make, context: Make) -> None:
    said = about_ai(context("fr"))
    shared = {"warn-contradictory": next(iter(said.criteria.values())).title}
    said = replace(said, texts={**said.texts, **shared})
    found = undecided(
        "ai.training-reuse", verdict="warn", message="warn-contradictory", citations=(Citation(note="x"),)
    )
    groups = vendor_letter(assessment(findings=(found,)), said).groups
    (question,) = [question for group in groups for question in group.questions]
    title = said.criteria["ai.training-reuse"].title.fr
    assert question.found == f"{title}. {title}"


def test_one_question_settles_whether_the_tool_uses_ai(assessment: Make, context: Make) -> None:
    findings = (undecided("ai.training-reuse"), undecided("ai.provider-disclosed"))
    for language, words in (("fr", "intelligence artificielle"), ("en", "artificial intelligence")):
        said = about_ai(context(language))
        unsure = assessment(findings=findings)
        unsure = unsure.model_copy(update={"tool": unsure.tool.model_copy(update={"profile": Profile(ai="unknown")})})
        (only,) = asked(unsure, said)
        assert words in only
        known = unsure.model_copy(update={"tool": unsure.tool.model_copy(update={"profile": Profile(ai="yes")})})
        assert len(asked(known, said)) == 2
        found = undecided("ai.training-reuse", verdict="fail", message="fail", citations=(Citation(note="seen"),))
        shown = unsure.model_copy(update={"findings": (found, findings[1])})
        assert words not in " ".join(asked(shown, said))


def test_each_fact_beside_a_letter_is_told_once(assessment: Make, context: Make) -> None:
    steps = (
        Step(id="major-fails", grade="C", criteria=("trackers.before-consent",), params=(("n", "1"),)),
        Step(id="incomplete-notice", criteria=("trackers.before-consent",), params=(("n", "1"), ("charged", "1"))),
        Step(id="declared-only", grade="B", criteria=("trackers.before-consent",), params=(("n", "1"),)),
        Step(id="gates", grade="C", criteria=("trackers.before-consent",), params=(("n", "1"),)),
        Step(id="result", grade="C", params=(("grade", "C"),)),
    )
    common: dict[str, Any] = {
        "grade": "C", "limited_by": "both", "range": ("B", "D"), "coverage": 0.6, "confidence": "medium", "steps": steps
    }  # fmt: skip
    ratings = Ratings(public=Rating(scope="public", **common), school=Rating(scope="school", **common))
    for view in rating_views(assessment(ratings=ratings), context("en"), "x"):
        assert [step.grade for step in view.steps] == [None, "C"]
