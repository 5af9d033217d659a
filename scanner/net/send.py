"""One request and its answer, without redirects: guarded, paced, capped in bytes and time."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from catalog.sites import host_of
from scanner.net.address import port_of
from scanner.net.body import ACCEPT_ENCODING, Received, receive
from scanner.net.connect import CONNECT_SECONDS, Destinations, GuardedBackend
from scanner.net.failure import FetchFailure, certificate_error, failure_of, handshake_error
from scanner.net.trust import lenient_context, verifying_context

if TYPE_CHECKING:
    from scanner.config import NetworkConfig
    from scanner.net.budget import Budget
    from scanner.net.pace import Pace

RESPONSE_SECONDS = 15.0
"""Longest time for one answer, whatever trickles in."""
LEAST_SECONDS = 3.0
"""What an answer may take even where that is over half of the time left."""
READ_SECONDS = 10.0
HEADER_PAIRS = 200
HEADER_LENGTH = 16_384


@dataclass(frozen=True)
class Answer:
    """One answer. `headers` in lower case without `set-cookie`; `set_cookies` are raw header values."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    set_cookies: tuple[str, ...]
    received: Received
    peer_address: str | None
    verified: bool

    def header(self, name: str) -> str | None:
        """The first value of a header, None where it is not there."""
        return next((value for key, value in self.headers if key == name), None)


WantsBody = Callable[[int, Mapping[str, str], str], None]
"""Looks at status, headers and address before the body is read; raises FetchFailure to leave it."""


class Sender:
    """Sends single requests. Connections are kept while the scan lasts; nothing comes from the environment."""

    def __init__(self, network: NetworkConfig, destinations: Destinations, pace: Pace, budget: Budget) -> None:
        self._network = network
        self._destinations = destinations
        self._pace = pace
        self._budget = budget
        self._transports: dict[tuple[bool, bool], httpx.AsyncHTTPTransport] = {}
        self.unverified: set[str] = set()
        """Hosts (`name:port`) whose certificate could not be verified."""

    async def send(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        cap: int,
        time_left: Callable[[], float],
        wants_body: WantsBody | None = None,
    ) -> Answer:
        """GET `url` once. Raises FetchFailure with the reason that `skipped` will show."""
        host = host_of(url)
        await self._check(host, port_of(url))
        if time_left() <= self._pace.delay(host):
            raise FetchFailure("budget", "no time was left for this address")
        async with self._pace.turn(host):
            left = time_left()
            # One answer gets at most half of what is left: a single drip must not cost the other pages their turn.
            seconds = min(RESPONSE_SECONDS, left, max(left / 2, LEAST_SECONDS))
            try:
                async with asyncio.timeout(seconds):
                    return await self._send_verified_or_not(url, headers, cap, wants_body)
            except TimeoutError:
                if seconds >= left:
                    raise FetchFailure("budget", "the time of this check ran out while it answered") from None
                raise FetchFailure("timeout", f"no complete answer within {seconds:.3g} seconds") from None

    async def close(self) -> None:
        """Close all connections."""
        transports = list(self._transports.values())
        self._transports.clear()
        await asyncio.gather(*(transport.aclose() for transport in transports), return_exceptions=True)

    async def _check(self, host: str, port: int) -> None:
        try:
            await self._destinations.check(host, port)
        except OSError as error:
            raise failure_of(error) from error

    async def _send_verified_or_not(
        self, url: str, headers: Mapping[str, str], cap: int, wants_body: WantsBody | None
    ) -> Answer:
        key = f"{host_of(url)}:{port_of(url)}"
        if url.startswith("https:") and key in self.unverified:
            return await self._exchange(url, headers, cap, wants_body, verify=False)
        try:
            return await self._exchange(url, headers, cap, wants_body, verify=True)
        except FetchFailure:
            raise
        except (httpx.HTTPError, OSError, ssl.SSLError) as error:
            broken = certificate_error(error) or handshake_error(error)
            if broken is None or not url.startswith("https:"):
                raise failure_of(error) from error
        try:
            answer = await self._exchange(url, headers, cap, wants_body, verify=False)
        except (httpx.HTTPError, OSError, ssl.SSLError):
            raise failure_of(broken) from broken
        self.unverified.add(key)
        return answer

    async def _exchange(
        self, url: str, headers: Mapping[str, str], cap: int, wants_body: WantsBody | None, *, verify: bool
    ) -> Answer:
        """One round. An answer that never began on a kept connection is asked for once more: GET may be repeated."""
        try:
            return await self._round(url, headers, cap, wants_body, verify)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            return await self._round(url, headers, cap, wants_body, verify)
        except httpx.HTTPError as error:
            if certificate_error(error) or handshake_error(error):
                raise
            raise failure_of(error) from error

    async def _round(
        self, url: str, headers: Mapping[str, str], cap: int, wants_body: WantsBody | None, verify: bool
    ) -> Answer:
        transport = self._transport(url, verify)
        request = httpx.Request("GET", url, headers=self._headers(url, headers))
        request.extensions = {
            "timeout": {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS, "pool": READ_SECONDS}
        }
        response = await transport.handle_async_request(request)
        try:
            pairs = _header_pairs(response)
            plain = tuple((name, value) for name, value in pairs if name != "set-cookie")
            if wants_body is not None:
                wants_body(response.status_code, dict(reversed(plain)), url)
            peer = self._peer(response)
            received = await receive(
                response.aiter_raw(), dict(reversed(plain)).get("content-encoding"), cap, self._budget.take_bytes
            )
        finally:
            await response.aclose()
        return Answer(
            url=url,
            status=response.status_code,
            headers=plain[:HEADER_PAIRS],
            set_cookies=tuple(value for name, value in pairs if name == "set-cookie")[:HEADER_PAIRS],
            received=received,
            peer_address=peer,
            verified=verify or not url.startswith("https:"),
        )

    def _headers(self, url: str, extra: Mapping[str, str]) -> dict[str, str]:
        return {
            "Host": urlsplit(url).netloc,
            "User-Agent": self._network.user_agent,
            "Accept-Encoding": ACCEPT_ENCODING,
            "Accept-Language": "fr-FR,fr;q=0.9,en;q=0.6",
            **extra,
        }

    def _peer(self, response: httpx.Response) -> str | None:
        if self._network.proxy is not None:
            return None
        stream = response.extensions.get("network_stream")
        address = stream.get_extra_info("server_addr") if stream is not None else None
        return str(address[0]) if isinstance(address, tuple) else None

    def _transport(self, url: str, verify: bool) -> httpx.AsyncHTTPTransport:
        plain = url.startswith("http:")
        key = (plain, verify)
        transport = self._transports.get(key)
        if transport is None:
            transport = self._transports[key] = self._new_transport(plain, verify)
        return transport

    def _new_transport(self, plain: bool, verify: bool) -> httpx.AsyncHTTPTransport:
        proxy = self._network.proxy
        if plain and proxy is not None:
            # Proxies rarely take CONNECT for port 80: plain requests are handed to them whole.
            return httpx.AsyncHTTPTransport(proxy=proxy, trust_env=False)
        context = verifying_context(self._network.ca_bundle) if verify else lenient_context()
        transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False, retries=0)
        # httpx offers no public way to set the backend; the version is pinned for this line.
        transport._pool._network_backend = GuardedBackend(self._destinations, proxy)
        return transport


def _header_pairs(response: httpx.Response) -> list[tuple[str, str]]:
    pairs = []
    for name, value in response.headers.raw:
        text = value.decode("utf-8", "replace")
        pairs.append((name.decode("latin-1").lower(), text[:HEADER_LENGTH]))
    return pairs
