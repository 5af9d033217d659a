"""Package data of the reports: texts, country names, templates, styles, the schema. Read once, kept."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@cache
def read_data(path: str) -> str:
    """The text of a data file of this package, by its path inside it (`texts/fr.toml`)."""
    return files("reports").joinpath(*path.split("/")).read_text(encoding="utf-8")


@cache
def read_texts(language: str) -> dict[str, Any]:
    """All interface texts of a language (`fr` or `en`) as a flat mapping of dotted ids.

    A value is a text, or a mapping with the keys `one` and `other` where the words depend on a number.
    """
    return _flat(tomli.loads(read_data(f"texts/{language}.toml")), "")


@cache
def read_countries(language: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 code → name of the country in the language."""
    rows = tomli.loads(read_data("texts/countries.toml"))["country"]
    return {code: names[language] for code, names in rows.items()}


@cache
def read_subjects() -> dict[str, list[str]]:
    """Family of criteria → the clauses of documents that belong to it, see `texts/subjects.toml`."""
    subjects: dict[str, list[str]] = tomli.loads(read_data("texts/subjects.toml"))
    return subjects


@cache
def read_school_terms(language: str) -> dict[str, str]:
    """A level or subject of school in lower case, in either language → its name in `language`.

    A word that both languages have (`sciences`) stands for the French one, in which such lists are written.
    """
    rows: list[dict[str, str]] = tomli.loads(read_data("texts/school.toml"))["terms"]
    known: dict[str, str] = {}
    for given in ("fr", "en"):
        for row in rows:
            known.setdefault(row[given].lower(), row[language])
    return known


@cache
def read_schema() -> dict[str, Any]:
    """The JSON Schema of the report format `preau/1`."""
    schema: dict[str, Any] = json.loads(read_data("schema/preau-1.schema.json"))
    return schema


def _flat(table: dict[str, Any], prefix: str) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat
