"""The hits of some grammar concepts in one unit, for whatever judges a predicate by what stands around it."""

from __future__ import annotations

from collections.abc import Iterable

from .automaton import Hit
from .units import Unit


class Watch:
    """What one unit holds of some grammar concepts. `number` gives their numbers, `names` are those that matter.

    `_none` says that the unit holds none of them, as most do: then there is nothing to look at.
    """

    def __init__(self, unit: Unit, number: dict[str, int], names: Iterable[str]) -> None:
        self._unit = unit
        self._number = number
        self._none = not any(number[name] in unit.present for name in names)

    def _hits(self, name: str) -> Iterable[Hit]:
        return self._unit.hits(self._number[name])
