"""Which fetched documents have no text to be read: scans of paper, protected files, pictures under a policy's name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from catalog.nouns.vocabulary import DOCUMENT_ROLES

if TYPE_CHECKING:
    from catalog.nouns.evidence import Page
    from scanner.net.blobs import BlobSink

READ_AS_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
"""Media types whose text the discovery has judged already."""


async def unreadable_documents(pages: Iterable[Page], blobs: BlobSink) -> list[tuple[Page, str]]:
    """The documents without text, each with what is the matter. Files are parsed outside the event loop."""
    found = []
    for page in pages:
        exchange = page.exchange
        is_file = (exchange.media_type or "") not in READ_AS_PAGES
        if not is_file or exchange.body is None or not set(DOCUMENT_ROLES) & {page.role, *page.also}:
            continue
        detail = await asyncio.to_thread(_problem, blobs.get(exchange.body), exchange.media_type, exchange.final_url)
        if detail is not None:
            found.append((page, detail))
    return found


def _problem(data: bytes, media_type: str | None, name: str) -> str | None:
    from scanner.documents.read_files import document_of

    document = document_of(data, media_type, name)
    if document.legibility == "ok" and document.text.strip():
        return None
    kind = "PDF" if document.media_type == "application/pdf" or data[:5] == b"%PDF-" else media_type or "file"
    return f"no text could be read in this {kind}: a scan of paper, a protected or a damaged file"
