"""Where bodies go: a small protocol that the catalogue's storage fulfils, and one that keeps them in memory."""

from __future__ import annotations

from typing import Protocol

from catalog.nouns.noun import digest


class BlobSink(Protocol):
    """Content-addressed store of bytes."""

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its digest (SHA-256, hexadecimal)."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes of this digest. Raises KeyError where they are not there."""
        ...

    def has(self, digest: str) -> bool:
        """Whether the bytes of this digest are there."""
        ...


class MemoryBlobs:
    """A :class:`BlobSink` that keeps everything in memory, for a check that saves nothing."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its digest."""
        name = digest(data)
        self._blobs.setdefault(name, data)
        return name

    def get(self, digest: str) -> bytes:
        """The bytes of this digest; KeyError where they are not there."""
        return self._blobs[digest]

    def has(self, digest: str) -> bool:
        """Whether the bytes of this digest are there."""
        return digest in self._blobs
