"""What a sentence does not assert, for the frame in which it says it (criteria, section 5.1: whose word, and how firm).

`Parents ask whether we sell data`, `some fear that …`, `pupils learn how apps …` tell of a question, a worry, a lesson;
`"sale" means …` defines; `if we ever sold …` supposes; `we do not promise not to …` commits nobody; `it is untrue that`
turns round what it frames. A frame lasts to the stop, or to the comma after which the publisher is the subject anew.
"""

from __future__ import annotations

from typing import Final, Literal

from .automaton import Hit
from .units import Unit
from .watch import Watch

ANSWERS: Final = ("answer-yes", "answer-no")
EXCEPTED: Final = "excepted-after"
"""Words by which a sentence of its own begins that excepts something from the denial before it."""
ASKED: Final = "asked-whether"
FEARED: Final = "feared-that"
TAUGHT: Final = "taught-how"
DEFINES: Final = "defines-as"
UNTRUE: Final = "untrue-that"
UNPROMISED: Final = "not-promised"
NEEDLESS: Final = "not-needed"
SUPPOSED: Final = "supposed-that"
LATER: Final = "starts-later"
FRAMES: Final = (EXCEPTED, ASKED, FEARED, TAUGHT, DEFINES, UNTRUE, UNPROMISED, NEEDLESS, SUPPOSED, LATER)
"""Grammar concepts without any of which a sentence asserts what it says."""
Frame = Literal["silent", "unclear", "reversed"] | None
"""What a frame leaves of a statement: nothing, a doubt, its contrary; None: all of it."""

_POINTS: Final = frozenset(("this", "that", "which", "it", "what"))
"""Words that have `means` draw a conclusion (`this means the data are sold`) and define nothing."""
_REACH: Final = 16
"""Words between a frame and what it frames."""
_TERM: Final = 12
"""Words of the term that a definition opens with, at most."""
_CLOSES: Final = frozenset((";", ":", "but", "however", "mais"))
_AND: Final = frozenset(("and", "et", "und", "so"))
_NEGATIONS: Final = ("neg", "neg-verb", "neg-open")


def yes_no_columns(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a table's row stands under a head that names an answer and its contrary: such a head denies nothing."""
    if unit.kind != "row" or not unit.own:
        return False
    answers = (unit.places.get(number[name], ()) for name in ANSWERS)
    return all(any(hit.end <= unit.own for hit in hits) for hits in answers)


def _answered(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a row gives the answer in words."""
    return any(hit.start >= unit.own for name in ANSWERS for hit in unit.places.get(number[name], ()))


class Framed(Watch):
    """The frames of one unit. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, FRAMES)
        self._ticked = yes_no_columns(unit, number) and not _answered(unit, number)

    def left_of(self, predicate: Hit, *, deniable: bool) -> Frame:
        """What is left of a predicate in its frame; a clause that nothing denies is only asked for or put off."""
        if self._ticked:
            return "unclear"  # which of the columns is ticked is not read
        if self._none:
            return None
        if self._frames(ASKED, predicate):
            return "silent"
        if any(0 <= predicate.end - hit.end <= _REACH for hit in self._hits(LATER)):
            return "unclear"  # a day lasts beyond the comma: `from 2027 on, we will`
        if not deniable:
            return "silent" if self._frames(UNTRUE, predicate) else None
        if any(self._frames(name, predicate) for name in (FEARED, TAUGHT, NEEDLESS)) or self._defined(predicate):
            return "silent"
        if self._frames(UNPROMISED, predicate) or self._frames(SUPPOSED, predicate):
            return "unclear"
        for hit in self._hits(UNTRUE):
            if self._reaches(hit, predicate):
                return "unclear" if self._negated_after(hit, predicate) else "reversed"
        return None

    def _frames(self, name: str, predicate: Hit) -> bool:
        return any(self._reaches(hit, predicate) for hit in self._hits(name))

    def _reaches(self, frame: Hit, predicate: Hit) -> bool:
        """Whether a frame that opens before a predicate's last word still holds there."""
        if frame.end > predicate.end or predicate.start < frame.start - 1 or predicate.start - frame.end > _REACH:
            return False
        tokens = self._unit.tokens
        between = tokens[frame.end : predicate.start]
        subjects = {hit.start for hit in self._hits("subject-publisher")}
        return _CLOSES.isdisjoint(between) and not any(
            tokens[place] == "," and (place + 1 in subjects or (tokens[place + 1] in _AND and place + 2 in subjects))
            for place in range(frame.end, predicate.start)
        )

    def _defined(self, predicate: Hit) -> bool:
        """Whether the predicate is the term that a sentence defines, or stands in its definition."""
        return any(
            hit.start - self._unit.own <= _TERM
            and self._unit.tokens[hit.start - 1] not in _POINTS
            and (predicate.end <= hit.start or self._reaches(hit, predicate))
            for hit in self._hits(DEFINES)
        )

    def _negated_after(self, frame: Hit, predicate: Hit) -> bool:
        hits = (hit for name in _NEGATIONS for hit in self._hits(name))
        return any(frame.end <= hit.start < predicate.end for hit in hits)
