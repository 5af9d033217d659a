"""Documents: which pages are legal texts, read once each, and what their reading counts as."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from catalog.nouns.evidence import Evidence, Page
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import DocumentReading
from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from rules.derive.language import page_language

if TYPE_CHECKING:
    from rules.reading.document import TextDocument

Read = Callable[[bytes, "str | None", str], DocumentReading]
"""A reader of policies: body, media type, name or address → what it says."""
Text = Callable[[bytes, "str | None", str], "TextDocument"]
"""The text of a document of any format, PDF too: body, media type, name or address → its text."""
Bodies = Callable[[str], bytes]
"""A body by the SHA-256 that names it; raises KeyError where it is not kept."""


class ReadDocument(NamedTuple):
    """A document and its extracted text (empty where it could not be had)."""

    fact: DocumentFact
    text: str


def documents(
    evidence: Evidence, bodies: Bodies, read: Read | None, text: Text | None = None
) -> tuple[ReadDocument, ...]:
    """The tool's documents and those supplied by a vendor, each body once with all the roles it was found under.

    `text` extracts formats that are parsed outside this package (PDF); without it they have no text here.
    Only answers with status 200 count. What a tool publishes is `declared`; what a vendor supplied is `contractual`.
    """
    found: dict[tuple[str, str], ReadDocument] = {}
    for page in evidence.pages:
        roles = _document_roles(page)
        body = body_of(page.exchange.body, bodies)
        if not roles or body is None or page.exchange.status != 200:
            continue
        url = page.exchange.final_url or page.exchange.url
        key = (url, page.exchange.body or "")
        found[key] = _again(found[key], roles) if key in found else _published(page, url, roles, body, read, text)
    supplied = []
    for one in evidence.supplied:
        body = body_of(one.body, bodies)
        if body is None:
            continue
        reading, document = _read(body, one.media_type, one.name, read, text)
        fact = DocumentFact(
            url=one.name,
            role=one.role,
            blob=one.body,
            media_type=one.media_type,
            basis="contractual",
            private=one.private,
            complete=not document.truncated and reading.readable != "unreadable-format",
            characters=len(document.text),
            reading=reading,
        )
        supplied.append(ReadDocument(fact, document.text))
    return (*found.values(), *supplied)


def body_of(digest: str | None, bodies: Bodies) -> bytes | None:
    """The body of a digest, or None where there is none or it is not kept."""
    if digest is None:
        return None
    try:
        return bodies(digest)
    except (KeyError, LookupError, OSError):
        return None


def _document_roles(page: Page) -> tuple[Role, ...]:
    return tuple(role for role in (page.role, *page.also) if role in DOCUMENT_ROLES)


def _again(known: ReadDocument, roles: tuple[Role, ...]) -> ReadDocument:
    also = tuple(dict.fromkeys((*known.fact.also, *roles)))
    update = {"also": tuple(role for role in also if role != known.fact.role)}
    return known._replace(fact=known.fact.model_copy(update=update))


def _published(
    page: Page, url: str, roles: tuple[Role, ...], body: bytes, read: Read | None, text: Text | None
) -> ReadDocument:
    exchange = page.exchange
    reading, document = _read(body, exchange.media_type, url, read, text)
    whole = not exchange.truncated and not document.truncated
    fact = DocumentFact(
        url=url,
        role=roles[0],
        also=roles[1:],
        blob=exchange.body or "",
        media_type=exchange.media_type,
        certificate_verified=exchange.certificate_verified,
        complete=whole and reading.readable != "unreadable-format",
        characters=len(document.text),
        reading=reading,
    )
    return ReadDocument(fact, document.text)


def _read(
    body: bytes, media_type: str | None, name: str, read: Read | None, text: Text | None
) -> tuple[DocumentReading, TextDocument]:
    """What a document says, and its text. Without a reader: its length and language only, every clause unread."""
    document = (text or extracted)(body, media_type, name)
    if read is not None:
        reading = read(body, media_type, name)
        if reading.language is None and document.text:
            guess = page_language(document.text, document.language_hint)
            reading = reading.model_copy(update={"language": guess})
        return reading, document
    readable = "ok" if document.text else "unreadable-format"
    bare = DocumentReading(
        language=page_language(document.text, document.language_hint),
        words=len(document.text.split()),
        title=document.title,
        readable="ok" if readable == "ok" else "unreadable-format",
    )
    return bare, document


def extracted(body: bytes, media_type: str | None, name: str) -> TextDocument:
    """The text of a document as the reader extracts it: offsets in it are those that citations use."""
    from rules.reading.extract import extract

    return extract(body, media_type, name)
