"""Text bodies: which media types are text, and their text in an encoding that is known."""

from __future__ import annotations


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
