"""The numbers of the method, `rating-rules@1.0`: conventions, published and versioned (criteria, section 4.2)."""

from __future__ import annotations

from typing import Final

from catalog.nouns.vocabulary import GRADES, SEVERITIES, Grade, Severity

METHOD: Final = "rating-rules@1.0"

COVERAGE_WEIGHT: Final[dict[Severity, int]] = {"blocking": 3, "major": 2, "minor": 0, "info": 0}
"""Step 6: only blocking and major criteria carry the evidence ceiling, three to two."""
COVERAGE_FLOORS: Final[tuple[tuple[float, Grade], ...]] = ((0.50, "NE"), (0.70, "C"), (0.85, "B"))
"""Step 6: below the share, at most this letter."""
MAJOR_FAILS: Final[tuple[tuple[int, Grade], ...]] = ((6, "E"), (3, "D"), (1, "C"))
"""Step 3: from this number of major failures, at most this letter."""
MINOR_FAILS: Final[tuple[tuple[int, Grade], ...]] = ((3, "C"), (1, "B"))
"""Step 4."""
MAJOR_WARNS: Final[tuple[tuple[int, Grade], ...]] = ((4, "C"), (1, "B"))
"""Step 5; undecided major criteria count beside the warned ones, see `rules.rating.letter`."""
NOTICE_ITEMS_FOR_TWO: Final = 3
"""Reading (b): from this number of items that a notice lacks, two major failures are charged instead of one."""

NOT_RATED: Final[Grade] = "NE"


def at_least(count: int, steps: tuple[tuple[int, Grade], ...]) -> Grade:
    """Return what `count` allows at most, by steps listed from the highest number down; A below all of them."""
    return next((grade for floor, grade in steps if count >= floor), "A")


def worst(*grades: Grade) -> Grade:
    """Return the worst letter, `NE` left out; A where there is none."""
    return max((grade for grade in grades if grade != NOT_RATED), key=GRADES.index, default="A")


def better(one: Grade, other: Grade) -> bool:
    """Whether letter `one` is better than letter `other`; neither is `NE`."""
    return GRADES.index(one) < GRADES.index(other)


def graver(one: Severity, other: Severity) -> bool:
    """Whether severity `one` is graver than `other`."""
    return SEVERITIES.index(one) < SEVERITIES.index(other)


def gravest(severities: list[Severity]) -> Severity:
    """Return the gravest of some severities; `info` where there is none."""
    return min(severities, key=SEVERITIES.index, default="info")
