"""Folded text for cue words: without case, accents or typographic variants. Lengths may change."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rules.reading.marks import thinned

_VARIANTS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "œ": "oe", "Œ": "oe"}
)


class _Unmarked(dict[int, int | None]):
    """Characters without combining marks and soft hyphens, each looked up when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if code == 0xAD or unicodedata.combining(chr(code)) else code
        return kept


_UNMARKED = _Unmarked()


def fold(text: str) -> str:
    """Lower case, without diacritics; typographic apostrophes, dashes and blanks made plain."""
    if text.isascii():
        return text.casefold()
    return _quote_unmarked(text) if len(text) <= _QUOTE else _unmarked(text)


def _unmarked(text: str) -> str:
    return unicodedata.normalize("NFKD", thinned(text.translate(_VARIANTS))).translate(_UNMARKED).casefold()


def fold_same_length(text: str) -> str:
    """The folded text with one character for each of `text`, so that offsets stay true."""
    return _quote_folded(text) if len(text) <= _QUOTE else text.translate(_SAME_LENGTH)


_QUOTE = 2000
"""Characters of a text that may be a quote: checks fold the same few quotes again and again."""


@lru_cache(maxsize=512)
def _quote_unmarked(text: str) -> str:
    return _unmarked(text)


@lru_cache(maxsize=512)
def _quote_folded(text: str) -> str:
    return text.translate(_SAME_LENGTH)


class _SameLength(dict[int, str]):
    """One folded character for each character, worked out when it is first met: pages may be megabytes long."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = character.lower() if character.isascii() else fold(character)
        self[code] = one = folded[:1] or " "
        return one


_SAME_LENGTH = _SameLength()
