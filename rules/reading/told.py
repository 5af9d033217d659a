"""What a sentence tells without vouching for it: fears and questions of others, definitions, hypotheses, later dates.

`Some parents fear that we sell …`, `on appelle courtier une entreprise qui vend …`, `if we ever had to sell …`, `from
September 2027 we will not …`, `version 2: targeted advertising removed` say nothing certain of what is done today
(criteria, section 5.1: the sentence must speak of the publisher, today). `Sans que nous les vendions` denies, and
`only pupils' data are not sold` leaves the rest.
"""

from __future__ import annotations

import re
from typing import Final

from .automaton import Hit
from .units import Unit
from .watch import Watch

REPORTED: Final = "reported"
DEFINED: Final = "term-defined"
INSTANCE: Final = "any-such"
REMOVED: Final = "removed"
SUPPOSED: Final = "supposed"
FROM_THEN: Final = "from-then"
WITHOUT_THAT: Final = "without-that"
ONLY_THESE: Final = "only-these"
SAVE: Final = "exception-follows"
NOT_US: Final = "not-by-us"
ELSEWHERE: Final = "elsewhere-done"
TOLD: Final = (
    REPORTED,
    DEFINED,
    INSTANCE,
    REMOVED,
    SUPPOSED,
    FROM_THEN,
    WITHOUT_THAT,
    ONLY_THESE,
    SAVE,
    NOT_US,
    ELSEWHERE,
)
"""Grammar concepts without any of which a sentence vouches for what it tells."""

_CLOSES: Final = frozenset((";", ":", "but", "mais", "sondern"))
_LATER: Final = 25
"""Words between a later date and what is to be so from then on."""
_VERB: Final = 4
"""Words beside a predicate among which its auxiliary or its own form shows the future."""
_FUTURE: Final = re.compile(r"\w{2,}r(?:a|ai|as|ont|ons|ez)|will|shall|won|wird|werden")
_REMOVED: Final = 8
"""Words between the removal of a practice and its name."""
_WITHOUT: Final = 12
"""Words between `sans que` and its verb."""
_ONLY: Final = 12
_CONDITION: Final = 10
"""Words between an `if` and what somebody thinks under it."""


class Told(Watch):
    """What one unit tells without vouching for it. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, TOLD)

    def of_nobody(self, predicate: Hit) -> bool:
        """Whether the predicate stands in what others fear or ask or do, in a definition or an instance."""
        if self._none:
            return False
        if any(
            hit.start <= predicate.start < self._closed(hit) and not self._under_if(hit)
            for name in (REPORTED, INSTANCE)
            for hit in self._hits(name)
        ):
            return True
        if any(hit.start <= predicate.start < self._closed(hit, own_subject=True) for hit in self._hits(DEFINED)):
            return True
        if any(hit.start >= predicate.end and not self._parted(predicate.end, hit.start) for hit in self._hits(NOT_US)):
            return True
        return any(
            hit.start == self._unit.own < self._closed(hit, own_subject=True) > predicate.start
            for hit in self._hits(ELSEWHERE)
        )

    def _under_if(self, reported: Hit) -> bool:
        """Whether what others think is the condition of the rest: `if you are a parent and believe that …, ask us`."""
        tokens = self._unit.tokens
        return any(
            0 < reported.start - hit.start <= _CONDITION and "," not in tokens[hit.start : reported.start]
            for hit in self._hits("if")
        )

    def removed(self, predicate: Hit) -> bool:
        """Whether the predicate is a practice that was removed: `version 2: targeted advertising removed`."""
        return not self._none and any(
            0 <= predicate.start - hit.start <= _REMOVED and not self._parted(hit.start, predicate.start)
            for hit in self._hits(REMOVED)
        )

    def supposed(self, predicate: Hit) -> bool:
        """Whether the predicate is only supposed: `if we ever had to sell your data`."""
        return not self._none and any(
            hit.start <= predicate.start < self._closed(hit, comma=True) for hit in self._hits(SUPPOSED)
        )

    def from_later(self, predicate: Hit) -> bool:
        """Whether the predicate, in the future, is so from a date only: what is done until then stays open."""
        if self._none:
            return False
        near = [hit.end for hit in self._hits(FROM_THEN) if abs(predicate.start - hit.start) <= _LATER]
        start = min([place for place in near if place <= predicate.start], default=predicate.start - _VERB)
        told = self._unit.tokens[max(0, start) : predicate.end + _VERB]
        return bool(near) and any(_FUTURE.fullmatch(token) for token in told)

    def without(self, predicate: Hit) -> bool:
        """Whether `sans que` takes the predicate away."""
        return not self._none and any(self._taken(hit, predicate) for hit in self._hits(WITHOUT_THAT))

    def negated_before(self, predicate: Hit) -> bool:
        """Whether a negation stands before the `sans que` that takes the predicate away: both lift each other."""
        starts = [hit.start for hit in self._hits(WITHOUT_THAT) if self._taken(hit, predicate)]
        return any(
            hit.start < min(starts, default=0) for name in ("neg", "neg-open", "neg-verb") for hit in self._hits(name)
        )

    def only_these(self, predicate: Hit) -> bool:
        """Whether a denial is of some alone: `only pupils' data are not sold`."""
        tokens = self._unit.tokens
        return not self._none and any(
            hit.start <= self._unit.own
            and 0 <= predicate.start - hit.start <= _ONLY
            and not {",", ";", ":", "et", "and", "und"} & set(tokens[hit.end : predicate.start])
            for hit in self._hits(ONLY_THESE)
        )

    def _taken(self, without: Hit, predicate: Hit) -> bool:
        near = 0 <= predicate.start - without.start <= _WITHOUT
        return near and not self._parted(without.start, predicate.start)

    def _parted(self, start: int, end: int) -> bool:
        return not _CLOSES.isdisjoint(self._unit.tokens[start:end])

    def _closed(self, hit: Hit, comma: bool = False, own_subject: bool = False) -> int:
        """Where what is told ends: at a stop, a word of contrast, or a comma before the publisher as a new subject.

        A comma right behind the opening words opens a parenthesis (`some think that, being free, we sell …`).
        `comma`: any comma ends it. `own_subject`: the publisher as a subject ends it wherever it stands.
        """
        tokens = self._unit.tokens
        subjects = {one.start for one in self._hits("subject-publisher")}
        aside = tokens[hit.end : hit.end + 1] == [","]
        for place in range(hit.end, len(tokens)):
            token = tokens[place]
            if token in _CLOSES or (own_subject and place in subjects):
                return place
            if token == "," and (comma or (not aside and place + 1 in subjects)):
                return place
        return len(tokens)


def excepts_the_last(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a sentence opens with an exception to the one before it: `One exception: …`."""
    return any(hit.start == unit.own for hit in unit.places.get(number[SAVE], ()))
