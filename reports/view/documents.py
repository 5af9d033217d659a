"""Documents that were read: what they state, deny or leave unclear, with quotes, and what they are silent on."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.nouns.browser import DrawnDocument
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import ClauseReading
from reports.clean import clean, clean_line, web_link
from reports.view.anchors import DocumentPlace, document_anchor
from reports.view.drawn import drawn_of, drawn_remarks
from reports.view.seen import ClauseView, DocumentView
from reports.view.subjects import silent_views
from reports.wording import Wording

_STANCES = {"affirmed": 0, "denied": 1, "unclear": 2}


def document_views(
    documents: Iterable[DocumentFact], drawn: tuple[DrawnDocument, ...], wording: Wording, prefix: str
) -> tuple[DocumentView, ...]:
    """The documents in their order; `drawn` are those whose text scripts draw."""
    return tuple(
        _document(one, drawn_of(one, drawn), wording, document_anchor(prefix, index))
        for index, one in enumerate(documents)
    )


def document_places(documents: Iterable[DocumentFact], prefix: str, wording: Wording) -> dict[str, DocumentPlace]:
    """Where each document stands in the report, by its address; where two share one, the first."""
    places: dict[str, DocumentPlace] = {}
    for index, document in enumerate(documents):
        language = foreign(document.reading.language, wording)
        places.setdefault(document.url, DocumentPlace(document_anchor(prefix, index), language))
    return places


def foreign(language: str | None, wording: Wording) -> str:
    """A document's language where it is not the report's; empty where it is, or is not known."""
    return "" if language in (None, wording.language) else str(language)


def _document(document: DocumentFact, drawn: DrawnDocument | None, wording: Wording, anchor: str) -> DocumentView:
    reading = document.reading
    read = reading.clauses if reading.readable == "ok" else ()  # of what was not read nothing is told, nor its silence
    told = [one for one in read if one.stance != "absent"]
    silent = [one.clause for one in read if one.stance == "absent"]
    return DocumentView(
        anchor=anchor,
        url=clean_line(document.url),
        link=web_link(document.url),
        role_name=wording.listing(wording.name("role", role) for role in (document.role, *document.also)),
        language=wording.name("language", reading.language) if reading.language else "",
        words=wording.count("document.words", reading.words) if reading.words else "",
        basis_name=wording.name("basis", document.basis),
        private=document.private,
        remarks=_remarks(document, drawn, wording),
        clauses=tuple(_clause(one, document, wording) for one in sorted(told, key=lambda one: _STANCES[one.stance])),
        silent_on=tuple(wording.name("clause", one) for one in silent),
        silence=silent_views(silent, wording),
    )


def _remarks(document: DocumentFact, drawn: DrawnDocument | None, wording: Wording) -> tuple[str, ...]:
    remarks = list(drawn_remarks(drawn, document.complete, wording)) if drawn is not None else []
    if document.reading.readable != "ok":
        remarks.append(wording.say(f"document.{document.reading.readable}"))
    if document.reading.unreliable:
        remarks.append(wording.say("document.unreliable"))
    if not document.complete and drawn is None and document.reading.readable == "ok":
        remarks.append(wording.say("document.cut"))
    if not document.certificate_verified:
        remarks.append(wording.say("document.unverified"))
    if document.private:
        remarks.append(wording.say("document.private"))
    return tuple(remarks)


def _clause(clause: ClauseReading, document: DocumentFact, wording: Wording) -> ClauseView:
    return ClauseView(
        clause=clause.clause,
        name=wording.name("clause", clause.clause),
        stance=clause.stance,
        stance_name=wording.name("stance", clause.stance),
        qualifier=wording.name("qualifier", clause.qualified_by) if clause.qualified_by else "",
        populations=tuple(wording.name("population", one) for one in clause.populations),
        quotes=tuple(clean(one.text) for one in clause.quotes),
        language=foreign(document.reading.language, wording),
    )
