"""From the bytes of a page to its text: the encoding that is true, not the one that is claimed."""

from __future__ import annotations

import codecs

SNIFFED = 4096
"""Bytes at the head of a page in which an encoding declaration is looked for (HTML: the first 1024; some are late)."""


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of `body`, null characters removed. Never raises.

    Order: byte order mark; UTF-8 wherever the bytes are valid UTF-8 (a wrong header is common, and text in another
    encoding is hardly ever valid UTF-8); the header's encoding; the page's own declaration; Windows-1252.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff").replace("\x00", "")
    try:
        return body.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        pass
    for name in (declared, _declared_inside(body), "cp1252"):
        if name and _known(name):
            return body.decode(name, "replace").replace("\x00", "")
    return body.decode("utf-8", "replace").replace("\x00", "")


def _known(name: str) -> bool:
    """Whether a codec of this name turns bytes into text (`hex` and `zlib` do not)."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError, UnicodeError):
        return False


def _declared_inside(body: bytes) -> str | None:
    """The encoding named by `<meta charset>` or an XML declaration in the head of the page."""
    head = body[:SNIFFED].decode("latin-1").lower()
    for key in ("charset=", "encoding="):
        at = head.find(key)
        if at >= 0:
            rest = head[at + len(key) : at + len(key) + 40].lstrip("\"' ")
            end = next((i for i, c in enumerate(rest) if not (c.isalnum() or c in "-_")), len(rest))
            if rest[:end]:
                return rest[:end]
    return None
