"""What grants a person no right, though it holds the words of one: another's power, or an event that is told.

`We may delete your account`, `the police may request access to your data` are powers of others over a person's data;
`the CNIL has received no complaint about us` tells what happened (criteria, section 5.1: whose act, and whether it is
granted today). A power lasts until the person becomes the subject, and a person's own request makes a right of it
(`we can delete your account on request`).
"""

from __future__ import annotations

from typing import Final

from .automaton import Hit
from .units import Unit
from .watch import Watch

POWER: Final = "power-of-others"
ASKED_FOR: Final = "persons-ask"
EVENT: Final = "right-told"
OPEN: Final = "right-open"
POWERS: Final = (POWER, EVENT)
"""Grammar concepts without any of which whatever sounds like a right is one."""

_REACH: Final = 14
"""Words between a power and what it is a power to."""
_STOPS: Final = frozenset((";", ":"))


class Powers(Watch):
    """What one unit leaves to others or tells as an event. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, POWERS)

    def grants_nothing(self, predicate: Hit) -> bool:
        """Whether the predicate of a right is another's power, or part of an event, rather than a person's right."""
        if self._none:
            return False
        if any(self._hits(EVENT)) and not any(self._hits(OPEN)):
            return True
        return not any(self._hits(ASKED_FOR)) and any(self._reaches(hit, predicate) for hit in self._hits(POWER))

    def _reaches(self, power: Hit, predicate: Hit) -> bool:
        """Whether a power goes as far as the predicate, and no person is the subject in between."""
        if not power.start <= predicate.start <= power.end + _REACH:
            return False
        anew = any(power.end <= hit.start <= predicate.start for hit in self._hits("subject-user"))
        return not anew and _STOPS.isdisjoint(self._unit.tokens[power.end : predicate.start])
