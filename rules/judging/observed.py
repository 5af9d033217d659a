"""A criterion judged on observed evidence: what hinders every judgement is asked first, what never left is asked last.

A browser may try to reach a third party and fail: its name does not resolve here, a filter stops it, its certificate
is wrong. Such a request proves nothing against the tool, and that nothing left proves nothing for it either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface, Verdict
from rules.case import Case, Outcome
from rules.judging.attempts import brings_anything
from rules.judging.citing import undecided
from rules.judging.seen import Seen, look, obstacle
from rules.judging.sightings import Sighting
from rules.judging.static_trackers import dormant

Judgement = Callable[[Seen], Outcome]


FAULTS: frozenset[Verdict] = frozenset({"fail", "warn"})


def _none(_: Sighting) -> bool:
    return False


@dataclass(frozen=True)
class Observed:
    """A check that judges one criterion on observed evidence.

    `undone` tells which attempts spoil a pass although the judgement does not ask for requests: a tracker that was
    not reached stored nothing. `presence` are the verdicts that rest on what was there alone, never on what was not:
    they hold for a page that froze or fell before it could be looked at to its end.
    """

    judgement: Judgement
    undone: Callable[[Sighting], bool] = _none
    presence: frozenset[Verdict] = frozenset()

    def __call__(self, case: Case, criterion: Criterion, surface: Surface) -> Outcome:
        """Decide the criterion on one surface."""
        seen = look(case, surface)
        hindrance = obstacle(seen)
        if hindrance is not None:
            return self.shown(case, surface) or hindrance
        outcome = without_attempts(seen, self.judgement, self.undone)
        if outcome.verdict != "pass" or outcome.citations or seen.accepted():
            return outcome
        return dormant(case, criterion.id, surface) or outcome

    def shown(self, case: Case, surface: Surface) -> Outcome | None:
        """What is held against the tool though none of its pages could be looked at to the end; None for nothing."""
        seen = look(case, surface)
        if seen.nothing_to_cite or seen.loads or seen.unbelieved is not None:
            return None
        outcome = self.judgement(seen)
        return outcome if outcome.verdict in self.presence and outcome.citations else None


def without_attempts(seen: Seen, judgement: Judgement, undone: Callable[[Sighting], bool] = _none) -> Outcome:
    """The judgement, where a pass does not rest on requests that were tried and could not leave.

    A pass is not shown where it would be none had they left, or where code is among them that might have brought in
    anything: a tag manager, a consent platform, a script or frame of an unknown party, a script of the tool itself. A
    pass that cites what it rests on (a banner, a control) does not rest on absence.
    """
    outcome = judgement(seen)
    if outcome.verdict != "pass" or not seen.attempts:
        return outcome
    absent = not outcome.citations
    spoiling = [one for one in seen.attempts if undone(one) or (absent and brings_anything(one))]
    if not spoiling and judgement(replace(seen, attempted=True)).verdict != "pass":
        spoiling = [one for one in seen.attempts if _spoils(seen, judgement, one)] or list(seen.attempts)
    if not spoiling:
        return outcome
    return could_not_leave(spoiling, seen)


def could_not_leave(spoiling: list[Sighting], seen: Seen) -> Outcome:
    """Not shown, because of these attempts; parties with a name come first."""
    named = [one for one in spoiling if one.known is not None]
    strangers = [one for one in spoiling if one.known is None]
    reason = "attempted" if named else "attempted-unknown"
    shown = named or strangers
    return undecided(reason, params=seen.params(shown), citations=tried(shown), searched=seen.pages())


def _spoils(seen: Seen, judgement: Judgement, one: Sighting) -> bool:
    """Whether this attempt alone would take the pass away."""
    return judgement(replace(seen, attempted=True, only=(one.host,))).verdict != "pass"


def tried(found: list[Sighting], most: int = 6) -> tuple[Citation, ...]:
    """Attempts as references: `request` is for what really left."""
    first = {(one.host, one.request.page): one for one in reversed(found)}
    return tuple(
        Citation(page=one.request.page, references=one.request.url, host=one.host, note=one.request.failure)
        for one in sorted(first.values(), key=lambda one: (one.request.page, one.host))[:most]
    )
