"""One scan of one tool: address, pages, names, handshakes, browser; then one Evidence.

The static part has its share of the time so that the browser still has its own; everything that was left out stands in
`skipped`. Nothing a site does makes a scan raise.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from catalog.nouns.browser import BrowserEvidence, HarRecording
from catalog.nouns.evidence import Evidence, SuppliedDocument
from catalog.nouns.tool import Tool
from catalog.sites import host_of, registrable_domain
from scanner.capabilities import capabilities_of
from scanner.identity import scan_id
from scanner.net.address import canonical, first_address, sites_of
from scanner.net.blobs import BlobSink
from scanner.net.budget import Budget, Share
from scanner.progress import Progress, silent

from .home import HomeSearch
from .hosts import HostFacts, HostInquiry

if TYPE_CHECKING:
    from scanner.collect.browser.job import BrowserJob, PageToVisit
    from scanner.collect.http import Sight, Visits
    from scanner.config import Config
    from scanner.discover.drawn_documents import DrawnDocuments
    from scanner.net.fetch import Web

STATIC_SHARE = 0.4
"""Part of the time for pages, names and handshakes where a browser comes after; three phases take the larger part."""
CRAWL_SHARE = 0.8
"""Part of the static time for pages; the rest is for names, handshakes and probes."""
RESERVE_SECONDS = 6.0
"""Kept back from every part, so that the whole ends within its time, judging and writing the report included: a check
that has used its time up still takes 2 s for them on an idle machine and 5 s on a busy one."""
_RESERVE_SHARE = 0.1
"""The same as a part of a time that is short."""
BROWSER_NEEDS_SECONDS = 5.0


def kept_back(total: float) -> float:
    """Seconds of a check's `total` in which nothing is looked at any more."""
    return min(RESERVE_SECONDS, total * _RESERVE_SHARE)


class BrowserCollector(Protocol):
    """Opens the pages of a job in a real browser. Returns None where no browser can be had."""

    async def __call__(self, job: BrowserJob) -> BrowserEvidence | None:
        """What the browser saw."""
        ...


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
        self._host_facts = HostFacts()
        self._browser_evidence: BrowserEvidence | None = None
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
        static = total * STATIC_SHARE if self._browser is not None else total - kept_back(total)
        whole = Share(self._budget, static)
        self._web.timer = Share(self._budget, static * CRAWL_SHARE)
        search = HomeSearch(self._web, self._resolver, self._visits, self._progress)
        candidates = search.addresses(self._tool.home)
        if not candidates:
            return None
        home = await search.page(candidates)
        if home is not None:
            await self._discover(home)
            await self._say_unreadable()
        self._web.timer = whole
        inquiry = HostInquiry(
            self._config.network, self._web, self._resolver, self._visits, self._sites, whole, self._progress
        )
        own = self._own_addresses(candidates[0], home)
        self._host_facts = await inquiry.ask(own, home.final_url if home else None, self._known)
        return home

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

    async def _browser_part(self, home: Sight, browser: BrowserCollector) -> None:
        from scanner.collect.browser.job import BrowserJob
        from scanner.discover.drawn import Drawn

        reserve = kept_back(self._budget.seconds)
        seconds = self._budget.remaining() - reserve
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
            async with asyncio.timeout(seconds + reserve / 2):
                self._browser_evidence = await browser(job)
        except TimeoutError:
            self._visits.skip(home.final_url, "budget", "the browser did not end in time")
        await self._say_unreadable()
        self._say_what_was_not_opened(job)

    def _say_what_was_not_opened(self, job: BrowserJob) -> None:
        """Pages that the browser was to open untouched and had no time for."""
        from scanner.collect.browser.job import choose_pages

        runs = self._browser_evidence.phases if self._browser_evidence else ()
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
        from scanner.drawn import passed_over_after_drawing, skipped_after_drawing

        recordings = of_this_tool(recordings, self._sites)
        facts = self._host_facts
        skipped = skipped_after_drawing(self._visits.skipped, self._browser_evidence)
        told = [url for page in self._visits.pages for url in (page.exchange.url, page.exchange.final_url)]
        told += [one.url for one in skipped]
        behind_proxy = ("proxy",) if self._config.network.proxy is not None else ()
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
                self._visits.pages, facts.hosts, facts.tls, self._browser_evidence, supplied, recordings
            ),
            robots=tuple(self._web.robots),
            pages=tuple(self._visits.pages),
            skipped=skipped,
            passed_over=passed_over_after_drawing(self._visits.passed_over, told, self._browser_evidence),
            searched=tuple(self._visits.searched),
            well_known=facts.well_known,
            hosts=facts.hosts,
            tls=facts.tls,
            http_probes=facts.probes,
            bots=tuple(self._visits.bots),
            browser=self._browser_evidence,
            recordings=recordings,
            supplied=supplied,
            vantage_notes=facts.notes + behind_proxy,
        )
