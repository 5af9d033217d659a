"""Where the product is, by observation and by declaration, and what a transfer there would rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from catalog.nouns.facts import HostFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Basis, Surface
from rules.case import Case
from rules.derive.hosts import is_static_host
from rules.derive.publisher import country_in
from rules.judging.citing import of_clause, of_quote, of_statement
from rules.judging.documents import believable, clause_in, statements
from rules.knowledge.model import Provider

REGIONS = frozenset({"EU", "EEA"})
Standing = Literal["eea", "adequate", "dpf", "french-law", "none"]


@dataclass(frozen=True)
class Declared:
    """A declared hosting place: ISO country, `EU` or `EEA`; `firm` where a sentence ties it to hosting of data.

    Not firm: the postal address of the website's host in a legal notice, which is where a company has its seat.
    """

    country: str
    basis: Basis
    firm: bool
    citation: Citation


def product_hosts(case: Case, surface: Surface) -> tuple[HostFact, ...]:
    """The tool's own hosts on a surface that serve the product rather than files."""
    own = [one for one in case.facts.hosts if one.first_party and surface in one.surfaces]
    return tuple(one for one in own if not is_static_host(one.host) or one.roles)


def file_hosts(case: Case, surface: Surface) -> tuple[HostFact, ...]:
    """The tool's own hosts on a surface that by their names only serve files."""
    return tuple(
        one
        for one in case.facts.hosts
        if one.first_party and surface in one.surfaces and is_static_host(one.host) and not one.roles
    )


def declared_places(case: Case) -> tuple[Declared, ...]:
    """Hosting places that documents declare, firm ones first."""
    firm: list[Declared] = []
    for document in believable(case):
        clause = document.reading.clause("hosting-location")
        if clause.stance == "denied":
            continue
        for value in document.reading.values_of("country", "hosting"):
            firm.append(Declared(value.value.upper(), document.basis, True, of_quote(document, value.quote)))
    loose: list[Declared] = []
    for one in statements(case, "host-address", "host-name"):
        country = country_in(one.quote)
        if country:
            loose.append(Declared(country, "declared", False, of_statement(one)))
    return (*firm, *loose)


def hosting_statements(case: Case) -> tuple[Citation, ...]:
    """Quotes of sentences on hosting that name no place a reader could take as a country."""
    return tuple(
        citation
        for document, clause in clause_in(believable(case), "hosting-location", "vague-hosting")
        if clause.stance == "affirmed"
        for citation in of_clause(document, clause, 1)
    )


def is_european(case: Case, country: str) -> bool:
    """True for EEA states, French outermost regions and the names `EU` and `EEA`."""
    return country in REGIONS or case.knowledge.is_eea(country)


def standing(case: Case, country: str) -> Standing:
    """How a transfer to a country stood on the day the case is judged for (chapter V of the GDPR)."""
    if is_european(case, country):
        return "eea"
    if case.knowledge.is_french_law_outside_eu(country):
        return "french-law"
    status = case.knowledge.country_status(country, case.on.isoformat())
    if status in ("adequate", "adequate-partial"):
        return "adequate"
    return "dpf" if status == "dpf" else "none"


def transfer_tool(case: Case) -> tuple[Citation, ...]:
    """What documents say of transfer tools, anywhere: contractual clauses, binding rules, adequacy, DPF."""
    return tuple(
        citation
        for document, clause in clause_in(believable(case), "transfer-safeguards")
        if clause.stance == "affirmed"
        for citation in of_clause(document, clause)
    )


def providers_of(case: Case, host: HostFact) -> tuple[Provider, ...]:
    """Every infrastructure provider identified for a host: its network, the front before it, its platform."""
    found: dict[str, Provider] = {}
    for address in host.addresses or (None,):
        try:
            place = case.knowledge.locate(address, host.host, host.cname_chain)
        except ValueError:
            continue
        found.update({one.name: one for one in place.providers})
    return tuple(found.values())


def dpf_listed(case: Case, host: HostFact) -> bool:
    """Whether who runs the host is listed in the dated snapshot of the Data Privacy Framework, while that stands."""
    if not case.knowledge.dpf_status.in_force:
        return False
    names = [host.operator or "", *(one.name for one in providers_of(case, host))]
    rows = [case.knowledge.dpf(name) for name in names if name]
    return any(row is not None and row.listed for row in rows)
