"""Transfers outside the EEA as documents state them, and the organisations that receive data in the United States."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.nouns.facts import DocumentFact, ThirdPartyFact
from catalog.nouns.finding import Citation
from catalog.nouns.reading import Quote, ValueReading
from rules.case import Case, once
from rules.derive.fold import fold_same_length
from rules.judging.citing import of_quote
from rules.judging.elsewhere import places_nothing
from rules.judging.practices import Weighed, weigh
from rules.judging.text import Said, keeping, said, texts, values, without
from rules.judging.whose import by_customers
from rules.reading.rows import PARTED
from rules.words import holds, words
from rules.words.phrases import phrases

HYPOTHETICAL = words("transfers", "hypothetical")
"""Sentences that speak of transfers without stating one: what would cover one, or the instructions of article 28."""
UNITED_STATES = "US"
STORED = words("transfers", "stored")
"""Words that tie a place to what is stored there (folded): the seat of a host's company is none."""
MOVED = words("transfers", "moved")
MOST_LINES = 3
"""Lines of a list that are shown."""
UNION = frozenset({"EU", "EEA"})


@dataclass(frozen=True)
class Transfers:
    """What documents say of transfers: stated ones, denials, countries outside the EEA, wording without limits."""

    stated: tuple[Said, ...]
    denied: tuple[Said, ...]
    limited: tuple[Said, ...]
    unclear: tuple[Said, ...]
    anywhere: tuple[Said, ...]
    countries: tuple[str, ...]
    cited: tuple[Citation, ...]


@once
def transfers(case: Case) -> Transfers:
    """Read transfers from all documents that may be believed."""
    documents = texts(case)
    weighed: Weighed = weigh(documents, "third-country-transfer")
    # "Should you need data to stay in the Union, write to us" keeps nothing there.
    inside = tuple(one for one in said(documents, "no-transfer") if one.reading.qualified_by != "condition")
    denied = (*weighed.denied, *weighed.denied_elsewhere, *inside)
    denied = keeping(denied, lambda text: not _of_a_part(text) and not by_customers(text))
    affirmed = without((*weighed.plain, *weighed.conditional, *weighed.of_others), *HYPOTHETICAL)
    affirmed = keeping(affirmed, lambda text: not by_customers(text) and not _seat_of_ours(text))
    affirmed = tuple(_without_seats(one, case) for one in affirmed)
    denied = (*denied, *(one for one in affirmed if _denial_only(one)))
    affirmed = tuple(one for one in affirmed if not _denial_only(one))
    anywhere = said(documents, "data-anywhere")
    places = [
        (document, value)
        for document, value in values(documents, "country", "transfer", "hosting")
        if value.value not in UNION and not case.knowledge.is_eea(value.value) and not _elsewhere(value)
    ]
    listed, named = _listed_outside(case, documents)
    affirmed = affirmed or listed
    tabled, rows = _tabled_outside(case, documents)
    affirmed = (*affirmed, *tabled)
    places += named + rows
    affirmed = tuple(one for one in affirmed if not _seat_only(one))
    affirmed = (*affirmed, *_stored_outside(case, documents, affirmed))
    affirmed = affirmed or _reached_from_outside(case, documents)
    if not affirmed:
        affirmed, covered = _covered_outside(case, documents)
        places += covered
    return Transfers(
        stated=affirmed,
        denied=denied,
        limited=weighed.limited,
        unclear=weighed.unclear,
        anywhere=anywhere,
        countries=tuple(dict.fromkeys(value.value for _, value in places)),
        cited=tuple(of_quote(document, value.quote) for document, value in places[:3]),
    )


Outside = tuple[tuple[Said, ...], list[tuple[DocumentFact, ValueReading]]]
"""What states a transfer, and the countries outside the EEA that it names."""


def _listed_outside(case: Case, documents: tuple[DocumentFact, ...]) -> Outside:
    """Lines of a list of recipients that name a country outside the EEA, and those countries: a transfer declared.

    In a list of processors every country is one; elsewhere only what the reader took for a recipient's.
    """
    processors = {document.url for document in texts(case, "subprocessors")}
    found, named = [], []
    for document in documents:
        clause = document.reading.clause("recipients-named")
        lists = document.url in processors and clause.stance == "affirmed"
        outside = [
            value
            for value in document.reading.values_of("country", *(() if lists else ("recipient",)))
            if value.value not in UNION and not case.knowledge.is_eea(value.value)
        ]
        if outside:
            quotes = tuple(value.quote for value in outside[:MOST_LINES])
            told = {"stance": "affirmed", "qualified_by": None, "populations": (), "contradicted": False}
            found.append(Said(document, clause.model_copy(update={**told, "quotes": quotes})))
            named += [(document, value) for value in outside]
    return tuple(found), named


