"""Reading documents once: what a reader said of a body is kept under both digests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from catalog.nouns.noun import digest

if TYPE_CHECKING:
    from catalog.nouns.reading import DocumentReading
    from catalog.readings import ReadingStore
    from rules.reading.document import TextDocument

Read = Callable[[bytes, "str | None", str], "DocumentReading"]


class Readings(Protocol):
    """Readings that were made before."""

    def get(self, document: str, reader: str) -> DocumentReading | None:
        """The reading of a document's digest by a reader's digest, or None."""
        ...


class Reader:
    """Reads a document's body, or remembers its reading. New readings wait in `fresh` until they are kept."""

    def __init__(self, store: Readings | None = None) -> None:
        self._store = store
        self._last: tuple[str, TextDocument] | None = None
        self.fresh: dict[str, DocumentReading] = {}

    @property
    def version(self) -> str:
        """The digest of the reader: its lexicon, its clauses and its code."""
        from rules.reading import READER_DIGEST

        return READER_DIGEST

    def __call__(self, data: bytes, media_type: str | None, name: str) -> DocumentReading:
        """What the document says. Never raises on any body."""
        key = digest(data)
        if key in self.fresh:
            return self.fresh[key]
        known = self._store.get(key, self.version) if self._store else None
        if known is not None:
            return known
        from rules.reading import read

        self.fresh[key] = read(self.text(data, media_type, name))
        return self.fresh[key]

    def text(self, data: bytes, media_type: str | None, name: str) -> TextDocument:
        """The document's text; the last one is remembered, for its clauses are asked for next. Never raises."""
        from scanner.documents.read_files import document_of

        key = f"{digest(data)} {media_type} {name}"
        if self._last is None or self._last[0] != key:
            self._last = key, document_of(data, media_type, name)
        return self._last[1]

    def forget_store(self) -> None:
        """Let go of the store, so that the new readings can travel between processes."""
        self._store = self._last = None

    def keep(self, store: ReadingStore) -> None:
        """Put the new readings into a store. Call it inside a transaction."""
        for key, reading in self.fresh.items():
            store.put(key, self.version, reading)
        self.fresh.clear()
