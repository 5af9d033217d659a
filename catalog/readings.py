"""Readings kept by (document, reader) digest, so that no document is read twice by the same reader."""

from __future__ import annotations

import zstandard
from sqlite_utils import Database

from .nouns.noun import canonical_json
from .nouns.reading import DocumentReading, shortened


class ReadingStore:
    """The readings of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def get(self, document: str, reader: str) -> DocumentReading | None:
        """The reading of a document's digest by a reader's digest, or None where it was not read yet."""
        row = self._connection.execute(
            "SELECT data FROM readings WHERE document = ? AND reader = ?", (document, reader)
        ).fetchone()
        if row is None:
            return None
        return DocumentReading.model_validate_json(zstandard.ZstdDecompressor().decompress(row[0]))

    def put(self, document: str, reader: str, reading: DocumentReading) -> None:
        """Keep a reading; those of older readers of the same document are dropped, for they can be made again."""
        data = zstandard.ZstdCompressor(level=6).compress(canonical_json(shortened(reading.model_dump(mode="json"))))
        self._connection.execute("DELETE FROM readings WHERE document = ? AND reader <> ?", (document, reader))
        self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", (document, reader, data))
