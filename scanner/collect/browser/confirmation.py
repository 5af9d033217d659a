"""Confirmation: which pages must be seen in a second profile before anything is held against a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.sites import site_of

if TYPE_CHECKING:
    from catalog.nouns.browser import PhaseRun
    from scanner.collect.browser.job import PageToVisit

CONFIRMED_PAGES = 3
"""At most this many: each costs a page's waiting time."""


def pages_to_confirm(run: PhaseRun, pages: tuple[PageToVisit, ...], entry: PageToVisit) -> tuple[PageToVisit, ...]:
    """The pages of an untouched run that showed third parties, items or behaviour that the entry page did not show.

    A page that only repeats what another one of the list shows is left out.
    """
    seen = _shown(run, entry.url)
    chosen: list[PageToVisit] = []
    for page in pages:
        new = _shown(run, page.url) - seen
        if page.url != entry.url and new and len(chosen) < CONFIRMED_PAGES:
            chosen.append(page)
            seen |= new
    return tuple(chosen)


def asks_others(run: PhaseRun, entry: PageToVisit) -> bool:
    """Whether the entry page asked third parties in an untouched run."""
    own = site_of(entry.url)
    return any(request.page == entry.url and site_of(request.url) != own for request in run.requests)


def _shown(run: PhaseRun, url: str) -> set[tuple[str, ...]]:
    own = site_of(url)
    shown: set[tuple[str, ...]] = set()
    for request in run.requests:
        if request.page == url and site_of(request.url) != own:
            shown.add(("host", site_of(request.url)))
            shown.update(("leak", site_of(request.url), kind) for kind in request.leaks)
    shown.update(("cookie", cookie.name, cookie.domain) for cookie in run.cookies if cookie.page == url)
    shown.update(("item", item.kind, item.origin, item.key) for item in run.storage if item.page == url)
    shown.update(("act", act.kind, site_of(act.script)) for act in run.behaviours if act.page == url)
    return shown
