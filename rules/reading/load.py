"""The data files of reading, loaded from the package: lexicons by language, clauses in the order of the vocabulary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

import tomli

from rules.knowledge.datafiles import read_bytes

from .definitions import Clause, Lexicon

REGIONS: Final = "cloud-regions.toml"
"""The data file that names the regions of clouds, which a text may name instead of a country."""


def _files(package: str) -> list[Traversable]:
    return sorted((f for f in resources.files(package).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _language_of(file: Traversable) -> str:
    return file.name.removesuffix(".toml").partition("-")[0]


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a lexicon."""
    return tuple(dict.fromkeys(_language_of(file) for file in _files("rules.lexicon")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: `fr.toml` and every `fr-….toml` beside it. KeyError where there is none."""
    parts = [
        Lexicon.model_validate(tomli.loads(file.read_text(encoding="utf-8")))
        for file in _files("rules.lexicon")
        if _language_of(file) == language
    ]
    if not parts:
        raise KeyError(language)
    concepts: dict[str, tuple[str, ...]] = {}
    lemmas: dict[str, str] = {}
    endings: dict[str, str] = {}
    for part in parts:
        lemmas.update(part.lemmas)
        endings.update(part.endings)
        for name, phrases in part.concepts.items():
            concepts[name] = (*concepts.get(name, ()), *phrases)
    return Lexicon(
        language=language,
        name=next((part.name for part in parts if part.name), ""),
        function_words=tuple(word for part in parts for word in part.function_words),
        lemmas=lemmas,
        endings=endings,
        values=next((part.values for part in parts if part.values.units), parts[0].values),
        concepts=concepts,
    )


@cache
def clauses() -> tuple[Clause, ...]:
    """All clauses, by name of their file: one file a clause, named after it."""
    found = []
    for file in _files("rules.clauses"):
        clause = Clause.model_validate(tomli.loads(file.read_text(encoding="utf-8")))
        if file.name != f"{clause.clause}.toml":
            raise ValueError(f"rules/clauses/{file.name} holds the clause {clause.clause!r}")
        found.append(clause)
    return tuple(found)


def _contents() -> Iterator[bytes]:
    yield read_bytes(REGIONS)
    for package in ("rules.lexicon", "rules.clauses"):
        for file in _files(package):
            yield file.name.encode()
            yield file.read_bytes()
    for package in ("rules.reading", "rules.reading.values"):
        code = (f for f in resources.files(package).iterdir() if f.name.endswith((".py", ".toml")))
        for file in sorted(code, key=lambda f: f.name):
            yield file.name.encode()
            yield file.read_bytes()


@cache
def reader_digest() -> str:
    """SHA-256 over lexicons, clauses, the lists of values and the reading code: what a stored reading is valid for."""
    digest = hashlib.sha256()
    for content in _contents():
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()
