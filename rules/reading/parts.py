"""The parts of a sentence that speak of different people: `pupils' scores are never sold; those of visitors may be`.

A sentence is cut at a semicolon, at the lexicon's `contrast` and at a comma before `those-of` (`, celles des …`). Each
part has its own people, and what one part denies another may allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from catalog.nouns.reading import Population

from .automaton import Hit
from .units import Unit

_ONE_NEGATION: Final = frozenset(("ni", "nor", "neither", "noch", "weder"))
_EXCEPTION: Final = 80
"""Words between a denial and its exception."""
_VERB: Final = 4
"""Words between a comma and the negation after it: `, and are not`, `, et ne`."""
_CUES: Final = ("neg", "neg-open", "neg-close", "neg-verb", "neg-segment")


def exceptions(unit: Unit, number: dict[str, int]) -> list[Hit]:
    """Words of exception, without those that only leave others out: `to nobody else`, `à l’exclusion de tout autre`."""
    void = unit.hits(number["exception-false"])
    return [hit for hit in unit.hits(number["exception"]) if not any(one.start <= hit.start < one.end for one in void)]


class Parts:
    """The parts of one unit. `number` and `people` are the numbers of the language's grammar concepts."""

    def __init__(self, unit: Unit, number: dict[str, int], people: list[tuple[Population, int]]) -> None:
        self._unit = unit
        self._number = number
        self._people = people
        tokens = unit.tokens
        self._names: dict[tuple[int, int], tuple[Population, ...]] = {}
        self._free: dict[tuple[int, int], bool] = {}
        self._grown = self._hits("grown-learners")
        self._everyone = tuple([name for name, concept in people if self._is_named(name, unit.hits(concept))])
        inner = {place for place, token in enumerate(tokens) if token == ";"} if ";" in tokens else set()
        inner.update([hit.start for hit in self._hits("contrast")])
        inner.update([hit.start for hit in self._hits("those-of") if hit.start and tokens[hit.start - 1] == ","])
        self.ends = frozenset(inner)
        self._spans = list(pairwise([0, *sorted(inner - {0}), len(tokens)])) if inner else [(0, len(tokens))]

    def _hits(self, name: str) -> Sequence[Hit]:
        return self._unit.hits(self._number[name])

    def _of(self, place: int) -> tuple[int, int]:
        return next((span for span in self._spans if span[0] <= place < span[1]), self._spans[-1])

    def people(self, predicate: Hit) -> tuple[Population, ...]:
        """Whom the predicate's own part names; whom the whole sentence names where it names nobody."""
        if not self._everyone or (len(self._spans) == 1 and not self._hits("people-excluded")):
            return self._everyone
        own = self._named(self._of(predicate.start))
        return own or self._everyone

    def _named(self, span: tuple[int, int]) -> tuple[Population, ...]:
        """Whom a part names; worked out once a part, for a long sentence has many and each is asked for again."""
        known = self._names.get(span)
        if known is not None:
            return known
        out = self._hits("people-excluded")
        self._names[span] = found = tuple(
            [
                name
                for name, number in self._people
                if self._is_named(
                    name,
                    [
                        hit
                        for hit in self._unit.hits(number)
                        if _inside(hit, span) and not any(away.start < hit.start < away.end for away in out)
                    ],
                )
            ]
        )
        return found

    def _is_named(self, name: Population, hits: Sequence[Hit]) -> bool:
        """Whether one of the hits names the population: "adult learners" are no pupils."""
        if name != "pupils" or not self._grown:
            return bool(hits)
        return any(not any(grown.start <= hit.start < grown.end for grown in self._grown) for hit in hits)

    def excepts(self, predicate: Hit, others: tuple[Hit, ...], *, behind: bool = False) -> bool:
        """Whether an exception reaches a denied predicate; one after a further negation is of what that negates.

        One that stands with a purpose of its own is of that alone: `not for advertising or any purpose other than …`.
        `behind`: only one behind the predicate and the others counts, which may hold words of exception themselves.
        """
        said = max(hit.end for hit in (predicate, *others))
        first = said if behind else predicate.start - _EXCEPTION
        further = [hit for hit in self._hits("exception-of-purpose") if hit.start >= said]
        near = (
            hit
            for hit in exceptions(self._unit, self._number)
            if first <= hit.start <= predicate.start + _EXCEPTION
            and not any(one.start < hit.start < one.end for one in further)
        )
        return any(not self.negated_anew(said, hit.start) for hit in near)

    def negated_anew(self, start: int, end: int) -> bool:
        """Whether a further verb is negated between two places, after a comma or with the publisher named anew, and no
        comma stands before the second.

        `They are not sold, and are not shared except …`, `we do not sell them and we do not share them except …`;
        `neither sold nor shared except …` is one negation.
        """
        tokens = self._unit.tokens
        if end <= start or tokens[end - 1] == ",":
            return False
        publishers = {hit.start for hit in self._hits("subject-publisher")}

        def anew(place: int) -> bool:
            before = range(max(start, place - _VERB), place)
            return any(tokens[at] == "," or at in publishers for at in before)

        return any(
            start <= hit.start < end and tokens[hit.start] not in _ONE_NEGATION and anew(hit.start)
            for name in ("neg", "neg-open")
            for hit in self._hits(name)
        )

    def allowed_of_others(self, predicate: Hit) -> bool:
        """Whether another part allows of its own people what the predicate's part denies.

        It does where it names people or says `those of`, negates nothing, and has the same predicate again or stands
        for it (`may be`, `le peuvent`).
        """
        if len(self._spans) == 1:
            return False
        own = self._of(predicate.start)
        return any(self._allows(span, predicate.concept) for span in self._spans if span != own)

    def _allows(self, span: tuple[int, int], concept: int) -> bool:
        if not self._speaks_freely(span):
            return False
        again = [*self._unit.hits(concept), *self._hits("ellipsis")]
        if any(_inside(hit, span) for hit in again):
            return True
        tokens = self._unit.tokens
        final = (hit for hit in self._hits("ellipsis-final") if _inside(hit, span))
        return any(hit.end == span[1] or tokens[hit.end] in (",", ";") for hit in final)

    def _speaks_freely(self, span: tuple[int, int]) -> bool:
        """Whether a part has people of its own and negates nothing."""
        known = self._free.get(span)
        if known is None:
            named = bool(self._named(span)) or any(_inside(hit, span) for hit in self._hits("those-of"))
            known = named and not any(_inside(hit, span) for name in _CUES for hit in self._hits(name))
            self._free[span] = known
        return known


def _inside(hit: Hit, span: tuple[int, int]) -> bool:
    return span[0] <= hit.start < span[1]
