"""Importing a list of tools from CSV or JSON: all rows are judged first, then all are written or none."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from catalog.nouns.tool import Profile, Tool
from catalog.nouns.vocabulary import Audience, Tri
from catalog.sites import site_of, slug
from scanner.problem import Problem
from scanner.tools.addresses import AddressProblem, home_address

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue

FIELDS = (
    "id", "name", "home", "app", "documents", "vendor", "country", "level", "subject", "source", "checked",
    "audience", "accounts", "ai",
)  # fmt: skip
"""The fields of a row. `app`, `documents`, `level` and `subject` may hold several values separated by `;` or `|`."""
ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "nom", "outil", "tool", "titre", "title"),
    "home": ("home", "url", "adresse", "address", "site", "lien", "website", "homepage"),
    "app": ("app", "application", "apps"),
    "documents": ("documents", "document", "politique"),
    "vendor": ("vendor", "editeur", "éditeur", "publisher", "organisation"),
    "country": ("country", "pays"),
    "level": ("level", "levels", "niveau", "niveaux"),
    "subject": ("subject", "subjects", "matiere", "matière", "discipline", "disciplines", "matières"),
    "source": ("source",),
    "checked": ("checked", "verifie", "vérifié"),
    "audience": ("audience", "public"),
    "accounts": ("accounts", "comptes"),
    "ai": ("ai", "ia"),
    "id": ("id", "identifiant"),
}
"""Usual column names, tried where --map names none."""
_SPOKEN: Mapping[str, Mapping[str, str]] = {
    "audience": {
        **dict.fromkeys(("élèves", "eleves", "élève", "students", "pupil"), "pupils"),
        **dict.fromkeys(("enseignants", "professeurs", "personnel", "personnels", "teachers"), "staff"),
        **dict.fromkeys(("les deux", "tous", "élèves et enseignants", "élèves et personnels", "all"), "both"),
        **dict.fromkeys(("inconnu", "?", "-"), "unknown"),
    },
    "tri": {
        **dict.fromkeys(("oui", "true", "vrai", "1", "y", "o"), "yes"),
        **dict.fromkeys(("non", "false", "faux", "0", "n"), "no"),
        **dict.fromkeys(("inconnu", "?", "-"), "unknown"),
    },
}
"""How people write the values of a profile in their tables."""


def field_named(text: str) -> str | None:
    """The field that a name means, its usual column names included; None where it means none."""
    name = text.strip().lower()
    return name if name in FIELDS else next((key for key, names in ALIASES.items() if name in names), None)


class ImportProblem(Problem):
    """The file cannot be read as a list of tools."""


class UnknownColumn(ImportProblem):
    """A mapped column is not in the file, or none holds the addresses."""

    def __init__(self, field_name: str, column: str, columns: Sequence[str]) -> None:
        super().__init__("error.unknown-column", column=column, columns=", ".join(columns), field=field_name)
        self.field_name, self.column, self.columns = field_name, column, columns


@dataclass
class ImportReport:
    """What an import did or would do. `refused` rows: number, text id of the reason, its parameters."""

    rows: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)
    duplicates: list[tuple[int, str]] = field(default_factory=list)
    """Row number and the id of a tool that has the same site: a hint, not a refusal."""
    leading: list[tuple[int, str, str]] = field(default_factory=list)
    """Row number, the id of a tool on another site, and the one site that both addresses lead to: a hint too."""
    known: int = 0
    """Rows of whose address it is known where it leads."""


def read_rows(data: bytes, name: str, mapping: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a CSV or JSON text as field → value, see `read_table`."""
    return read_table(data, name, mapping)[0]


