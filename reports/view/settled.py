"""Findings as they count in a letter: with the human decisions that are in force."""

from __future__ import annotations

from catalog.nouns.deciding import decision_on, in_force
from catalog.nouns.finding import Finding, Review
from catalog.nouns.scan import Assessment

REVIEWED = "review"
"""The rules' text for what a person decided, with `author`, `date` and `why`."""


def decisions(assessment: Assessment) -> tuple[Review, ...]:
    """The human decisions in force on the day of the rating."""
    return in_force(assessment.reviews, assessment.versions.on)


def as_counted(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings with the result that counts. Where a person decided otherwise, the message says so and why."""
    valid = decisions(assessment)
    if not valid:
        return assessment.findings
    counted = [_decided(one, decision_on(one, valid)) for one in assessment.findings]
    standing = {one.criterion for one in counted if one.verdict in ("fail", "warn")}
    # What a person lifted charges nothing any more: what it stood for counts for itself again.
    return tuple(
        one.model_copy(update={"explained_by": None}) if one.explained_by and one.explained_by not in standing else one
        for one in counted
    )


def _decided(finding: Finding, review: Review | None) -> Finding:
    if review is None:
        return finding
    if review.verdict == finding.verdict:
        return finding.model_copy(update={"confirmed": True})
    params = {"author": review.author, "date": review.made_on.isoformat(), "why": review.reason.rstrip(".")}
    return finding.model_copy(
        update={
            "verdict": review.verdict,
            "confirmed": True,
            "message": REVIEWED,
            "reason": REVIEWED,
            "params": tuple(sorted(params.items())),
            "missing": (),
            "not_yet": False,
        }
    )
