"""Citations and short outcomes, made one way everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.nouns.facts import DocumentFact, HostFact, Reference, StatementFact
from catalog.nouns.finding import Citation
from catalog.nouns.reading import ClauseReading, Quote
from catalog.nouns.vocabulary import Capability, Confidence
from rules.case import Outcome

MOST = 6
"""Citations shown for one finding at most, besides those of other documents."""
QUOTES_OF_A_CLAUSE = 2
"""Quotes shown of what one document says on one clause."""


def of_quote(document: DocumentFact, quote: Quote) -> Citation:
    """A verbatim part of a document."""
    return Citation(url=document.url, quote=quote.text, start=quote.start, end=quote.end, blob=document.blob or None)


def of_clause(document: DocumentFact, clause: ClauseReading, most: int = QUOTES_OF_A_CLAUSE) -> tuple[Citation, ...]:
    """The first quotes of a clause of a document."""
    return tuple(of_quote(document, quote) for quote in clause.quotes[:most])


def of_statement(one: StatementFact) -> Citation:
    """A field that a page states."""
    return Citation(url=one.url, quote=one.quote, start=one.start, end=one.end, blob=one.blob)


def of_reference(one: Reference, organisation: str | None = None) -> Citation:
    """An address that a page's HTML names: it says nothing of a request."""
    return Citation(page=one.page, references=one.url, host=one.host, organisation=organisation)


def of_host(one: HostFact, scheme: str = "https") -> Citation:
    """Where a host was found to be and who runs it."""
    place = one.country or ("behind " + one.masked_by if one.masked_by else "undetermined")
    network = f"AS{one.asn} {one.operator or ''}".strip() if one.asn else (one.operator or "")
    note = ", ".join(part for part in (" ".join(one.addresses[:2]), network, place) if part)
    return Citation(url=f"{scheme}://{one.host}/", host=one.host, organisation=one.operator, note=note)


def listed(values: Iterable[str], most: int = 8) -> str:
    """Distinct values joined by a comma and a space, in their order; a number stands for the rest."""
    distinct = list(dict.fromkeys(value for value in values if value))
    more = len(distinct) - most
    return ", ".join(distinct[:most]) + (f" (+{more})" if more > 0 else "")


def undecided(
    slug: str,
    *,
    params: dict[str, str] | None = None,
    citations: Iterable[Citation] = (),
    searched: Iterable[str] = (),
    missing: tuple[Capability, ...] = (),
    confidence: Confidence = "medium",
) -> Outcome:
    """`inconclusive` with the message `inconclusive-<slug>`."""
    return Outcome(
        "inconclusive",
        f"inconclusive-{slug}",
        params=params or {},
        citations=tuple(citations),
        searched=tuple(searched),
        missing=missing,
        confidence=confidence,
    )


def not_concerned(slug: str, *, citations: Iterable[Citation] = ()) -> Outcome:
    """`not-applicable` with the message `not-applicable-<slug>`."""
    return Outcome("not-applicable", f"not-applicable-{slug}", citations=tuple(citations), confidence="high")
