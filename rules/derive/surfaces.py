"""Which surfaces an address belongs to: a home page that is the log-in page too belongs to two."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.nouns.browser import BrowserPage
from catalog.nouns.vocabulary import Surface

Surfaces = dict[str, tuple[Surface, ...]]


def surfaces_by_address(pages: Iterable[BrowserPage]) -> Surfaces:
    """Address, as asked for and as it came to be → its surfaces, in the order of the pages."""
    found: dict[str, dict[Surface, None]] = {}
    for page in pages:
        for url in (page.url, page.final_url):
            found.setdefault(url, {})[page.surface] = None
    return {url: tuple(surfaces) for url, surfaces in found.items()}
