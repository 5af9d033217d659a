"""What the tool's own pages say beside its documents: functions it sells, agreements it offers, help it gives."""

from __future__ import annotations

from catalog.nouns.evidence import Evidence, Page
from catalog.nouns.facts import DocumentFact, PageFact
from catalog.nouns.vocabulary import DOCUMENT_ROLES
from rules.derive.allowance import Allowance
from rules.derive.documents import Bodies, Read, body_of

MOST_PAGES = 20
"""Pages read at most: those found first are nearest to the home page."""
HTML = ("text/html", "application/xhtml+xml")


def page_texts(
    evidence: Evidence, pages: tuple[PageFact, ...], bodies: Bodies, read: Read | None, allowance: Allowance
) -> tuple[DocumentFact, ...]:
    """Pages that are no documents, read like them; only clauses that are present are kept.

    Empty without a reader. They are read while the `allowance` lasts, after the documents.
    """
    if read is None:
        return ()
    own = {page.url for page in pages if page.status == 200 and not page.empty_shell}
    found: dict[str, DocumentFact] = {}
    for page in evidence.pages:
        url = page.exchange.final_url or page.exchange.url
        if len(found) >= MOST_PAGES or allowance.spent:
            break
        if url in own and url not in found and _is_plain_page(page):
            fact = _read_page(page, url, bodies, read, allowance)
            if fact is not None:
                found[url] = fact
    return tuple(found.values())


def _is_plain_page(page: Page) -> bool:
    media_type = (page.exchange.media_type or HTML[0]).split(";")[0].strip().lower()
    return media_type in HTML and not set(DOCUMENT_ROLES) & {page.role, *page.also}


def _read_page(page: Page, url: str, bodies: Bodies, read: Read, allowance: Allowance) -> DocumentFact | None:
    body = body_of(page.exchange.body, bodies)
    if body is None:
        return None
    reading = read(body, page.exchange.media_type, url)
    allowance.charge(body, reading)
    present = tuple(one for one in reading.clauses if one.stance != "absent")
    if not present and not reading.values:
        return None
    return DocumentFact(
        url=url,
        role=page.role,
        also=page.also,
        blob=page.exchange.body or "",
        media_type=page.exchange.media_type,
        certificate_verified=page.exchange.certificate_verified,
        complete=not page.exchange.truncated,
        reading=reading.model_copy(update={"clauses": present}),
    )
