"""Judgements that need scripts to have run: where they are found.

`rules.judging.observed_trackers.OBSERVED` maps a criterion's id to the function that judges it on what a browser or a
recording saw.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from catalog.nouns.vocabulary import Surface
from rules.case import Case, Check, Outcome
from rules.judging.observed import Observed

MODULES = ("rules.judging.observed_trackers", "rules.judging.observed_cookies")


@cache
def observed_judgement(criterion_id: str) -> Check | None:
    """The judgement on observed evidence of a criterion, or None where there is none."""
    for name in MODULES:
        table: dict[str, Check] = import_module(name).OBSERVED
        if criterion_id in table:
            return table[criterion_id]
    return None


def shown_all_the_same(judgement: Check | None, case: Case, surface: Surface) -> Outcome | None:
    """What a browser saw on pages that froze or fell before they could be looked at to the end; None for nothing."""
    return judgement.shown(case, surface) if isinstance(judgement, Observed) else None
