"""The words of `labels.toml`, and texts folded so that they can be compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

import tomli

from catalog.nouns.vocabulary import Role
from rules.reading.marks import thinned

_DASHES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "—": " ",
        "_": " ",
        "«": " ",
        "»": " ",
        "“": " ",
        "”": " ",
        '"': " ",
    }
)
_LABEL = 400
"""Characters of a text that may be a label or a heading: menus repeat the same ones on every page."""


class _Unmarked(dict[int, int | None]):
    """Characters without combining marks and soft hyphens, each looked up when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if code == 0xAD or unicodedata.combining(chr(code)) else code
        return kept


_UNMARKED = _Unmarked()


def fold(text: str) -> str:
    """Lower case without accents, dashes and quotation marks as spaces, one kind of apostrophe, single spaces."""
    return _label_folded(text) if len(text) <= _LABEL else _folded(text)


def _folded(text: str) -> str:
    plain = text.translate(_DASHES)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", thinned(plain)).translate(_UNMARKED)
    return " ".join(plain.lower().split())


@lru_cache(maxsize=8192)
def _label_folded(text: str) -> str:
    return _folded(text)


def contains(text: str, phrase: str) -> bool:
    """Whether a folded phrase stands in a folded text as whole words."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        before = start == 0 or not text[start - 1].isalnum()
        after = end == len(text) or not text[end].isalnum()
        if before and after:
            return True
        start = text.find(phrase, start + 1)
    return False


@dataclass(frozen=True)
class RoleWords:
    """Words of one role; `labels` maps a folded phrase to the languages it belongs to."""

    role: Role
    labels: dict[str, frozenset[str]]
    paths: tuple[str, ...]
    contents: tuple[str, ...]
    least: int
    prose: int
    well_known: tuple[str, ...]


@dataclass(frozen=True)
class TopicWords:
    """Folded labels and last parts of addresses of one kind of page that criteria read beside the documents."""

    labels: frozenset[str]
    paths: frozenset[str]


@dataclass(frozen=True)
class Words:
    """All of the data file, folded."""

    roles: dict[Role, RoleWords]
    hub_labels: dict[str, frozenset[str]]
    hub_paths: tuple[str, ...]
    topics: dict[str, TopicWords]
    pupils: TopicWords
    hints: frozenset[str]
    absent_titles: tuple[str, ...]
    absent_texts: tuple[str, ...]
    construction: tuple[str, ...]
    policy_hosts: tuple[str, ...]
    foreign: tuple[str, ...]
    app_verbs: frozenset[str]
    possessives: frozenset[str]
    unspoken: frozenset[str]


def _labels(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, phrases in table.items():
        for phrase in phrases:
            found.setdefault(fold(phrase), set()).add(language)
    return {phrase: frozenset(languages) for phrase, languages in found.items()}


def _topic(table: dict[str, list[str]]) -> TopicWords:
    labels = [fold(phrase) for language, phrases in table.items() if language != "paths" for phrase in phrases]
    return TopicWords(frozenset(labels), frozenset(table["paths"]))


@cache
def words() -> Words:
    """The words, read once."""
    data = tomli.loads(files("scanner.discover").joinpath("labels.toml").read_text(encoding="utf-8"))
    roles: dict[Role, RoleWords] = {}
    for name, table in data["roles"].items():
        role = cast(Role, name)
        roles[role] = RoleWords(
            role=role,
            labels=_labels(table["labels"]),
            paths=tuple(table["paths"]),
            contents=tuple(fold(word) for word in table["contents"]["words"]),
            least=table["least"],
            prose=table["prose"],
            well_known=tuple(table.get("well_known", ())),
        )
    absent = data["absent"]
    return Words(
        roles=roles,
        hub_labels=_labels(data["hub"]["labels"]),
        hub_paths=tuple(data["hub"]["paths"]),
        topics={name: _topic(table) for name, table in data["topics"].items()},
        pupils=_topic(data["pupils"]),
        hints=frozenset(data["hints"]["words"]),
        absent_titles=tuple(fold(text) for text in absent["titles"]),
        absent_texts=tuple(fold(text) for text in absent["texts"]),
        construction=tuple(fold(text) for text in absent["construction"]),
        policy_hosts=tuple(data["policy_hosts"]["sites"]),
        foreign=tuple(data["foreign"]["sites"]),
        app_verbs=frozenset(data["app_verbs"]["words"]),
        possessives=frozenset(data["possessives"]["words"]),
        unspoken=frozenset(fold(text) for text in data["unspoken"]["words"]),
    )
