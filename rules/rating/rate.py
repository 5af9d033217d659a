"""Rate findings: two letters, with what holds each where it is and what would move it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Finding
from catalog.nouns.rating import Rating, Ratings
from catalog.nouns.tool import Profile
from catalog.nouns.vocabulary import GRADES, Grade, Scope, Verdict
from rules.rating.causes import Mark
from rules.rating.confidence import confidence_of, confidence_points
from rules.rating.inputs import RatingInputs
from rules.rating.letter import explain, letter, limited_by
from rules.rating.next_steps import next_steps
from rules.rating.scales import METHOD, NOT_RATED
from rules.rating.tally import Counting, in_scope, tally


def rate(
    findings: Iterable[Finding],
    criteria: Mapping[str, Criterion],
    tool_profile: Profile,
    *,
    inputs: RatingInputs,
) -> Ratings:
    """Return both letters of one scan, rated purely (criteria, section 4.2 and readings).

    `findings` are those of :func:`rules.evaluate.evaluate`, or the effective ones of reviews; findings of criteria
    unknown to `criteria` do not count. What a school brought in private counts in its own letter only: the public one
    is then that of a rating made without it, inputs included.
    """
    findings = tuple(findings)
    return Ratings(
        public=_rate(findings, criteria, tool_profile, inputs, "public"),
        school=_rate(findings, criteria, tool_profile, inputs, "school"),
    )


def _rate(
    findings: tuple[Finding, ...],
    criteria: Mapping[str, Criterion],
    profile: Profile,
    inputs: RatingInputs,
    scope: Scope,
) -> Rating:
    scoped = in_scope(findings, criteria, scope, inputs)
    counting = Counting(scoped, criteria)
    counted = counting.tally(inputs, scope)
    grade = letter(counted)
    points = confidence_points(counted.coverage, inputs)
    return Rating(
        scope=scope,
        grade=grade,
        provisional=_provisional(scoped, criteria, inputs, scope, grade),
        limited_by=limited_by(counted, grade),
        range=_range(counting, inputs, scope, grade),
        confirmed=_if_confirmed(scoped, criteria, inputs, scope, grade),
        coverage=round(counted.coverage, 4),
        confidence=confidence_of(points),
        confidence_points=points,
        steps=explain(counted, grade),
        next_steps=next_steps(counted, grade, profile, inputs),
        method=METHOD,
    )


def _provisional(
    scoped: tuple[Finding, ...],
    criteria: Mapping[str, Criterion],
    inputs: RatingInputs,
    scope: Scope,
    grade: Grade,
) -> bool:
    """Whether the letter rests on failures that are to be confirmed (readings c and d).

    A failure is settled where a human confirmed it, or where it is automatic and, if blocking, was reproduced.
    """
    if all(one.verdict != "fail" or _settled(one, inputs) for one in scoped):
        return False
    held = [one if _settled(one, inputs) else _turned(one, "inconclusive") for one in scoped]
    return letter(tally(held, criteria, inputs, scope)) != grade


def _settled(finding: Finding, inputs: RatingInputs) -> bool:
    key = (finding.criterion, finding.surface)
    if finding.verdict != "fail" or key in inputs.reviewed:
        return True
    return finding.confirmed and (finding.severity != "blocking" or key in inputs.reproduced)


def is_proposed(finding: Finding, criteria: Mapping[str, Criterion], inputs: RatingInputs) -> bool:
    """Whether a failure counts in no published letter: the machine only proposes it (readings c and d).

    So it is with what a human must confirm, and with what was seen in one visit only and on no earlier day.
    """
    key = (finding.criterion, finding.surface)
    if finding.verdict != "fail" or finding.confirmed or key in inputs.reviewed:
        return False
    rule = criteria.get(finding.criterion)
    return rule is None or rule.automation != "auto" or key not in inputs.reproduced


def _confirmed(finding: Finding, criteria: Mapping[str, Criterion], inputs: RatingInputs) -> Finding | Mark:
    """The finding as it counts in what is published: a failure that is only proposed is open."""
    return _turned(finding, "inconclusive") if is_proposed(finding, criteria, inputs) else finding


def _if_confirmed(
    scoped: tuple[Finding, ...],
    criteria: Mapping[str, Criterion],
    inputs: RatingInputs,
    scope: Scope,
    grade: Grade,
) -> Grade:
    """The letter that may be published: failures that are only proposed count as open (reading d)."""
    if not any(one.verdict == "fail" and is_proposed(one, criteria, inputs) for one in scoped):
        return grade
    return letter(tally([_confirmed(one, criteria, inputs) for one in scoped], criteria, inputs, scope))


def _turned(finding: Finding, verdict: Verdict) -> Mark:
    """The finding as it would count with another verdict: seen, confirmed, with no cause shared."""
    return Mark(finding.criterion, finding.surface, verdict, finding.severity, "observed", True, None)


def _range(counting: Counting, inputs: RatingInputs, scope: Scope, grade: Grade) -> tuple[Grade, Grade]:
    """Best: all that is open shown to be fine. Worst: every open major and minor criterion failed (reading i)."""
    shown = replace(inputs, inside_observed=True, learner_observed=True)
    best = letter(counting.what_if(shown, scope, "pass"))
    worst = letter(counting.what_if(inputs, scope, "fail"), rated=False)
    if grade == NOT_RATED:
        return (best, worst)
    return (min(best, grade, key=GRADES.index), max(worst, grade, key=GRADES.index))
