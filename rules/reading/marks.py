"""Combining marks piled on one letter, thinned before a text is normalised.

Unicode's normal forms sort a letter's marks, and Python sorts them by insertion: a page of nothing but marks would
take time with the square of its length (a megabyte: hours). Unicode itself allows the cut: a "stream-safe" text has
at most 30 marks in a row (Unicode Standard Annex #15, section 13).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MOST: Final = 30
_MARK: Final = r"[^\x00-\u02ff\w\s]"
_ODD: Final = re.compile(_MARK)
_PILE: Final = re.compile(rf"{_MARK}{{{_MOST + 1},}}")


def thinned(text: str) -> str:
    """The text without the marks beyond the thirtieth on one letter; linear in its length."""
    # A row of 31 holds one of every 31st characters: the others need no look.
    if text.isascii() or _ODD.search(text[_MOST :: _MOST + 1]) is None:
        return text
    return _PILE.sub(_thinned, text)


def _thinned(pile: re.Match[str]) -> str:
    kept: list[str] = []
    row = 0
    for char in pile[0]:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= _MOST:
            kept.append(char)
    return "".join(kept)
