"""The language of the interface and its words."""

from __future__ import annotations

import errno
import locale
import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol, runtime_checkable

import tomli

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
_SYSTEM = {
    errno.ENOENT: "absent",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "not-folder",
    errno.EEXIST: "exists",
    errno.ENOSPC: "disk-full",
    errno.EROFS: "read-only",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EADDRINUSE: "port-taken",
    errno.ECONNREFUSED: "refused",
}
"""What the operating system says most often, which it says in English only (`strerror` without a locale)."""


@runtime_checkable
class Told(Protocol):
    """Anything told by a text of the interface: its key and what fills its places (a Problem is such a thing)."""

    key: str
    params: Mapping[str, object]


class Words:
    """The words of the interface in one language: `words("check.done", tool="…")`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _texts(language)

    def __call__(self, key: str, /, **params: object) -> str:
        """The text of a key with its parameters filled in. Raises KeyError for an unknown key."""
        text = self._texts[key]
        return text.format(**{name: self.said(value) for name, value in params.items()}) if params else text

    @property
    def colon(self) -> str:
        """A colon as the language sets it, with its space before it in French."""
        return "\u00a0:" if self.language == "fr" else ":"

    def day(self, moment: date) -> str:
        """A day for a column: `24/11/2026` in French, `2026-11-24` in English."""
        return f"{moment:%d/%m/%Y}" if self.language == "fr" else f"{moment:%Y-%m-%d}"

    def moment(self, moment: datetime) -> str:
        """A moment for a column, in UTC as stored: `24/11/2026 23:26`, `2026-11-24 23:26`."""
        return f"{self.day(moment)} {moment:%H:%M}"

    def number(self, number: int) -> str:
        """A whole number: `12 345` in French (with a narrow space that does not break), `12,345` in English."""
        return f"{number:,}".replace(",", "\u202f") if self.language == "fr" else f"{number:,}"

    def percent(self, share: float) -> str:
        """A share from 0 to 1: `30 %` in French, `30%` in English."""
        return f"{share * 100:.0f}\u00a0%" if self.language == "fr" else f"{share:.0%}"

    def size(self, size: int) -> str:
        """A number of bytes in millions: `1,5 Mo`, `1.5 MB`."""
        return f"{size / 1e6:.1f}\u00a0Mo".replace(".", ",") if self.language == "fr" else f"{size / 1e6:.1f} MB"

    def said(self, value: object) -> object:
        """A parameter as it is shown: problems and errors of the operating system in this language."""
        if isinstance(value, Told):
            return self(value.key, **value.params)
        if isinstance(value, OSError):
            known = _SYSTEM.get(value.errno or 0)
            return self(f"system.{known}") if known else value.strerror or str(value)
        return value

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._texts


def choose_language(option: str | None, configured: str | None) -> Language:
    """The option, then the configuration, then the locale: French for `fr*`, else English."""
    for wanted in (option, configured):
        found = known_language(wanted)
        if found is not None:
            return found
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "fr" if os.environ[name].lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def known_language(wanted: str | None) -> Language | None:
    """The language meant by `fr`, `EN`, `fr_FR.UTF-8`, …; None where it is none that the program speaks."""
    code = (wanted or "").strip().lower().replace("-", "_").partition("_")[0]
    return code if code in LANGUAGES else None


@cache
def _texts(language: Language) -> Mapping[str, str]:
    raw = tomli.loads((files("scanner.cli") / "texts" / f"{language}.toml").read_text("utf-8"))
    texts = dict(_flat(raw, ""))
    return {key: _spaced(text) for key, text in texts.items()} if language == "fr" else texts


def _spaced(text: str) -> str:
    """Non-breaking spaces where French typography asks for them: a terminal or a report may wrap there."""
    for mark in (":", ";", "?", "!", "»", "%"):
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.replace("« ", "«\u00a0")


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((f"{prefix}{key}", str(value)))
    return rows
