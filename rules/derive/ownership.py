"""Which sites are the tool's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.evidence import Evidence
from catalog.nouns.vocabulary import LEARNER_ROLES
from rules.derive.names import host_of, path_of, site_of

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge


@dataclass(frozen=True)
class Ownership:
    """The tool's own sites (registrable domains) and the hosts declared to be its product."""

    site: str
    sites: frozenset[str]
    app_hosts: frozenset[str]
    hosts: frozenset[str] = frozenset()
    """Hosts on other sites that serve the tool's own log-in pages: they alone, not the sites they stand on."""

    def is_own(self, host: str) -> bool:
        """True for a host of the tool: same registrable domain as its home, or as an address declared to be its own."""
        return bool(host) and (site_of(host) in self.sites or host in self.hosts)


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
    return Ownership(site, frozenset(sites - {""}), apps, _rented(evidence, frozenset(sites), knowledge))


def _rented(evidence: Evidence, sites: frozenset[str], knowledge: Knowledge) -> frozenset[str]:
    """Hosts elsewhere that served log-in pages taken as the tool's (they bear its name); none of a known service's."""
    found = set()
    for page in evidence.pages:
        url = page.exchange.final_url or ""
        host = host_of(url)
        if page.role in LEARNER_ROLES and page.exchange.status == 200 and host and site_of(host) not in sites:
            known = knowledge.third_party(host, path_of(url))
            if known is None and not knowledge.is_public_education_host(host):
                found.add(host)
    return frozenset(found)
