"""Which human decision is in force for a finding: rating and reports must agree on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from .finding import Finding, Review


def in_force(reviews: Iterable[Review], on: date) -> tuple[Review, ...]:
    """The reviews made by `on` and not expired then, the one that wins last.

    The latest wins; among those of one day, the one that names a surface. Reviews of other tools must be left out
    by the caller.
    """
    valid = [one for one in reviews if one.made_on <= on and (one.until is None or on <= one.until)]
    return tuple(sorted(valid, key=lambda one: (one.made_on, one.surface is not None)))


def decision_on(finding: Finding, valid: Sequence[Review]) -> Review | None:
    """The review of `valid` (see :func:`in_force`) that holds for a finding, None where nobody decided."""
    for one in reversed(valid):
        if one.criterion == finding.criterion and one.surface in (None, finding.surface):
            return one
    return None