def read_table(data: bytes, name: str, mapping: Mapping[str, str]) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """The rows of a CSV or JSON text as field → value, and the columns that no field was taken from.

    Raises UnknownColumn and ImportProblem (no rows, broken JSON, not text).
    """
    text = _decode(data)
    if not text.strip():
        raise ImportProblem("import.no-rows")
    raw = _json_rows(text) if name.lower().endswith(".json") or text.lstrip()[:1] in "[{" else _csv_rows(text)
    columns = list(dict.fromkeys(column for row in raw for column in row if isinstance(column, str)))
    for field_name, column in mapping.items():
        if column not in columns:
            raise UnknownColumn(field_name, column, columns)
    chosen = dict(mapping)
    lowered = {column.strip().lower(): column for column in columns}
    for field_name, names in ALIASES.items():
        found = next((lowered[alias] for alias in names if alias in lowered), None)
        if field_name not in chosen and found is not None:
            chosen[field_name] = found
    if "home" not in chosen:
        raise UnknownColumn("home", "url", columns)
    rows = [{key: _text(row.get(column)) for key, column in chosen.items()} for row in raw]
    filled = (column for column in columns if column.strip() and any(_text(row.get(column)) for row in raw))
    return rows, tuple(column for column in filled if column not in chosen.values())


def plan_import(
    catalogue: Catalogue, rows: Sequence[Mapping[str, str]], leads: Mapping[str, str] | None = None
) -> tuple[list[Tool], ImportReport]:
    """Judge every row: the tools to write, and the report. Nothing is written.

    `leads`: the site that an address (a tool's `home`) was just seen to lead to. Of others, what the last scan saw is
    known where there was one.
    """
    report, tools = ImportReport(rows=len(rows)), []
    seen: dict[str, int] = {}
    taken: set[str] = set()
    of_file: dict[str, str] = {}
    ends: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        try:
            tool = _tool(catalogue, row, taken)
        except _Refused as refusal:
            report.refused.append((number, refusal.reason, refusal.params))
            continue
        if tool.home in seen:
            report.refused.append((number, "tools.twice", {"other": str(seen[tool.home])}))
            continue
        seen[tool.home] = number
        taken.add(tool.id)
        site = site_of(tool.home)
        others = [other.id for other in catalogue.tools.of_site(site) if other.id != tool.id]
        others += [of_file[site]] if site in of_file else []
        of_file.setdefault(site, tool.id)
        report.duplicates += [(number, other) for other in others[:1]]
        seen_at = (leads or {}).get(tool.home) or catalogue.tools.leads_to(tool.id)
        report.known += seen_at is not None
        end = seen_at or site
        met = [other for other in catalogue.tools.leading_to(end) if other != tool.id]
        met += [ends[end]] if end in ends else []
        ends.setdefault(end, tool.id)
        report.leading += [(number, other, end) for other in met[:1] if not others]
        _classify(catalogue, tool, report)
        tools.append(tool)
    return tools, report


def write_import(catalogue: Catalogue, tools: Sequence[Tool], at: datetime) -> None:
    """Write all tools in one transaction, with one line in the audit trail."""
    with catalogue.transaction():
        for tool in tools:
            catalogue.tools.put(tool, at)
        catalogue.audit.append(
            at, "import", "tools-imported", f"{len(tools)} tools", {"ids": [t.id for t in tools][:1000]}
        )


