"""Proxy: the one way out for the browser. It maps names and ports, checks addresses, pins them and counts bytes.

Chromium is started so that loopback goes through it too. It speaks CONNECT and plain HTTP, listens on loopback only
and lives as long as one scan. A page cannot reach an address that is not public unless the operator allows it, however
a name, a literal address or a redirect leads there: every connection is resolved and judged here.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.collect.browser.certificates import CertificateChecker
from scanner.collect.browser.upstream import Refused, Upstream

if TYPE_CHECKING:
    from scanner.collect.browser.job import Purse
    from scanner.config import NetworkConfig
    from scanner.net.guard import AddressGuard
    from scanner.net.resolver import Resolver

_HEAD_LIMIT = 128 * 1024
_CHUNK = 128 * 1024
_IDLE_SECONDS = 60.0
_TLS_HANDSHAKE = 0x16
_OWN_CALLS = frozenset(
    {
        "update.googleapis.com",
        "clients2.google.com",
        "clients2.googleusercontent.com",
        "clientservices.googleapis.com",
        "optimizationguide-pa.googleapis.com",
        "content-autofill.googleapis.com",
        "safebrowsing.googleapis.com",
        "edgedl.me.gvt1.com",
        "redirector.gvt1.com",
        "android.clients.google.com",
        "mtalk.google.com",
    }
)
"""Hosts that Chromium calls for itself (updates, hints, lists): no page asks them, and no scan needs them."""
_SHARED_HOST = "accounts.google.com"
"""Called by Chromium itself, and by pages that offer to log in with Google: let through once a page asked."""
_ASK_SECONDS = 1.0
_HOP_HEADERS = (b"proxy-connection:", b"connection:", b"proxy-authorization:", b"keep-alive:")


@dataclass(frozen=True)
class Target:
    """Where a request of the browser wants to go. `head` is what must be sent on first (plain HTTP only)."""

    host: str
    port: int
    head: bytes | None


class EgressProxy:
    """An asynchronous proxy for one scan.

    `tolerated` are hosts whose certificate may be wrong (the tool's own: a visitor can click through, and the TLS
    collector reports it); a third party with a wrong certificate is refused as a browser would.
    """

    def __init__(
        self,
        network: NetworkConfig,
        resolver: Resolver,
        guard: AddressGuard,
        purse: Purse,
        tolerated: frozenset[str] = frozenset(),
    ) -> None:
        self._upstream = Upstream(network, resolver, guard)
        self._purse = purse
        self._tolerated = tolerated
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.certificates = CertificateChecker(network.ca_bundle)
        self.refusals: dict[str, str] = {}
        """Host → why it was refused: `unsafe-address`, `unsafe-port`, `budget`, `certificate-…` or a name failure."""
        self.received = 0
        self._asked = asyncio.Event()

    @property
    def port(self) -> int:
        """The loopback port the proxy listens on."""
        if self._server is None:
            raise RuntimeError("the proxy was not started")
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def peer(self, host: str) -> str | None:
        """The address that a host was connected to; None where it never was, or behind the operator's own proxy."""
        return self._upstream.peers.get(host)

    def announce(self, host: str) -> None:
        """A page asks for this host."""
        if host == _SHARED_HOST:
            self._asked.set()

    async def start(self) -> None:
        """Listen on a free loopback port."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_HEAD_LIMIT)

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.certificates.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError, ValueError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            _drop(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
        target = read_target(head)
        if target is None:
            return
        if await self._is_own_call(target.host):
            return
        try:
            if self._purse.bytes_left() <= 0:
                raise Refused("budget")
            address, port, far_reader, far_writer = await self._upstream.connect(target.host, target.port)
        except Refused as refused:
            self.refusals.setdefault(target.host, refused.reason)
            return  # an answer of ours would look like one of theirs
        try:
            if target.head is not None:
                far_writer.write(target.head)
            elif not await self._open_tunnel(target, (address, port), reader, writer, far_writer):
                return
            await self._relay(reader, writer, far_reader, far_writer)
        finally:
            _drop(far_writer)

    async def _is_own_call(self, host: str) -> bool:
        """Whether Chromium asks for itself: its events come a moment before or after the connection."""
        if host != _SHARED_HOST:
            return host in _OWN_CALLS
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), _ASK_SECONDS)
        return not self._asked.is_set()

    async def _open_tunnel(
        self,
        target: Target,
        peer: tuple[str | None, int],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        far_writer: asyncio.StreamWriter,
    ) -> bool:
        """Answer the CONNECT and, where the browser then speaks TLS, look at the certificate before anything passes."""
        address, port = peer
        check = self.certificates.start(target.host, address, port) if address and target.port != 80 else None
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        first = await asyncio.wait_for(reader.read(_CHUNK), _IDLE_SECONDS)
        if not first:
            return False
        if first[0] == _TLS_HANDSHAKE and address:
            check = check or self.certificates.start(target.host, address, port)
            problem = await asyncio.shield(check)
            if problem not in (None, "handshake") and target.host not in self._tolerated:
                self.refusals.setdefault(target.host, f"certificate-{problem}")
                return False
        far_writer.write(first)
        return True

    async def _relay(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        far_reader: asyncio.StreamReader,
        far_writer: asyncio.StreamWriter,
    ) -> None:
        async def outward() -> None:
            while data := await reader.read(_CHUNK):
                far_writer.write(data)
                await far_writer.drain()
            if far_writer.can_write_eof():
                far_writer.write_eof()

        async def inward() -> None:
            while data := await far_reader.read(_CHUNK):
                self.received += len(data)
                self._purse.take_bytes(len(data))
                if self._purse.bytes_left() <= 0:
                    return
                writer.write(data)
                await writer.drain()

        out = asyncio.ensure_future(outward())
        try:
            await inward()
        finally:
            out.cancel()
            await asyncio.gather(out, return_exceptions=True)


def read_target(head: bytes) -> Target | None:
    """Host, port and what to send on, from the head of a proxy request; None for what is none."""
    first, _, rest = head.partition(b"\r\n")
    parts = first.split(b" ")
    if len(parts) != 3:
        return None
    method, target, version = parts
    if method == b"CONNECT":
        place = _place(target, 443)
        return Target(*place, head=None) if place else None
    if not target.lower().startswith(b"http://"):
        return None
    authority, slash, path = target[7:].partition(b"/")
    authority, question, query = authority.partition(b"?")
    place = _place(authority.rpartition(b"@")[2], 80)
    if place is None:
        return None
    lines = [line for line in rest.split(b"\r\n") if line and not line.lower().startswith(_HOP_HEADERS)]
    path = b"/" + (path if slash else question + query)
    request = b"\r\n".join([b" ".join((method, path, version)), *lines, b"Connection: close", b"", b""])
    return Target(*place, head=request)


def _place(authority: bytes, default_port: int) -> tuple[str, int] | None:
    text = authority.decode("ascii", "replace")
    host, colon, port = text.rpartition(":")
    if not colon or port.endswith("]"):
        host, port = text, str(default_port)
    host = host.strip("[]").rstrip(".").lower()
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        return None
    return host, int(port)


def _drop(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(Exception):
        writer.close()
