"""Folding: one spelling for each thing, with a map from folded offsets back to the text's own.

Lower case, compatibility forms (ligatures, full width), one apostrophe, plain spaces, plain hyphens; soft hyphens and
zero-width characters vanish; inclusive endings (`élève·s`, `délégué(e)`) and hyphenation at a line's end vanish too.
Accents stay: lemmas need them; they are dropped when words are compared.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_GONE: Final = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE), "")
_PLAIN: Final = {
    **dict.fromkeys((0x2019, 0x2018, 0x201B, 0x02BC, 0x00B4, 0x0060, 0x2032, 0xFF07), "'"),
    **dict.fromkeys((0x2010, 0x2011, 0x2012), "-"),
    **dict.fromkeys((0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB, 0x2033), '"'),
    **dict.fromkeys((0x00A0, 0x202F, 0x2009, 0x2007, 0x2003, 0x2002, 0x0009, 0x000D), " "),
    0x0152: "oe", 0x0153: "oe", 0x00C6: "ae", 0x00E6: "ae",
}  # fmt: skip
_INCLUSIVE: Final = re.compile(
    r"[·•∙‧.(](?:(?<=[^\W\d_]{2}[·•∙‧])[^\W\d_]{1,5}(?:[·•∙‧]?s)?"
    r"|(?<=[^\W\d_]{2}\.)(?:e|es|rice|rices|ne|nes|trice|trices|euse|euses)(?:\.s|s)?(?=[\s,.;:)]|$)"
    r"|(?<=[^\W\d_]{2}\()(?:e|s|es|ne|nes|x|en|rice|trice|euse|in|innen)\)(?:s\b)?)"
)
"""The mark comes first, so that a text without one is passed over at the speed of a character search."""
_BROKEN: Final = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")


class _Table(dict[int, str]):
    """Character table that works each character out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char).lower()
        if unicodedata.category(char) == "Zs":
            folded = " "
        self[code] = folded
        return folded


_TABLE: Final = _Table({**_GONE, **_PLAIN})

_TYPOGRAPHIC: Final = tuple((char, _TABLE[ord(char)]) for char in "’‘“”…œŒ\u202f")
"""What a text of Latin letters has beside them."""
_SOFT_HYPHEN: Final = b"\xad"


def _table_of_bytes(plain: Callable[[str], str]) -> bytes:
    """A table over Latin-1; a character that becomes none of Latin-1's, or several, becomes a null byte."""
    made = (plain(chr(code)) for code in range(256))
    return bytes(ord(char) if len(char) == 1 and ord(char) < 256 else 0 for char in made)


_LATIN: Final = _table_of_bytes(lambda char: _TABLE[ord(char)])


_USUAL: Final = {**{chr(code): plain for code, plain in {**_GONE, **_PLAIN}.items()}, "…": "..."}
"""Characters that are replaced one after the other: what replaces them is never one of them."""


def _unusual() -> re.Pattern[str]:
    """Any character but those of ASCII, Latin and common marks whose folding is their lower case and nothing else."""
    codes = (*range(0x80), *range(0xA0, 0x250), 0x2013, 0x2014, 0x2022, 0x20AC)
    plain = [chr(code) for code in codes if _TABLE[code] == chr(code).lower() and len(_TABLE[code]) == 1]
    return re.compile("[^" + re.escape("".join(plain)) + "]")


_UNUSUAL: Final = _unusual()


def _folded(original: str) -> str:
    """The text folded. One of Latin letters goes through a table of bytes, ten times as fast as by characters."""
    text = original
    for char, plain in _TYPOGRAPHIC:
        if char in text:
            text = text.replace(char, plain)
    try:
        folded = text.encode("latin-1").translate(_LATIN, _SOFT_HYPHEN)
    except UnicodeEncodeError:
        return _by_character(original)
    return _by_character(original) if b"\0" in folded else folded.decode("latin-1")


def _by_character(original: str) -> str:
    """The text folded character by character. Texts of usual characters take a faster way to the same result."""
    found = set(_UNUSUAL.findall(original))
    if not found <= _USUAL.keys():
        return original.translate(_TABLE)
    for char in found:
        original = original.replace(char, _USUAL[char])
    return original.lower()


def fold(original: str) -> str:
    """The folded text alone, for the many that need no way back."""
    folded = original.lower() if original.isascii() else _folded(original)
    if _marked(folded.rstrip(". \n")):
        folded = _INCLUSIVE.sub("", folded)
    return _BROKEN.sub("", folded) if "\n" in folded else folded


