"""Citations in words: what was read, what left, what a page names."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.nouns.finding import Citation
from reports.clean import clean, clean_line, web_link
from reports.view.anchors import DocumentPlace
from reports.view.model import CitationView
from reports.view.recognised import note_in_words
from reports.wording import Wording


def citation_view(citation: Citation, wording: Wording, documents: Mapping[str, DocumentPlace]) -> CitationView:
    """One citation; `documents` tells where a document stands, by its address."""
    place = documents.get(citation.url or "")
    if citation.quote is not None:
        return CitationView(
            kind="quote",
            text=clean(citation.quote),
            link=web_link(citation.url),
            address=clean_line(citation.url or ""),
            note=note_in_words(citation.note or "", wording),
            start=citation.start,
            end=citation.end,
            document_anchor=place.anchor if place else None,
            language=place.language if place else "",
        )
    if citation.request:
        return _request(citation, wording)
    if citation.references:
        return CitationView(
            kind="reference",
            text=wording.say("citation.reference"),
            link=web_link(citation.page),
            address=clean_line(citation.references),
            page=clean_line(citation.page or ""),
            host=clean_line(citation.host or ""),
            organisation=clean_line(citation.organisation or ""),
            note=note_in_words(citation.note or "", wording),
        )
    return _note(citation, wording, documents)


def _request(citation: Citation, wording: Wording) -> CitationView:
    organisation = clean_line(citation.organisation or "")
    host = clean_line(citation.host or "")
    phase = citation.phase or "none"
    who = f"{organisation} ({host})" if organisation and host else organisation or host
    text = wording.say("citation.request", who=who, phase=wording.name("phase-when", phase))
    return CitationView(
        kind="request",
        text=text,
        address=clean_line(citation.request or ""),
        host=host,
        organisation=organisation,
        phase=phase,
        phase_name=wording.name("phase", phase),
        page=clean_line(citation.page or ""),
        note=note_in_words(citation.note or "", wording),
    )


def _note(citation: Citation, wording: Wording, documents: Mapping[str, DocumentPlace]) -> CitationView:
    place = citation.url or citation.page or citation.host or ""
    seen_in = documents.get(citation.url or "")
    return CitationView(
        kind="note",
        text=note_in_words(citation.note, wording) if citation.note else wording.say("citation.seen"),
        link=web_link(citation.url or citation.page),
        address=clean_line(place),
        host=clean_line(citation.host or ""),
        organisation=clean_line(citation.organisation or ""),
        document_anchor=seen_in.anchor if seen_in else None,
    )
