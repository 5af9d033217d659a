"""Denials of a part only: `on this page`, `in the paid version`, `not directly`, `not to advertisers`.

They are true and rule out nothing else. A lexicon's `denial-narrow` names what narrows any denial, its `narrow-X` what
narrows a denial of the clause X, whose other ways it leaves open; `denial-wide` and `wide-X` name what takes the limit
away again (`directly or indirectly`, `to advertisers or anyone else`). See `docs/reading.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .automaton import Hit
from .units import Unit

NARROW: Final = "denial-narrow"
WIDE: Final = "denial-wide"

_NEAR: Final = 14
"""Words between a denial and what narrows any denial; further away it belongs to another part of the sentence."""
_FAR: Final = 25
"""Words between a denial and what narrows one of its clause: the recipients or the end of what is not passed on."""


class Narrow:
    """What narrows the denials of one unit. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        self._unit = unit
        self._narrow, self._wide = number[NARROW], number[WIDE]

    def holds(self, predicate: Hit, of_clause: tuple[int, int]) -> bool:
        """Whether the denial of a predicate is of a part only; `of_clause`: the clause's own two concepts."""
        narrow, wide = of_clause
        return self._met(predicate, self._narrow, self._wide, _NEAR) or self._met(predicate, narrow, wide, _FAR)

    def _met(self, predicate: Hit, narrow: int, wide: int, within: int) -> bool:
        if narrow not in self._unit.present:
            return False
        limits = self._near(predicate, narrow, within)
        # `to third-party advertisers` is no wider for the third party in it.
        return bool(limits) and all(_within(hit, limits) for hit in self._near(predicate, wide, _FAR))

    def _near(self, predicate: Hit, concept: int, within: int) -> list[Hit]:
        hits = self._unit.hits(concept)
        return [hit for hit in hits if hit.start - predicate.end <= within and predicate.start - hit.end <= within]


def _within(hit: Hit, wider: Iterable[Hit]) -> bool:
    return any(one.start <= hit.start and hit.end <= one.end for one in wider)