def _tabled_outside(case: Case, documents: tuple[DocumentFact, ...]) -> Outside:
    """Rows of a table of recipients, in any document, that put one in a country outside the EEA, and those countries.

    Only a table whose head asks for a country gives it the part of a place that data go to.
    """
    found, named = [], []
    for document, value in values(documents, "country", "transfer", "hosting"):
        folded = f" {fold_same_length(value.quote.text)}"
        inside = value.value in UNION or case.knowledge.is_eea(value.value)
        if inside or PARTED not in value.quote.text or holds(folded, (*NOT_REACHED, *IF_EVER)) or _elsewhere(value):
            continue
        reading = document.reading.clause("third-country-transfer")
        told = {"stance": "affirmed", "qualified_by": None, "populations": (), "contradicted": False}
        found.append(Said(document, reading.model_copy(update={**told, "quotes": (value.quote,)})))
        named.append((document, value))
    return tuple(found), named


IF_EVER = words("transfers", "if-ever")
"""Words of what might be, or is not (folded)."""
TOOLS = ("dpf-reliance", "contractual-clauses", "transfer-safeguards")


def _covered_outside(case: Case, documents: tuple[DocumentFact, ...]) -> Outside:
    """Sentences on a transfer tool that name both who receives the data and a country outside the EEA, and those.

    Whatever verb carries the data there, nobody covers by clauses what goes nowhere.
    """
    found, named = [], []
    for one in said(documents, *TOOLS):
        read = one.document.reading
        abroad = [
            value
            for value in read.values_of("country")
            if value.value not in UNION and not case.knowledge.is_eea(value.value)
        ]
        names = [value.quote.place for value in read.values_of("organisation")]
        for quote in one.reading.quotes:
            there = [value for value in abroad if quote.start <= value.quote.place < quote.end]
            told = any(quote.start <= at < quote.end for at in names)
            if there and told and not holds(f" {fold_same_length(quote.text)}", IF_EVER):
                found.append(Said(one.document, one.reading.model_copy(update={"quotes": (quote,)})))
                named += [(one.document, value) for value in there]
    return tuple(found), named


REACHED = words("transfers", "reached")
NOT_REACHED = words("transfers", "not-reached")
"""Words of staff who reach data, or do not (folded): access from abroad is a transfer (criteria, 5.2)."""


