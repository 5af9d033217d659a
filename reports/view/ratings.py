"""Letters with their scope, what holds them, and the explanation that must stand beside each (criteria §4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalog.nouns.rating import Rating, Step
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Scope
from reports.context import Context
from reports.view.held import causes, counted, decision_words
from reports.view.model import CauseView, RatingView, StepView
from reports.view.seen import Named
from reports.view.texts import criterion_title, step_text
from reports.wording import Wording

SCOPES: tuple[Scope, ...] = ("school", "public")
"""The letter a school needs first; the other always beside it."""


def rating_views(assessment: Assessment, context: Context, prefix: str) -> tuple[RatingView, ...]:
    """Both letters, the one for use in class first; `prefix` is that of the findings' anchors."""
    first, *others = (_rating(getattr(assessment.ratings, scope), assessment, context, prefix) for scope in SCOPES)
    same = context.wording.say("rating.same-causes", scope=first.scope_name)
    return (first, *(replace(one, causes=_told_once(one.causes, first.causes, same)) for one in others))


def _told_once(own: tuple[CauseView, ...], before: tuple[CauseView, ...], same: str) -> tuple[CauseView, ...]:
    """Causes with a word where the letter before has the very same."""
    return tuple(replace(one, same_as=same) if one in before else one for one in own)


def _rating(rating: Rating, assessment: Assessment, context: Context, prefix: str) -> RatingView:
    wording = context.wording
    best, worst = rating.range
    failed = any(one.verdict == "fail" for one in counted(assessment, context, rating.scope))
    held = causes(rating, assessment, context, prefix)
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
        range_words=_range(rating, wording),
        coverage=rating.coverage,
        coverage_words=wording.percent(rating.coverage),
        confidence=rating.confidence,
        confidence_words=wording.name("confidence", rating.confidence),
        explanation=_explanation(rating, held, assessment, context),
        opening=_opening(rating, wording),
        causes_intro=_up_to_list(_capped_key(rating), wording),
        causes=held,
        decisions=decision_words(assessment, context, rating.scope),
        moves_intro=_up_to_list("rating.to-move-up", wording),
        possible_range=wording.say("rating.possible-range", range=_range(rating, wording)),
        steps=(*_uncapped(rating, held, wording), *(_step(one, context) for one in _untold(rating))),
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
    """The explanation in one paragraph, in the prescribed form: letter and scope, what caps it, what would move it.

    “Note C (usage en classe). Plafonnée par : 1 manquement majeur (« … », observé, 24 novembre 2026 …) ; 3 critères
    majeurs non démontrés. Pour passer à B : … Plage possible si tout le reste était démontré : B–C.” (criteria §4.2)
    """
    return _explanation(rating, causes(rating, assessment, context, "x"), assessment, context)


def _explanation(rating: Rating, held: tuple[CauseView, ...], assessment: Assessment, context: Context) -> str:
    wording = context.wording
    parts = [_opening(rating, wording)]
    if held:
        said = wording.series(_cause_words(one, assessment, wording) for one in held)
        parts.append(wording.say(_capped_key(rating), causes=said))
    parts.extend(one.text for one in _uncapped(rating, held, wording))
    parts.extend(decision_words(assessment, context, rating.scope))
    if rating.next_steps:
        steps = (step_text(one, context).rstrip(".") for one in rating.next_steps)
        moves = wording.series(step[:1].lower() + step[1:] for step in steps)
        parts.append(wording.say("rating.to-move-up", moves=moves))
    parts.append(wording.say("rating.possible-range", range=_range(rating, wording)))
    return " ".join(parts)


def _opening(rating: Rating, wording: Wording) -> str:
    letter = wording.say("rating.letter", grade=rating.grade, scope=wording.name("scope", rating.scope))
    return f"{letter} {wording.say('rating.provisional')}" if rating.provisional else letter


def _uncapped(rating: Rating, held: tuple[CauseView, ...], wording: Wording) -> tuple[StepView, ...]:
    """Why a letter that nothing caps is what it is: without it the explanation of an A is empty."""
    if rating.grade != "A" or held:
        return ()
    return (StepView(wording.say("rating.uncapped", coverage=wording.percent(rating.coverage)), rating.grade, ()),)


def _capped_key(rating: Rating) -> str:
    return "rating.not-rated" if rating.grade == "NE" else "rating.capped-by"


def _up_to_list(text_id: str, wording: Wording) -> str:
    """A sentence that ends with a list, up to the place of the list: it stands below."""
    return wording.say(text_id).partition("{")[0].rstrip()


def _cause_words(cause: CauseView, assessment: Assessment, wording: Wording) -> str:
    """A cause with its proofs in brackets; their day once, at the end, where it is the same for all."""
    proofs = [one for one in cause.proofs if cause.with_proof]
    if not proofs:
        return cause.text
    scanned = wording.moment(assessment.evidence.started_at)
    days = [one.seen_on or scanned for one in proofs]
    once = len(set(days)) == 1
    told = [
        ", ".join(filter(None, (wording.say("text.quoted", text=one.title), one.facts, "" if once else day)))
        for one, day in zip(proofs, days, strict=True)
    ]
    more = [cause.more] if cause.more else []
    return f"{cause.text} ({wording.series([*told, *more, *([days[0]] if once else [])])})"


def _range(rating: Rating, wording: Wording) -> str:
    best, worst = rating.range
    return best if best == worst else wording.say("rating.range", best=best, worst=worst)


def _step(step: Step, context: Context) -> StepView:
    criteria = tuple(Named(one, criterion_title(one, context)) for one in step.criteria)
    return StepView(step_text(step, context), step.grade, criteria)
