"""The criteria on cookies and consent: what a browser saw decides; without one nothing can be said of a choice."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.citing import undecided
from rules.judging.observation import observed_judgement, shown_all_the_same
from rules.judging.stored_items import from_answers
from rules.judging.visits import has_script_evidence


def cookies_consent(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Decide any criterion of the family by its id."""
    judgement = observed_judgement(criterion.id)
    if judgement is not None and has_script_evidence(case, surface):
        return judgement(case, criterion, surface)
    if shown := shown_all_the_same(judgement, case, surface):
        return shown
    if criterion.id == "cookies.set-before-choice":
        return from_answers(case, surface)
    return undecided("no-browser", missing=("script-execution",))
