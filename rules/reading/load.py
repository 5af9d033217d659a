"""The data files of reading, loaded from the package: lexicons by language, clauses in the order of the vocabulary."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from .definitions import Clause, Lexicon


def _files(package: str) -> list[Traversable]:
    return sorted((f for f in resources.files(package).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


@cache
def lexicons() -> dict[str, Lexicon]:
    """All lexicons by language code. `fr.toml`, and any `fr-*.toml` beside it, make the French one."""
    merged: dict[str, dict[str, object]] = {}
    for file in _files("rules.lexicon"):
        part = Lexicon.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        into = merged.setdefault(part.language, {"language": part.language, "concepts": {}, "lemmas": {}})
        into["name"] = part.name or into.get("name", "")
        into["function_words"] = (*into.get("function_words", ()), *part.function_words)  # type: ignore[misc]
        if part.values.units:
            into["values"] = part.values
        into["lemmas"].update(part.lemmas)  # type: ignore[attr-defined]
        for name, phrases in part.concepts.items():
            concepts: dict[str, tuple[str, ...]] = into["concepts"]  # type: ignore[assignment]
            concepts[name] = (*concepts.get(name, ()), *phrases)
    return {language: Lexicon.model_validate(parts) for language, parts in merged.items()}


@cache
def clauses() -> tuple[Clause, ...]:
    """All clauses, by name of their file: one file a clause, named after it."""
    found = []
    for file in _files("rules.clauses"):
        clause = Clause.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        if file.name != f"{clause.clause}.toml":
            raise ValueError(f"rules/clauses/{file.name} holds the clause {clause.clause!r}")
        found.append(clause)
    return tuple(found)


def _contents() -> Iterator[bytes]:
    for package in ("rules.lexicon", "rules.clauses"):
        for file in _files(package):
            yield file.name.encode()
            yield file.read_bytes()
    code = (f for f in resources.files("rules.reading").iterdir() if f.name.endswith(".py"))
    for file in sorted(code, key=lambda f: f.name):
        yield file.name.encode()
        yield file.read_bytes()


@cache
def reader_digest() -> str:
    """SHA-256 over lexicons, clauses and the reading code: what a stored reading is valid for."""
    digest = hashlib.sha256()
    for content in _contents():
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()
