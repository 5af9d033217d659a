"""Carry a confirmed failure over to a later scan that could not look at it again (criteria, reading l)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from catalog.nouns.finding import Finding
from rules.evaluate import could_not_look


def carry_over(previous: Iterable[Finding], findings: Iterable[Finding], *, previous_on: date) -> tuple[Finding, ...]:
    """Return `findings`, where a confirmed fail that could not be looked at again stands with its date.

    `previous` are the findings of the earlier scan, judged on `previous_on`; a failure carried over twice keeps the
    day on which it was really seen (`seen_on`). A later pass, warn, fail or not-applicable always wins, and so does
    an undecided finding that looked and cites what it saw.
    """
    stands = {(one.criterion, one.surface): one for one in previous if one.verdict == "fail" and one.confirmed}
    return tuple(_carried(stands.get((one.criterion, one.surface)), one, previous_on) for one in findings)


def _carried(earlier: Finding | None, now: Finding, previous_on: date) -> Finding:
    if earlier is None or not could_not_look(now):
        return now
    return earlier.model_copy(update={"seen_on": earlier.seen_on or previous_on, "explained_by": None})
