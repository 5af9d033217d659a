"""What a sentence names only to rule it out behind it: `any advertising use of pupils' data is excluded`."""

from __future__ import annotations

from typing import Final

from .automaton import Hit
from .closing import AND
from .units import Unit

AFTER: Final = "ruled-out-after"
"""The verb that rules out what stands before it. `Prohibited` is none: it is what laws and terms say of others."""
_REACH: Final = 12
"""Words between what is named and the verb that rules it out."""
_PARTING: Final = ("relative", "if", "exception", "subject-publisher", "by-third")
"""What between the two gives the verb another subject, or makes what is ruled out another's act."""
_JOINED: Final = "clause-joined"
"""An `and` or a relative that opens another clause (see `closing`)."""
_ONE: Final = "verb-of-one"
_SAID: Final = ("subject-publisher", "passive")
"""What shows that a clause with a verb of its own ends before that one: nouns that are ruled out together have none."""
_STOPS: Final = frozenset((",", ";", ":"))
LIABILITY: Final = "liability"
"""What answers for a practice: where it is excluded, the practice is not (`our liability for a sale is excluded`)."""
_ANSWERS: Final = 12
"""Words between what answers and the practice, or the verb that excludes it."""


def ruled_out(predicate: Hit, others: tuple[Hit, ...], unit: Unit, number: dict[str, int]) -> bool:
    """Whether a verb behind the predicate and the other words of its rule rules it out."""
    found = unit.hits(number[AFTER])
    if not found:
        return False
    end = max(hit.end for hit in (predicate, *others))
    if any(0 <= predicate.start - hit.end <= _ANSWERS for hit in unit.hits(number[LIABILITY])):
        return False
    return any(
        end <= hit.start <= end + _REACH
        and _STOPS.isdisjoint(unit.tokens[end : hit.start])
        and not any(predicate.start < one.start < hit.start for name in _PARTING for one in unit.hits(number[name]))
        and not _of_another_clause(predicate, hit, unit, number)
        for hit in found
    )


def rules_out_liability(verb: Hit, unit: Unit, number: dict[str, int]) -> bool:
    """Whether a verb that rules out what stands before it rules out that somebody answers for it."""
    excludes = any(abs(hit.start - verb.start) <= 1 for hit in unit.hits(number[AFTER]))
    return excludes and any(0 <= verb.start - hit.end <= _ANSWERS for hit in unit.hits(number[LIABILITY]))


def _of_another_clause(predicate: Hit, verb: Hit, unit: Unit, number: dict[str, int]) -> bool:
    """Whether a clause that begins behind the predicate has the verb: `we use data and any other use is excluded`."""
    alone = any(abs(hit.start - verb.start) <= 1 for hit in unit.hits(number[_ONE]))
    for joint in unit.hits(number[_JOINED]):
        opens = alone or unit.tokens[joint.start] not in AND
        if opens and predicate.start < joint.start < verb.start:
            return any(hit.start < joint.start for name in _SAID for hit in unit.hits(number[name]))
    return False
