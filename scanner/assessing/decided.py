"""Human decisions that came or ended between two assessments of a tool: the audit trail says when each was known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.kept import StoredAssessment
    from catalog.nouns.finding import Review

Key = tuple[str, str | None]


@dataclass(frozen=True)
class Decision:
    """A human decision that was `made` between two assessments, or that `ended` (expired) between them.

    `machine` are the results of the program that it stands beside, one a surface, in the later assessment.
    """

    kind: Literal["made", "ended"]
    criterion: str
    surface: str | None
    verdict: str
    author: str
    made_on: str
    reason: str
    until: str | None
    machine: tuple[str, ...]


def decisions_between(catalogue: Catalogue, before: StoredAssessment, after: StoredAssessment) -> tuple[Decision, ...]:
    """The decisions that hold in only one of two assessments, in the order in which they were made."""
    old, new = _holding(catalogue, before), _holding(catalogue, after)
    made = [_decision("made", review, after) for key, review in new.items() if old.get(key) != review]
    ended = [_decision("ended", review, after) for key, review in old.items() if key not in new]
    return (*made, *ended)


def _holding(catalogue: Catalogue, assessment: StoredAssessment) -> dict[Key, Review]:
    """The decisions an assessment was made with: known by then, and in force on the day it was judged for."""
    known = catalogue.audit.reviews_until(assessment.tool_id, assessment.assessed_at)
    last: dict[Key, Review] = {}
    for review in known:
        last.pop((review.criterion, review.surface), None)
        last[review.criterion, review.surface] = review
    return {key: one for key, one in last.items() if _in_force(one, assessment.versions.on)}


def _in_force(review: Review, on: date) -> bool:
    return review.made_on <= on and (review.until is None or on <= review.until)


def _decision(kind: Literal["made", "ended"], review: Review, after: StoredAssessment) -> Decision:
    found = [one for one in after.findings if one.criterion == review.criterion]
    return Decision(
        kind=kind,
        criterion=review.criterion,
        surface=review.surface,
        verdict=review.verdict,
        author=review.author,
        made_on=review.made_on.isoformat(),
        reason=review.reason,
        until=review.until.isoformat() if review.until else None,
        machine=tuple(dict.fromkeys(one.verdict for one in found if review.surface in (None, one.surface))),
    )
