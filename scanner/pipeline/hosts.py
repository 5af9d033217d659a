"""What is asked about a tool's hosts beside its pages: names, handshakes and small well-known texts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalog.nouns.evidence import Exchange, HostRecord, HttpProbe, TlsRecord
from catalog.sites import host_of, registrable_domain
from scanner.net.address import port_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.collect.http import Visits
    from scanner.config import NetworkConfig
    from scanner.net.fetch import Timer, Web
    from scanner.net.resolver import Resolver
    from scanner.progress import Progress

PROBED_HOSTS = 4
SHAKEN_HOSTS = 8


@dataclass
class HostFacts:
    """What was learned of the hosts; `notes` say what may have falsified it (filtered names, inspected TLS)."""

    hosts: tuple[HostRecord, ...] = ()
    tls: tuple[TlsRecord, ...] = ()
    probes: tuple[HttpProbe, ...] = ()
    well_known: tuple[Exchange, ...] = ()
    notes: tuple[str, ...] = ()


class HostInquiry:
    """Asks about hosts, three kinds of questions side by side. `sites`: the tool's own registrable domains."""

    def __init__(
        self,
        network: NetworkConfig,
        web: Web,
        resolver: Resolver,
        visits: Visits,
        sites: frozenset[str],
        timer: Timer,
        progress: Progress,
    ) -> None:
        self._network = network
        self._web = web
        self._resolver = resolver
        self._visits = visits
        self._sites = sites
        self._timer = timer
        self._progress = progress
        self._facts = HostFacts()

    async def ask(self, own: list[str], home: str | None, known: Mapping[str, Exchange]) -> HostFacts:
        """What the hosts of the addresses `own` answer.

        `home` is where the home page came from, None where there is none; `known` holds the last scan's exchanges.
        """
        await asyncio.gather(self._names(own), self._handshakes(own), self._small_requests(own, home, known))
        return self._facts

    async def _names(self, own: list[str]) -> None:
        from scanner.collect.dns import answers_are_filtered, host_records

        sites = {registrable_domain(host_of(url)) for url in own}
        hosts = {host_of(url) for url in own} | {host_of(page.exchange.final_url) for page in self._visits.pages}
        named = [host for host in self._visits.named_hosts if host and "." in host]
        hosts |= {host for host in named if registrable_domain(host) in sites}
        self._progress("names", count=len(hosts) + len(named))
        try:
            async with asyncio.timeout(max(1.0, self._timer.remaining())):
                self._facts.hosts = await host_records(self._resolver, hosts, named)
        except TimeoutError:
            self._visits.skip(own[0], "budget", "names were not all resolved in time")
        if answers_are_filtered(self._facts.hosts, self._resolver):
            self._facts.notes += ("filtering-dns",)

    async def _handshakes(self, own: list[str]) -> None:
        from scanner.collect.tls import TlsProbe

        targets = dict.fromkeys((host_of(url), port_of(url) if url.startswith("https:") else 443) for url in own)
        targets |= {(host, 443): None for host in self._visits.named_hosts if registrable_domain(host) in self._sites}
        safe = [target for target in list(targets)[:SHAKEN_HOSTS] if await self._reachable(*target)]
        self._progress("handshakes", count=len(safe))
        probe = TlsProbe(self._network, self._web.destinations, self._timer.remaining)
        self._facts.tls = await probe.records(safe)
        sound = [one for one in self._facts.tls if one.problem is None and not self._resolver.is_static(one.host)]
        if self._network.ca_bundle and sound and await probe.is_inspected(sound[0].host, sound[0].port):
            self._facts.notes += ("tls-inspection",)

    async def _reachable(self, host: str, port: int) -> bool:
        """Whether a host has addresses that may be connected to."""
        try:
            await self._web.destinations.check(host, port)
        except OSError:
            return False
        return True

    async def _small_requests(self, own: list[str], home: str | None, known: Mapping[str, Exchange]) -> None:
        from scanner.collect.well_known import http_probes, well_known_texts

        if home is None:
            return
        hosts = list(dict.fromkeys(host_of(url) for url in own if urlsplit(url).port is None))[:PROBED_HOSTS]
        self._facts.probes = await http_probes(self._web, hosts, self._visits.skip)
        self._facts.well_known = await well_known_texts(self._web, home, self._visits.skip, known)
