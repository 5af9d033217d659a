"""The words by which recordings are cleaned of persons: data, in `words.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tomli


def word_list(name: str) -> frozenset[str]:
    """The list of this name."""
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    return tomli.loads(files("scanner.traffic").joinpath("words.toml").read_text(encoding="utf-8"))
