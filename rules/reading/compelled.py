"""Exceptions for what courts and laws order: `we do not sell data, except as required by law`.

They may send data to a judge, and so limit a denial of sharing; no court has anybody sell data or advertise with them:
of a clause with `compelled = "never"` such an exception takes nothing away. What the law only permits, and what is
joined to the order (`or as agreed with our partners`), stays an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .automaton import Hit
from .units import Unit

COMPELLED: Final = "compelled"
_EXCEPTING: Final = ("exception", "consent-condition", "if")
_NEAR: Final = 9
"""Words between an exception and the order that it is for."""
_JOINED: Final = 6
"""Words between an `or` and a further order."""
_OR: Final = frozenset(("and", "or", "et", "ou", "und", "oder"))
_GOES_ON: Final = frozenset(
    [
        "to",
        "with",
        "for",
        "in",
        "when",
        "where",
        "as",
        "unless",
        "except",
        "a",
        "aux",
        "avec",
        "pour",
        "dans",
        "lorsque",
        "quand",
        "sauf",
        "an",
        "mit",
        "fur",
        "wenn",
    ]
)
"""Words after a comma that go on with an exception."""


def spared(unit: Unit, number: dict[str, int]) -> Unit:
    """The unit without its exceptions that are for orders alone; the unit itself where there is none."""
    if number[COMPELLED] not in unit.present:
        return unit
    stretches = [_stretch(hit, unit, number) for hit in unit.hits(number["exception"])]
    idle = [one for one in stretches if one is not None]
    if not idle:
        return unit
    kept = {
        number[name]: [hit for hit in unit.hits(number[name]) if not any(hit.start in one for one in idle)]
        for name in _EXCEPTING
    }
    present = frozenset(unit.present) - {concept for concept, hits in kept.items() if not hits}
    return replace(unit, present=present, _made={concept: hits for concept, hits in kept.items() if hits})


def only_ordered(unit: Unit, number: dict[str, int]) -> bool:
    """Whether a sentence tells of orders and of nothing joined to them: `The only exception is a court order.`"""
    ordered = unit.hits(number[COMPELLED])
    return bool(ordered) and _all_ordered(unit, range(unit.own, len(unit.tokens)), ordered)


def _stretch(exception: Hit, unit: Unit, number: dict[str, int]) -> range | None:
    """The words of an exception that is for orders alone, or None."""
    ordered = [hit for hit in unit.hits(number[COMPELLED]) if hit.end > exception.start]
    if not ordered or ordered[0].start - exception.end > _NEAR:
        return None
    first = ordered[0]
    if not {",", ";", ":", *_OR}.isdisjoint(unit.tokens[exception.end : first.start]):
        return None
    end = _end(exception, first, unit)
    if end is None or not _all_ordered(unit, range(first.start, end), ordered):
        return None
    return range(exception.start, end)


def _end(exception: Hit, order: Hit, unit: Unit) -> int | None:
    """Where an exception ends; None where it goes on behind a comma with something else."""
    tokens = unit.tokens
    for place in range(order.end, len(tokens)):
        if tokens[place] in (";", ":"):
            return place
        if tokens[place] != "," or place + 1 == len(tokens) or tokens[place + 1] in _OR:
            continue
        opens = exception.start <= unit.own + 1
        return None if not opens and tokens[place + 1] in _GOES_ON else place
    return len(tokens)


def _all_ordered(unit: Unit, stretch: range, ordered: Sequence[Hit]) -> bool:
    """Whether every `or` in a stretch stands within an order or joins a further one."""
    return all(
        any(place < hit.end and hit.start <= place + _JOINED for hit in ordered)
        for place in stretch
        if unit.tokens[place] in _OR
    )
