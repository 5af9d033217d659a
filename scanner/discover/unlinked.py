"""Documents nobody linked to: the sitemap, then well-known paths, held against an address that cannot exist."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalog.nouns.vocabulary import Role
from scanner.collect.http import Sight, Visits
from scanner.discover.judge import Nowhere, word_set
from scanner.discover.links import is_french
from scanner.discover.ownership import owner_of
from scanner.discover.sitemap import sitemap_addresses
from scanner.discover.words import words
from scanner.net.address import canonical, origin_of
from scanner.net.failure import FetchFailure

if TYPE_CHECKING:
    from scanner.net.fetch import Web

SITEMAP_TRIES = 2
"""Addresses of the sitemap tried for a role."""
WELL_KNOWN = "well-known"
"""How the evidence says that an address was only guessed."""
Accept = Callable[[Sight, Role, str], bool]
"""Takes a sight for a role, found as the words of the evidence say; whether it was one."""


class Unlinked:
    """The search for documents at addresses that no page named."""

    def __init__(self, web: Web, visits: Visits, home: str, sites: frozenset[str]) -> None:
        self._web = web
        self._visits = visits
        self._home = home
        self._sites = sites
        self.nowhere: Nowhere | None = None
        """What the site answers to an address that cannot exist; None before it was asked, or where it says so."""

    async def find(self, missing: Iterable[Role], accept: Accept) -> None:
        """Look for these roles, each until `accept` takes what came. Never raises for what a site does."""
        wanted = list(missing)
        await self._ask_nowhere()
        found = await self._from_sitemap(wanted, accept)
        for role in wanted:
            if role not in found:
                await self._at_well_known_paths(role, accept)

    async def _at_well_known_paths(self, role: Role, accept: Accept) -> None:
        for path in words().roles[role].well_known:
            url = canonical(path, origin_of(self._home) + "/")
            if url is None or self._visits.was_seen(url) or self._visits.spent:
                continue
            sight = await self._visits.look(url, role, guess=True)
            if sight is not None and accept(sight, role, WELL_KNOWN):
                return

    async def _from_sitemap(self, missing: list[Role], accept: Accept) -> set[Role]:
        """The roles for which an address of the sitemap was taken."""
        try:
            named = (await self._web.rules(self._home)).sitemaps
        except FetchFailure:
            return set()
        listed = await sitemap_addresses(self._web, self._home, named)
        return {role for role in missing if await self._listed(listed, role, accept)}

    async def _listed(self, listed: Iterable[str], role: Role, accept: Accept) -> bool:
        """Whether one of the listed addresses whose last part names the role was taken for it."""
        paths = words().roles[role].paths
        fitting = [url for url in listed if _last_segment(url) in paths and owner_of(url, self._sites) == "own"]
        fitting.sort(key=lambda url: (not is_french(url), url.count("/"), url))
        for url in fitting[: 0 if self._visits.spent else SITEMAP_TRIES]:
            sight = await self._visits.look(url, role)
            if sight is not None and accept(sight, role, "sitemap"):
                return True
        return False

    async def _ask_nowhere(self) -> None:
        """Learn what the site answers to an address that cannot exist: the same one each night."""
        origin = origin_of(self._home)
        name = hashlib.sha256(origin.encode()).hexdigest()[:16]
        sight = await self._visits.look(f"{origin}/{name}", "other", guess=True)
        if sight is not None and sight.page is not None:
            self.nowhere = Nowhere(sight.final_url, word_set(sight.page), sight.page.is_shell)


def _last_segment(url: str) -> str:
    segment = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower()
    for ending in (".html", ".htm", ".php", ".pdf"):
        segment = segment.removesuffix(ending)
    return segment
