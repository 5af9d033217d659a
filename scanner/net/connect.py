"""Opening connections: resolve, refuse, pin, map the port; or through the operator's proxy."""

from __future__ import annotations

import base64
import os
import ssl
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import httpcore

from scanner.net.failure import NameFailure, UnsafeAddress
from scanner.net.stream import SocketBackend

if TYPE_CHECKING:
    from scanner.config import NetworkConfig
    from scanner.net.guard import AddressGuard
    from scanner.net.resolver import Resolver

CONNECT_SECONDS = 8.0
TRIES = 3
"""How many of a name's addresses are tried before it counts as not reachable."""


class Destinations:
    """From a public host and port to the addresses that may be connected to."""

    def __init__(self, network: NetworkConfig, resolver: Resolver, guard: AddressGuard) -> None:
        self._ports = network.ports
        self._proxied = network.proxy is not None
        self._resolver = resolver
        self._guard = guard

    async def check(self, host: str, port: int) -> tuple[str, ...]:
        """The checked addresses of `host`, IPv4 first.

        Empty where only the operator's proxy can resolve it. Raises UnsafeAddress and NameFailure.
        """
        refused = self._guard.port_refusal(port)
        if refused:
            raise UnsafeAddress(refused)
        resolution = await self._resolver.resolve(host)
        refused = self._guard.refusal(host, resolution.addresses)
        if refused:
            raise UnsafeAddress(refused)
        if not resolution.addresses and (not self._proxied or resolution.failure == "reserved-name"):
            if host == "localhost" or host.endswith(".localhost"):
                raise UnsafeAddress(f"{host} is the machine itself")
            raise NameFailure(f"{host} has no address ({resolution.failure})", resolution.failure)
        return resolution.addresses

    def real_port(self, port: int) -> int:
        """The port connected to instead of the public one."""
        return self._ports.get(port, port)

    def proxy_target(self, host: str, port: int, addresses: tuple[str, ...]) -> str:
        """What a proxy is asked to connect to: the name, or the operator's own address for it."""
        if addresses and self._resolver.is_static(host):
            return f"{_bracketed(addresses[0])}:{self.real_port(port)}"
        return f"{_bracketed(host.strip('[]'))}:{port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def connect_request(target: str, proxy: str) -> bytes:
    """The CONNECT request (RFC 9110, 9.3.6) for `target` to a proxy address that may hold a user name."""
    parts = urlsplit(proxy)
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(pair).decode()}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """httpcore's way to the network, with the guard in it: what is connected to is the address that was checked.

    TLS above it keeps the public name for SNI and for the certificate's name, and HTTP keeps it in Host.
    """

    def __init__(self, destinations: Destinations, proxy: str | None) -> None:
        self._destinations = destinations
        self._proxy = proxy
        # TLS within TLS, to a proxy that is itself reached over TLS, is more than a socket does.
        plain = proxy is None and os.name == "posix"
        self._inner: httpcore.AsyncNetworkBackend = SocketBackend() if plain else httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a checked address of `host`. Raises UnsafeAddress, NameFailure and httpcore's own errors."""
        addresses = await self._destinations.check(host, port)
        if self._proxy is not None:
            return await self._tunnel(host, port, addresses, timeout)
        real_port = self._destinations.real_port(port)
        failure: Exception | None = None
        for address in addresses[:TRIES]:
            try:
                return await self._inner.connect_tcp(address, real_port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
        raise failure or NameFailure(f"{host} has no address")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Refused: no web address leads to a local socket."""
        raise UnsafeAddress(f"local socket {path}")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between retries."""
        await self._inner.sleep(seconds)

    async def _tunnel(
        self, host: str, port: int, addresses: tuple[str, ...], timeout: float | None
    ) -> httpcore.AsyncNetworkStream:
        assert self._proxy is not None
        parts = urlsplit(self._proxy)
        proxy_port = parts.port or (443 if parts.scheme == "https" else 80)
        stream = await self._inner.connect_tcp(parts.hostname or "", proxy_port, timeout)
        if parts.scheme == "https":
            stream = await stream.start_tls(ssl.create_default_context(), parts.hostname, timeout)
        target = self._destinations.proxy_target(host, port, addresses)
        await stream.write(connect_request(target, self._proxy), timeout)
        answer = b""
        while b"\r\n\r\n" not in answer and len(answer) < 16_384:
            piece = await stream.read(4096, timeout)
            if not piece:
                break
            answer += piece
        status = answer.split(b" ", 2)[1:2]
        if status != [b"200"]:
            await stream.aclose()
            raise httpcore.ConnectError(f"the proxy refused {target}: {answer[:60]!r}")
        return stream
