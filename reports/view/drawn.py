"""Documents whose text scripts draw: when they were drawn, and where else than among the fetched pages they stand."""

from __future__ import annotations

from urllib.parse import urlsplit

from catalog.nouns.browser import DrawnDocument
from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import DocumentFact
from reports.clean import clean_line
from reports.wording import Wording


def drawn_documents(evidence: Evidence) -> tuple[DrawnDocument, ...]:
    """The documents that a browser drew, in their order."""
    return tuple(one for one in evidence.browser.drawn if one.body is not None) if evidence.browser else ()


def drawn_of(document: DocumentFact, drawn: tuple[DrawnDocument, ...]) -> DrawnDocument | None:
    """How a document was drawn, None for one that was read without scripts."""
    if not document.drawn:
        return None
    return next((one for one in drawn if (one.url, one.body) == (document.url, document.blob)), None)


def beside_pages(evidence: Evidence) -> tuple[DrawnDocument, ...]:
    """Drawn documents at addresses that no fetched page has, client-side routes for example."""
    fetched = {page.exchange.final_url for page in evidence.pages}
    return tuple(one for one in drawn_documents(evidence) if one.url not in fetched)


def drawn_remarks(one: DrawnDocument, complete: bool, wording: Wording) -> tuple[str, ...]:
    """What a reader must know of a text that scripts draw: when it was seen, in whose frame, whether all of it came."""
    remarks = [wording.say("document.drawn", date=wording.date(one.drawn_at.date()))]
    if one.pressed:
        remarks.append(wording.say("document.pressed", label=clean_line(one.pressed)))
    hosts = dict.fromkeys(clean_line(urlsplit(url).hostname or "") for url in one.frames)
    if hosts:
        remarks.append(wording.say("document.framed", hosts=wording.listing(hosts)))
    if not complete:
        remarks.append(wording.say("document.drawn-cut"))
    return tuple(remarks)
