"""Menus glued into running text: stretches of titles that say nothing, as flattened pages hold them."""

from __future__ import annotations

from typing import Final

_LEAST: Final = 16
"""Words from which on a stretch of titles is taken for a menu: names, headings and addresses are shorter."""
_LOSS: Final = 3
"""What a word without a capital costs a stretch, where one with a capital earns 1: three in four must have one."""
_TITLES: Final = _LEAST * _LOSS // (_LOSS + 1) + 1
"""Titles that the shortest menu holds at least: more than three in four of its sixteen words."""
_NO_CAPITALS: Final = bytes(code for code in range(256) if not chr(code).isupper() and chr(code) != "?")
"""The characters of Latin-1 that are no capitals; `?` stands for all that are not of Latin-1."""
_STOPS: Final = ".,;:!?"
_OPENING: Final = "«»“”\"'([|·•-–—"


def menu_stretches(text: str) -> list[tuple[int, int]]:
    """Places (start, end) of the stretches of `text` that read as a menu, in order.

    A menu is a run of words in title case (a capital, then small letters) without a comma or a stop: `Privacy Notice
    Cookie Notice Contact Us …`. Capitals throughout are no title, nor is a list with commas; a number, an address or
    a link ends a stretch, for what holds one may be a contact. The last title before a word in small letters is left
    out: it opens the sentence that follows.
    """
    if len(text.encode("latin-1", "replace").translate(None, _NO_CAPITALS)) < _TITLES:
        return []
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int, int]] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        worth = _worth(word)
        ends = word[-1] in _STOPS or any(letter.isdigit() or letter in "@/" for letter in word)
        if not ends and (run or worth > 0):
            run.append((at, at + len(word), worth))
        if run and (ends or all(worth < 0 for _, _, worth in run[-2:])):
            found += _menu(run)
            run = []
        at += len(word)
    return found + _menu(run)


def _menu(run: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The run as a menu, up to its last title, where it is long enough and titles prevail."""
    last = max((place for place, (_, _, worth) in enumerate(run) if worth > 0), default=-1)
    if last + 1 < len(run):
        last -= 1
    kept = run[: last + 1]
    enough = sum(worth != 0 for _, _, worth in kept) >= _LEAST and sum(worth for _, _, worth in kept) > 0
    return [(kept[0][0], kept[-1][1])] if enough else []


def _worth(word: str) -> int:
    """1 for a title's word, 0 for a mark between titles, less for any other word."""
    letters = word.lstrip(_OPENING)
    if letters[:1].isupper() and (len(letters) == 1 or any(letter.islower() for letter in letters)):
        return 1
    return -_LOSS if any(letter.isalpha() for letter in word) else 0
