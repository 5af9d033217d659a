"""Rights and duties that are named only to be refused: `you may not access`, `no obligation to`, `does not apply`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .automaton import Hit
from .units import Unit

if TYPE_CHECKING:
    from .stance import Grammar

_REFUSAL_REACH: Final = 5
"""Words between a refusal and what it refuses (`you have no right to have your data deleted`)."""
_REFUSED_AFTER: Final = 8
"""Words between what is refused and the words that refuse it (`the right to erasure does not apply`)."""


def refused(predicate: Hit, unit: Unit, grammar: Grammar) -> bool:
    """Whether a right or duty is named to be refused: `you may not access`, `no obligation to`, `does not apply`.

    A refusal under a condition (`if you cannot access`) or that something lifts (`not without`) refuses nothing.
    """
    for hit in grammar.hits(unit, "refusal"):
        near = hit.end <= predicate.end and predicate.start - hit.end <= _REFUSAL_REACH
        if near and hit.start <= predicate.start and _plain(hit, hit.end, predicate.start, unit, grammar):
            return True
    return any(
        predicate.start < hit.start <= predicate.end + _REFUSED_AFTER
        and _plain(hit, predicate.end, hit.start, unit, grammar)
        for hit in grammar.hits(unit, "refusal-after")
    )


def _plain(refusal: Hit, start: int, end: int, unit: Unit, grammar: Grammar) -> bool:
    """Whether nothing stops or lifts a refusal between two places, and no condition opens it."""
    if {",", ";", ":"} & set(unit.tokens[start:end]):
        return False
    lifted = (
        hit.start
        for name in ("without", "exception", "scope-end")
        for hit in grammar.hits(unit, name)
        if start <= hit.start < end
    )
    asked = any(-2 <= refusal.start - hit.end <= 2 for hit in grammar.hits(unit, "if"))
    return not asked and not any(True for _ in lifted)
