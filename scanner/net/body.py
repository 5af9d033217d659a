"""Receiving a body under a cap that also holds after decompression."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Callable

from scanner.net.failure import FetchFailure

ACCEPT_ENCODING = "gzip, deflate"
"""What is announced: only forms whose output can be cut at any byte."""
BOMB_RATIO = 100
"""A body that grows more than a hundredfold and passes the cap was made to hurt; HTML grows five- to twentyfold."""


class Inflater:
    """Decompresses a stream piece by piece, never giving out more than asked for."""

    def __init__(self, encoding: str) -> None:
        self._bits = {"gzip": 31, "x-gzip": 31, "deflate": 15}[encoding]
        self._object = zlib.decompressobj(self._bits)
        self._pending = b""
        self._started = False

    def feed(self, data: bytes, room: int) -> bytes:
        """Up to `room` bytes of output for what came in so far. Raises FetchFailure for a broken stream."""
        pieces: list[bytes] = []
        source = self._pending + data
        self._pending = b""
        while source and room > 0:
            piece = self._inflate(source, room)
            pieces.append(piece)
            room -= len(piece)
            if self._object.eof:
                source = self._object.unused_data
                if not source.startswith(b"\x1f\x8b"):
                    break
                self._object = zlib.decompressobj(self._bits)
                continue
            source = self._object.unconsumed_tail
        self._pending = source
        return b"".join(pieces)

    def _inflate(self, source: bytes, room: int) -> bytes:
        try:
            piece = self._object.decompress(source, room)
        except zlib.error as error:
            if self._bits == 15 and not self._started:
                # Some servers send raw deflate, without the zlib header that RFC 9110 asks for.
                self._bits = -15
                self._object = zlib.decompressobj(-15)
                self._started = True
                return self._inflate(source, room)
            raise FetchFailure("unreadable-format", f"broken compression: {error}") from error
        self._started = True
        return piece


def inflater_for(content_encoding: str | None) -> Inflater | None:
    """The decompressor for a Content-Encoding header, None for none. Raises FetchFailure for one not announced."""
    name = (content_encoding or "").strip().lower()
    if name in ("", "identity"):
        return None
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailure("unreadable-format", f"content encoding {name[:40]!r} was not asked for")
    return Inflater(name)


class Received:
    """A body as far as it was taken: decompressed `data`, bytes on the wire, whether the cap cut it."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.wire = 0
        self.truncated = False

    @property
    def is_bomb(self) -> bool:
        """Whether the body passed the cap by growing beyond anything honest."""
        return self.truncated and len(self.data) > BOMB_RATIO * max(1, self.wire)


async def receive(
    chunks: AsyncIterator[bytes], content_encoding: str | None, cap: int, spend: Callable[[int], None]
) -> Received:
    """Read a body up to `cap` bytes (after decompression); `spend` is told of every byte kept or on the wire."""
    inflater = inflater_for(content_encoding)
    taken = Received()
    async for chunk in chunks:
        taken.wire += len(chunk)
        room = cap + 1 - len(taken.data)
        piece = inflater.feed(chunk, room) if inflater else chunk[:room]
        taken.data += piece
        spend(max(len(chunk), len(piece)))
        if len(taken.data) > cap:
            del taken.data[cap:]
            taken.truncated = True
            break
    return taken
