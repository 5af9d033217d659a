"""Host names and sites: the registrable domain by the public suffix list that ships with tldextract (no network)."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract


@cache
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract

    # The default constructor would fetch a list from the network; the snapshot in the package is dated by its release.
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(maxsize=65536)
def registrable_domain(host: str) -> str:
    """The registrable domain of a host name (`www.outil.fr` → `outil.fr`), or the host itself where there is none.

    Sites on shared suffixes are their own site (`classe.github.io`). Literal addresses are returned as they are.
    """
    name = host.rstrip(".").lower().strip("[]")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        parts = _extractor()(name)
        if parts.suffix:
            return parts.top_domain_under_public_suffix or name
        # The list's default rule for a top-level domain it does not name: one label below it.
        return ".".join(name.split(".")[-2:])
    return name


@lru_cache(maxsize=8192)
def host_of(url: str) -> str:
    """The host name of an address in lower case, `""` where it has none or cannot be read."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The registrable domain of an address, `""` where it has no host."""
    host = host_of(url)
    return registrable_domain(host) if host else ""


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens: `Éducation & Cie` → `education-cie`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
