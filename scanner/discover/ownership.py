"""Whose an address is: the tool's own organisation's, a place where organisations keep documents, or another's."""

from __future__ import annotations

from typing import Literal

from catalog.sites import host_of, registrable_domain
from scanner.discover.words import words

Owner = Literal["own", "hosted", "foreign", "other"]


def brand_of(site: str) -> str:
    """The label of a registrable domain that names the brand: `outil` for `outil.fr`."""
    return site.split(".")[0]


def _under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def owner_of(url: str, sites: frozenset[str]) -> Owner:
    """Whose an address is, seen from a tool with these sites.

    `own`: one of the sites, or the same brand under another top-level domain. `hosted`: a service that keeps policies
    for others. `foreign`: a company whose policies pages link to for other reasons.
    """
    host = host_of(url)
    site = registrable_domain(host)
    if site in sites:
        return "own"
    brands = {brand_of(known) for known in sites}
    if len(brand_of(site)) > 3 and brand_of(site) in brands:
        return "own"
    if _under(host, words().policy_hosts):
        return "hosted"
    return "foreign" if _under(host, words().foreign) else "other"
