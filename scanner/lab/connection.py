"""Connection: HTTP/1.1 on one accepted socket, requests one after another."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Callable

from scanner.lab import faults
from scanner.lab.response import Request, Response

_IDLE_SECONDS = 30.0
_BODY_LIMIT = 4_000_000

Answer = Callable[[Request], Response]


async def serve_connection(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer, secure: bool, latency: float
) -> None:
    """Answer requests until either side has enough. `latency` in seconds is added before each answer."""
    try:
        while True:
            request = await asyncio.wait_for(_read_request(reader, secure), _IDLE_SECONDS)
            if request is None:
                return
            response = answer(request)
            if latency:
                await asyncio.sleep(latency)
            if response.fault is not None:
                await faults.play(request, response, writer)
                return
            bodiless = request.method == "HEAD" or response.status in (204, 304)
            length = None if not bodiless else (len(response.body) if request.method == "HEAD" else -1)
            writer.write(response.head(length) + (b"" if bodiless else response.body))
            await writer.drain()
            if request.headers.get("connection", "").lower() == "close":
                return
    except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
        return
    except ValueError:
        writer.write(Response(400).head())
    finally:
        with contextlib.suppress(ConnectionError, ssl.SSLError, RuntimeError):
            writer.close()


async def _read_request(reader: asyncio.StreamReader, secure: bool) -> Request | None:
    """The next request, None at the end of the connection. Raises ValueError for what is no HTTP/1.1."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None
    first, *lines = raw[:-4].decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ", 2)
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    body = await _read_body(reader, headers)
    if target.startswith(("http://", "https://")):
        target = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
    path, _, query = target.partition("?")
    host = headers.get("host", "").rsplit(":", 1)[0].lower()
    return Request(host, path, query, method, headers, body, secure, time.time())


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        parts = bytearray()
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            parts += (await reader.readexactly(min(size, _BODY_LIMIT) + 2))[:-2]
        await reader.readuntil(b"\r\n")
        return bytes(parts)
    length = min(int(headers.get("content-length", "0") or 0), _BODY_LIMIT)
    return await reader.readexactly(length) if length else b""
