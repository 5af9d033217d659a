"""Mistakes that people make in rule files: each a kind with its parameters, so that it can be told in any language."""

from __future__ import annotations

from collections.abc import Iterable

import tomli
from pydantic import ValidationError
from pydantic_core import ErrorDetails

Mistake = tuple[str, dict[str, str]]
"""A kind of `SENTENCES` and what fills its places."""

SENTENCES = {
    "no-directory": "no such directory of rule files",
    "no-files": "no rule file (.toml) in this directory",
    "no-toml": "not a TOML file: line:column {place}",
    "no-text": "not a TOML file: not UTF-8 text",
    "unknown-key": "unknown key '{key}'",
    "missing-key": "key '{key}' is missing",
    "not-among": "key '{key}': allowed values: {expected}",
    "not-text": "key '{key}': a text in quotes is expected",
    "not-list": "key '{key}': a list in square brackets is expected",
    "not-table": "key '{key}': a table is expected",
    "not-truth": "key '{key}': true or false is expected",
    "value": "key '{key}': {detail}",
    "other-name": "key 'id': '{id}' is not the file's name '{stem}'",
    "no-surface": "key 'severity': names no surface",
    "no-check": "key 'check.name': no check is called '{check}'",
    "example-surface": "key 'examples.{number}.surface': '{surface}' is not a surface of this criterion",
    "given-key": "unknown key '{key}' in given",
    "given": "given: {detail}",
}
_KINDS = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_type": "not-text",
    "list_type": "not-list",
    "tuple_type": "not-list",
    "dict_type": "not-table",
    "model_type": "not-table",
    "model_attributes_type": "not-table",
    "bool_type": "not-truth",
    "bool_parsing": "not-truth",
}
"""What pydantic calls the mistakes that have a sentence of their own."""


def sentence(mistake: Mistake) -> str:
    """A mistake in English."""
    kind, params = mistake
    return SENTENCES[kind].format(**params)


def sentences(mistakes: Iterable[Mistake]) -> str:
    """Several mistakes in English, one after the other."""
    return "; ".join(map(sentence, mistakes))


def mistakes_of(error: ValidationError, within: str = "") -> list[Mistake]:
    """The mistakes that validation found. `within`: what stands before their keys."""
    return [_mistake(item, within) for item in error.errors()]


def _mistake(item: ErrorDetails, within: str) -> Mistake:
    key = within + (".".join(str(part) for part in item["loc"]) or "file")
    if item["type"] == "literal_error":
        return "not-among", {"key": key, "expected": str(item["ctx"]["expected"]).replace(" or ", ", ")}
    kind = _KINDS.get(item["type"])
    return (kind, {"key": key}) if kind else ("value", {"key": key, "detail": item["msg"]})


def unread(error: tomli.TOMLDecodeError | UnicodeDecodeError) -> Mistake:
    """Why a file is no TOML."""
    return ("no-text", {}) if isinstance(error, UnicodeDecodeError) else ("no-toml", {"place": place_of(error)})


def place_of(error: tomli.TOMLDecodeError) -> str:
    """The line and column where the text stops being TOML, as the parser writes them at the end of its message."""
    numbers = [part.strip("(),") for part in str(error).split()]
    return ":".join(part for part in numbers if part.isdigit()) or "–"
