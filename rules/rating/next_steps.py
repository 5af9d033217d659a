"""What would move a letter up: the conditions of the next better letter that are not met yet."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.nouns.rating import Step
from catalog.nouns.tool import Profile
from catalog.nouns.vocabulary import GRADES, Grade
from rules.rating.inputs import RatingInputs
from rules.rating.scales import NOT_RATED
from rules.rating.tally import LEARNER_GATE, Tally

ALLOWED_MAJORS: dict[Grade, int] = {"A": 0, "B": 0, "C": 2, "D": 5}
ALLOWED_MINORS: dict[Grade, int] = {"A": 0, "B": 2}
ALLOWED_DOUBTS: dict[Grade, int] = {"A": 0, "B": 3}
NEEDED_COVERAGE: dict[Grade, float] = {"A": 0.85, "B": 0.70, "C": 0.50, "D": 0.50}
"""The thresholds of `rules.rating.scales`, read the other way round."""


def next_steps(tally: Tally, grade: Grade, profile: Profile, inputs: RatingInputs) -> tuple[Step, ...]:
    """Return the steps to the next better letter (`grade` of each step); from NE, to be rated at all.

    Ids are those of the texts in `messages/rating.toml`; `criteria` are those to work on. Nothing is asked of an A.
    """
    if grade == "A":
        return ()
    target: Grade = "C" if grade == NOT_RATED else GRADES[GRADES.index(grade) - 1]
    steps = [*_repairs(tally, target), *_proofs(tally, target, inputs)]
    if "unknown" in (profile.audience, profile.accounts, profile.ai):
        steps.append(Step(id="next-state-profile"))
    if grade == NOT_RATED:
        return tuple(step.model_copy(update={"grade": None}) for step in steps)
    return tuple(step.model_copy(update={"grade": target}) for step in steps)


def _step(name: str, criteria: tuple[str, ...], n: int) -> Step:
    return Step(id=name, criteria=criteria, params=(("n", str(n)),))


def _fix(kind: str, criteria: tuple[str, ...], excess: int) -> Step:
    """`excess` of the failures, or all of them where fewer would not do: then nothing is left to choose among."""
    return _step(f"next-fix-{kind}" if excess < len(criteria) else f"next-fix-all-{kind}", criteria, excess)


def _repairs(tally: Tally, target: Grade) -> Iterator[Step]:
    if tally.blocking:
        yield _step("next-fix-blocking", tally.blocking, len(tally.blocking))
    excess = tally.major_charges - ALLOWED_MAJORS[target]
    if excess > 0:
        yield _fix("majors", (*tally.majors, *tally.notice_items), excess)
    excess = len(tally.minors) - ALLOWED_MINORS.get(target, len(tally.minors))
    if excess > 0:
        yield _fix("minors", tally.minors, excess)


def _proofs(tally: Tally, target: Grade, inputs: RatingInputs) -> Iterator[Step]:
    doubts = set(tally.warns) | set(tally.undecided)
    excess = len(doubts) - ALLOWED_DOUBTS.get(target, len(doubts))
    if excess > 0 and tally.warns:
        yield _step("next-clear-warns", tally.warns, len(tally.warns))
    if tally.undecided and (excess > 0 or tally.coverage < NEEDED_COVERAGE[target]):
        yield _step("next-show", tally.undecided, len(tally.undecided))
    if tally.coverage < NEEDED_COVERAGE[target]:
        percent = str(round(NEEDED_COVERAGE[target] * 100))
        yield Step(id="next-coverage", params=(("percent", percent),))
    if tally.closed_gates and (target in ("A", "B") or tally.nothing_to_judge):
        yield _step("next-open-gates", tally.closed_gates, len(tally.closed_gates))
    if LEARNER_GATE in tally.closed_gates and not inputs.inside_observed:
        yield Step(id="next-inside-evidence", criteria=(LEARNER_GATE,))
    if tally.declared_only and target == "A":
        yield _step("next-observe", tally.declared_only, len(tally.declared_only))
