"""Text that comes from scanned pages, made safe to show: it must neither steer a terminal nor disguise itself."""

from __future__ import annotations

from urllib.parse import urlsplit

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_KEPT = frozenset("\n\t")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")


def clean(text: str) -> str:
    """`text` without what could act instead of being read.

    Control characters (C0, DEL, C1: escape sequences of terminals begin with them) and marks that reorder text
    (Unicode bidirectional controls, which can make one address look like another) become the replacement
    character; lone surrogates too. Soft hyphens and zero-width characters disappear. Line breaks and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def clean_in_place(text: str) -> str:
    """`clean`, character for character: positions in the text stay what they were, so invisible characters stay too."""
    return "".join(character if character in _INVISIBLE else _shown(character) for character in text)


def clean_line(text: str) -> str:
    """`clean`, on one line: runs of white space become one space (non-breaking spaces stay)."""
    return " ".join(part for part in _split(clean(text)) if part)


def web_link(address: str | None) -> str | None:
    """`address` where it is safe to follow from a report (http or https with a host), else None.

    A page can name `javascript:` or `data:` addresses; they are shown as text and never as links.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    if any(character.isspace() or not character.isprintable() for character in address):
        return None
    return address


def shorten(text: str, limit: int) -> str:
    """`text` cut to `limit` characters with an ellipsis where it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def shorten_middle(text: str, limit: int) -> str:
    """`text` cut in its middle: the beginning and the end of an address both tell something."""
    if len(text) <= limit:
        return text
    head = (limit - 1) * 2 // 3
    return text[:head] + "…" + text[len(text) - (limit - 1 - head) :]


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    code = ord(character)
    if code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or character in _BIDI:
        return REPLACEMENT
    if character in _INVISIBLE:
        return ""
    return character


def _split(text: str) -> list[str]:
    return text.replace("\n", " ").replace("\t", " ").split(" ")
