"""Letters with their scope, what holds them, and the explanation that must stand beside each (criteria §4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.nouns.finding import Finding
from catalog.nouns.rating import Rating, Step
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Scope, Severity, Verdict
from reports.context import Context
from reports.view.model import RatingView, StepView
from reports.view.order import gravity
from reports.view.seen import Named
from reports.view.texts import criterion_title, step_text
from reports.wording import Wording

SCOPES: tuple[Scope, ...] = ("school", "public")
"""The letter a school needs first; the other always beside it."""
CAPPING: dict[Verdict, tuple[Severity, ...]] = {"fail": ("blocking", "major", "minor"), "warn": ("blocking", "major")}
"""What can cap a letter (criteria §4.2, steps 2 to 5); minor points of attention cannot."""


def rating_views(assessment: Assessment, context: Context) -> tuple[RatingView, ...]:
    """Both letters, the one for use in class first."""
    return tuple(_rating(getattr(assessment.ratings, scope), assessment, context) for scope in SCOPES)


def counted(assessment: Assessment, context: Context, scope: Scope) -> list[Finding]:
    """The findings that count in a letter, one a criterion (the worst of its surfaces), the gravest first.

    Badges and findings charged to another criterion do not count; criteria of the scope `school` do not count in the
    public letter.
    """
    worst: dict[str, Finding] = {}
    for finding in sorted(assessment.findings, key=gravity):
        criterion = context.criteria.get(finding.criterion)
        if criterion is None or not criterion.in_letter or finding.explained_by:
            continue
        if scope == "public" and criterion.scope == "school":
            continue
        worst.setdefault(finding.criterion, finding)
    return sorted(worst.values(), key=gravity)


def _rating(rating: Rating, assessment: Assessment, context: Context) -> RatingView:
    wording = context.wording
    best, worst = rating.range
    failed = any(one.verdict == "fail" for one in counted(assessment, context, rating.scope))
    return RatingView(
        scope=rating.scope,
        scope_name=wording.name("scope", rating.scope),
        scope_explained=wording.name("scope-explained", rating.scope),
        grade=rating.grade,
        grade_words=wording.name("grade", rating.grade),
        provisional=rating.provisional,
        limited_by=rating.limited_by,
        limited_words=wording.name("limited-by" if failed else "limited-by-attention", rating.limited_by),
        failed=failed,
        best=best,
        worst=worst,
        range_words=best if best == worst else wording.say("rating.range", best=best, worst=worst),
        coverage=rating.coverage,
        coverage_words=wording.percent(rating.coverage),
        confidence=rating.confidence,
        confidence_words=wording.name("confidence", rating.confidence),
        explanation=explanation(rating, assessment, context),
        steps=tuple(_step(one, context) for one in _untold(rating)),
        next_steps=tuple(_step(one, context) for one in rating.next_steps),
        method=rating.method,
    )


IN_EXPLANATION = frozenset({"blocking-fails", "major-fails", "minor-fails", "major-warns", "result"})
"""Steps of the method that the explanation tells with their proof."""


def _untold(rating: Rating) -> Iterator[Step]:
    """The steps that add to the explanation: each fact is told once, and a cap above the letter holds nothing."""
    named = any(one.id == "next-show" for one in rating.next_steps)
    for step in rating.steps:
        told = step.id in IN_EXPLANATION or (named and step.id == "majors-not-shown")
        if not told and step.grade in (None, rating.grade):
            yield step


def explanation(rating: Rating, assessment: Assessment, context: Context) -> str:
    """The explanation in the prescribed form: letter and scope, what caps it with proof and date, what would move it.

    “Note C (usage en classe). Plafonnée par : 1 manquement majeur (…, observé, 24/11/2026 …) ; 3 critères majeurs non
    démontrés. Pour passer à B : … Plage possible si tout le reste était démontré : B–C.” (criteria §4.2)
    """
    wording = context.wording
    scope = wording.name("scope", rating.scope)
    parts = [wording.say("rating.letter", grade=rating.grade, scope=scope)]
    if rating.provisional:
        parts.append(wording.say("rating.provisional"))
    findings = counted(assessment, context, rating.scope)
    if rating.grade == "NE":
        findings = [one for one in findings if one.verdict != "warn"]
    causes = _causes(findings, assessment, context)
    if causes:
        key = "rating.not-rated" if rating.grade == "NE" else "rating.capped-by"
        parts.append(wording.say(key, causes=wording.series(causes)))
    if rating.next_steps:
        steps = (step_text(one, context).rstrip(".") for one in rating.next_steps)
        moves = wording.series(step[:1].lower() + step[1:] for step in steps)
        parts.append(wording.say("rating.to-move-up", moves=moves))
    best, worst = rating.range
    spread = best if best == worst else wording.say("rating.range", best=best, worst=worst)
    parts.append(wording.say("rating.possible-range", range=spread))
    return " ".join(parts)


def _causes(findings: Iterable[Finding], assessment: Assessment, context: Context) -> list[str]:
    wording = context.wording
    found = list(findings)
    causes = []
    for verdict, severities in CAPPING.items():
        for severity in severities:
            some = [one for one in found if one.verdict == verdict and one.severity == severity]
            if some:
                proof = _proofs(some, assessment, context)
                causes.append(wording.count(f"rating.{verdict}-{severity}", len(some)) + f" ({proof})")
    causes.extend(_open(found, context))
    return causes


def _open(found: list[Finding], context: Context) -> list[str]:
    causes = []
    severities: tuple[Severity, ...] = ("blocking", "major")
    for severity in severities:
        number = sum(one.verdict == "inconclusive" and one.severity == severity for one in found)
        if number:
            causes.append(context.wording.count(f"rating.open-{severity}", number))
    return causes


def _proofs(findings: list[Finding], assessment: Assessment, context: Context) -> str:
    """The first three with their basis and date; the date once, at the end, where it is the same for all."""
    wording = context.wording
    shown = findings[:3]
    dates = [_date(one, assessment, wording) for one in shown]
    once = len(shown) > 1 and len(set(dates)) == 1
    proofs = [_proof(one, "" if once else when, wording) for one, when in zip(shown, dates, strict=True)]
    more = " …" if len(findings) > 3 else ""
    return wording.series(proofs) + more + (f"{wording.series(['', ''])}{dates[0]}" if once else "")


def _date(finding: Finding, assessment: Assessment, wording: Wording) -> str:
    return wording.date(finding.seen_on) if finding.seen_on else wording.moment(assessment.evidence.started_at)


def _proof(finding: Finding, when: str, wording: Wording) -> str:
    parts = [finding.criterion]
    if finding.basis != "none":
        parts.append(wording.name("basis", finding.basis))
    if when:
        parts.append(when)
    if not finding.confirmed:
        parts.append(wording.say("label.to-confirm"))
    return ", ".join(parts)


def _step(step: Step, context: Context) -> StepView:
    criteria = tuple(Named(one, criterion_title(one, context)) for one in step.criteria)
    return StepView(step_text(step, context), step.grade, criteria)
