"""Where the negation of a clause ends for the main clause after it.

`If the school does not pay, your data are sold` sells, and so does `Where pupils are not logged in, ads are shown`:
what opens a sentence with `if` negates nothing past the comma at which a main clause begins (`clause-opens`,
`main-after`). `Accounts that are not deleted are kept` keeps: a negated relative clause without commas
(`relative-negated`) ends at the verb of the main clause (`verb-again`, save where `verb-joined` gives it to the same
clause). See `docs/reading.md`.
"""

from __future__ import annotations

from typing import Final

from .automaton import Hit
from .units import Unit
from .watch import Watch

CLOSING: Final = (
    "clause-opens", "main-after", "relative-negated", "verb-again", "verb-joined", "clause-joined", "verb-of-one",
    "passive",
)  # fmt: skip
"""The grammar concepts asked for here."""
AND: Final = frozenset(("and", "et", "und"))
_RELATIVE_END: Final = 8
"""Words between the negation of a relative clause and the comma that closes it."""


class Closing(Watch):
    """The ends of negated clauses in one unit. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, CLOSING)
        opened = any(
            hit.start == unit.own or unit.tokens[hit.start - 1] in (";", ":") for hit in self._hits(CLOSING[0])
        )
        self._mains = sorted(hit.start for hit in self._hits("main-after")) if opened else []
        self._opens = sorted(hit.start for hit in self._hits(CLOSING[0]))

    def of(self, start: int) -> int:
        """The word at which a negation ends at the latest whose scope opens at `start`; past the unit where none."""
        return min(self._comma(start), self._verb(start))

    def back(self, negation: Hit, ends: set[int], subjects: set[int]) -> int:
        """Where the segment of a negation begins: at a stop or an end, at a subject or a main clause after a comma, or
        at the relative clause that the negation stands in. What it negates of its clause only, it negates ahead. An
        `and` parts two main clauses too: `we share your data with providers and any other use is excluded`."""
        if self._of_a_part(negation):
            return negation.start
        tokens, place, parted = self._unit.tokens, negation.start, False
        joined = self._joined(negation)
        while place > 0 and tokens[place - 1] not in (";", ":") and place not in ends:
            if place - 1 in joined and self._said_before(place - 1, subjects):
                break
            if tokens[place - 1] == ",":
                aside = not parted and self._relates(place, negation)
                if aside or place in subjects or place - 1 in self._mains:
                    break
                parted = True
            place -= 1
        return place

    def _joined(self, negation: Hit) -> set[int]:
        """The words behind which the clause of a negation may begin: a relative, or an `and` before a verb that, in the
        singular, has one subject."""
        alone = any(0 <= hit.start - negation.start <= 1 for hit in self._hits("verb-of-one"))
        tokens = self._unit.tokens
        return {hit.start for hit in self._hits("clause-joined") if alone or tokens[hit.start] not in AND}

    def _said_before(self, place: int, subjects: set[int]) -> bool:
        """Whether a clause with a verb of its own ends at a place: a list of what is negated together has none."""
        return any(start < place for start in subjects) or any(hit.start < place for hit in self._hits("passive"))

    def _of_a_part(self, negation: Hit) -> bool:
        """Whether it negates what follows only (`for this, not for that`): not where its comma closes an insertion."""
        if not any(hit.start <= negation.start < hit.end for hit in self._hits("neg-part")):
            return False
        tokens = self._unit.tokens
        commas = [place for place, token in enumerate(tokens[: negation.start]) if token == ","]
        if not commas or commas[-1] != negation.start - 1:
            return True
        opened = commas[-2] + 1 if len(commas) > 1 else -1
        return not any(hit.start == opened for hit in self._hits("relative"))

    def _relates(self, start: int, negation: Hit) -> bool:
        """Whether a relative clause, not the last item of a list (`the name, the age we do not sell`), begins there."""
        if not any(hit.start == start < negation.start for hit in self._hits("relative")):
            return False  # `…, que nous refusons` negates by its relative clause what stands before it
        if "," in self._unit.tokens[negation.end : negation.end + _RELATIVE_END]:
            return True
        return not any(start < hit.start < negation.start for hit in self._hits("publisher-behind"))

    def _comma(self, start: int) -> int:
        """The comma at which the main clause begins, for what stands in the clause that opens the sentence."""
        opened = max((place for place in self._opens if place < start), default=-1)
        if opened < 0 or not self._mains:
            return len(self._unit.tokens)
        comma = next((place for place in self._mains if place > opened), -1)
        return comma if comma >= start else len(self._unit.tokens)

    def _verb(self, start: int) -> int:
        """The verb of the main clause, for the negation of a relative clause right before it."""
        if not any(hit.start < start <= hit.end for hit in self._hits("relative-negated")):
            return len(self._unit.tokens)
        joined = {hit.end - 1 for hit in self._hits("verb-joined")}
        again = (hit.start for hit in self._hits("verb-again") if hit.start > start and hit.start not in joined)
        return min(again, default=len(self._unit.tokens))
