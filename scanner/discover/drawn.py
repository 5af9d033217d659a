"""Pages that only scripts lead to: read from the home page as a browser drew it.

A single-page application answers every address with the same empty shell; its log-in page is known only once its
links are drawn. Roles that plain HTML gave a page for are not looked for again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.vocabulary import LEARNER_ROLES, Role
from scanner.collect.browser.job import PageToVisit
from scanner.collect.http import surface_of
from scanner.discover.brand import bears_brand
from scanner.discover.judge import objection
from scanner.discover.links import Candidate, candidates, inner_pages
from scanner.discover.ownership import owner_of
from scanner.net.failure import FetchFailure
from scanner.page import parse_page

if TYPE_CHECKING:
    from collections.abc import Collection

    from scanner.collect.http import Visits
    from scanner.net.fetch import Web

EACH = 2
"""Pages taken of a role, as of those that plain HTML names."""


class Drawn:
    """Asked by the browser collector once the home page is drawn. What plain HTML named stays as it is."""

    def __init__(self, web: Web, visits: Visits, sites: frozenset[str], name: str = "") -> None:
        self._web = web
        self._visits = visits
        self._sites = sites
        self._name = name

    async def __call__(self, url: str, html: str) -> tuple[PageToVisit, ...]:
        """The further pages to visit; the robots.txt of their hosts are read, so that it is known which may be."""
        known = {role for page in self._visits.pages for role in (page.role, *page.also)}
        pages: list[PageToVisit] = []
        for found in drawn_pages(html, url, self._sites, known):
            try:
                await self._web.rules(found.url)
            except FetchFailure:
                continue
            own = _is_own(found.url, self._sites)
            if own and found.role in LEARNER_ROLES and "#" not in found.url:
                await self._ask(found, found.role)
            if found.role != "hub" and (own or await self._bears_brand(found)):
                pages.append(PageToVisit(found.url, found.role, surface_of(found.role)))
        return tuple(pages)

    async def _ask(self, found: Candidate, role: Role) -> None:
        """Fetch a learner page over HTTP too: its headers and cookies are read there, what it shows in the browser."""
        sight = await self._visits.look(found.url, role)
        if sight is None or sight.page is None or not _is_own(sight.final_url, self._sites):
            return
        against = objection(sight, role, None)
        if against is None:
            self._visits.accept(sight, role, f"drawn:{found.label}"[:200])
        elif against == "not-there" or against == "other-content":
            self._visits.pass_over(sight, role, against)

    async def _bears_brand(self, found: Candidate) -> bool:
        """Whether a page on another domain is the tool's all the same: it is asked, as plain HTML would have been."""
        sight = await self._visits.look(found.url, found.role if found.role != "hub" else "other")
        if sight is None or sight.page is None or owner_of(sight.final_url, self._sites) == "foreign":
            return False
        return bears_brand(sight.page, self._sites, (self._name,))


def drawn_pages(html: str, url: str, sites: frozenset[str], known: Collection[Role]) -> tuple[Candidate, ...]:
    """Learner pages and ordinary pages that a drawn home page links to, for the roles that are not `known` yet.

    Client-side routes (`#/login`) are pages like others here. Log-in pages may stand on another domain: whether they
    are the tool's is then to be seen (see `brand`).
    """
    page = parse_page(html, url, routes=True)
    here = url.partition("#")[0]
    found: list[Candidate] = []
    for role in LEARNER_ROLES:
        if role in known:
            continue
        fitting = [one for one in candidates(page, sites) if one.role == role and one.url != here]
        own = [one for one in fitting if _is_own(one.url, sites)]
        found += (own or [one for one in fitting if owner_of(one.url, sites) == "other"])[:EACH]
    if "other" not in known:
        taken = {one.url for one in found}
        found += [one for one in inner_pages(page, sites, EACH) if one.url not in taken and one.url != here]
    return tuple(found)


def _is_own(url: str, sites: frozenset[str]) -> bool:
    return owner_of(url, sites) == "own"
