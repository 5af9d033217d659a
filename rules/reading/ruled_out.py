"""What a sentence names only to rule it out behind it: `any advertising use of pupils' data is excluded`."""

from __future__ import annotations

from typing import Final

from .automaton import Hit
from .units import Unit

AFTER: Final = "ruled-out-after"
"""The verb that rules out what stands before it. `Prohibited` is none: it is what laws and terms say of others."""
_REACH: Final = 12
"""Words between what is named and the verb that rules it out."""
_PARTING: Final = ("relative", "if", "exception", "subject-publisher", "by-third")
"""What between the two gives the verb another subject, or makes what is ruled out another's act."""
_STOPS: Final = frozenset((",", ";", ":"))


def ruled_out(predicate: Hit, others: tuple[Hit, ...], unit: Unit, number: dict[str, int]) -> bool:
    """Whether a verb behind the predicate and the other words of its rule rules it out."""
    found = unit.hits(number[AFTER])
    if not found:
        return False
    end = max(hit.end for hit in (predicate, *others))
    return any(
        end <= hit.start <= end + _REACH
        and _STOPS.isdisjoint(unit.tokens[end : hit.start])
        and not any(predicate.start < one.start < hit.start for name in _PARTING for one in unit.hits(number[name]))
        for hit in found
    )
