"""Folded text for cue words: without case, accents or typographic variants. Lengths may change."""

from __future__ import annotations

import unicodedata

_VARIANTS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "œ": "oe", "Œ": "oe"}
)


def fold(text: str) -> str:
    """Lower case, without diacritics; typographic apostrophes, dashes and blanks made plain."""
    plain = unicodedata.normalize("NFKD", text.translate(_VARIANTS))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("\u00ad", "").casefold()


def fold_same_length(text: str) -> str:
    """The folded text with one character for each of `text`, so that offsets stay true."""
    return "".join(_one(c) for c in text)


def _one(character: str) -> str:
    if character.isascii():
        return character.lower()
    folded = fold(character)
    return folded if len(folded) == 1 else (folded[0] if folded else " ")
