"""Which sites are the tool's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.evidence import Evidence
from rules.derive.names import host_of, path_of, site_of

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge


@dataclass(frozen=True)
class Ownership:
    """The tool's own sites (registrable domains) and the hosts declared to be its product."""

    site: str
    sites: frozenset[str]
    app_hosts: frozenset[str]

    def is_own(self, host: str) -> bool:
        """True for a host of the tool: same registrable domain as its home, or as an address declared to be its own."""
        return bool(host) and site_of(host) in self.sites


def ownership(evidence: Evidence, knowledge: Knowledge) -> Ownership:
    """The tool's sites: its home's, where its home page moved for good, and its declared applications'.

    A home that redirects to a known third party (a form, an identity provider) does not make that its own.
    """
    site = site_of(host_of(evidence.home))
    apps = frozenset(host for host in map(host_of, evidence.apps) if host)
    sites = {site} | {site_of(host) for host in apps}
    for page in evidence.pages:
        if page.role == "home" and page.exchange.final_url and page.exchange.status in range(200, 400):
            host = host_of(page.exchange.final_url)
            if host and knowledge.third_party(host, path_of(page.exchange.final_url)) is None:
                sites.add(site_of(host))
    return Ownership(site, frozenset(sites - {""}), apps)
