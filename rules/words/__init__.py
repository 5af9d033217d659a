"""Words by which checks tell one sentence from another, kept by language in `LANGUAGE.toml` so that they can be read,
corrected and extended without touching code.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

__all__ = ["languages", "words"]

SUFFIX = ".toml"


def languages() -> tuple[str, ...]:
    """The files that stand here: codes of languages (ISO 639-1), and `any` for names and signs that are everywhere."""
    return tuple(sorted(entry.name[: -len(SUFFIX)] for entry in files("rules.words").iterdir() if _is_list(entry.name)))


def words(topic: str, name: str, language: str | None = None) -> tuple[str, ...]:
    """The list `name` of `topic` (the module that asks), in one language or in all of them in a row, each word once.

    Words are folded (lower case, no accents, straight apostrophes) and sought in folded sentences. Raises KeyError
    where no language has the list: a check without its words would see nothing.
    """
    asked = languages() if language is None else (language,)
    found = dict.fromkeys(word for code in asked for word in _lists(code).get(topic, {}).get(name, ()))
    if not found:
        raise KeyError(f"rules/words: no list {topic}.{name} in {', '.join(asked)}")
    return tuple(found)


@lru_cache
def _lists(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("rules.words") / f"{language}{SUFFIX}").read_text(encoding="utf-8"))


def _is_list(name: str) -> bool:
    return name.endswith(SUFFIX)
