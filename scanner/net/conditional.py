"""Conditional requests (RFC 9110, 13): a body that is known is sent again only if it changed, or after a week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.nouns.evidence import Exchange
    from scanner.net.blobs import BlobSink
    from scanner.net.send import Answer

WHOLE_EVERY = timedelta(days=7)
"""A server whose validators never change, or a cache that nobody told, says *not modified* for ever, whatever the text
has become: a body that came so long ago is asked for in whole. As long as the default of `rescan --browser-every`."""
_CODINGS = ("-gzip", "--gzip", ";gzip", ":gzip", "-br", "-zstd", "-deflate", "-df")
"""What servers add to an entity tag for a compressed body, and leave out of a 304 or not."""


def conditions(url: str, known: Exchange | None, blobs: BlobSink, at: datetime) -> dict[str, str]:
    """The headers of a conditional request at the time `at`; none where the earlier body is not at hand or is old."""
    if known is None or known.final_url != url or known.body is None or known.status != 200 or known.truncated:
        return {}
    if not _came_lately(known, at) or not blobs.has(known.body):
        return {}
    pairs = (("If-None-Match", known.header("etag")), ("If-Modified-Since", known.header("last-modified")))
    return {name: value for name, value in pairs if value and value.isascii() and value.isprintable()}


def belies_itself(answer: Answer, asked: Mapping[str, str]) -> bool:
    """Whether a 304 names another entity tag, or a later change, than the request did: then something did change."""
    sent, tag = asked.get("If-None-Match"), answer.header("etag")
    if sent and tag and _opaque(sent) != _opaque(tag):
        return True
    before, after = _moment(asked.get("If-Modified-Since")), _moment(answer.header("last-modified"))
    return before is not None and after is not None and after > before


def body_came_at(known: Exchange) -> datetime | None:
    """When the body of an exchange was last sent in whole; None where that was not written down."""
    return known.body_at if known.not_modified else known.fetched_at


def _came_lately(known: Exchange, at: datetime) -> bool:
    came = body_came_at(known)
    # A body from the future was dated by a clock that has been put right since.
    return came is not None and timedelta() <= at - came < WHOLE_EVERY


def _opaque(tag: str) -> str:
    text = tag.strip().removeprefix("W/").strip('"')
    return next((text.removesuffix(end) for end in _CODINGS if text.endswith(end)), text)


def _moment(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError):
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
