"""Steps 1 to 9 of the method: caps without compensation (criteria, section 4.2)."""

from __future__ import annotations

from collections.abc import Callable

from catalog.nouns.finding import Params
from catalog.nouns.rating import Step
from catalog.nouns.vocabulary import Grade, LimitedBy
from rules.rating.scales import (
    COVERAGE_FLOORS,
    MAJOR_FAILS,
    MAJOR_WARNS,
    MINOR_FAILS,
    NOT_RATED,
    at_least,
    worst,
)
from rules.rating.tally import Tally


def letter(tally: Tally, *, rated: bool = True) -> Grade:
    """Return the letter: a proven E beats NE (reading g), then NE, then the lowest cap.

    With `rated` false the evidence ceiling stops at C where it would say NE: for the worst end of the range.
    """
    failures = worst(_blocking(tally), _majors(tally), _minors(tally))
    if failures == "E":
        return "E"
    if rated and (tally.nothing_to_judge or coverage_ceiling(tally) == NOT_RATED):
        return NOT_RATED
    ceiling = "C" if coverage_ceiling(tally) == NOT_RATED else coverage_ceiling(tally)
    return worst(failures, _doubts(tally), ceiling, _gates(tally), _declared(tally))


def _blocking(tally: Tally) -> Grade:
    """Step 2."""
    return "E" if tally.blocking else "A"


def _majors(tally: Tally) -> Grade:
    """Step 3, silence grouped."""
    return at_least(tally.major_charges, MAJOR_FAILS)


def _minors(tally: Tally) -> Grade:
    """Step 4."""
    return at_least(len(tally.minors), MINOR_FAILS)


def _doubts(tally: Tally) -> Grade:
    """Step 5. What is undecided counts beside what is warned.

    Reading (l) asks it: turning a warning into `inconclusive` may never improve a letter, hence four majors of which
    some are warned and some not shown hold it at C as four warnings do.
    """
    return at_least(len(set(tally.warns) | set(tally.undecided)), MAJOR_WARNS)


def coverage_ceiling(tally: Tally) -> Grade:
    """Step 6; `NE` under one half."""
    return next((grade for share, grade in COVERAGE_FLOORS if tally.coverage < share), "A")


def _gates(tally: Tally) -> Grade:
    """Step 7."""
    return "C" if tally.closed_gates else "A"


def _declared(tally: Tally) -> Grade:
    """Step 8, reading (e)."""
    return "B" if tally.declared_only else "A"


def limited_by(tally: Tally, grade: Grade) -> LimitedBy:
    """Tell a letter held down by faults from one held down by what was not shown.

    `both` where each alone gives this letter, or only the two together do.
    """
    if grade == "A":
        return "none"
    if grade == NOT_RATED:
        return "evidence"
    faults = worst(_blocking(tally), _majors(tally), _minors(tally), at_least(len(tally.warns), MAJOR_WARNS))
    ceiling = coverage_ceiling(tally)
    evidence = worst(
        "C" if ceiling == NOT_RATED else ceiling,
        _gates(tally),
        _declared(tally),
        at_least(len(tally.undecided), MAJOR_WARNS),
    )
    if (faults == grade) == (evidence == grade):
        return "both"
    return "failures" if faults == grade else "evidence"


def explain(tally: Tally, grade: Grade) -> tuple[Step, ...]:
    """Return the steps that moved or held the letter, in the order of the method, then the result.

    The ids are those of the texts in `messages/rating.toml`.
    """
    steps = [step for make in _STEPS if (step := make(tally)) is not None]
    return (*steps, Step(id="result", grade=grade, params=(("grade", grade),)))


def _counted(name: str, grade: Grade | None, criteria: tuple[str, ...], n: int | None = None, **more: str) -> Step:
    params: Params = tuple(sorted({"n": str(len(criteria) if n is None else n), **more}.items()))
    return Step(id=name, grade=grade, criteria=criteria, params=params)


def _step_blocking(tally: Tally) -> Step | None:
    return _counted("blocking-fails", "E", tally.blocking) if tally.blocking else None


def _step_majors(tally: Tally) -> Step | None:
    if not tally.major_charges:
        return None
    return _counted("major-fails", _majors(tally), (*tally.majors, *tally.notice_items), tally.major_charges)


def _step_notice(tally: Tally) -> Step | None:
    if not tally.notice_items:
        return None
    charged = str(tally.major_charges - len(tally.majors))
    return _counted("incomplete-notice", None, tally.notice_items, charged=charged)


def _step_minors(tally: Tally) -> Step | None:
    return _counted("minor-fails", _minors(tally), tally.minors) if tally.minors else None


def _step_warns(tally: Tally) -> Step | None:
    return _counted("major-warns", at_least(len(tally.warns), MAJOR_WARNS), tally.warns) if tally.warns else None


def _step_undecided(tally: Tally) -> Step | None:
    return _counted("majors-not-shown", _doubts(tally), tally.undecided) if tally.undecided else None


def _step_coverage(tally: Tally) -> Step | None:
    ceiling = coverage_ceiling(tally)
    if ceiling == "A":
        return None
    name = "coverage-too-low" if ceiling == NOT_RATED else "coverage"
    return Step(id=name, grade=ceiling, params=(("percent", str(int(tally.coverage * 100))),))


def _step_gates(tally: Tally) -> Step | None:
    return _counted("gates", "C", tally.closed_gates) if tally.closed_gates else None


def _step_nothing(tally: Tally) -> Step | None:
    return Step(id="nothing-to-judge", grade=NOT_RATED) if tally.nothing_to_judge else None


def _step_declared(tally: Tally) -> Step | None:
    return _counted("declared-only", "B", tally.declared_only) if tally.declared_only else None


def _step_explained(tally: Tally) -> Step | None:
    return _counted("explained-elsewhere", None, tally.explained) if tally.explained else None


_STEPS: tuple[Callable[[Tally], Step | None], ...] = (
    _step_blocking,
    _step_majors,
    _step_notice,
    _step_minors,
    _step_warns,
    _step_undecided,
    _step_coverage,
    _step_gates,
    _step_nothing,
    _step_declared,
    _step_explained,
)
