"""Documents: which pages are legal texts, read once each, and what their reading counts as."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from catalog.nouns.browser import DrawnDocument
from catalog.nouns.evidence import Evidence, Page
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import DocumentReading
from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from rules.derive.allowance import Allowance
from rules.derive.language import page_language
from rules.derive.names import host_of, path_of

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge
    from rules.reading.document import TextDocument

Read = Callable[[bytes, "str | None", str], DocumentReading]
"""A reader of policies: body, media type, name or address → what it says."""
Text = Callable[[bytes, "str | None", str], "TextDocument"]
"""The text of a document of any format, PDF too: body, media type, name or address → its text."""
HTML = "text/html"
Bodies = Callable[[str], bytes]
"""A body by the SHA-256 that names it; raises KeyError where it is not kept."""


class ReadDocument(NamedTuple):
    """A document and its extracted text (empty where it could not be had)."""

    fact: DocumentFact
    text: str


def documents(
    evidence: Evidence,
    bodies: Bodies,
    knowledge: Knowledge,
    read: Read | None,
    text: Text | None = None,
    allowance: Allowance | None = None,
) -> tuple[ReadDocument, ...]:
    """The tool's documents and those supplied by a vendor, each body once with all the roles it was found under.

    `text` extracts formats that are parsed outside this package (PDF); without it they have no text here.
    Published documents are read in the order of the evidence while the `allowance` lasts; further ones are named and
    not read. What a vendor supplied is always read.
    Only answers with status 200 count; one that scripts draw counts as it was drawn, in the place of a page whose own
    HTML holds less. What a tool publishes is `declared`; what a vendor supplied is `contractual`.
    """
    allowance = allowance or Allowance()
    found: dict[tuple[str, str], ReadDocument] = {}
    for page in evidence.pages:
        roles = _document_roles(page)
        body = body_of(page.exchange.body, bodies)
        if not roles or body is None or page.exchange.status != 200:
            continue
        url = page.exchange.final_url or page.exchange.url
        key = (url, page.exchange.body or "")
        if key in found:
            found[key] = _again(found[key], roles)
        elif allowance.spent:
            found[key] = _not_read(page, url, roles)
        else:
            found[key] = _published(page, url, roles, body, read, text)
            allowance.charge(body, found[key].fact.reading)
    published = _with_drawn(list(found.values()), _drawn(evidence, bodies, knowledge, read, text, allowance))
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
    return (*published, *supplied)


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


ENOUGH = 1500
"""Characters from which on the text of plain HTML is a document of its own, whatever was drawn there before."""


def _with_drawn(plain: list[ReadDocument], drawn: list[ReadDocument]) -> list[ReadDocument]:
    """Documents drawn by scripts in the place of the shells that answer at their addresses, the others after."""
    by_url = {one.fact.url: one for one in drawn}
    kept = []
    for one in plain:
        better = by_url.pop(one.fact.url, None)
        fuller = better is not None and one.fact.characters < min(ENOUGH, better.fact.characters)
        kept.append(_again(better, (one.fact.role, *one.fact.also)) if better is not None and fuller else one)
    return kept + [one for one in drawn if one.fact.url in by_url]


def _drawn(
    evidence: Evidence, bodies: Bodies, knowledge: Knowledge, read: Read | None, text: Text | None, allowance: Allowance
) -> list[ReadDocument]:
    found: dict[tuple[str, str], ReadDocument] = {}
    for one in evidence.browser.drawn if evidence.browser is not None else ():
        body = body_of(one.body, bodies)
        if body is None:
            continue
        key = (one.url, one.body or "")
        if key in found:
            found[key] = _again(found[key], (one.role, *one.also))
            continue
        if allowance.spent:
            fact = _unread(one.url, (one.role, *one.also), one.body or "", HTML).model_copy(update={"drawn": True})
            found[key] = ReadDocument(fact, "")
            continue
        reading, document = _read(body, HTML, one.url, read, text)
        allowance.charge(body, reading)
        whole = not document.truncated and drawn_whole(one, knowledge)
        fact = DocumentFact(
            url=one.url,
            role=one.role,
            also=one.also,
            blob=one.body or "",
            media_type=HTML,
            complete=whole and reading.readable != "unreadable-format",
            drawn=True,
            characters=len(document.text),
            reading=reading,
        )
        found[key] = ReadDocument(fact, document.text)
    return list(found.values())


def drawn_whole(one: DrawnDocument, knowledge: Knowledge) -> bool:
    """Whether all of a drawn document's text came: the page was at rest, and nothing on which a text may hang failed.

    A request of a third party that does something else (analytics, advertising …) brings no text; that somebody is not
    signed in (401) is no fault of the page's.
    """
    if not one.settled or one.cut or one.busy or one.closed_parts:
        return False
    return all(request.status == 401 or _brings_no_text(request.url, knowledge) for request in one.failed)


def _brings_no_text(url: str, knowledge: Knowledge) -> bool:
    known = knowledge.third_party(host_of(url), path_of(url))
    return known is not None and bool(known.categories) and set(known.categories) <= WITHOUT_TEXT


WITHOUT_TEXT = frozenset(
    {
        "analytics", "exempt-capable-analytics", "advertising", "social", "session-replay", "tag-manager", "marketing",
        "ab-testing", "crm", "fingerprinting", "push-notifications", "support-widget", "fonts", "captcha", "video",
        "maps", "audio",
    }
)  # fmt: skip
"""Categories of third parties whose answers are no part of a policy's text."""


def _not_read(page: Page, url: str, roles: tuple[Role, ...]) -> ReadDocument:
    exchange = page.exchange
    fact = _unread(url, roles, exchange.body or "", exchange.media_type)
    return ReadDocument(fact.model_copy(update={"certificate_verified": exchange.certificate_verified}), "")


def _unread(url: str, roles: tuple[Role, ...], blob: str, media_type: str | None) -> DocumentFact:
    """A document for which nothing was left to read with."""
    return DocumentFact(
        url=url,
        role=roles[0],
        also=roles[1:],
        blob=blob,
        media_type=media_type,
        complete=False,
        reading=DocumentReading(readable="not-read"),
    )


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
