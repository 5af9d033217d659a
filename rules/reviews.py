"""Human reviews: decisions that stand beside the machine's findings, and the findings that are published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.nouns.deciding import decision_on, in_force
from catalog.nouns.finding import Citation, Finding, Review


@dataclass(frozen=True)
class Reviewed:
    """A finding of the machine, unchanged, and the review in force for it (None where nobody decided)."""

    finding: Finding
    review: Review | None = None

    @property
    def effective(self) -> Finding:
        """The finding as it counts after the review: the human's result, confirmed, beside the machine's evidence."""
        if self.review is None:
            return self.finding
        review = self.review
        params = {
            **dict(self.finding.params),
            "author": review.author,
            "date": str(review.made_on),
            "why": review.reason,
        }
        return Finding.model_validate(
            {
                **dict(self.finding),
                "verdict": review.verdict,
                "confirmed": True,
                "confidence": "high",
                "basis": self._basis(),
                "reason": "review",
                "params": tuple(sorted(params.items())),
                "citations": (*self.finding.citations, Citation(note=review.reason, blob=review.document)),
                "root_cause": self.finding.root_cause if review.verdict == self.finding.verdict else None,
                "missing": (),
                "not_yet": False,
            }
        )

    def _basis(self) -> str:
        """A document that supports the review is its basis; else what the machine had, or a third party."""
        if self.review is not None and self.review.document:
            return "contractual"
        return self.finding.basis if self.finding.basis != "none" else "third-party"


def apply_reviews(findings: Iterable[Finding], reviews: Iterable[Review], on: date) -> tuple[Reviewed, ...]:
    """Return every finding with the review in force on `on`: made by then, not expired, the latest where several.

    A review names a criterion and, where it means one surface only, that surface; the more precise wins among those
    of one day. Reviews of other tools must be left out by the caller.
    """
    valid = in_force(reviews, on)
    return tuple(Reviewed(finding, decision_on(finding, valid)) for finding in findings)


def effective_findings(findings: Iterable[Finding], reviews: Iterable[Review], on: date) -> tuple[Finding, ...]:
    """Return the findings as they count once the reviews in force on `on` are applied."""
    reviews = tuple(reviews)
    if not in_force(reviews, on):
        return tuple(findings)
    return tuple(one.effective for one in apply_reviews(findings, reviews, on))


def published_findings(reviewed: Iterable[Reviewed]) -> tuple[Finding, ...]:
    """Return the findings of the published letter: reviews applied, unconfirmed failures held back (reading d).

    A failure that the machine only proposes counts as `inconclusive` until a human confirms it.
    """
    return tuple(_publishable(one.effective) for one in reviewed)


def _publishable(finding: Finding) -> Finding:
    if finding.verdict != "fail" or finding.confirmed:
        return finding
    return finding.model_copy(update={"verdict": "inconclusive", "message": "to-confirm", "explained_by": None})
