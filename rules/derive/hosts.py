"""Hosts as two facts: where each is, and who runs it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import HostFact
from catalog.nouns.vocabulary import LEARNER_ROLES, Role, Surface
from rules.derive.names import host_of
from rules.derive.ownership import Ownership
from rules.derive.surfaces import surfaces_by_address

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge
    from rules.knowledge.model import HostPlace

STATIC_LABELS = frozenset({"cdn", "assets", "static", "img", "images", "media", "fonts", "files", "s", "cdn1", "cdn2"})
"""First labels of hosts that serve files, not the product [M]: `assets.tool.example` is not where pupils log in."""


@dataclass
class _Seen:
    """What the evidence says of one host before it is located."""

    roles: dict[Role, None] = field(default_factory=dict)
    surfaces: dict[Surface, None] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)
    cnames: tuple[str, ...] = ()
    headers: list[tuple[str, str]] = field(default_factory=list)
    failure: str | None = None


def hosts(evidence: Evidence, owned: Ownership, knowledge: Knowledge) -> tuple[HostFact, ...]:
    """Every host that DNS was asked for, that served a page, or that a browser contacted; own hosts first."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    _from_dns(evidence, seen)
    _from_pages(evidence, seen)
    _from_browser(evidence, seen)
    for host in owned.app_hosts:
        seen[host].surfaces["learner"] = None
    facts = [_fact(host, one, owned, knowledge) for host, one in seen.items() if host]
    return tuple(sorted(facts, key=lambda one: (not one.first_party, one.host)))


def _is_address(host: str) -> bool:
    """True for a literal IPv4 or IPv6 address."""
    from ipaddress import ip_address

    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_static_host(host: str) -> bool:
    """True for a host that by its name only serves files."""
    return host.split(".")[0] in STATIC_LABELS


def _from_dns(evidence: Evidence, seen: dict[str, _Seen]) -> None:
    for record in evidence.hosts:
        one = seen[record.host.lower().rstrip(".")]
        one.cnames = tuple(name.lower().rstrip(".") for name in record.cname_chain) or one.cnames
        one.failure = record.failure
        one.addresses.update(dict.fromkeys(record.addresses))


def _from_pages(evidence: Evidence, seen: dict[str, _Seen]) -> None:
    for page in evidence.pages:
        exchange = page.exchange
        host = host_of(exchange.final_url or exchange.url)
        if not host or exchange.status is None:
            continue
        one = seen[host]
        for role in (page.role, *page.also):
            one.roles[role] = None
        one.surfaces["learner" if page.role in LEARNER_ROLES else page.surface] = None
        if exchange.peer_address:
            one.addresses[exchange.peer_address] = None
        one.headers.extend(exchange.headers)


def _from_browser(evidence: Evidence, seen: dict[str, _Seen]) -> None:
    runs = [(run.pages, run.requests) for run in (evidence.browser.phases if evidence.browser else ())]
    runs += [(recording.pages, recording.requests) for recording in evidence.recordings]
    for pages, requests in runs:
        surfaces = surfaces_by_address(pages)
        for request in requests:
            host = host_of(request.url)
            if not host or request.status is None:
                continue
            one = seen[host]
            if request.peer_address:
                one.addresses[request.peer_address] = None
            one.surfaces.update(dict.fromkeys(surfaces.get(request.page, ("showcase",))))


def _fact(host: str, seen: _Seen, owned: Ownership, knowledge: Knowledge) -> HostFact:
    fact = HostFact(
        host=host,
        first_party=owned.is_own(host),
        roles=tuple(seen.roles),
        surfaces=tuple(seen.surfaces),
        addresses=tuple(seen.addresses),
        cname_chain=seen.cnames,
    )
    addresses = list(seen.addresses) or ([host] if _is_address(host) else [])
    places = [place for place in (_locate(one, host, seen, knowledge) for one in addresses) if place is not None]
    if not places:
        place = _locate(None, host, seen, knowledge)
        if place is None:
            return fact.model_copy(update={"reason": "no-address"})
        places = [place]
    return fact.model_copy(update=_merged(places, seen))


def _locate(address: str | None, host: str, seen: _Seen, knowledge: Knowledge) -> HostPlace | None:
    try:
        return knowledge.locate(address, host, seen.cnames, seen.headers)
    except ValueError:
        return None


def _merged(places: list[HostPlace], seen: _Seen) -> dict[str, object]:
    """One answer from the places of all addresses; where they differ the country is undetermined."""
    first = places[0]
    masked = next((place.masked_by for place in places if place.masked_by), None)
    countries = {place.country for place in places}
    country = first.country if len(countries) == 1 and masked is None else None
    reason = first.reason if len(countries) == 1 else "addresses-in-several-countries"
    if not seen.addresses and seen.failure:
        reason = "no-address"
    providers = [provider for place in places for provider in place.providers]
    outside = next((p for p in providers if p.control_country), None)
    return {
        "country": country,
        "region": first.region if country else None,
        "asn": first.asn,
        "operator": first.operator or (providers[0].name if providers else None),
        "control_country": first.control_country or (outside.control_country if outside else None),
        "control_mark": next(
            (p.mark for p in providers if p.name == first.operator), outside.mark if outside else None
        ),
        "masked_by": masked,
        "location_basis": first.basis,
        "reason": reason,
    }
