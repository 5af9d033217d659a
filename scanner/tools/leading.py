"""Where addresses lead: each is asked once, politely, by the rules of a scan (robots first, guard, pace, redirects)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from catalog.sites import site_of

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.net.pace import Pace
    from scanner.net.resolver import Resolver

AT_ONCE = 8
"""Sites asked at the same time, as many as the nightly job has workers by default."""
SECONDS = 15
"""What one address may take, its robots.txt and its redirects included."""


async def sites_led_to(homes: Iterable[str], config: Config) -> dict[str, str]:
    """The registrable domain at which each address ends; addresses that do not answer are left out. Never raises."""
    from scanner.net.pace import Pace
    from scanner.net.resolver import Resolver

    pace, resolver = Pace(config.network.limits.delay_seconds), Resolver(config.network)
    gate = asyncio.Semaphore(AT_ONCE)

    async def ask(home: str) -> tuple[str, str | None]:
        async with gate:
            return home, await _site_of(home, config, pace, resolver)

    answers = await asyncio.gather(*(ask(home) for home in homes))
    return {home: site for home, site in answers if site}


async def _site_of(home: str, config: Config, pace: Pace, resolver: Resolver) -> str | None:
    """Where one address ends. Its content is not kept."""
    from scanner.clock import now
    from scanner.net.address import AddressError, canonical
    from scanner.net.blobs import MemoryBlobs
    from scanner.net.budget import Budget
    from scanner.net.failure import FetchFailure
    from scanner.net.fetch import Web
    from scanner.net.guard import AddressGuard

    limits = config.network.limits
    brief = limits.model_copy(update={"seconds": min(limits.seconds, SECONDS)})
    web = Web(
        config,
        blobs=MemoryBlobs(),
        budget=Budget(brief),
        pace=pace,
        resolver=resolver,
        guard=AddressGuard(config.network.allow, config.network.ports),
        now=now,
    )
    try:
        address = canonical(home)
        if address is None:
            return None
        fetched = await web.fetch(address)
    except (AddressError, FetchFailure):
        return None
    finally:
        await web.close()
    return site_of(fetched.exchange.final_url) or None
