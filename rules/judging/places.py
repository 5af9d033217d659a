"""Where the product is, by observation and by declaration, and what a transfer there would rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from catalog.nouns.facts import DocumentFact, HostFact
from catalog.nouns.finding import Citation
from catalog.nouns.reading import Quote
from catalog.nouns.vocabulary import Basis, Surface
from rules.case import Case, once
from rules.derive.fold import fold
from rules.derive.hosts import is_static_host
from rules.derive.publisher import country_in
from rules.judging.citing import of_clause, of_quote, of_statement
from rules.judging.documents import believable, clause_in, statements
from rules.judging.elsewhere import of_another_service, only_possible, places_nothing
from rules.judging.hosting_words import kind_of
from rules.knowledge.model import Provider
from rules.reading.fold import plain_text
from rules.reading.values.lists import mentions
from rules.words import holds, words
from rules.words.phrases import phrases

DATA_CUES = words("places", "data-cues")
"""Words of a sentence that says where things are; the postal address of a host has none of them."""
REGIONS = frozenset({"EU", "EEA"})
Standing = Literal["eea", "adequate", "dpf", "french-law", "none"]


@dataclass(frozen=True)
class Declared:
    """A declared hosting place: ISO country, `EU` or `EEA`; `firm` where a sentence ties it to hosting of data.

    Not firm: the postal address of a host, which is where a company has its seat, the host of the website, some data
    only. `part`: a database or backups are there, which says nothing of where the product answers from.
    """

    country: str
    basis: Basis
    firm: bool
    citation: Citation
    part: bool = False


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


@once
def declared_places(case: Case) -> tuple[Declared, ...]:
    """Hosting places that documents declare, firm ones first."""
    firm: list[Declared] = []
    loose: list[Declared] = []
    for document in believable(case):
        clause = document.reading.clause("hosting-location")
        if clause.stance in ("denied", "unclear"):  # what is planned is no place yet
            continue
        for place, quote in _named(case, document):
            claim = _declared(case, document, place, quote)
            if claim is not None:
                (firm if claim.firm else loose).append(claim)
    for one in statements(case, "host-address", "host-name"):
        country = country_in(one.quote)
        if country:
            loose.append(Declared(country, "declared", False, of_statement(one)))
    return (*firm, *loose)


def _named(case: Case, document: DocumentFact) -> Iterator[tuple[str, Quote]]:
    """Countries that a document names for hosting, with the sentence.

    A reading keeps a country once, where it is named first, and says of some verbs that data are moved or kept there:
    a sentence that is read as a place of hosting and has a verb of keeping before a European country speaks of it at
    each mention.
    """
    clause = document.reading.clause("hosting-location")
    for value in document.reading.values_of("country", "hosting"):
        yield value.value.upper(), value.quote
    inside = {one.value for one in document.reading.values_of("country", "hosting", "transfer")}
    for quote in clause.quotes if clause.stance == "affirmed" else ():
        if holds(f" {fold(quote.text)}", OUTSIDE):
            continue
        for code in inside - REGIONS:
            if is_european(case, code) and _kept_in(quote.text, code, document.reading.language or "en"):
                yield code, quote


KEPT = phrases("places", "kept")
"""Verbs of keeping."""
_BEFORE_PLACE = 6
"""Words between such a verb and the place."""


def _kept_in(quote: str, place: str, language: str) -> bool:
    text = plain_text(fold(quote))
    parts = [text[: found.start()] for found in mentions(text, place, language)]
    return any(
        part.endswith(" ") and re.fullmatch(r" (?:[\w'-]+ )*", rest) and len(rest.split()) <= _BEFORE_PLACE
        for part in parts
        for rest in (part[verb.end() :] for verb in KEPT.finditer(part))
    )


def _declared(case: Case, document: DocumentFact, place: str, quote: Quote) -> Declared | None:
    """What a sentence that names a country declares of hosting there; nothing where it places nothing."""
    text, language = quote.text, document.reading.language or "en"
    european = is_european(case, place)
    elsewhere = _left_open(document, quote)
    if _of_transfer(text) or (elsewhere and european):
        return None  # "in France or any other country" places nothing in France
    kind = kind_of(text)
    if kind == "none" or _offered_there(text, place, language):
        return None
    if _sent_out(text, place) or places_nothing(text, place, language):
        return None
    notice = "legal-notice" in (document.role, *document.also) and "privacy" not in (document.role, *document.also)
    firm = not elsewhere and kind != "loose" and (not notice or _speaks_of_data(text))
    if european:
        firm = firm and not only_possible(text, place, language)
        firm = firm and not (notice and _of_a_seat(place, text, language))
    else:  # where the host's company has its seat abroad, data may be in its European region
        firm = firm and not _of_a_seat(place, text, language)
    firm = firm and not of_another_service(text, place, language)
    return Declared(place, document.basis, firm, of_quote(document, quote), kind == "part")


_PART = re.compile("[;,]")


def _offered_there(text: str, place: str, language: str) -> bool:
    """Whether the parts that name a country say of it only where the tool is made or offered: `sold in France; …`."""
    parts = _PART.split(text)
    named = [one for one in parts if any(mentions(plain_text(fold(one)), place, language))]
    return len(parts) > 1 and bool(named) and all(kind_of(one) == "none" for one in named)


def _left_open(document: DocumentFact, quote: Quote) -> bool:
    """Whether a sentence also lets data be kept anywhere."""
    open_ended = document.reading.clause("data-anywhere")
    return open_ended.stance == "affirmed" and any(
        quote.place < one.end and one.place < quote.end for one in open_ended.quotes
    )


TOOLS = words("places", "tools")
KEPT_THERE = words("places", "kept-there")
OUTSIDE = words("places", "outside")
REFUSED = words("places", "refused")


RESIDENT = words("places", "resident")
STORING = words("places", "storing")
"""Words of keeping data (folded): data that may only be sent anywhere are not said to be kept there."""


def _sent_out(text: str, place: str) -> bool:
    """Whether a sentence places something outside the Union, or only speaks of those who live there: that is no place.

    "Never outside" names the Union.
    """
    folded = f" {fold(text)} "
    if holds(folded, RESIDENT) and not holds(folded, STORING):
        return True
    return place in REGIONS and holds(folded, OUTSIDE) and not holds(folded, REFUSED)


def narrowed(claims: list[Declared]) -> list[Declared]:
    """The claims without those on the Union that a claim on a country makes narrower.

    "Hosted in France, and never sent outside the Union" claims France: that data stay in the Union takes nothing
    back. A sentence of its own that data are kept in the Union stands beside the claim on a country.
    """
    countries = [one for one in claims if one.country not in REGIONS]
    same = {one.citation for one in countries}
    wider = [one for one in claims if one.country in REGIONS and (one.citation in same or _only_stays(one.citation))]
    return [one for one in claims if one not in wider] if countries else claims


def _only_stays(citation: Citation) -> bool:
    """Whether a sentence only says that data do not leave the Union, which places nothing more narrowly."""
    folded = fold(citation.quote or "")
    return holds(folded, OUTSIDE) and holds(folded, REFUSED)


POSTCODE_AFTER = re.compile(r",? \d{4,6}\b")
POSTCODE_BEFORE = re.compile(r"\b(?:[a-z]{2} )?\d{5}(?:-\d{4})?\)?(?: (?:[a-z'-]+ ){0,3}[a-z'-]+)? ?[,(-]? ?$")
"""The postal code that stands beside the country at the end of an address (folded)."""


def _of_a_seat(place: str, quote: str, language: str) -> bool:
    """Whether a sentence names a country at the end of postal addresses only."""
    text = plain_text(fold(quote))
    named = list(mentions(text, place, language))
    return bool(named) and all(
        POSTCODE_AFTER.match(text, one.end()) or POSTCODE_BEFORE.search(text[: one.start()]) for one in named
    )


def _of_transfer(text: str) -> bool:
    """Whether a line gives the tool for a transfer to a recipient: where the product is kept, it does not say."""
    folded = fold(text)
    return holds(folded, TOOLS) and not holds(folded, KEPT_THERE)


def _speaks_of_data(text: str) -> bool:
    """Whether a sentence places data or servers, not the seat of a company that hosts."""
    folded = fold(text)
    return holds(folded, DATA_CUES)


def hosting_statements(case: Case) -> tuple[Citation, ...]:
    """Quotes of sentences on hosting that name no place a reader could take as a country."""
    return tuple(
        citation
        for document, clause in clause_in(believable(case), "hosting-location", "vague-hosting")
        if clause.stance == "affirmed"
        for citation in of_clause(document, clause, 1)
        if kind_of(citation.quote or "") != "none"
    )


def stored_anywhere(case: Case) -> tuple[Citation, ...]:
    """Quotes of sentences that let data be kept in any country: of hosting, and no country."""
    return tuple(
        citation
        for document, clause in clause_in(believable(case), "data-anywhere")
        if clause.stance == "affirmed"
        for citation in of_clause(document, clause, 1)
        if holds(fold(citation.quote or ""), STORING)
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
        if not _is_void(citation.quote or "")
    )


VOID = words("places", "void")
VALID = words("places", "valid")
"""Tools struck down (CJEU C-362/14 and C-311/18), and the words of tools that stand."""


def _is_void(quote: str) -> bool:
    """Whether a quote names a tool that was struck down, and none that stands."""
    folded = fold(quote)
    return holds(folded, VOID) and not holds(folded, VALID)


def providers_of(case: Case, host: HostFact) -> tuple[Provider, ...]:
    """Every infrastructure provider identified for a host: its network, the front before it, its platform."""
    return _providers(case, host.host, host.addresses, host.cname_chain)


@once
def _providers(case: Case, host: str, addresses: tuple[str, ...], cname_chain: tuple[str, ...]) -> tuple[Provider, ...]:
    found: dict[str, Provider] = {}
    for address in addresses or (None,):
        try:
            place = case.knowledge.locate(address, host, cname_chain)
        except ValueError:
            continue
        found.update({one.name: one for one in place.providers})
    return tuple(found.values())


def dpf_listed(case: Case, host: HostFact) -> bool:
    """Whether who runs the host is listed in the dated snapshot of the Data Privacy Framework, while that stands."""
    return any_listed(case, (host.operator or "", *(one.name for one in providers_of(case, host))))


def any_listed(case: Case, names: Iterable[str]) -> bool:
    """Whether one of these organisations is listed, while the framework stands."""
    if not case.knowledge.dpf_status.in_force:
        return False
    rows = [case.knowledge.dpf(name) for name in names if name]
    return any(row is not None and row.listed for row in rows)


def declared_hosts(case: Case) -> tuple[str, ...]:
    """Names of hosting companies that documents give."""
    named = (one.value for document in believable(case) for one in document.reading.values_of("organisation", "host"))
    return tuple(dict.fromkeys((*named, *(one.value for one in statements(case, "host-name")))))
