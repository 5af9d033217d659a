"""Denials that hold only where the person asks for them: `you may direct us not to sell your data`.

Such words grant a choice. Who reads them as "we do not sell your data" takes a practice for its absence, so that a
denial under them says nothing of what is done with the data of those who do not ask.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from .automaton import Hit
from .units import Unit

_REACH: Final = 25
"""Words between a request or its condition and what is then left undone (`at your request, we will not …`)."""
_AFTER: Final = 12
"""Words between what is left undone and the condition that follows it (`… are not shared if you opt out`)."""


def only_if_asked(
    unit: Unit,
    predicate: Hit,
    asked: Sequence[Hit],
    demands: Sequence[Hit],
    negating: Set[int],
    subjects: Set[int],
) -> bool:
    """Whether a predicate is denied only for who asks.

    `asked` are requests that hold their negation (`ask us not`), `demands` conditions before or after it (`if you opt
    out`); `negating` are the numbers of the concepts that negate, `subjects` the places of subjects. A negation of the
    sentence's own, or a new subject after a comma, says more than the request does.
    """
    tokens = unit.tokens
    for hit in asked:
        if hit.start < predicate.end and predicate.start - hit.end <= _REACH:
            between = range(hit.end, predicate.start)
            anew = any(other.concept in negating and other.start in between for other in unit.hits)
            if not anew and not _parted(tokens, between, subjects, 0):
                return True
    for hit in demands:
        before, after = range(hit.end, predicate.start), range(predicate.end, hit.start)
        if hit.end <= predicate.start and len(before) <= _REACH and not _parted(tokens, before, subjects, 1):
            return True
        if predicate.end <= hit.start and len(after) <= _AFTER and not _parted(tokens, after, subjects, 0):
            return True
    return False


def _parted(tokens: Sequence[str], places: range, subjects: Set[int], allowed: int) -> bool:
    """Whether a stop, or more new subjects after a comma than are allowed, stands between two places."""
    new = 0
    for place in places:
        if tokens[place] in (";", ":"):
            return True
        new += tokens[place] == "," and not subjects.isdisjoint((place + 1, place + 2))
    return new > allowed
