"""Durations: `13 months`, `trois ans`, `12 (twelve) months`, in days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .lists import units

_DAYS: Final = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def find(plain: str, language: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Durations in plain folded text as (whole days, rounded; span). Hours round up to a day at least."""
    pattern, spelled, numbers = units(language)
    if pattern is None:
        return
    for match in pattern.finditer(plain):
        written = match[1]
        amount = float(written.replace(",", ".")) if written[0].isdigit() else numbers[" ".join(written.split())]
        if not 0 < amount <= 3650:
            continue
        days = amount * _DAYS[spelled[" ".join(match[2].split())]]
        yield max(1, round(days)), match.span()
