"""Addresses, hosts and sites: which host is whose, on exact labels."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from catalog.sites import host_of
from catalog.sites import registrable_domain as site_of

__all__ = ["absolute", "host_of", "path_of", "scheme_of", "site_of"]

MAX_URL = 8192
"""Longest address taken from a page, in characters; longer ones are data, not addresses."""


def path_of(url: str) -> str:
    """The path of an address, `/` where it has none."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return "/"


def query_of(url: str) -> str:
    """The query of an address without its question mark, empty where it has none."""
    try:
        return urlsplit(url).query
    except ValueError:
        return ""


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case, empty where there is none."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def absolute(base: str, link: str) -> str | None:
    """`link` as an absolute http(s) address without fragment, or None where it is none (data:, mailto:, nonsense)."""
    link = link.strip().replace("\n", "").replace("\r", "").replace("\t", "")
    if not link or len(link) > MAX_URL:
        return None
    try:
        joined = urljoin(base, link)
        parts = urlsplit(joined)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return joined.split("#", 1)[0]
