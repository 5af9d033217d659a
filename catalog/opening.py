"""Opening a catalogue file: pragmas, migration of older schemas, refusal of newer ones."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from .migrations import migrations
from .problem import CatalogueProblem

APPLICATION_ID = 0x50526561
"""Marks the file as a catalogue of ours (SQLite's application_id; the letters PRea)."""
LOCK_WAIT_SECONDS = 20.0
_HEADER = b"SQLite format 3\x00"
"""The first bytes of every database file (SQLite, "Database File Format", 1.2)."""


def open_database(
    path: Path, *, create: bool = True, read_only: bool = False, wait: float = LOCK_WAIT_SECONDS
) -> Database:
    """The database at `path`, with today's schema. `wait`: seconds in which another program may let go of it.

    Raises CatalogueProblem: no such file (where `create` is False), not a database, not a catalogue, made by a newer
    version, or locked by another program.
    """
    if (read_only or not create) and not _holds_something(path):
        raise CatalogueProblem("catalogue-missing", f"There is no catalogue at {path}.", path=str(path))
    if not path.parent.is_dir():
        raise CatalogueProblem(
            "catalogue-folder-missing", f"The folder {path.parent} does not exist.", folder=str(path.parent)
        )
    _refuse_other_files(path)
    try:
        return _opened(path, read_only, wait)
    except sqlite3.DatabaseError as error:
        found = problem_of(error, path)
        if not (read_only and found.key == "catalogue-readonly" and _quiet(path)):
            raise found from error
    return _opened(path, read_only, wait, still=True)


def _holds_something(path: Path) -> bool:
    """Whether a file is there that is not empty: `touch`, or a command that was killed, leaves one without tables."""
    return path.exists() and (not path.is_file() or path.stat().st_size > 0)


def _quiet(path: Path) -> bool:
    """Whether nobody writes a file that can be read: SQLite then needs no file beside it, which it may not make."""
    journal = path.with_name(path.name + "-wal")
    return os.access(path, os.R_OK) and not (journal.exists() and journal.stat().st_size)


def _opened(path: Path, read_only: bool, wait: float, *, still: bool = False) -> Database:
    mode = "ro&immutable=1" if still else "ro" if read_only else "rwc"
    location = f"file:{quote(path.resolve().as_posix())}?mode={mode}"
    connection = sqlite3.connect(location, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    database = Database(connection)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _refuse_strangers(database, path)
        if not read_only:
            _bring_up_to_date(database)
    except BaseException:
        connection.close()
        raise
    return database


def _refuse_other_files(path: Path) -> None:
    """A text, a picture, a table: SQLite would take a file of one byte for an empty one and write over it."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except OSError:
        # Missing files are made; what cannot be read, SQLite says.
        return
    if start and start != _HEADER:
        raise CatalogueProblem("catalogue-other-file", f"{path} is not a catalogue.", path=str(path))


def _refuse_strangers(database: Database, path: Path) -> None:
    (mark,) = database.conn.execute("PRAGMA application_id").fetchone()
    (objects,) = database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if objects and mark != APPLICATION_ID:
        raise CatalogueProblem(
            "catalogue-foreign", f"{path} is a database of another program, not a catalogue.", path=str(path)
        )
    known = {step.name for step in migrations._migrations}
    newer = sorted(step.name for step in migrations.applied(database) if step.name not in known)
    if newer:
        raise CatalogueProblem(
            "catalogue-newer",
            f"{path} was written by a newer version of Préau (schema step {newer[-1]}): update the program.",
            path=str(path),
            step=newer[-1],
        )


def _bring_up_to_date(database: Database) -> None:
    connection = database.conn
    connection.execute("PRAGMA journal_mode = WAL")
    # NORMAL survives a killed process; only a power cut can lose the last transactions, never corrupt the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if migrations.pending(database):
        migrations.apply(database)


def problem_of(error: sqlite3.DatabaseError, path: Path | str) -> CatalogueProblem:
    """The sentence for what SQLite says: locked, full disk, damaged, read-only."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return CatalogueProblem(
            "catalogue-locked", f"{path} is being written by another program: try again later.", path=str(path)
        )
    if "full" in said or "disk I/O" in said:
        return CatalogueProblem(
            "catalogue-disk-full",
            f"The disk that holds {path} is full; nothing of what was saved is lost: free some space and start again.",
            path=str(path),
        )
    if "readonly" in said or "unable to open" in said:
        return CatalogueProblem("catalogue-readonly", f"{path} cannot be written: check its rights.", path=str(path))
    if "not a database" in said or "malformed" in said or "unsupported file format" in said:
        return CatalogueProblem(
            "catalogue-damaged", f"{path} is not a readable catalogue: restore a backup.", path=str(path)
        )
    return CatalogueProblem("catalogue-error", f"{path}: {said}", path=str(path), detail=said)


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back on any exception; the write lock is taken at once."""
    connection = database.conn
    if connection.in_transaction:
        yield
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        _undo(connection)
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        raise problem_of(error, path) from error
    except BaseException:
        _undo(connection)
        raise


@contextmanager
def reading(database: Database) -> Iterator[None]:
    """One state of the file for many questions, without taking and leaving SQLite's lock for each.

    Others may write meanwhile, but the journal cannot be emptied: keep it short.
    """
    connection = database.conn
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        _undo(connection)


def _undo(connection: sqlite3.Connection) -> None:
    # SQLite itself rolls back on a full disk: there is then nothing left to undo.
    if connection.in_transaction:
        connection.execute("ROLLBACK")
