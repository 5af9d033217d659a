"""The tracker criteria: judged by what a browser or a recording saw, else by what HTML and DNS can show.

Both sides are in `rules.judging`: `observed_trackers` (needs script execution) and `static_trackers`.
"""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.observation import observed_judgement, shown_all_the_same
from rules.judging.static_trackers import judge
from rules.judging.visits import has_script_evidence


def trackers(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Decide any criterion of the family by its id."""
    observed = observed_judgement(criterion.id)
    if observed is not None and has_script_evidence(case, surface):
        return observed(case, criterion, surface)
    return shown_all_the_same(observed, case, surface) or judge(case, criterion.id, surface)
