"""Durations as people type them: `36h`, `7d`, `45m`, `90s`, `2w`."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "j": "days", "w": "weeks"}


LONGEST = timedelta(days=36_525)
"""A hundred years: nothing here is older, and dates before the year 1 cannot be counted."""


def parse_duration(text: str) -> timedelta:
    """The duration meant (`j` for jours is taken too; a bare number is days). Raises ValueError."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdjw]?)", text.strip().lower())
    if match is None:
        raise ValueError(text)
    try:
        found = timedelta(**{_UNITS[match[2] or "d"]: float(match[1])})
    except OverflowError:
        raise ValueError(text) from None
    if found > LONGEST:
        raise ValueError(text)
    return found