def _reached_from_outside(case: Case, documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """Sentences that let people in a country outside the EEA reach the data: `our support team in India can access`."""
    found = []
    for document, value in values(documents, "country", "transfer"):
        folded = f" {fold_same_length(value.quote.text)}"
        inside = value.value in UNION or case.knowledge.is_eea(value.value)
        if inside or not holds(folded, REACHED) or holds(folded, NOT_REACHED) or _elsewhere(value):
            continue
        reading = document.reading.clause("third-country-transfer")
        told = {"stance": "affirmed", "contradicted": False, "quotes": (value.quote,)}
        found.append(Said(document, reading.model_copy(update=told)))
    return tuple(found)


POSTAL = words("transfers", "postal")
"""Words of a postal address or of a company's seat (folded)."""


RESIDENT = words("transfers", "resident")
"""Words of where people live, or which notice is theirs (folded): their country is not one that data go to."""


def _elsewhere(value: ValueReading) -> bool:
    return _postal(value) or _beside_the_union(value) or _of_residents(value) or _seat_of_ours(value.quote.text)


def _without_seats(one: Said, case: Case) -> Said:
    """What is said without rows of a table that place companies outside the EEA, and what they host inside.

    What a contradicted reading quotes besides is what contradicts it.
    """
    places = one.document.reading.values_of("country", "hosting")

    def hosts_inside(quote: Quote) -> bool:
        there = [value.value for value in places if quote.start <= value.quote.place < quote.end]
        return bool(there) and all(case.knowledge.is_eea(value) for value in there)

    rows = [quote for quote in one.reading.quotes if PARTED in quote.text]
    others = tuple(quote for quote in one.reading.quotes if quote not in rows)
    if not rows or not one.reading.contradicted or not all(hosts_inside(quote) for quote in rows):
        return one
    return Said(one.document, one.reading.model_copy(update={"quotes": others}))


OURS_THERE = phrases("transfers", "ours-there")
RECEIVING = words("transfers", "receiving")


def _seat_of_ours(quote: str) -> bool:
    """Whether a sentence only says where the vendor's parent company, offices or people are: no data go there by it."""
    text = fold_same_length(quote)
    return OURS_THERE.search(text) is not None and not holds(text, RECEIVING)


def tools(documents: Iterable[DocumentFact], *clauses: str) -> tuple[Said, ...]:
    """What documents say of tools for transfers, without those that customers must see to for their own transfers."""
    return keeping(said(documents, *clauses), lambda text: not by_customers(text))


def _of_residents(value: ValueReading) -> bool:
    """Whether a country only says whom a sentence is for (`if you live in Brazil, you may …`): nothing is moved there.

    Beside the Union, the United Kingdom and Switzerland are named for their residents even where data are moved.
    """
    folded = fold_same_length(value.quote.text)
    if not holds(folded, RESIDENT):
        return False
    return value.value in BESIDE or not holds(folded, (*MOVED, "serve", "stock", "stor", "heberg", "host"))


def _postal(value: ValueReading) -> bool:
    """Whether a country only ends an address to which letters go, and nothing in its sentence is moved there."""
    folded = fold_same_length(value.quote.text)
    return holds(folded, POSTAL) and not holds(folded, (*MOVED, "serve", "stock"))


BESIDE_UNION = re.compile(
    r"(?:outside|hors|exterieur)[^.;]{0,40}\b(?:eea|eee|eu|ue|union europeenne|european union|economic area)\b"
    r"[^.;]{0,12}\b(?:uk|united kingdom|royaume-uni|switzerland|suisse)\b"
)
"""`Outside the EEA and the UK` (folded): the countries named beside the Union are not those that data go to."""
BESIDE = frozenset({"GB", "CH"})


def _beside_the_union(value: ValueReading) -> bool:
    return value.value in BESIDE and BESIDE_UNION.search(fold_same_length(value.quote.text)) is not None


NOT_USED = words("transfers", "not-used")
"""What says that an organisation's service is not used (folded, with its name)."""


def _not_used(value: ValueReading) -> bool:
    folded, name = fold_same_length(value.quote.text), fold_same_length(value.value)
    return any(cue.format(name) in folded for cue in NOT_USED)


def _seat_only(one: Said) -> bool:
    """Whether a legal notice only gives the address of the host's company."""
    return one.document.role == "legal-notice" and not any(
        cue in fold_same_length(quote.text) for quote in one.reading.quotes for cue in (*STORED, *MOVED)
    )


def _stored_outside(case: Case, documents: tuple[DocumentFact, ...], stated: tuple[Said, ...]) -> tuple[Said, ...]:
    """Sentences that say data are kept in a country outside the EEA: a transfer, though the word is not there.

    A legal notice gives the address of a host's company, which says nothing of the place.
    """
    known = {(one.document.url, quote.place) for one in stated for quote in one.reading.quotes}
    found = []
    for one in said(documents, "hosting-location"):
        if one.document.role == "legal-notice":
            continue
        outside = [
            value.quote.place
            for value in one.document.reading.values_of("country", "hosting")
            if value.value not in UNION
            and not case.knowledge.is_eea(value.value)
            and not places_nothing(value.quote.text, value.value, one.document.reading.language or "en")
        ]
        quotes = tuple(
            quote
            for quote in one.reading.quotes
            if holds(fold_same_length(quote.text), STORED)
            and any(quote.start <= place < quote.end for place in outside)
            and (one.document.url, quote.place) not in known
        )
        if quotes:
            found.append(Said(one.document, one.reading.model_copy(update={"quotes": quotes})))
    return tuple(found)


OF_A_PART = phrases("transfers", "of-a-part")
"""What a denial opens with (folded) when it is true of the host, payments, cookies or one part only."""
ALL_DATA = phrases("transfers", "all-data")


def _of_a_part(text: str) -> bool:
    """Whether a sentence denies transfers by somebody else, or of one kind of data, and leaves the rest unsaid."""
    folded = fold_same_length(text)
    return OF_A_PART.search(folded) is not None and ALL_DATA.search(folded) is None


def _denial_only(one: Said) -> bool:
    """Whether only the denial is left of a document that affirms and denies (its last quote)."""
    return one.reading.contradicted and len(one.reading.quotes) == 1


def us_recipients(case: Case, documents: tuple[DocumentFact, ...]) -> dict[str, Citation]:
    """American organisations that receive data: named as recipient, host or in a sentence on transfers, or observed."""
    found: dict[str, Citation] = {}
    spoken = said(documents, "third-country-transfer", "dpf-reliance")
    for document, value in values(documents, "organisation"):
        if _not_used(value):
            continue
        receives = value.subject in ("recipient", "host", "ai-provider")
        if not receives and not _is_named(value.value, document, spoken):
            continue
        known = case.knowledge.organisation(value.value)
        if known is not None and known.country == UNITED_STATES:
            found.setdefault(known.name, of_quote(document, value.quote))
    for party in case.facts.third_parties:
        if party.country == UNITED_STATES and party.organisation and party.basis == "observed" and party.citations:
            found.setdefault(party.organisation, party.citations[0])
    return found


def called_unseen(case: Case, country: str) -> tuple[ThirdPartyFact, ...]:
    """Third parties of a country that the code of pages loads, where no browser was there to see whether it does."""
    if case.evidence.browser is not None:
        return ()
    return tuple(one for one in case.facts.third_parties if one.country == country and one.basis == "referenced")


def called_by(parties: Iterable[ThirdPartyFact], most: int = 4) -> tuple[Citation, ...]:
    """The first citation of each: the page and what it loads."""
    return tuple(one.citations[0] for one in parties if one.citations)[:most]


def _is_named(name: str, document: DocumentFact, spoken: tuple[Said, ...]) -> bool:
    """Whether a sentence on transfers names an organisation that its document may have named before."""
    return any(name in quote.text for one in spoken if one.document is document for quote in one.reading.quotes)
