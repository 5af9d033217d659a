"""What a sentence that names a country says of hosting: where data are, or only where a company, a site or a team is.

The traps are those of the criteria (3.1, `hosting.country-undeclared` and `hosting.declared-vs-observed`, and 5.2): an
office read as a data centre, the showcase's host read as the product's, "made in France", some data only, and a claim
that covers a database or backups alone.
"""

from __future__ import annotations

from typing import Literal

from rules.derive.fold import fold
from rules.judging.hosted_things import of_one_kind, of_others
from rules.words import holds, words

Kind = Literal["data", "part", "loose", "none"]
"""`data`: data or the product are there. `part`: a database or backups are. `loose`: an office's address, the website's
host, some data or one kind of them, what others keep, or a place taken back in the same breath. `none`: nothing of
hosting."""

_HOSTING = words("hosting-words", "hosting")
_MADE = words("hosting-words", "made")
_DATA = words("hosting-words", "data")
_PRODUCT = words("hosting-words", "product")
_OFFICE = words("hosting-words", "office")
_SITE = words("hosting-words", "site")
_SOME = words("hosting-words", "some")
_PARTS = words("hosting-words", "parts")
"""What may be elsewhere than the product: longer names first."""
_OPEN_ENDED = words("hosting-words", "open-ended")
_POSTCODE = 5
"""Digits of a French, German, Spanish or Italian postal code."""


def kind_of(quote: str) -> Kind:
    """What a quote that names a country says of hosting; see `Kind`."""
    text = f" {fold(quote)} "
    if not holds(text, _HOSTING) and holds(text, _MADE):
        return "none"
    data = holds(text, _DATA)
    if holds(text, _SOME) or of_others(text) or of_one_kind(text):
        return "loose"
    if not data and (_is_address(text) or (_of_the_site(text) and not holds(text, _PRODUCT))):
        return "loose"
    return "part" if _is_part(text) else "data"


def _is_address(text: str) -> bool:
    parts = text.replace(",", " ").replace(".", " ").replace("(", " ").replace(")", " ").split()
    codes = (part.rpartition("-")[2] for part in parts)
    return holds(text, _OFFICE) or any(len(one) == _POSTCODE and one.isdigit() for one in codes)


def _of_the_site(text: str) -> bool:
    return holds(text, _SITE)


def _is_part(text: str) -> bool:
    rest = text
    for name in _PARTS:
        rest = rest.replace(name, " ")
    return rest != text and not holds(rest, (*_DATA, *_PRODUCT))


def is_open_ended(quote: str) -> bool:
    """Whether a sentence leaves the place open: in the United States `or another country` tells none."""
    return holds(f" {fold(quote)} ", _OPEN_ENDED)
