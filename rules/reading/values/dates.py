"""Calendar dates: `25 May 2018`, `May 25th, 2018`, `1er mars 2024`, `25/05/2018`, `2018-05-25`, `May 2018`,
`05/2018`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from .lists import alternation, months

_NUMERIC: Final = re.compile(r"(?<![\d./-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/]|[.-]\d)")
_YEAR: Final = re.compile(r"\d{4}")
_DIGIT: Final = re.compile(r"\d")
_FEWEST: Final = 4
"""Digits of the shortest date: a year, or `1/1/24`."""
_MONTH: Final = re.compile(
    r"(?<![\d/.-])(?<!n° )(?<!no )(?<!nr )(?<!nr\. )(0?[1-9]|1[0-2])\s?[/-]\s?((?:19|20)\d{2})(?![\d/-]|\.\d)"
)
"""A month and its year in figures (`03/2024`); a decision or a guideline has a number before it (`n° 12/2024`)."""
_ISO: Final = re.compile(r"(?<![\d.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])")


@cache
def _worded(language: str) -> re.Pattern[str] | None:
    spelled = months(language)
    if not spelled:
        return None
    month = f"({alternation(list(spelled))})"
    day = r"(\d{1,2})(?:\s?(?:st|nd|rd|th|er|ste|ten|\.))?"
    return re.compile(
        rf"(?<!\w)(?:{day}\s*[-]?(?:\s*(?:of|de|of the)\s+)?\s*{month}\.?\s*[-,]?\s*(\d{{4}})"
        rf"|{month}\.?\s*{day}\s*,?\s*(\d{{4}})|{month}\.?,?\s+(\d{{4}}))(?!\d)"
    )


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1995 <= year <= 2100 else None
    except ValueError:
        return None


def find(plain: str, language: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Dates in plain folded text as (ISO 8601, span); a month without day stands for its first.

    Numbers alone are read day first, except in English where the month may come first: then only what fits one
    reading is day first, and an ambiguous date is read month first where the language is English.
    """
    if len(_DIGIT.findall(plain)) < _FEWEST:
        return
    spelled = months(language)
    in_full = _YEAR.search(plain) is not None
    pattern = _worded(language) if in_full else None
    for match in pattern.finditer(plain) if pattern else ():
        if match[1]:
            found = _iso(int(match[3]), spelled[match[2]], int(match[1]))
        elif match[4]:
            found = _iso(int(match[6]), spelled[match[4]], int(match[5]))
        else:
            found = _iso(int(match[8]), spelled[match[7]], 1)
        if found:
            yield found, match.span()
    for match in _ISO.finditer(plain) if in_full else ():
        if found := _iso(int(match[1]), int(match[2]), int(match[3])):
            yield found, match.span()
    for match in _MONTH.finditer(plain) if in_full else ():
        if found := _iso(int(match[2]), int(match[1]), 1):
            yield found, match.span()
    for match in _NUMERIC.finditer(plain):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        month_first = language == "en" and first <= 12
        found = _iso(year, first, second) if month_first else _iso(year, second, first)
        found = found or _iso(year, second, first) or _iso(year, first, second)
        if found:
            yield found, match.span()