def homes_of(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The distinct addresses of the rows, in their order, those that cannot be used left out."""
    homes: dict[str, None] = {}
    for row in rows:
        with suppress(AddressProblem):
            homes[home_address(row.get("home", ""))] = None
    return list(homes)


class _Refused(Exception):
    def __init__(self, reason: str, **params: str) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params


def _classify(catalogue: Catalogue, tool: Tool, report: ImportReport) -> None:
    before = catalogue.tools.get(tool.id)
    if before is None:
        report.added.append(tool.id)
    elif before == tool:
        report.unchanged.append(tool.id)
    else:
        report.changed.append(tool.id)


def _tool(catalogue: Catalogue, row: Mapping[str, str], taken: set[str]) -> Tool:
    if not row.get("home"):
        raise _Refused("tools.no-home")
    home = _address(row["home"])
    if row.get("id") and slug(row["id"]) != row["id"]:
        # An id is part of addresses and of names of files.
        raise _Refused("tools.bad-value", field="id", value=row["id"][:40])
    before = _known(catalogue, row.get("id", ""), home, row.get("name", ""))
    name = row.get("name") or (before.name if before else site_of(home))
    values: dict[str, Any] = before.model_dump() if before else {}
    profile = dict(values.get("profile") or {})
    for key, allowed in (("audience", get_args(Audience)), ("accounts", get_args(Tri)), ("ai", get_args(Tri))):
        value = row.get(key, "").lower()
        value = _SPOKEN["audience" if key == "audience" else "tri"].get(value, value)
        if value and value not in allowed:
            raise _Refused("tools.bad-value", field=key, value=value)
        if value:
            profile[key] = value
    values |= {"id": before.id if before else _free(catalogue, row, home, name, taken), "name": name, "home": home}
    values |= {key: row[key] for key in ("vendor", "source") if row.get(key)}
    if row.get("country"):
        values["country"] = _country(row["country"])
    if row.get("checked"):
        values["checked"] = _day(row["checked"])
    for key, target in (("level", "levels"), ("subject", "subjects")):
        if row.get(key):
            values[target] = _several(row[key])
    for key, target in (("app", "apps"), ("documents", "documents")):
        if row.get(key):
            values[target] = tuple(_address(part) for part in _several(row[key]))
    return Tool(**values | {"profile": Profile(**profile)})


def _known(catalogue: Catalogue, wanted_id: str, home: str, name: str) -> Tool | None:
    if wanted_id:
        return catalogue.tools.get(wanted_id)
    return next(
        (tool for tool in catalogue.tools.of_site(site_of(home)) if tool.home == home or tool.name == name), None
    )


def _free(catalogue: Catalogue, row: Mapping[str, str], home: str, name: str, taken: set[str]) -> str:
    if row.get("id"):
        return row["id"]
    candidate, number = catalogue.tools.free_id(home, name), 2
    stem = candidate
    while candidate in taken:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate


def _address(text: str) -> str:
    try:
        return home_address(text)
    except AddressProblem:
        raise _Refused("tools.bad-home", home=text[:100]) from None


def _country(text: str) -> str:
    code = text.strip().upper()
    if len(code) != 2 or not code.isalpha():
        raise _Refused("tools.bad-value", field="country", value=text[:40])
    return code


def _day(text: str) -> date | None:
    if text.lower() in ("no", "non", "false", "0"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Refused("tools.bad-value", field="checked", value=text[:40]) from None


def _several(text: str) -> tuple[str, ...]:
    parts = text.replace("|", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


def _decode(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        # What .xlsx and .ods, and what .xls begin with.
        raise ImportProblem("import.spreadsheet")
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            raise ImportProblem("import.no-text") from error
        # What French spreadsheets save by default; its five free places stand for themselves.
        text = data.decode("cp1252", "replace")
    if "\x00" in text:
        raise ImportProblem("import.no-text")
    return text


def _csv_rows(text: str) -> list[dict[str, Any]]:
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    told = lines[0].strip().lower() if lines else ""
    if told[:4] == "sep=" and len(told) == 5:
        # A line that spreadsheets write and read for themselves.
        lines = lines[1:]
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    table = io.StringIO("".join(lines), newline=None)
    try:
        rows = [row for row in csv.DictReader(table, delimiter=delimiter) if any(_values(row))]
    except csv.Error as error:
        raise ImportProblem("import.no-csv") from error
    if not rows:
        raise ImportProblem("import.no-rows")
    return rows


def _values(row: Mapping[Any, Any]) -> Iterator[str]:
    return (value for value in row.values() if isinstance(value, str) and value.strip())


def _json_rows(text: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ImportProblem("import.no-json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise ImportProblem("import.no-json", line=1, column=1) from error
    if isinstance(data, dict):
        data = next((value for value in data.values() if _has_rows(value)), [data])
    if not _has_rows(data):
        raise ImportProblem("import.no-rows")
    # What is no row of a table keeps its place and is refused, for it has no address.
    return [row if isinstance(row, dict) else {} for row in data]


def _has_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(part) for part in value)
    return "" if value is None else str(value).strip()
