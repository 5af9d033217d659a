"""Read the data files of the package, and say what they are."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from rules.knowledge.model import KnowledgeSet

PACKED = ("address-country.zst", "address-network.zst", "cloud-range.zst")
_LINES = ("hosts-third-party-web.jsonl", "hosts-tarteaucitron.jsonl")
_TABLES = {
    "cloud-regions.toml": (),
    "providers.toml": ("provider",),
    "fronts.toml": ("front",),
    "organisations.toml": ("organisation",),
    "endpoints.toml": ("endpoint",),
    "jurisdictions.toml": ("adequacy", "consent_age", "legal_date"),
    "authorities.toml": ("authority",),
    "dpf.toml": ("listing",),
    "secnumcloud.toml": ("offer",),
    "public-education.toml": (),
}
HOST_FOLDER = "hosts"
COOKIE_FOLDER = "cookies"


def read_bytes(name: str) -> bytes:
    """Return a data file's bytes; ``name`` is relative to the data folder, with ``/`` between its parts."""
    return files("rules.knowledge").joinpath("data").joinpath(name).read_bytes()


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a parsed TOML data file; shared, so callers must not change it."""
    import tomli

    return tomli.loads(read_bytes(name).decode("utf-8"))


def read_lines(name: str) -> list[dict[str, Any]]:
    """Return the rows of a JSON-lines data file, without its first line, the head."""
    return [json.loads(line) for line in read_bytes(name).decode("utf-8").splitlines()[1:]]


def folder(name: str) -> tuple[str, ...]:
    """Return the TOML files of a subfolder of the data folder, sorted."""
    place = files("rules.knowledge").joinpath("data").joinpath(name)
    return tuple(sorted(f"{name}/{one.name}" for one in place.iterdir() if one.name.endswith(".toml")))


def data_files() -> tuple[str, ...]:
    """Return every data file that the digest covers, sorted."""
    sidecars = tuple(name.replace(".zst", ".toml") for name in PACKED)
    return tuple(sorted((*PACKED, *sidecars, *_LINES, *_TABLES, *folder(HOST_FOLDER), *folder(COOKIE_FOLDER))))


@cache
def data_sets() -> tuple[KnowledgeSet, ...]:
    """Return what each data set is, in the order of their names."""
    sets = [_packed_set(name) for name in PACKED] + [_line_set(name) for name in _LINES]
    sets += [_table_set(name, (name,), keys) for name, keys in _TABLES.items()]
    sets.append(_table_set("hosts", folder(HOST_FOLDER), ("service",)))
    sets.append(_table_set("cookies", folder(COOKIE_FOLDER), ("cookie",)))
    return tuple(sorted(sets, key=lambda one: one.name))


def content_digest(extra: str) -> str:
    """Return the SHA-256 over every data file's name and bytes, and ``extra``."""
    total = hashlib.sha256()
    for name in data_files():
        total.update(name.encode("utf-8") + b"\0" + hashlib.sha256(read_bytes(name)).digest())
    total.update(extra.encode("utf-8"))
    return total.hexdigest()


def _described(head: dict[str, Any], rows: int, size: int) -> KnowledgeSet:
    return KnowledgeSet(
        name=str(head["name"]),
        as_of=str(head["as_of"]),
        source=str(head["source"]),
        licence=str(head["licence"]),
        rows=rows,
        size=size,
        notes=str(head.get("notes", "")),
        mark=str(head.get("mark", "V")),
        partial=bool(head.get("partial", False)),
        source_fr=str(head.get("source_fr", "")),
    )


def _packed_set(name: str) -> KnowledgeSet:
    head = read_toml(name.replace(".zst", ".toml"))
    return _described(head, int(head["rows"]), len(read_bytes(name)))


def _line_set(name: str) -> KnowledgeSet:
    content = read_bytes(name)
    lines = content.decode("utf-8").splitlines()
    return _described(json.loads(lines[0]), len(lines) - 1, len(content))


def _table_set(name: str, members: tuple[str, ...], keys: tuple[str, ...]) -> KnowledgeSet:
    tables = [read_toml(one) for one in members]
    rows = sum(len(table.get(key, ())) for table in tables for key in keys)
    if not keys:
        rows = sum(len(part) for key, part in tables[0].items() if key != "head" and isinstance(part, dict | list))
    head = dict(max((table["head"] for table in tables), key=lambda one: str(one["as_of"])))
    head["name"] = name.removesuffix(".toml")
    return _described(head, rows, sum(len(read_bytes(one)) for one in members))
