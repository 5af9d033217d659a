"""Keeping a catalogue: check it, copy it while it is used, drop what is old and cited by nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .opening import problem_of
from .problem import CatalogueProblem

if TYPE_CHECKING:
    from .catalogue import Catalogue


@dataclass(frozen=True)
class Health:
    """What a check of a catalogue found; all empty or None where it is sound."""

    integrity: str | None
    damaged_blobs: tuple[str, ...]
    missing_blobs: tuple[str, ...]
    audit_broken_at: int | None
    audit_head: str

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.integrity or self.damaged_blobs or self.missing_blobs or self.audit_broken_at)


@dataclass(frozen=True)
class Pruned:
    """What a clean-up removed."""

    scans: int
    assessments: int
    blobs: int
    bytes: int


def verify(catalogue: Catalogue) -> Health:
    """Read everything: SQLite's own check, every blob against its name, every reference, the audit chain."""
    connection = catalogue.database.conn
    said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    said += [f"foreign key: {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    problems = [line for line in said if line != "ok"]
    return Health(
        integrity="; ".join(problems) or None,
        damaged_blobs=tuple(catalogue.blobs.damaged()),
        missing_blobs=tuple(sorted(cited_blobs(catalogue) - _stored(connection))),
        audit_broken_at=catalogue.audit.verify(),
        audit_head=catalogue.audit.head,
    )


def backup(catalogue: Catalogue, target: Path) -> None:
    """A consistent copy, made while the catalogue may be written. Raises CatalogueProblem where it cannot be."""
    if target.exists():
        raise CatalogueProblem("backup-exists", f"{target} exists: choose another file.", path=str(target))
    if not target.parent.is_dir():
        raise CatalogueProblem(
            "backup-folder-missing", f"The folder {target.parent} does not exist.", folder=str(target.parent)
        )
    partial = target.with_name(target.name + ".partial")
    try:
        with closing(sqlite3.connect(partial)) as copy:
            catalogue.database.conn.backup(copy, pages=2000)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        partial.unlink(missing_ok=True)
        raise problem_of(error, target) from error
    partial.rename(target)


def prune(catalogue: Catalogue, before: datetime) -> Pruned:
    """Drop scans that ended before a day, with their assessments and blobs.

    Kept whatever their age: each tool's present scan and assessment, the scans of its last two usable visits, what a
    review or an answer cites, and every blob that anything kept refers to.
    """
    connection = catalogue.database.conn
    with catalogue.transaction():
        old = [
            str(row[0])
            for row in connection.execute(
                "SELECT s.id FROM scans AS s WHERE s.ended_at < ? AND s.id NOT IN"
                " (SELECT scan_id FROM assessments WHERE id IN (SELECT last_assessment FROM tools))"
                " AND (SELECT count(*) FROM scans AS n WHERE n.tool_id = s.tool_id AND n.usable = 1"
                " AND n.rowid > s.rowid) >= 2",
                (before.isoformat(),),
            )
        ]
        assessments = 0
        for scan in old:
            assessments += connection.execute("DELETE FROM assessments WHERE scan_id = ?", (scan,)).rowcount
            connection.execute("UPDATE run_items SET scan_id = NULL, assessment = NULL WHERE scan_id = ?", (scan,))
            connection.execute("DELETE FROM scans WHERE id = ?", (scan,))
        kept = cited_blobs(catalogue)
        kept |= {catalogue.blobs.root_of(name) for name in kept if catalogue.blobs.has(name)}
        dropped = sorted(_stored(connection) - kept)
        size = 0
        for name in dropped:
            size += connection.execute("SELECT length(data) FROM blobs WHERE digest = ?", (name,)).fetchone()[0]
            connection.execute("DELETE FROM blobs WHERE digest = ?", (name,))
    connection.execute("VACUUM")
    return Pruned(len(old), assessments, len(dropped), size)


def cited_blobs(catalogue: Catalogue) -> set[str]:
    """Digests of every blob that something in the catalogue refers to."""
    connection = catalogue.database.conn
    names: set[str] = set()
    for table, columns in (("scans", ("evidence",)), ("assessments", ("findings", "facts", "ratings"))):
        for row in connection.execute(f"SELECT DISTINCT {', '.join(columns)} FROM {table}"):
            names.update(str(value) for value in row)
    scans = [str(row[0]) for row in connection.execute("SELECT id FROM scans")]
    for scan in scans:
        names |= _bodies(catalogue, scan)
    for table in ("reviews", "answers"):
        column = "json_extract(data, '$.document')" if table == "reviews" else "document"
        names |= {str(row[0]) for row in connection.execute(f"SELECT {column} FROM {table}") if row[0]}
    return names


def _bodies(catalogue: Catalogue, scan: str) -> set[str]:
    evidence = catalogue.scans.evidence(scan)
    names = {page.exchange.body for page in evidence.pages}
    names |= {exchange.body for exchange in (*evidence.well_known, *evidence.robots)}
    names |= {one.body for one in evidence.supplied}
    runs = evidence.browser.phases if evidence.browser else ()
    names |= {digest for run in runs for page in run.pages for digest in (page.screenshot, page.controls)}
    names |= {run.interface.screenshot for run in runs if run.interface}
    names |= {one.body for one in evidence.browser.drawn} if evidence.browser else set()
    return {name for name in names if name}


def _stored(connection: sqlite3.Connection) -> set[str]:
    return {str(row[0]) for row in connection.execute("SELECT digest FROM blobs")}
