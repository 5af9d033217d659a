"""Third parties: those that pages name, and those that were really contacted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from catalog.nouns.browser import BrowserPage, BrowserRequest
from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import CookieFact, HostFact, PageFact, ThirdPartyFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Phase, Surface
from rules.derive.names import host_of, path_of, query_of, site_of
from rules.derive.ownership import Ownership
from rules.derive.references import LOADING
from rules.derive.surfaces import surfaces_by_address

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge
    from rules.knowledge.model import ThirdPartyKnowledge

NAMED = LOADING | {"blocked", "form"}
"""Elements that make a host a third party: it is contacted, or will be after a choice or when a form is sent."""
MAX_CITATIONS = 5
"""Citations kept of one third party: enough to show it, on each page and phase."""
MEASURED = 64.0
"""Bits of information in a value from which it can single a terminal out (as long as a random 64-bit number)."""


class _Key(NamedTuple):
    host: str
    service: str
    basis: Literal["observed", "referenced"]


@dataclass
class _Party:
    known: ThirdPartyKnowledge | None
    cloaked_as: str | None
    phases: dict[Phase, None] = field(default_factory=dict)
    surfaces: dict[Surface, None] = field(default_factory=dict)
    identifies: bool = False
    citations: list[Citation] = field(default_factory=list)


def third_parties(
    evidence: Evidence,
    pages: Iterable[PageFact],
    hosts: Iterable[HostFact],
    cookies: Iterable[CookieFact],
    owned: Ownership,
    knowledge: Knowledge,
) -> tuple[ThirdPartyFact, ...]:
    """One fact for each host, service and basis.

    A host of the tool whose CNAME chain leads to a known third party counts, with `cloaked_as` the name it hides.
    Plain links are no third parties: a person has to follow them.
    """
    chains = {one.host: one.cname_chain for one in hosts}
    found: dict[_Key, _Party] = {}
    _from_references(pages, chains, owned, knowledge, found)
    _from_network(evidence, chains, owned, knowledge, found)
    writers = {site_of(cookie.domain) for cookie in cookies if cookie.third_party}
    return tuple(
        sorted(
            (_fact(key, party, writers) for key, party in found.items()),
            key=lambda one: (one.basis, one.host, one.organisation or "", one.categories),
        )
    )


def _from_references(
    pages: Iterable[PageFact],
    chains: dict[str, tuple[str, ...]],
    owned: Ownership,
    knowledge: Knowledge,
    found: dict[_Key, _Party],
) -> None:
    for page in pages:
        for reference in page.references:
            if reference.element not in NAMED:
                continue
            known = knowledge.third_party(reference.host, path_of(reference.url), chains.get(reference.host, ()))
            if owned.is_own(reference.host) and not _is_cloaked(known):
                continue
            party = _party(found, reference.host, known, "referenced", owned)
            party.surfaces[page.surface] = None
            _cite(party, Citation(page=reference.page, references=reference.url, host=reference.host))
    _cloaked_names(pages, chains, owned, knowledge, found)


def _cloaked_names(
    pages: Iterable[PageFact],
    chains: dict[str, tuple[str, ...]],
    owned: Ownership,
    knowledge: Knowledge,
    found: dict[_Key, _Party],
) -> None:
    """Own hosts whose chain of names ends at a third party that collects: known from DNS alone, not contacted."""
    for host, chain in chains.items():
        if not owned.is_own(host) or not chain:
            continue
        known = knowledge.third_party(host, "", chain)
        if known is None or not _is_cloaked(known):
            continue
        party = _party(found, host, known, "referenced", owned)
        _cite(party, Citation(host=host, organisation=known.organisation, note=f"CNAME {' → '.join(chain)}"))


CLOAKABLE = frozenset(
    {
        "analytics", "exempt-capable-analytics", "advertising", "social", "session-replay", "tag-manager", "marketing",
        "ab-testing", "crm", "fingerprinting", "push-notifications",
    }
)  # fmt: skip
"""Categories that a first-party name would disguise; a CNAME to a host, a CDN or a help desk disguises nothing."""


def _from_network(
    evidence: Evidence,
    chains: dict[str, tuple[str, ...]],
    owned: Ownership,
    knowledge: Knowledge,
    found: dict[_Key, _Party],
) -> None:
    runs: list[tuple[Phase, tuple[BrowserPage, ...], tuple[BrowserRequest, ...]]] = [
        (run.phase, run.pages, run.requests) for run in (evidence.browser.phases if evidence.browser else ())
    ]
    runs += [("none", recording.pages, recording.requests) for recording in evidence.recordings]
    for phase, pages, requests in runs:
        surfaces = surfaces_by_address(pages)
        for request in requests:
            host = host_of(request.url)
            if not host or request.during_click or not request.left:
                continue
            known = knowledge.third_party(host, path_of(request.url), chains.get(host, ()))
            if owned.is_own(host) and not _is_cloaked(known):
                continue
            known = known or knowledge.software(host, path_of(request.url), query_of(request.url))
            party = _party(found, host, known, "observed", owned)
            party.phases[phase] = None
            party.surfaces.update(dict.fromkeys(surfaces.get(request.page, ("showcase",))))
            party.identifies |= bool(request.sent_cookies or request.leaks)
            organisation = known.organisation if known and known.operator_known else None
            _cite(
                party,
                Citation(request=request.url, host=host, organisation=organisation, phase=phase, page=request.page),
            )


def _is_cloaked(known: ThirdPartyKnowledge | None) -> bool:
    """Whether an own name leads by CNAME to a third party that such a name would disguise."""
    return known is not None and known.via_cname is not None and bool(set(known.categories) & CLOAKABLE)


def cloaked_hosts(evidence: Evidence, owned: Ownership, knowledge: Knowledge) -> frozenset[str]:
    """The tool's own hosts that lead by CNAME to a third party that collects."""
    return frozenset(
        record.host
        for record in evidence.hosts
        if owned.is_own(record.host)
        and record.cname_chain
        and _is_cloaked(knowledge.third_party(record.host, "", record.cname_chain))
    )


def _party(
    found: dict[_Key, _Party],
    host: str,
    known: ThirdPartyKnowledge | None,
    basis: Literal["observed", "referenced"],
    owned: Ownership,
) -> _Party:
    key = _Key(host, known.service if known else "", basis)
    cloak = known.via_cname if known and owned.is_own(host) else None
    return found.setdefault(key, _Party(known, cloak))


def _cite(party: _Party, citation: Citation) -> None:
    """Keep a citation unless there are enough; the first of each page and phase comes in before any second one."""
    if len(party.citations) >= MAX_CITATIONS:
        return
    if any((one.page, one.phase) == (citation.page, citation.phase) for one in party.citations):
        return
    party.citations.append(citation)


def _fact(key: _Key, party: _Party, writers: set[str]) -> ThirdPartyFact:
    known = party.known
    return ThirdPartyFact(
        host=key.host,
        organisation=known.organisation if known and known.operator_known else None,
        country=known.country if known else None,
        categories=known.categories if known else (),
        needs_consent=known.needs_consent if known else "unknown",
        basis=key.basis,
        phases=tuple(party.phases),
        surfaces=tuple(party.surfaces),
        cloaked_as=party.cloaked_as,
        identifies=key.basis == "observed" and (party.identifies or site_of(key.host) in writers),
        citations=tuple(party.citations),
    )
