"""Addresses, hosts and sites: which host is whose, on exact labels."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAX_URL = 8192
"""Longest address taken from a page, in characters; longer ones are data, not addresses."""


@cache
def _extractor() -> TLDExtract:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def host_of(url: str) -> str:
    """The host of an address in lower case without a final dot, or an empty text where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """The path of an address, `/` where it has none."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return "/"


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case, empty where there is none."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def is_address(host: str) -> bool:
    """True for a literal IPv4 or IPv6 address."""
    return ":" in host or (bool(host) and all(part.isdigit() for part in host.split(".")))


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """The registrable domain of a host: public suffix (private ones included) and one label before it.

    For a name under no known suffix, its last two labels (the rule `*` of the public suffix list); for a literal
    address, and for a public suffix itself, the host.
    """
    host = host.lower().rstrip(".")
    if not host or is_address(host):
        return host
    found = _extractor()(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else host
    return ".".join(host.split(".")[-2:])


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
