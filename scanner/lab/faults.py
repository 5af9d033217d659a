"""Faults: what hostile or broken servers do to a program that reads them, played on the socket itself."""

from __future__ import annotations

import asyncio
import functools
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable

from scanner.lab.response import Request, Response

HUGE_BYTES = 30_000_000
BOMB_BYTES = 400_000_000
"""Size of the bomb once unpacked; on the wire it is about a thousandth of that."""
NESTED_TAGS = 20_000
_HTML = (("Content-Type", "text/html; charset=utf-8"),)

Writer = asyncio.StreamWriter
Player = Callable[[Request, Response, Writer], Awaitable[None]]


async def play(request: Request, response: Response, writer: Writer) -> None:
    """Answer `request` the way `response.fault` says; the connection is of no use afterwards."""
    await _PLAYERS[response.fault or "empty"](request, response, writer)


async def _drip(_request: Request, _response: Response, writer: Writer) -> None:
    """One byte a second, for ever: no single read ever times out."""
    writer.write(Response(200, _HTML).head(1_000_000))
    while not writer.is_closing():
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(1)


async def _abort(_request: Request, _response: Response, writer: Writer) -> None:
    """A reset in the middle of the body."""
    writer.write(Response(200, _HTML).head(50_000) + b"<!doctype html><title>Half</title><p>Only a beginning")
    await writer.drain()
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _truncated(_request: Request, _response: Response, writer: Writer) -> None:
    """A clean close long before the promised length."""
    writer.write(Response(200, _HTML).head(50_000) + b"<!doctype html><title>Half</title><p>Only a beginning")
    await writer.drain()


async def _hang(_request: Request, _response: Response, writer: Writer) -> None:
    """No answer at all."""
    while not writer.is_closing():
        await asyncio.sleep(1)


async def _empty(_request: Request, _response: Response, _writer: Writer) -> None:
    """A close without a byte."""


async def _bomb(_request: Request, _response: Response, writer: Writer) -> None:
    """A small body that unpacks to hundreds of megabytes."""
    body = await asyncio.to_thread(_packed_bomb)
    writer.write(Response(200, (*_HTML, ("Content-Encoding", "gzip")), body).head() + body)
    await writer.drain()


@functools.cache
def _packed_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"<p>" + b" " * 999_997
    parts = [packer.compress(block) for _ in range(BOMB_BYTES // len(block))]
    return b"".join([*parts, packer.flush()])


async def _huge(_request: Request, _response: Response, writer: Writer) -> None:
    """Thirty megabytes of HTML without a declared length."""
    writer.write(Response(200, (*_HTML, ("Connection", "close"))).head(-1))
    line = b"<p>Une page sans fin, et toujours la m\xc3\xaame phrase.</p>\n"
    block = line * (1_000_000 // len(line))
    for _ in range(HUGE_BYTES // len(block) + 1):
        if writer.is_closing():
            return
        await _push(writer, block)


async def _nested(_request: Request, _response: Response, writer: Writer) -> None:
    """Twenty thousand tags inside each other."""
    middle = "<a href='/confidentialite'>Politique de confidentialité</a>"
    await _send(writer, f"<!doctype html><title>Nested</title>{'<div>' * NESTED_TAGS}{middle}".encode())


async def _null_bytes(_request: Request, _response: Response, writer: Writer) -> None:
    """Null bytes inside the markup and the text."""
    await _send(
        writer, b"<!doctype html><title>Nu\0ll</title><p>Un te\0xte tro\0u\xc3\xa9.<a hr\0ef='/x'>lien\0</a>" * 3
    )


async def _endless_redirect(request: Request, _response: Response, writer: Writer) -> None:
    """A redirect to the same page with a counter, so that no address ever comes twice."""
    step = int(request.query.removeprefix("n=") or 0) if request.query.removeprefix("n=").isdigit() else 0
    headers = (("Location", f"{request.path}?n={step + 1}"),)
    writer.write(Response(302, headers).head())
    await writer.drain()


async def _endless_headers(_request: Request, _response: Response, writer: Writer) -> None:
    """Headers that never end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(2_000_000):
        if writer.is_closing():
            return
        await _push(writer, f"X-Filler-{number}: {'x' * 200}\r\n".encode())


async def _garbage(_request: Request, _response: Response, writer: Writer) -> None:
    """Bytes that are no HTTP."""
    writer.write(bytes(range(256)) * 8)
    await writer.drain()


async def _latin_1_as_utf_8(_request: Request, response: Response, writer: Writer) -> None:
    """ISO 8859-1 bytes under a header that claims UTF-8."""
    await _send(writer, response.body.decode("utf-8").encode("latin-1", "replace"))


async def _push(writer: Writer, data: bytes) -> None:
    """Write and let the loop run: `drain` alone does not, and a closed connection would go unnoticed."""
    writer.write(data)
    await writer.drain()
    await asyncio.sleep(0)


async def _send(writer: Writer, body: bytes) -> None:
    writer.write(Response(200, (*_HTML, ("Connection", "close")), body).head() + body)
    await writer.drain()


_PLAYERS: dict[str, Player] = {
    "drip": _drip,
    "abort": _abort,
    "truncated": _truncated,
    "hang": _hang,
    "empty": _empty,
    "bomb": _bomb,
    "huge": _huge,
    "nested": _nested,
    "null-bytes": _null_bytes,
    "endless-redirect": _endless_redirect,
    "endless-headers": _endless_headers,
    "garbage": _garbage,
    "latin-1-as-utf-8": _latin_1_as_utf_8,
}
