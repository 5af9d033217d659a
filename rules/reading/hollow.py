"""Denials that rule nothing out: they hang on a person's objection, or forbid others what the publisher may do.

`If you opt out, we will not sell your data` tells that data are sold to whoever does not; `you can ask us not to sell`
likewise. `Our providers may not sell your data` and `do not use other members' data for advertising` bind others: a
practice of the publisher (`Clause.denied_by`) is not ruled out by them (criteria, section 5.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .automaton import Hit
from .tokens import WORD
from .units import Unit
from .watch import Watch

BY_CHOICE: Final = ("by-choice", "asked-not", "on-demand")
"""Choices, requests that hold their negation (`ask us not`), conditions of one (`if you opt out`)."""
OTHERS_BOUND: Final = "others-bound"
USERS_BOUND: Final = "users-bound"
ORDERS: Final = "orders-reader"
OTHERS_DATA: Final = "others-data"
NOT_VOUCHED: Final = "not-vouched"
HOLLOW: Final = (*BY_CHOICE, OTHERS_BOUND, USERS_BOUND, ORDERS, OTHERS_DATA, NOT_VOUCHED)
"""Grammar concepts without any of which no denial is hollow."""

_CHOICE_BEFORE: Final = 30
"""Words between a choice and the denial that follows it."""
_CHOICE_AFTER: Final = 14
_BOUND_BEFORE: Final = 22
_OBJECT: Final = 8
"""Words between a predicate and the data of other users that it is forbidden to touch."""
_AND: Final = frozenset(("and", "et", "und"))
_BREAKS: Final = frozenset((";", ":"))


class Hollow(Watch):
    """What makes the denials of one unit hollow. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, HOLLOW)

    def by_choice(self, predicate: Hit) -> bool:
        """Whether the denial holds for those only who object, opt out or ask: it implies what it denies."""
        if self._none:
            return False
        for hit in [hit for name in BY_CHOICE for hit in self._hits(name)]:
            if hit.start <= predicate.start:
                near = predicate.start - hit.end <= _CHOICE_BEFORE
                parted = self._parted(hit.end, predicate.start) or self._anew(hit.end, predicate)
                if near and not parted and self._publishers(hit.end, predicate) < 2:
                    return True
            elif hit.start - predicate.end <= _CHOICE_AFTER:
                between = self._unit.tokens[predicate.end : hit.start]
                if not {",", "and", "et", "und"} & set(between) and not self._parted(predicate.end, hit.start):
                    return True
        return False

    def not_vouched(self, predicate: Hit) -> bool:
        """Whether the publisher only declines to answer for it: `we have no control over what advertisers collect`."""
        return not self._none and any(
            hit.start <= predicate.start
            and predicate.start - hit.end <= _BOUND_BEFORE
            and not self._parted(hit.end, predicate.start)
            and not self._publishers(hit.end, predicate)
            for hit in self._hits(NOT_VOUCHED)
        )

    def binds_others(self, predicate: Hit) -> bool:
        """Whether the denial is a ban upon third parties or users rather than what the publisher leaves undone."""
        return not self._none and (self._bound(OTHERS_BOUND, predicate) or self.binds_users(predicate))

    def binds_users(self, predicate: Hit) -> bool:
        """Whether the denial is a ban upon users, be it of other people's data, or an order to the reader."""
        if self._none:
            return False
        if any(abs(hit.start - predicate.start) <= _OBJECT for hit in self._hits(OTHERS_DATA)):
            return True
        orders = (hit for hit in self._hits(ORDERS) if self._opens(hit))
        return self._bound(USERS_BOUND, predicate) or any(
            0 <= predicate.start - hit.start <= _BOUND_BEFORE for hit in orders
        )

    def _bound(self, name: str, predicate: Hit) -> bool:
        """Whether words that bind others stand before the predicate and no act of the publisher's between."""
        void = self._no_subjects()  # `student data shall not be sold` binds no student
        for hit in self._hits(name):
            if hit.start > predicate.start or hit.start in void or self._publishers(hit.start + 1, predicate):
                continue
            # `Users shall not: copy the data; sell them` binds by the whole of its list.
            lists = self._unit.tokens[hit.end - 1] == ":"
            if lists or (predicate.start - hit.end <= _BOUND_BEFORE and not self._parted(hit.end, predicate.start)):
                return True
        return False

    def _opens(self, order: Hit) -> bool:
        """Whether an order stands where a sentence or, after a comma, its main clause begins."""
        if order.start == self._unit.own:
            return not self._unit.own  # an item of a list belongs to who leads it in
        return self._unit.tokens[order.start - 1] == "," and not any(
            hit.start < order.start for hit in self._subjects()
        )

    def _no_subjects(self) -> set[int]:
        return {place for hit in self._hits("subject-false") for place in range(hit.start, hit.end)}

    def _subjects(self) -> Iterable[Hit]:
        void = self._no_subjects()
        return (hit for hit in self._hits("subject-publisher") if hit.start not in void)

    def _publishers(self, start: int, predicate: Hit) -> int:
        """How often the publisher is a subject between a place and the predicate."""
        return sum(1 for one in self._subjects() if start <= one.start < predicate.start)

    def _anew(self, start: int, predicate: Hit) -> bool:
        """Whether a clause of its own begins in between: `you can ask us not to write, and we never sell data`."""
        tokens = self._unit.tokens
        return any(
            start + 1 < one.start < predicate.start and tokens[one.start - 1] in _AND and tokens[one.start - 2] == ","
            for one in self._subjects()
        )

    def _parted(self, start: int, end: int) -> bool:
        """Whether a semicolon, a colon or a word of contrast stands between two places."""
        if not _BREAKS.isdisjoint(self._unit.running[start:end]):
            return True
        return any(start <= hit.start < end for hit in self._hits("contrast"))


_MARKS: Final = frozenset("\"'«»“”„‘’‚‹›")


def in_quotation_marks(unit: Unit, predicate: Hit) -> bool:
    """Whether a word of the predicate stands in quotation marks: in another's sense (`we may "sell" your data`)."""
    text = unit.sentence.folded
    if _MARKS.isdisjoint(text):
        return False
    first, last = predicate.start - unit.own, predicate.end - unit.own
    for place, match in enumerate(WORD.finditer(text)):
        if place >= last:
            return False
        before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1]
        if place >= first and before in _MARKS and after in _MARKS and before and after:
            return True
    return False