class Folded:
    """Folded text and its way back. `offset(i)` is the place in the original text of folded character `i`.

    The way back is worked out when it is first asked for: most sentences are read and never quoted.
    """

    __slots__ = ("_map", "_original", "text")

    def __init__(self, original: str) -> None:
        self._original = original
        self._map: tuple[list[int], list[int]] | None = None
        self.text = fold(original)

    def offset(self, place: int) -> int:
        """Original offset of a folded offset (for the end of a span, ask for its last character and add one)."""
        if self._map is None:
            self._map = _way_back(self._original)
        places, shifts = self._map
        if not places:
            return place
        index = bisect_right(places, place) - 1
        return place + (shifts[index] if index >= 0 else 0)


def _marked(text: str) -> bool:
    """Whether a text has a mark that may open an inclusive ending. Looking for each by itself is the fastest."""
    return "." in text or "(" in text or "·" in text or "•" in text or "∙" in text or "‧" in text


def _way_back(original: str) -> tuple[list[int], list[int]]:
    """From which folded place on which shift leads back to the original."""
    folded, cuts = (original.lower(), []) if original.isascii() else _translate(original)
    folded, cuts = _without(folded, cuts, _INCLUSIVE)
    _, cuts = _without(folded, cuts, _BROKEN)
    return [place for place, _ in cuts], [shift for _, shift in cuts]


def _translate(original: str) -> tuple[str, list[tuple[int, int]]]:
    """Fold character by character; the cuts say from which folded place on which shift holds."""
    folded = original.translate(_TABLE)
    changed = [c for c in set(original) if len(_TABLE[ord(c)]) != 1]
    if not changed:
        return folded, []
    cuts: list[tuple[int, int]] = []
    shift = 0
    for match in re.finditer("[" + re.escape("".join(changed)) + "]", original):
        size = len(_TABLE[ord(match[0])])
        cuts.extend((match.start() - shift + inner, shift - inner) for inner in range(1, size))
        shift += 1 - size
        cuts.append((match.end() - shift, shift))
    return folded, cuts


def _without(folded: str, cuts: list[tuple[int, int]], pattern: re.Pattern[str]) -> tuple[str, list[tuple[int, int]]]:
    """Cut every match of a pattern out of the folded text and carry the map along."""
    spans = [match.span() for match in pattern.finditer(folded)]
    if not spans:
        return folded, cuts
    parts, last, removed, places = [], 0, 0, []
    merged: list[tuple[int, int]] = []
    position = 0
    shift = 0
    for start, end in spans:
        while position < len(cuts) and cuts[position][0] <= start:
            shift = cuts[position][1]
            merged.append((cuts[position][0] - removed, shift + removed))
            position += 1
        parts.append(folded[last:start])
        last = end
        while position < len(cuts) and cuts[position][0] <= end:
            shift = cuts[position][1]
            position += 1
        removed += end - start
        merged.append((end - removed, shift + removed))
        places.append(start)
    merged.extend((place - removed, shift + removed) for place, shift in cuts[position:])
    parts.append(folded[last:])
    return "".join(parts), merged


_ACCENTS: Final = re.compile("[\u0300-\u036f]")


def plain_text(text: str) -> str:
    """A folded text without accents and of the same length, so that places carry over."""
    if text.isascii():
        return text
    try:
        plain = text.encode("latin-1").translate(_BARE)
    except UnicodeEncodeError:
        plain = b"\0"
    if b"\0" not in plain:
        return plain.decode("latin-1")
    for char in set(_NOT_ASCII.findall(text)):
        text = text.replace(char, _bare(char))
    return text


def _bare(char: str) -> str:
    return plain_letters(char)[:1] or char


def plain_letters(word: str) -> str:
    """The word without accents (`ß` as `ss`): how words are compared."""
    if word.isascii():
        return word
    return _word_plain(word) if len(word) <= _WORD_LENGTH else _plain(word)


_WORD_LENGTH: Final = 30
"""Letters up to which a word's plain form is kept: texts of one language share their words."""


@lru_cache(maxsize=20_000)
def _word_plain(word: str) -> str:
    return _plain(word)


def _plain(word: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word)).replace("ß", "ss")


_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_BARE: Final = _table_of_bytes(_bare)
