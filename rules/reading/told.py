"""What a sentence tells without vouching for it, by the frame in which it is told or by what stands beside it.

`Parents ask whether we sell data`, `some fear that …`, `pupils learn how apps …` tell of a question, a worry, a lesson;
`"sale" means …`, `on appelle courtier …` define; `if we ever sold …` supposes; `from September 2027 we will not …` is
for later; `we do not promise not to …` commits nobody; `it is untrue that …` turns round what it frames (criteria,
section 5.1: whose word it is, how firm, and of today). `Sans que nous les vendions` denies, and `only pupils' data are
not sold` leaves the rest.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from .automaton import Hit
from .units import Unit
from .watch import Watch

ASKED: Final = "asked-whether"
REPORTED: Final = "reported"
"""What others fear, believe, learn or are said to do, and what nobody needs."""
DEFINED: Final = "term-defined"
DEFINES: Final = "defines-as"
"""The verb of a definition that opens with its term (`"sale" means …`)."""
REMOVED: Final = "removed"
SUPPOSED: Final = "supposed"
UNPROMISED: Final = "not-promised"
UNTRUE: Final = "untrue-that"
FROM_THEN: Final = "from-then"
WITHOUT_THAT: Final = "without-that"
ONLY_THESE: Final = "only-these"
SAVE: Final = "exception-follows"
NOT_US: Final = "not-by-us"
ELSEWHERE: Final = "elsewhere-done"
TOLD: Final = (
    ASKED, REPORTED, DEFINED, DEFINES, REMOVED, SUPPOSED, UNPROMISED, UNTRUE, FROM_THEN, WITHOUT_THAT, ONLY_THESE, SAVE,
    NOT_US, ELSEWHERE,
)  # fmt: skip
"""Grammar concepts without any of which a sentence vouches for what it tells."""
ANSWERS: Final = ("answer-yes", "answer-no")
Frame = Literal["silent", "unclear", "later", "reversed", "denied", "excepted"] | None
"""What is left of what a sentence says: nothing, a doubt, a plan, its contrary, a denial, less than all of it; None:
all of it."""

_CLOSES: Final = frozenset((";", ":", "but", "however", "mais", "sondern"))
_AND: Final = frozenset(("and", "et", "und", "so"))
_IFS: Final = frozenset(("if", "when", "where", "si", "lorsque", "quand", "wenn", "falls"))
_JOINS: Final = frozenset((",", ";", ":", "et", "and", "und"))
_POINTS: Final = frozenset(("this", "that", "which", "it", "what", "cela", "ceci", "ce", "qui"))
"""Words that have `means` draw a conclusion (`this means the data are sold`) and define nothing."""
_TERM: Final = 12
"""Words of the term that a definition opens with, at most."""
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
_CONDITION: Final = 24
"""Words between an `if` and what somebody thinks under it."""
_OPENS: Final = 3
"""Words before the exception with which a sentence begins (`However, there is one exception`)."""


class Told(Watch):
    """What one unit tells without vouching for it. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, TOLD)
        self._ticked = yes_no_columns(unit, number) and not _answered(unit, number)

    def left_of(self, predicate: Hit, *, deniable: bool, granted: bool, credited: bool) -> Frame:
        """What is left of what a predicate says.

        `deniable` says that its clause can be denied, `granted` that it is a right or a promise: what merely names a
        subject (which data, which purposes) is only asked for, untrue or put off. `credited` says that the predicate is
        so far, without reserve, to the publisher's credit: a denial or a promise.
        """
        if self._ticked:
            return "unclear"  # which of the columns is ticked is not read
        if self._none:
            return None
        if self._frames(ASKED, predicate):
            return "silent"
        if (deniable or granted) and self._of_nobody(predicate):
            return "silent"
        if self._from_later(predicate):
            return "silent" if granted else "later"
        if not deniable and self._frames(UNTRUE, predicate):
            return "silent"
        if deniable:
            left = "silent" if self._removed(predicate) else self._turned(predicate) or self._without(predicate)
            if left is not None:
                return left
        return "excepted" if credited and self._only_these(predicate) else None

    def _turned(self, predicate: Hit) -> Frame:
        """What is left of what is only supposed, not promised, or untrue."""
        if self._frames(UNPROMISED, predicate) or self._frames(SUPPOSED, predicate, comma=True):
            return "unclear"
        for hit in self._hits(UNTRUE):
            if self._reaches(hit, predicate):
                return "unclear" if self._negated(hit.end, predicate.end) else "reversed"
        return None

    def _without(self, predicate: Hit) -> Frame:
        """What is left after `sans que`."""
        without = [hit for hit in self._hits(WITHOUT_THAT) if self._takes(hit, predicate)]
        if not without:
            return None
        # A negation before it lifts it, and both together say what nobody wrote for a policy.
        return "unclear" if self._negated(0, min(hit.start for hit in without) + 1) else "denied"

    def _of_nobody(self, predicate: Hit) -> bool:
        """Whether the predicate stands in what others fear or do, in a definition or beside `not by us`."""
        if self._frames(REPORTED, predicate) or self._defined(predicate):
            return True
        if any(hit.start >= predicate.end and not self._parted(predicate.end, hit.start) for hit in self._hits(NOT_US)):
            return True
        return any(
            hit.start == self._unit.own < self._closed(hit, own_subject=True) > predicate.start
            for hit in self._hits(ELSEWHERE)
        )

    def _defined(self, predicate: Hit) -> bool:
        """Whether the predicate is the term that a sentence defines, or stands in its definition."""
        if any(hit.start <= predicate.start < self._closed(hit, own_subject=True) for hit in self._hits(DEFINED)):
            return True
        return any(
            hit.start - self._unit.own <= _TERM
            and self._unit.tokens[hit.start - 1] not in _POINTS
            and (predicate.end <= hit.start or self._reaches(hit, predicate))
            for hit in self._hits(DEFINES)
        )

    def _removed(self, predicate: Hit) -> bool:
        """Whether the predicate is a practice that was removed: `version 2: targeted advertising removed`."""
        return any(
            0 <= predicate.start - hit.start <= _REMOVED
            and not self._parted(hit.start, predicate.start)
            and not any(hit.end <= one.start < predicate.start for one in self._hits("subject-publisher"))
            for hit in self._hits(REMOVED)
        )

    def _from_later(self, predicate: Hit) -> bool:
        """Whether the predicate, in the future, is so from a date only: what is done until then stays open."""
        near = [hit.end for hit in self._hits(FROM_THEN) if abs(predicate.start - hit.start) <= _LATER]
        start = min([place for place in near if place <= predicate.start], default=predicate.start - _VERB)
        told = self._unit.tokens[max(0, start) : predicate.end + _VERB]
        return bool(near) and any(_FUTURE.fullmatch(token) for token in told)

    def _only_these(self, predicate: Hit) -> bool:
        tokens = self._unit.tokens
        return any(
            hit.start <= self._unit.own
            and 0 <= predicate.start - hit.start <= _ONLY
            and _JOINS.isdisjoint(tokens[hit.end : predicate.start])
            for hit in self._hits(ONLY_THESE)
        )

    def _takes(self, without: Hit, predicate: Hit) -> bool:
        near = 0 <= predicate.start - without.start <= _WITHOUT
        return near and not self._parted(without.start, predicate.start)

    def _negated(self, start: int, end: int) -> bool:
        hits = (hit for name in ("neg", "neg-verb", "neg-open") for hit in self._hits(name))
        return any(start <= hit.start < end for hit in hits)

    # How far a frame reaches ---------------------------------------------------------------------------------------

    def _frames(self, name: str, predicate: Hit, comma: bool = False) -> bool:
        return any(
            self._reaches(hit, predicate, comma)
            and (name == SUPPOSED or not self._under_if(hit))  # an `if` under another supposes all the same
            and not self._holds_publisher(hit)
            for hit in self._hits(name)
        )

    def _reaches(self, frame: Hit, predicate: Hit, comma: bool = False) -> bool:
        """Whether a frame that opens before a predicate, or with its auxiliary, still holds at it."""
        return frame.start - 1 <= predicate.start < self._closed(frame, comma)

    def _holds_publisher(self, frame: Hit) -> bool:
        """Whether it is the publisher who thinks so: `we tell the customer if we think that …`."""
        inside = range(frame.start + 2, frame.end - 1)
        before = (self._unit.tokens[hit.start - 1] for hit in self._hits("subject-publisher") if hit.start in inside)
        return not _IFS.isdisjoint(before)

    def _under_if(self, frame: Hit) -> bool:
        """Whether what others think is the condition of the rest: `if you are a parent and believe that …, ask us`."""
        tokens = self._unit.tokens
        return any(
            0 < frame.start - hit.start <= _CONDITION and "," not in tokens[hit.end : frame.start]
            for hit in self._hits("if")
        )

    def _parted(self, start: int, end: int) -> bool:
        return not _CLOSES.isdisjoint(self._unit.running[start:end])

    def _closed(self, frame: Hit, comma: bool = False, own_subject: bool = False) -> int:
        """Where a frame ends: at a stop, a word of contrast, or a comma before the publisher as a new subject.

        A comma right behind the opening words opens a parenthesis (`some think that, being free, we sell …`).
        `comma`: any comma ends it. `own_subject`: the publisher as a subject ends it wherever it stands.
        """
        tokens = self._unit.running
        subjects = {hit.start for hit in self._hits("subject-publisher")}
        aside = tokens[frame.end : frame.end + 1] == [","]
        for place in range(frame.end, len(tokens)):
            token = tokens[place]
            if token in _CLOSES or (own_subject and place in subjects):
                return place
            if token == "," and (comma or (not aside and self._anew(place + 1, subjects))):
                return place
        return len(tokens)

    def _anew(self, place: int, subjects: set[int]) -> bool:
        """Whether the publisher is the subject from a place on, behind an `and` or not."""
        return place in subjects or (place + 1 in subjects and self._unit.tokens[place] in _AND)


def yes_no_columns(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a table's row stands under a head that names an answer and its contrary: such a head denies nothing."""
    if unit.kind != "row" or not unit.own:
        return False
    answers = (unit.hits(number[name]) for name in ANSWERS)
    return all(any(hit.end <= unit.own for hit in hits) for hits in answers)


def _answered(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a row gives the answer in words."""
    return any(hit.start >= unit.own for name in ANSWERS for hit in unit.hits(number[name]))


def excepts_the_last(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a sentence opens with an exception to the one before it: `One exception: …`."""
    return any(0 <= hit.start - unit.own < _OPENS for hit in unit.hits(number[SAVE]))
