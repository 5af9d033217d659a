"""The catalogue: one SQLite file that holds tools, evidence, findings, ratings, reviews and their history."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from .audit import AuditTrail
from .blobs import BlobStore
from .listing import Listing
from .opening import LOCK_WAIT_SECONDS, open_database, reading, transaction
from .publications import PublicationBook
from .readings import ReadingStore
from .reviews import ReviewBook
from .runs import RunLedger
from .scans import ScanLog
from .tools import ToolList


class Catalogue:
    """A catalogue file and its parts. Use it as a context manager, or call `close`."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self.path = path
        self.blobs = BlobStore(database)
        self.tools = ToolList(database)
        self.listing = Listing(database.conn)
        self.scans = ScanLog(database, self.blobs)
        self.readings = ReadingStore(database)
        self.reviews = ReviewBook(database)
        self.audit = AuditTrail(database)
        self.runs = RunLedger(database)
        self.publications = PublicationBook(database)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, read_only: bool = False, wait: float = LOCK_WAIT_SECONDS) -> Self:
        """Open (or create) the catalogue at `path`. Raises CatalogueProblem with a sentence.

        `wait`: seconds in which another program that holds it may let go.
        """
        return cls(open_database(path, create=create, read_only=read_only, wait=wait), path)

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing: see `catalog.opening.transaction`."""
        return transaction(self.database)

    def reading(self) -> AbstractContextManager[None]:
        """The catalogue as it is now, for several questions: see `catalog.opening.reading`."""
        return reading(self.database)

    def wait_for_others(self, seconds: float) -> None:
        """Wait so long where another program writes the catalogue, before giving up with a CatalogueProblem."""
        self.database.conn.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def close(self) -> None:
        """Close the file."""
        self.database.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
