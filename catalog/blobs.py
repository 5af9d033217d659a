"""Blobs: bytes named by their SHA-256, compressed with zstd, stored once however often they are seen."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import zstandard
from sqlite_utils import Database

from .nouns.noun import digest

LEVEL = 10
"""zstd level: measured on policies and evidence, higher levels gain under 2 % and cost three times as much."""


class BlobMissing(KeyError):
    """No blob of that digest is in the catalogue."""


class BlobStore:
    """The blobs of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def put(self, data: bytes, *, against: str | None = None) -> str:
        """Store `data` and return its digest. `against` names a stored blob it resembles: only what differs is kept.

        The blob it is kept against must itself be whole, so that reading takes two steps at the most.
        """
        name = digest(data)
        if self.has(name):
            return name
        codec, reference, packed = _pack(data, against, self._whole(against) if against else None)
        self._connection.execute(
            "INSERT OR IGNORE INTO blobs (digest, codec, against, size, data) VALUES (?, ?, ?, ?, ?)",
            (name, codec, reference, len(data), packed),
        )
        return name

    def has(self, name: str) -> bool:
        """Whether a blob of that digest is stored."""
        return self._connection.execute("SELECT 1 FROM blobs WHERE digest = ?", (name,)).fetchone() is not None

    def get(self, name: str) -> bytes:
        """The bytes of a blob. Raises BlobMissing."""
        row = self._connection.execute(
            "SELECT codec, against, size, data FROM blobs WHERE digest = ?", (name,)
        ).fetchone()
        if row is None:
            raise BlobMissing(name)
        codec, against, size, data = row
        if codec == "raw":
            return bytes(data)
        if against is None:
            return _decompressor().decompress(data, max_output_size=size)
        dictionary = zstandard.ZstdCompressionDict(self.get(against), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        return zstandard.ZstdDecompressor(dict_data=dictionary).decompress(data, max_output_size=size)

    def root_of(self, name: str) -> str:
        """The whole blob that `name` is kept against, or `name` itself. Raises BlobMissing."""
        row = self._connection.execute("SELECT against FROM blobs WHERE digest = ?", (name,)).fetchone()
        if row is None:
            raise BlobMissing(name)
        return str(row[0]) if row[0] else name

    def damaged(self) -> Iterable[str]:
        """The digests of blobs whose bytes no longer match their name, or cannot be read."""
        names = [str(row[0]) for row in self._connection.execute("SELECT digest FROM blobs ORDER BY digest")]
        for name in names:
            try:
                sound = digest(self.get(name)) == name
            except (zstandard.ZstdError, BlobMissing, MemoryError):
                sound = False
            if not sound:
                yield name

    def _whole(self, name: str) -> bytes | None:
        row = self._connection.execute("SELECT against FROM blobs WHERE digest = ?", (name,)).fetchone()
        return self.get(name) if row is not None and row[0] is None else None


_thread = threading.local()


def _decompressor() -> zstandard.ZstdDecompressor:
    """One for each thread: making one costs more than unpacking a small blob, and it is not safe to share."""
    try:
        kept: zstandard.ZstdDecompressor = _thread.decompressor
    except AttributeError:
        kept = _thread.decompressor = zstandard.ZstdDecompressor()
    return kept


def _pack(data: bytes, against: str | None, reference: bytes | None) -> tuple[str, str | None, bytes]:
    plain = zstandard.ZstdCompressor(level=LEVEL).compress(data)
    if reference is not None:
        dictionary = zstandard.ZstdCompressionDict(reference, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        close = zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary).compress(data)
        # Kept against the other only where that is worth a second read: otherwise this one becomes whole itself.
        if len(close) * 2 < len(plain):
            return "zstd", against, close
    if len(plain) >= len(data):
        return "raw", None, data
    return "zstd", None, plain
