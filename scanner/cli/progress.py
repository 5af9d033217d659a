"""Progress on standard error, in the interface's language."""

from __future__ import annotations

from contextlib import suppress

import click

from .language import Words
from .table import printable


class Narrator:
    """Says on standard error what is being done."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, key: str, **params: object) -> None:
        """Print a text of the interface. Where nobody can read it any more the work goes on: its result counts."""
        with suppress(OSError):
            click.echo(self._words(key, **{name: printable(str(value)) for name, value in params.items()}), err=True)

    def progress(self, step: str, **params: object) -> None:
        """Print a step of a scan, where the interface has words for it."""
        key = f"progress.{step}"
        if self._words.has(key):
            self.say(key, **{name: self._told(name, value) for name, value in params.items()})

    def _told(self, kind: str, value: object) -> object:
        """A number as the language writes it; the name of a value of a vocabulary (the role of a page)."""
        if isinstance(value, float):
            from reports.wording import Wording

            return Wording(self._words.language).number(value)
        key = f"{kind}.{value}"
        return self._words(key) if kind in ("role", "kind") and self._words.has(key) else value
