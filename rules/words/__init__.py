"""Words by which checks tell one sentence from another, kept by language in `LANGUAGE.toml` so that they can be read,
corrected and extended without touching code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import tomli

__all__ = ["Words", "holds", "languages", "last", "lists_of", "of_topics", "words"]

SUFFIX = ".toml"
ANYWHERE = "*"
"""Before a word that is sought inside others too, as German writes them (`*strasse`)."""


class Words(tuple[str, ...]):
    """A list of words, parted once by how each is sought: at the start of a word (`plain`), or anywhere (`inside`)."""

    plain: tuple[str, ...]
    inside: tuple[str, ...]

    def __new__(cls, given: Iterable[str]) -> Words:
        """The words, in their order."""
        made = super().__new__(cls, given)
        made.plain = tuple(one for one in made if not one.startswith(ANYWHERE))
        made.inside = tuple(one[len(ANYWHERE) :] for one in made if one.startswith(ANYWHERE))
        return made


def languages() -> tuple[str, ...]:
    """The files that stand here: codes of languages (ISO 639-1), and `any` for names and signs that are everywhere."""
    return tuple(sorted(entry.name[: -len(SUFFIX)] for entry in files("rules.words").iterdir() if _is_list(entry.name)))


def words(topic: str, name: str, language: str | None = None) -> Words:
    """The list `name` of `topic` (the module that asks), in one language or in all of them in a row, each word once.

    Words are folded (lower case, no accents, straight apostrophes) and sought with `holds`. Raises KeyError
    where no language has the list: a check without its words would see nothing.
    """
    asked = languages() if language is None else (language,)
    found = dict.fromkeys(word for code in asked for word in _lists(code).get(topic, {}).get(name, ()))
    if not found:
        raise KeyError(f"rules/words: no list {topic}.{name} in {', '.join(asked)}")
    return Words(found)


def lists_of() -> dict[str, dict[str, dict[str, list[str]]]]:
    """All lists, by language, topic and name."""
    return {code: _lists(code) for code in languages()}


def of_topics(topics: Iterable[str]) -> str:
    """All lists of some topics as JSON text, in one order: what a result that rests on them depends on."""
    wanted = sorted(topics)
    kept = [[code, topic, _lists(code)[topic]] for code in languages() for topic in wanted if topic in _lists(code)]
    return json.dumps(kept, sort_keys=True)


def holds(text: str, cues: Iterable[str]) -> bool:
    """Whether a folded text holds one of the cues at the start of a word, or anywhere where it has `*` before it.

    Words hide in words: `close` in `disclose`, `lien` in `client`, `parent` in `transparent`. A cue that starts with
    a blank or a sign says itself what stands before it.
    """
    # Nearly all cues are nowhere in a text: that is asked first, for it costs least.
    if not isinstance(cues, Words):
        possible = [cue for cue in cues if cue in text or cue[0] == ANYWHERE]
        return any(_stands(text, cue) for cue in possible) if possible else False
    possible = [cue for cue in cues.plain if cue in text]
    if possible and any(_stands(text, cue) for cue in possible):
        return True
    return bool(cues.inside) and any(cue in text for cue in cues.inside)


def last(text: str, cues: Iterable[str]) -> int:
    """Where the last of the cues stands in a folded text, sought as `holds` seeks them; -1 where none does."""
    return max((_last_place(text, cue) for cue in cues), default=-1)


def _stands(text: str, cue: str) -> bool:
    if cue.startswith(ANYWHERE):
        return cue[1:] in text
    at = text.find(cue)
    while at > 0 and cue[0].isalnum() and text[at - 1].isalnum():
        at = text.find(cue, at + 1)
    return at >= 0


def _last_place(text: str, cue: str) -> int:
    if cue.startswith(ANYWHERE):
        return text.rfind(cue[1:])
    at = text.rfind(cue)
    while at > 0 and cue[0].isalnum() and text[at - 1].isalnum():
        at = text.rfind(cue, 0, at + len(cue) - 1)
    return at


@lru_cache
def _lists(language: str) -> dict[str, dict[str, list[str]]]:
    return tomli.loads((files("rules.words") / f"{language}{SUFFIX}").read_text(encoding="utf-8"))


def _is_list(name: str) -> bool:
    return name.endswith(SUFFIX)
