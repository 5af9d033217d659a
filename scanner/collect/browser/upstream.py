"""Upstream: from a host and port that the browser names to a connection, checked and pinned."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scanner.net.connect import CONNECT_SECONDS, TRIES, Destinations, connect_request
from scanner.net.failure import NameFailure, UnsafeAddress

if TYPE_CHECKING:
    from scanner.config import NetworkConfig
    from scanner.net.guard import AddressGuard
    from scanner.net.resolver import Resolver

Connection = tuple[str | None, int, asyncio.StreamReader, asyncio.StreamWriter]


NOBODYS = ("no-such-name", "reserved-name")
"""Failures of a name that nobody can reach, from here or from elsewhere."""


class Refused(Exception):
    """No connection to this host; `reason` in a word: `no-such-name` where nobody's browser reaches it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Upstream:
    """Connects for the proxy. A host keeps the address it was first connected to for the whole scan."""

    def __init__(self, network: NetworkConfig, resolver: Resolver, guard: AddressGuard) -> None:
        self._proxy = network.proxy
        self._destinations = Destinations(network, resolver, guard)
        self.peers: dict[str, str] = {}

    async def connect(self, host: str, port: int) -> Connection:
        """Address (None behind the operator's proxy), port and streams. Raises Refused."""
        try:
            addresses = await self._destinations.check(host, port)
        except UnsafeAddress:
            raise Refused("unsafe-address") from None
        except NameFailure as failure:
            raise Refused("no-such-name" if failure.why in NOBODYS else "no-address") from None
        if self._proxy is not None:
            return await self._through_proxy(self._proxy, host, port, addresses)
        return await self._direct(host, addresses, self._destinations.real_port(port))

    async def _direct(self, host: str, addresses: tuple[str, ...], port: int) -> Connection:
        pinned = self.peers.get(host)
        failure = "no-address"
        for address in (pinned,) if pinned else addresses[:TRIES]:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    reader, writer = await asyncio.open_connection(address, port)
            except TimeoutError:
                failure = "timeout"
            except OSError as error:
                failure = "refused" if isinstance(error, ConnectionRefusedError) else "unreachable"
            else:
                self.peers[host] = address
                return address, port, reader, writer
        raise Refused(failure)

    async def _through_proxy(self, proxy: str, host: str, port: int, addresses: tuple[str, ...]) -> Connection:
        """A tunnel through the operator's own proxy; who answers behind it stays unknown."""
        parts = urlsplit(proxy)
        secure = ssl.create_default_context() if parts.scheme == "https" else None
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                reader, writer = await asyncio.open_connection(
                    parts.hostname, parts.port or (443 if secure else 80), ssl=secure
                )
                writer.write(connect_request(self._destinations.proxy_target(host, port, addresses), proxy))
                answer = await reader.readuntil(b"\r\n\r\n")
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            raise Refused("proxy-unreachable") from None
        if answer.split(b" ", 2)[1:2] != [b"200"]:
            writer.close()
            raise Refused("proxy-refused")
        return None, port, reader, writer
