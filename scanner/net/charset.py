"""The character encoding of a text body: what is declared is believed only where the bytes bear it out."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = {"iso8859-1", "latin-1", "ascii", "iso8859-15", "cp1252"}


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return codecs.lookup(name.strip("\"' ")).name
    except (LookupError, ValueError):
        return None


def _decodes(body: bytes, charset: str, truncated: bool) -> bool:
    try:
        codecs.getincrementaldecoder(charset)("strict").decode(body, not truncated)
    except (UnicodeError, ValueError, LookupError):
        return False
    return True


def detect_charset(body: bytes, declared: str | None, truncated: bool = False) -> str:
    """The Python codec name to read `body` with.

    A byte-order mark wins; then valid UTF-8, whatever is declared (other encodings of real text are not valid UTF-8
    by chance); then the declared encoding (header, then document) where it fits; then Windows-1252, which is what
    browsers take "ISO-8859-1" for (WHATWG Encoding).
    """
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return marked
    if _decodes(body, "utf-8", truncated):
        return "utf-8"
    head = body[:4096]
    inside = _XML.search(head) or _META.search(head)
    for name in (_known(declared), _known(inside[1].decode("ascii")) if inside else None):
        if name in _LATIN:
            return "cp1252"
        if name and name != "utf-8" and not name.startswith("utf-16") and _decodes(body, name, truncated):
            return name
    return "cp1252"


def decode(body: bytes, charset: str | None) -> str:
    """The text of a body in a detected encoding; bytes that do not fit become U+FFFD, null characters go."""
    try:
        text = body.decode(charset or "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    return text.replace("\x00", "")


def is_text(media_type: str | None) -> bool:
    """Whether a media type is text that has an encoding."""
    kind = media_type or ""
    return kind.startswith("text/") or kind in (
        "application/xhtml+xml",
        "application/xml",
        "application/json",
        "application/javascript",
        "application/ld+json",
        "application/rss+xml",
    )
