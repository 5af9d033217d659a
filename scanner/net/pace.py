"""Politeness: one request at a time to a site, and a pause between two."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from catalog.sites import registrable_domain

CRAWL_DELAY_CAP = 5.0
"""Longest `Crawl-delay` (seconds) that is waited for; a site that asks for more gets fewer pages, not a longer scan."""
_ASKED: dict[str, float] = {}
"""When this process last asked each site (monotonic seconds): tools on one site are checked one after the other."""


class Pace:
    """Turns at sites. A site is a registrable domain: its hosts share one turn."""

    def __init__(self, delay_seconds: float) -> None:
        self._delay = delay_seconds
        self._wanted: dict[str, float] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self.waited = 0.0
        """Seconds spent in pauses, all sites together."""

    def slow_down(self, host: str, crawl_delay: float) -> None:
        """Respect a `Crawl-delay` of the host's robots.txt, up to the cap."""
        site = registrable_domain(host)
        wanted = min(max(0.0, crawl_delay), CRAWL_DELAY_CAP)
        self._wanted[site] = max(self._wanted.get(site, 0.0), wanted)

    def delay(self, host: str) -> float:
        """Seconds between two requests to the host's site."""
        return max(self._delay, self._wanted.get(registrable_domain(host), 0.0))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the site's turn, hold it for one request, and note when it ended."""
        site = registrable_domain(host)
        async with self._locks.setdefault(site, asyncio.Lock()):
            wait = _ASKED.get(site, float("-inf")) + self.delay(host) - time.monotonic()
            if wait > 0:
                self.waited += wait
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                _ASKED[site] = time.monotonic()
