"""Words: the lexicons of all languages together, and texts folded so that they can be compared with them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from rules.reading.marks import thinned

_INSIDE = 6
"""Letters from which on a beginning also counts inside a word: German compounds, French elisions (`jaccepte`)."""
_DROPPED = "'’‘ʼ´`​‌­"


def fold(text: str) -> str:
    """Lower case, no accents, no apostrophes, words parted by single spaces: `J’accepte !` → `jaccepte`."""
    without = "".join(each for each in text if each not in _DROPPED)
    plain = unicodedata.normalize("NFKD", thinned(without).casefold().replace("ß", "ss").replace("ł", "l"))
    letters = "".join(" " if not each.isalnum() else each for each in plain if not unicodedata.combining(each))
    return " ".join(letters.split())


@dataclass(frozen=True)
class Words:
    """Words of one meaning: beginnings, whole words (`save.`), phrases, whole labels (`=ok`)."""

    beginnings: tuple[str, ...]
    inside: tuple[str, ...]
    phrases: tuple[str, ...]
    whole_words: frozenset[str]
    whole: frozenset[str]

    def match(self, folded: str) -> bool:
        """Whether a folded text holds one of the words."""
        return folded in self.whole or self.match_within(folded)

    def match_within(self, folded: str) -> bool:
        """Like `match`, leaving out what must be the whole text."""
        if any(self.holds(word) for word in folded.split()):
            return True
        if any(part in folded for part in self.inside):
            return True
        return self.holds_phrase(folded)

    def holds_phrase(self, folded: str) -> bool:
        """Whether a folded text holds one of the phrases, from the beginning of a word on."""
        spaced = f" {folded}"
        return any(f" {phrase}" in spaced for phrase in self.phrases)

    def holds(self, word: str) -> bool:
        """Whether one folded word is of this meaning."""
        return word.startswith(self.beginnings) or word in self.whole_words


def _words(entries: list[str]) -> Words:
    single = [entry for entry in entries if " " not in entry and not entry.startswith("=") and entry[-1] != "."]
    return Words(
        beginnings=tuple(single),
        inside=tuple(entry for entry in single if len(entry) >= _INSIDE),
        phrases=tuple(entry for entry in entries if " " in entry and not entry.startswith("=")),
        whole_words=frozenset(entry[:-1] for entry in entries if entry.endswith(".") and " " not in entry),
        whole=frozenset(entry[1:] for entry in entries if entry.startswith("=")),
    )


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    found = sorted(files("scanner.consent.lexicon").iterdir(), key=lambda each: each.name)
    return {
        each.name.removesuffix(".toml"): tomli.loads(each.read_text(encoding="utf-8"))
        for each in found
        if each.name.endswith(".toml")
    }


def languages() -> tuple[str, ...]:
    """The languages that have a lexicon (ISO 639-1)."""
    return tuple(_tables())


def _entries(meaning: str) -> list[str]:
    """The words of a meaning; a language may have none for it. Raises KeyError for a meaning no lexicon has."""
    lists = [table[meaning] for table in _tables().values() if meaning in table]
    if not lists:
        raise KeyError(meaning)
    return [entry for entries in lists for entry in entries]


@cache
def words(meaning: str) -> Words:
    """The words of a meaning in all languages. Raises KeyError for a meaning no lexicon has."""
    return _words(_entries(meaning))


@cache
def exact(meaning: str) -> frozenset[str]:
    """The texts of a meaning as whole labels, in all languages."""
    return frozenset(entry.removeprefix("=") for entry in _entries(meaning))


@cache
def phrases(meaning: str) -> tuple[str, ...]:
    """The texts of a meaning in all languages, folded, longest first."""
    found = {fold(entry) for entry in _entries(meaning)}
    return tuple(sorted(found, key=lambda entry: (-len(entry), entry)))


def speaks_of_trackers(folded: str) -> bool:
    """Whether a folded text names trackers or consent to them, not only privacy."""
    weak = phrases("privacy_words")
    return any(phrase in folded for phrase in phrases("consent_words") if phrase not in weak)


def languages_of(text: str) -> tuple[str, ...]:
    """The languages whose lexicon holds most of a text's words; several where they share them, none for no word."""
    folded = fold(text)
    scores = {language: _share(folded, language) for language in languages()}
    best = max(scores.values())
    return tuple(language for language, share in scores.items() if share == best and best)


def _share(folded: str, language: str) -> int:
    known = _vocabulary(language)
    return sum(len(word) for word in folded.split() if known.holds(word)) + sum(
        len(phrase) for phrase in known.phrases if f" {phrase}" in f" {folded}"
    )


@cache
def _vocabulary(language: str) -> Words:
    return _words([entry for entries in _tables()[language].values() for entry in entries])
