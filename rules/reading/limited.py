"""Sections that hold for some readers only: `this section applies only if you have subscribed`.

What such a section promises or admits is told under a condition, up to the next heading. One that holds for pupils,
for schools or for people in Europe holds for those whom a scan is about, and is read as any other. See
`docs/reading.md`.
"""

from __future__ import annotations

from typing import Final

from .stance import LIMITS, Grammar
from .units import Unit

LIMITED, MEANT = LIMITS
_OURS: Final = frozenset(("pupils", "schools", "all"))


def goes_on(limited: bool, unit: Unit, grammar: Grammar) -> bool:
    """Whether what follows a unit stands in a section for some readers only, as `limited` says of the unit itself."""
    if unit.kind == "heading":
        return False
    if grammar.number[LIMITED] not in unit.present:
        return limited
    named = any(number in unit.present for people, number in grammar.people if people in _OURS)
    return not named and grammar.number[MEANT] not in unit.present
