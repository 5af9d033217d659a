"""One scan of one tool: address, pages, names, handshakes, browser; then one Evidence.

The static part has its share of the time so that the browser still has its own; everything that was left out stands in
`skipped`. Nothing a site does makes a scan raise.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from catalog.nouns.browser import BrowserEvidence, HarRecording
from catalog.nouns.evidence import (
    Evidence,
    Exchange,
    HostRecord,
    HttpProbe,
    SuppliedDocument,
    TlsRecord,
)
from catalog.nouns.tool import Tool
from catalog.sites import host_of, registrable_domain
from scanner.capabilities import capabilities_of
from scanner.identity import scan_id
from scanner.net.address import AddressError, canonical, first_address, parse_target, port_of, sites_of
from scanner.net.blobs import BlobSink
from scanner.net.budget import Budget, Share
from scanner.progress import Progress, silent

if TYPE_CHECKING:
    from scanner.collect.browser.job import BrowserJob, PageToVisit
    from scanner.collect.http import Sight, Visits
    from scanner.config import Config
    from scanner.discover.drawn_documents import DrawnDocuments
    from scanner.net.fetch import Timer, Web

__all__ = ["BrowserCollector", "Progress", "scan"]

STATIC_SHARE = 0.4
"""Part of the time for pages, names and handshakes where a browser comes after; three phases take the larger part."""
CRAWL_SHARE = 0.8
"""Part of the static time for pages; the rest is for names, handshakes and probes."""
RESERVE_SECONDS = 2.0
"""Kept back from every part, so that the whole ends within its time."""
PROBED_HOSTS = 4
SHAKEN_HOSTS = 8
BROWSER_NEEDS_SECONDS = 5.0


class BrowserCollector(Protocol):
    """Opens the pages of a job in a real browser. Returns None where no browser can be had."""

    async def __call__(self, job: BrowserJob) -> BrowserEvidence | None:
        """What the browser saw."""
        ...


@dataclass
class _Found:
    """What the collectors brought besides pages."""

    hosts: tuple[HostRecord, ...] = ()
    tls: tuple[TlsRecord, ...] = ()
    probes: tuple[HttpProbe, ...] = ()
    well_known: tuple[Exchange, ...] = ()
    browser: BrowserEvidence | None = None
    notes: list[str] = field(default_factory=list)


async def scan(
    tool: Tool,
    config: Config,
    *,
    blobs: BlobSink,
    clock: Callable[[], datetime],
    previous: Evidence | None = None,
    browser: BrowserCollector | None = None,
    supplied: Iterable[SuppliedDocument] = (),
    recordings: Iterable[HarRecording] = (),
    repeat: int = 1,
    progress: Progress | None = None,
) -> Evidence:
    """Look at a tool and return the evidence. Bodies go to `blobs`, `clock` gives times in UTC.

    `previous` makes requests conditional. `browser` is the collector to use, None for a scan without one. `supplied`
    and `recordings` are what a school brought and are only handed on. Never raises for what a site does.
    """
    run = _Scan(tool, config, blobs, clock, previous, browser, repeat, progress or silent)
    try:
        return await run.evidence(tuple(supplied), tuple(recordings))
    finally:
        await run.close()


class _Scan:
    """The parts of one scan, in the order in which they are done."""

    def __init__(
        self,
        tool: Tool,
        config: Config,
        blobs: BlobSink,
        clock: Callable[[], datetime],
        previous: Evidence | None,
        browser: BrowserCollector | None,
        repeat: int,
        progress: Progress,
    ) -> None:
        from scanner.collect.http import Visits, known_exchanges
        from scanner.net.fetch import Web
        from scanner.net.guard import AddressGuard
        from scanner.net.pace import Pace
        from scanner.net.resolver import Resolver

        self._tool = tool
        self._config = config
        self._clock = clock
        self._browser = browser
        self._repeat = repeat
        self._progress = progress
        self._started = clock()
        self._budget = Budget(config.network.limits)
        self._guard = AddressGuard(config.network.allow, config.network.ports)
        self._resolver = Resolver(config.network)
        self._web: Web = Web(
            config,
            blobs=blobs,
            budget=self._budget,
            pace=Pace(config.network.limits.delay_seconds),
            resolver=self._resolver,
            guard=self._guard,
            now=clock,
        )
        self._previous = previous
        self._known = known_exchanges(previous)
        self._visits: Visits = Visits(self._web, self._known, progress)
        self._found = _Found()
        self._sites = sites_of((tool.home, *tool.apps))
        self._documents: DrawnDocuments | None = None

    async def close(self) -> None:
        """Close what is open."""
        await self._web.close()

    async def evidence(self, supplied: tuple[SuppliedDocument, ...], recordings: tuple[HarRecording, ...]) -> Evidence:
        """Do the scan."""
        home = await self._static_part()
        if home is not None and self._browser is not None:
            await self._browser_part(home, self._browser)
        self._progress("done", pages=len(self._visits.pages), seconds=round(self._budget.elapsed(), 1))
        return self._gathered(supplied, recordings)

    async def _static_part(self) -> Sight | None:
        total = self._budget.seconds
        static = total * STATIC_SHARE if self._browser is not None else total - min(RESERVE_SECONDS, total / 10)
        whole = Share(self._budget, static)
        self._web.timer = Share(self._budget, static * CRAWL_SHARE)
        candidates = self._addresses()
        if not candidates:
            return None
        home = await self._home(candidates)
        if home is not None:
            await self._discover(home)
            await self._say_unreadable()
        self._web.timer = whole
        await self._about_hosts(candidates[0], home, whole)
        return home

    def _addresses(self) -> tuple[str, ...]:
        """The home addresses to try in order; none where nothing may be scanned, with the reason in `skipped`."""
        from rules.derive.targets import wrong_target

        given = self._tool.home
        try:
            candidates = parse_target(given)
        except AddressError as error:
            self._visits.skip(given, "error", str(error), "home")
            self._progress("unusable-address", problem=error.problem, url=given)
            return ()
        kind = wrong_target(candidates[0])
        if kind is not None:
            self._say_wrong_target(given, kind)
            return ()
        return candidates

    def _say_wrong_target(self, url: str, kind: str) -> None:
        detail = f"wrong-target: {kind}: this is not the product's own address; give the address of the product"
        self._visits.skip(url, "error", detail, "home")
        self._progress("wrong-target", kind=kind, url=url)

    async def _home(self, candidates: tuple[str, ...]) -> Sight | None:
        """The home page; where https does not answer at all, plain http is tried, and `www.` for a bare domain."""
        from rules.derive.targets import wrong_target

        tries = list(candidates)
        first = candidates[0]
        if first.startswith("https:"):
            tries.append(first.replace("https:", "http:", 1))
        host = host_of(first)
        if registrable_domain(host) == host and not (await self._resolver.resolve(host)).addresses:
            tries.append(first.replace("://", "://www.", 1))
        sight = None
        for url in dict.fromkeys(tries):
            sight = await self._visits.look(url, "home")
            if sight is not None or not self._may_try_on(url):
                break
        if sight is None:
            return None
        kind = wrong_target(sight.final_url)
        if kind is not None:
            self._say_wrong_target(sight.url, kind)
            return None
        self._visits.accept(sight, "home", "given", language=sight.language)
        if sight.page is not None and sight.page.is_shell:
            detail = "the page is made by a script: static HTML shows almost nothing of it"
            self._visits.skip(sight.url, "unreadable-format", detail, "home")
        return sight

    def _may_try_on(self, url: str) -> bool:
        """Whether a failed home address leaves sense in trying the next one: nothing answered there at all."""
        last = next((one for one in reversed(self._visits.skipped) if one.url == url), None)
        silent_there = not self._web.answered(url)
        return last is not None and last.reason in ("error", "timeout") and silent_there

    async def _discover(self, home: Sight) -> None:
        from scanner.discover.crawl import Discovery
        from scanner.discover.drawn_documents import DrawnDocuments, remember

        self._sites |= sites_of((home.url, home.final_url))
        apps = tuple(url for app in self._tool.apps if (url := first_address(app)))
        documents = tuple(url for text in self._tool.documents if (url := first_address(text)))
        discovery = Discovery(self._web, self._visits, home, self._sites, self._tool.name)
        await discovery.run(documents, apps)
        if self._browser is not None:
            self._documents = DrawnDocuments(self._web, self._visits, discovery, home, self._sites, self._progress)
        elif self._previous is not None:
            await remember(discovery, self._visits, self._previous.pages)

    async def _say_unreadable(self) -> None:
        """Say which documents were found and fetched but have no text."""
        from scanner.documents.legible import unreadable_documents

        for page, detail in await unreadable_documents(self._visits.pages, self._web.blobs):
            self._visits.skip(page.exchange.url, "unreadable-format", detail, page.role)

    def _own_addresses(self, home_address: str, home: Sight | None) -> list[str]:
        """Addresses that show the tool's own hosts: the given one, and pages on its sites."""
        urls = [home_address, *([home.final_url] if home else [])]
        urls += [url for app in self._tool.apps if (url := first_address(app))]
        sites = {registrable_domain(host_of(url)) for url in urls}
        for page in self._visits.pages:
            url = page.exchange.final_url
            if registrable_domain(host_of(url)) in sites or page.surface == "learner":
                urls.append(url)
        return list(dict.fromkeys(urls))

    async def _about_hosts(self, home_address: str, home: Sight | None, timer: Timer) -> None:
        """Names, handshakes and small texts, side by side."""
        own = self._own_addresses(home_address, home)
        await asyncio.gather(self._names(own, timer), self._handshakes(own, timer), self._small_requests(own, home))

    async def _names(self, own: list[str], timer: Timer) -> None:
        from scanner.collect.dns import answers_are_filtered, host_records

        sites = {registrable_domain(host_of(url)) for url in own}
        hosts = {host_of(url) for url in own} | {host_of(page.exchange.final_url) for page in self._visits.pages}
        named = [host for host in self._visits.named_hosts if host and "." in host]
        hosts |= {host for host in named if registrable_domain(host) in sites}
        self._progress("names", count=len(hosts) + len(named))
        try:
            async with asyncio.timeout(max(1.0, timer.remaining())):
                self._found.hosts = await host_records(self._resolver, hosts, named)
        except TimeoutError:
            self._visits.skip(own[0], "budget", "names were not all resolved in time")
        if answers_are_filtered(self._found.hosts, self._resolver):
            self._found.notes.append("filtering-dns")

    async def _handshakes(self, own: list[str], timer: Timer) -> None:
        from scanner.collect.tls import TlsProbe

        targets = dict.fromkeys((host_of(url), port_of(url) if url.startswith("https:") else 443) for url in own)
        targets |= {(host, 443): None for host in self._visits.named_hosts if registrable_domain(host) in self._sites}
        safe = [target for target in list(targets)[:SHAKEN_HOSTS] if await self._reachable(*target)]
        self._progress("handshakes", count=len(safe))
        probe = TlsProbe(self._config.network, self._web.destinations, timer.remaining)
        self._found.tls = await probe.records(safe)
        sound = [one for one in self._found.tls if one.problem is None and not self._resolver.is_static(one.host)]
        if self._config.network.ca_bundle and sound and await probe.is_inspected(sound[0].host, sound[0].port):
            self._found.notes.append("tls-inspection")

    async def _reachable(self, host: str, port: int) -> bool:
        """Whether a host has addresses that may be connected to."""
        try:
            await self._web.destinations.check(host, port)
        except OSError:
            return False
        return True

    async def _small_requests(self, own: list[str], home: Sight | None) -> None:
        from scanner.collect.well_known import http_probes, well_known_texts

        hosts = list(dict.fromkeys(host_of(url) for url in own if urlsplit(url).port is None))[:PROBED_HOSTS]
        if home is None:
            return
        self._found.probes = await http_probes(self._web, hosts, self._visits.skip)
        self._found.well_known = await well_known_texts(self._web, home.final_url, self._visits.skip, self._known)

    async def _browser_part(self, home: Sight, browser: BrowserCollector) -> None:
        from scanner.collect.browser.job import BrowserJob
        from scanner.discover.drawn import Drawn

        seconds = self._budget.remaining() - RESERVE_SECONDS
        pages = self._pages_for_browser()
        if seconds < BROWSER_NEEDS_SECONDS or not pages:
            self._visits.skip(home.final_url, "budget", "no time was left for the browser")
            return
        self._progress("browser", pages=len(pages))
        job = BrowserJob(
            home=home.final_url,
            pages=pages,
            config=self._config,
            budget=Share(self._budget, seconds),
            blobs=self._web.blobs,
            resolver=self._resolver,
            guard=self._guard,
            may_visit=self._web.may_visit,
            repeat=self._repeat,
            drawn=Drawn(self._web, self._visits, self._sites, self._tool.name),
            documents=self._documents,
        )
        # For half of this time HTTP may still be asked for what drawn links lead to.
        self._web.timer = Share(self._budget, seconds / 2)
        try:
            async with asyncio.timeout(seconds + RESERVE_SECONDS / 2):
                self._found.browser = await browser(job)
        except TimeoutError:
            self._visits.skip(home.final_url, "budget", "the browser did not end in time")
        await self._say_unreadable()
        self._say_what_was_not_opened(job)

    def _say_what_was_not_opened(self, job: BrowserJob) -> None:
        """Pages that the browser was to open untouched and had no time for."""
        from scanner.collect.browser.job import choose_pages

        runs = self._found.browser.phases if self._found.browser else ()
        if not any(run.reason == "budget" for run in runs):
            return
        opened = {page.url for run in runs if run.phase == "before-choice" for page in run.pages}
        for page in choose_pages(job):
            if page.url not in opened:
                self._visits.skip(page.url, "budget", "the browser had no time to open this page")

    def _pages_for_browser(self) -> tuple[PageToVisit, ...]:
        from scanner.collect.browser.job import PageToVisit

        html = ("text/html", "application/xhtml+xml")
        return tuple(
            PageToVisit(page.exchange.final_url, page.role, page.surface)
            for page in self._visits.pages
            if page.exchange.media_type in html and page.exchange.status == 200
        )

    def _gathered(self, supplied: tuple[SuppliedDocument, ...], recordings: tuple[HarRecording, ...]) -> Evidence:
        from scanner import __version__
        from scanner.brought import of_this_tool
        from scanner.drawn import skipped_after_drawing

        recordings = of_this_tool(recordings, self._sites)
        if self._config.network.proxy is not None:
            self._found.notes.append("proxy")
        return Evidence(
            scan_id=scan_id(self._started),
            tool_id=self._tool.id,
            home=canonical(self._tool.home) or self._tool.home,
            apps=self._tool.apps,
            started_at=self._started,
            ended_at=max(self._started, self._clock()),
            vantage_country=self._config.network.vantage_country,
            program=f"preau {__version__}",
            capabilities=capabilities_of(
                self._visits.pages, self._found.hosts, self._found.tls, self._found.browser, supplied, recordings
            ),
            robots=tuple(self._web.robots),
            pages=tuple(self._visits.pages),
            skipped=skipped_after_drawing(self._visits.skipped, self._found.browser),
            searched=tuple(self._visits.searched),
            well_known=self._found.well_known,
            hosts=self._found.hosts,
            tls=self._found.tls,
            http_probes=self._found.probes,
            bots=tuple(self._visits.bots),
            browser=self._found.browser,
            recordings=recordings,
            supplied=supplied,
            vantage_notes=tuple(self._found.notes),
        )
