"""Writing the export: one pass over the tools, rows streamed; the same catalogue gives the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from scanner.opendata.tables import CRITERIA_FIELDS, TABLES, Cell, Field, Row, Table, criteria_rows
from scanner.publishing.public_view import PublicTool

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from reports.context import Attribution

LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}


def write_export(
    folder: Path,
    tools: Iterable[PublicTool],
    criteria: Mapping[str, Criterion],
    attributions: Iterable[Attribution],
    audit_head: str,
) -> dict[str, int]:
    """Write every table as CSV and as JSON lines, `datapackage.json` and the dictionaries. Rows by table name."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    counts = {table.name: 0 for table in TABLES}
    with ExitStack() as open_files:
        writers = {table.name: _Writer(data, table.name, table.fields, open_files) for table in TABLES}
        for shown in tools:
            for table in TABLES:
                for row in sorted(set(table.rows(shown)), key=_order):
                    writers[table.name].write(row)
                    counts[table.name] += 1
        listed = _Writer(data, "criteria", CRITERIA_FIELDS, open_files)
        for row in criteria_rows(criteria):
            listed.write(row)
    counts["criteria"] = len(criteria)
    _write(folder / "datapackage.json", json.dumps(_package(attributions, audit_head), ensure_ascii=False, indent=1))
    for language in ("fr", "en"):
        _write(folder / f"dictionary.{language}.md", "\n".join(_dictionary(language)))
    return counts


class _Writer:
    """A table in both forms."""

    def __init__(self, folder: Path, name: str, fields: tuple[Field, ...], open_files: ExitStack) -> None:
        self._names = [field.name for field in fields]
        table: TextIO = open_files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
        self._csv = csv.writer(table, lineterminator="\n")
        self._csv.writerow(self._names)
        self._json: TextIO = open_files.enter_context((folder / f"{name}.jsonl").open("w", encoding="utf-8"))

    def write(self, row: Row) -> None:
        """Write one row."""
        self._csv.writerow([safe_cell(cell) for cell in row])
        record = dict(zip(self._names, row, strict=True))
        self._json.write(_JSON.encode(record) + "\n")


_RUN = frozenset("=+-@\t\r")
"""What a cell that a spreadsheet would run begins with."""
_JSON = json.JSONEncoder(ensure_ascii=False)


def safe_cell(cell: Cell) -> str:
    """A cell that a spreadsheet takes for text: an apostrophe is put before `= + - @`, tab and return."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
    text = cell
    if "\n" in text or "\0" in text:
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\0", "")
    if text[:1] in _RUN and not _is_number(text):
        return "'" + text
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _order(row: Row) -> tuple[str, ...]:
    return tuple(["" if cell is None else str(cell) for cell in row])


def _package(attributions: Iterable[Attribution], audit_head: str) -> dict[str, Any]:
    sources = [
        {"title": f"{one.source} ({one.licence})", **({"path": one.link} if one.link else {})} for one in attributions
    ]
    return {
        "name": "preau-catalogue",
        "title": "Préau : contrôle des données des outils numériques à l’école",
        "description": "Notes publiées, constats, tiers, hôtes et documents. / Published letters, findings, third"
        " parties, hosts and documents. Dictionaries: dictionary.fr.md, dictionary.en.md.",
        "licenses": [LICENCE],
        "sources": sources,
        "audit_head": audit_head,
        "resources": [_resource(table) for table in TABLES]
        + [_described("criteria", "Les critères", "The criteria", CRITERIA_FIELDS, ("criterion",), {})],
    }


def _resource(table: Table) -> dict[str, Any]:
    return _described(table.name, table.fr, table.en, table.fields, table.key, table.refers)


def _described(
    name: str, fr: str, en: str, fields: tuple[Field, ...], key: tuple[str, ...], refers: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in fields]}
    if key:
        schema["primaryKey"] = list(key)
    if refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [other]}}
            for column, (table, other) in refers.items()
        ]
    return {
        "name": name,
        "title": f"{fr} / {en}",
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if field.values:
        constraints["enum"] = list(field.values)
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.kind,
        "title": field.en,
        "title_fr": field.fr,
        "description": f"{field.en} / {field.fr}",
    }
    if field.kind == "datetime":
        described["format"] = "%Y-%m-%dT%H:%M:%SZ"
    if constraints:
        described["constraints"] = constraints
    return described


def _dictionary(language: str) -> Iterator[str]:
    french = language == "fr"
    yield "# Dictionnaire des données\n" if french else "# Data dictionary\n"
    described = [(table.name, table.fr if french else table.en, table.fields) for table in TABLES]
    described.append(("criteria", "Les critères" if french else "The criteria", CRITERIA_FIELDS))
    for name, title, fields in described:
        yield f"## {name}\n\n{title}\n"
        yield "| champ | type | sens | valeurs |" if french else "| field | type | meaning | values |"
        yield "|---|---|---|---|"
        for field in fields:
            meaning = field.fr if french else field.en
            yield f"| {field.name} | {field.kind} | {meaning} | {', '.join(field.values)} |"
        yield ""


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")
