"""Whose duty a contract lays down: the supplier's, or the customer's, which credits the supplier nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .actors import SameSegment
from .automaton import Hit
from .units import Unit

if TYPE_CHECKING:
    from .stance import Grammar

_REACH: Final = 30
"""Words between the bearer of a duty and the duty (`the customer shall, at its own cost, …`)."""


def laid_on_customer(predicate: Hit, unit: Unit, grammar: Grammar, void: set[int], same_segment: SameSegment) -> bool:
    """Whether the nearest bearer of a duty before a predicate is the customer; `void` are places that lay down none."""
    nearest, whose = -1, ""
    for name in ("duty-customer", "duty-supplier"):
        for hit in grammar.hits(unit, name):
            within = predicate.start - _REACH <= hit.start < predicate.end and hit.start >= nearest
            if within and hit.end - 1 not in void and same_segment(hit.start, predicate.start):
                nearest, whose = hit.start, name
    return whose == "duty-customer" and not _begins_anew(nearest, predicate, unit, grammar)


def _begins_anew(start: int, predicate: Hit, unit: Unit, grammar: Grammar) -> bool:
    """Whether a passive with its own subject takes over after a comma: `you must leave, and data are deleted`."""
    tokens, beside = unit.tokens, range(predicate.start - 4, predicate.end + 4)
    verbs = [hit for hit in grammar.hits(unit, "passive") if hit.start in beside]
    return any("," in tokens[start : min(hit.start, predicate.start)] for hit in verbs)
