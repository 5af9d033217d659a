"""Language versions of a page: which language it is in, and where its French version is."""

from __future__ import annotations

from urllib.parse import urlsplit

from catalog.sites import site_of
from rules.derive.language import page_language
from scanner.collect.http import Sight
from scanner.discover.links import is_french


def language(sight: Sight) -> str | None:
    """The language of a page: what its words say, else what it declares, else what its address says."""
    if sight.page is None:
        return "fr" if is_french(sight.url) else None
    header = sight.fetched.exchange.header("content-language")
    known = page_language(sight.page.prose or sight.page.text, sight.page.language or header)
    return known or ("fr" if is_french(sight.url) else None)


def french_alternate(sight: Sight) -> str | None:
    """The French version that a page in another language names, None where it names none."""
    page = sight.page
    if page is None or language(sight) == "fr":
        return None
    for key in ("fr-fr", "fr"):
        if key in page.alternates:
            return page.alternates[key]
    for link in page.links:
        if switches_to_french(link.url, link.label) and _same_page_in_french(sight.final_url, link.url):
            return link.url
    return None


def switches_to_french(url: str, label: str) -> bool:
    """Whether a link changes the language to French."""
    return label.strip().lower() in ("fr", "français", "francais", "french", "version française") and (
        is_french(url) or site_of(url).endswith(".fr")
    )


def _same_page_in_french(url: str, french: str) -> bool:
    """Whether an address with a mark of French is no mere link to the French home page."""
    return len(urlsplit(french).path.strip("/").split("/")) >= len(urlsplit(url).path.strip("/").split("/"))
