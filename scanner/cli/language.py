"""The language of the interface and its words."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Language = Literal["fr", "en"]


class Words:
    """The words of the interface in one language: `words("check.done", tool="…")`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _texts(language)

    def __call__(self, key: str, **params: object) -> str:
        """The text of a key with its parameters filled in. Raises KeyError for an unknown key."""
        return self._texts[key].format(**params) if params else self._texts[key]

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._texts


def choose_language(option: str | None, configured: str | None) -> Language:
    """The option, then the configuration, then the locale: French for `fr*`, else English."""
    for wanted in (option, configured):
        if wanted in ("fr", "en"):
            return cast(Language, wanted)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "fr" if os.environ[name].lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


@cache
def _texts(language: Language) -> Mapping[str, str]:
    raw = tomllib.loads((files("scanner.cli") / "texts" / f"{language}.toml").read_text("utf-8"))
    return dict(_flat(raw, ""))


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((f"{prefix}{key}", str(value)))
    return rows
