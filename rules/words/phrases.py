"""Phrases of the word lists: rows of words that a sentence must hold, for what single words cannot tell apart.

A phrase is written like the sentence it finds, folded, with blanks between its words:

- `(is|are)` one of several, `(very)?` one that may lack, each of one or more words;
- `host*` a word by its beginning;
- `<3>` up to three words that do not matter; `<3,>` the same with commas among them;
- `{schools}` one of the list `schools` of the same topic and language;
- `^` at its start: the phrase opens the sentence; `^,`: or what follows its first comma; `$` at its end: nothing stands
  behind it.

An elided word (`l'`, `d'`) stands before the next one as any other, an ending (`'s`) behind the last one; `*erons` is a
word by its end. See `CONTRIBUTING.md` on where lists stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from rules.words import lists_of, words

_ELEMENT: Final = re.compile(r"<(\d{1,2})(,)?>|\(([^()]*)\)(\?)?|\{([a-z-]+)\}|([^\s(){}<>|]+)")
_JOIN: Final = r"(?: |(?<=') ?)"
_START: Final = r"(?<!\w)"
_OPENINGS: Final = (("^,", r"^\W*(?:[^,;:]{0,40}, )?"), ("^", r"^\W*"))
_LAST: Final = r" ?$"
_END: Final = r"(?:(?<=')|(?!\w))"
_GAP: Final = r"(?:[\w'-]+ ){0,%s}?"
_COMMA_GAP: Final = r",? (?:[\w'.-]+,? ){0,%s}?"


class PhraseError(ValueError):
    """A phrase that cannot be read."""


@cache
def phrases(topic: str, name: str) -> re.Pattern[str]:
    """What finds any phrase of a list of `topic`, in whatever language, in a folded text.

    Raises KeyError where no language has the list, PhraseError where a phrase cannot be read.
    """
    words(topic, name)  # a list that is nowhere is an error
    found = [
        _pattern(phrase, lists.get(topic, {}))
        for lists in lists_of().values()
        for phrase in lists.get(topic, {}).get(name, ())
    ]
    return re.compile("|".join(dict.fromkeys(found)))


def one_of(given: Iterable[str]) -> str:
    """The source of a pattern that finds one of some words or phrases without lists in them, at a word's start."""
    return f"(?:{'|'.join(dict.fromkeys(_row(one, {}) for one in given))})"


def _pattern(phrase: str, lists: dict[str, list[str]]) -> str:
    start, rest = _START, phrase
    for sign, opening in _OPENINGS:
        if phrase.startswith(sign):
            start, rest = opening, phrase.removeprefix(sign)
            break
    end = _LAST if rest.endswith("$") else ""
    return f"{start}{_row(rest.removesuffix('$'), lists)}{_END}{end}"


def _row(phrase: str, lists: dict[str, list[str]]) -> str:
    """The words of a phrase in a row, with what joins them."""
    made, place = "", 0
    for found in _ELEMENT.finditer(phrase):
        if phrase[place : found.start()].strip():
            raise PhraseError(f"{phrase!r} cannot be read at {phrase[place : found.start()]!r}")
        place = found.end()
        gap, commas, group, optional, named, word = found.groups()
        if gap:
            made = f"{made.removesuffix(_JOIN)}{_COMMA_GAP % gap}" if commas else f"{made}{_GAP % gap}"
            continue
        if word and word[0] == "'":
            made = made.removesuffix(_JOIN)
        part = _word(word) if word else _group(group.split("|") if group else _list(named, lists, phrase), lists)
        made += f"(?:{part}{_JOIN})?" if optional else f"{part}{_JOIN}"
    if phrase[place:].strip() or not made.endswith(_JOIN):
        raise PhraseError(f"{phrase!r} must end in a word")
    return made.removesuffix(_JOIN)


def _group(alternatives: Iterable[str], lists: dict[str, list[str]]) -> str:
    return f"(?:{'|'.join(_row(one, lists) for one in alternatives)})"


def _list(name: str, lists: dict[str, list[str]], phrase: str) -> list[str]:
    if name not in lists:
        raise PhraseError(f"{phrase!r} asks for the list {name!r}, which its topic and language lack")
    return lists[name]


def _word(word: str) -> str:
    if word.startswith("*"):
        return rf"\w+{re.escape(word[1:])}"
    return rf"{re.escape(word[:-1])}\w*" if word.endswith("*") else re.escape(word)
