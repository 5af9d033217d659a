"""The character encoding of a text body: what is declared is believed only where the bytes bear it out."""

from __future__ import annotations

import codecs

SNIFFED = 4096
"""Bytes at the head of a page in which a declaration is looked for (HTML: the first 1024; some are late)."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = frozenset({"iso8859-1", "latin-1", "ascii", "iso8859-15", "cp1252"})


def detect_encoding(body: bytes, declared: str | None = None, *, truncated: bool = False) -> str:
    """The Python codec name to read `body` with.

    A byte-order mark wins; then valid UTF-8, whatever is declared (other encodings of real text are not valid UTF-8
    by chance); then the declared encoding (header, then document) where it fits; then Windows-1252, which is what
    browsers take "ISO-8859-1" for (WHATWG Encoding). `truncated`: the last character may be cut.
    """
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return marked
    if _decodes(body, "utf-8", truncated):
        return "utf-8"
    for name in (_known(declared), _known(_declared_inside(body))):
        if name in _LATIN:
            return "cp1252"
        if name and name != "utf-8" and not name.startswith("utf-16") and _decodes(body, name, truncated):
            return name
    return "cp1252"


def decode_text(body: bytes, declared: str | None = None) -> str:
    """The text of `body`; bytes that do not fit become U+FFFD, null characters go. Never raises."""
    text = body.decode(detect_encoding(body, declared, truncated=True), "replace")
    return text.lstrip("\ufeff").replace("\x00", "")


def _declared_inside(body: bytes) -> str | None:
    """The encoding that a `<meta>` element or an XML declaration names."""
    # Loaded only for the few pages that are not UTF-8.
    from bs4.dammit import EncodingDetector

    found = EncodingDetector.find_declared_encoding(body[:SNIFFED], is_html=True)
    return found if isinstance(found, str) else None


def _known(name: str | None) -> str | None:
    """The codec of that name where it makes text of bytes (`hex` and `zlib` do not)."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip("\"' "))
    except (LookupError, ValueError, UnicodeError):
        return None
    return found.name if found._is_text_encoding else None


def _decodes(body: bytes, name: str, truncated: bool) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(body, not truncated)
    except (UnicodeError, ValueError, LookupError):
        return False
    return True
