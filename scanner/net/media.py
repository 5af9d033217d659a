"""Media types: which bodies are read at all, and what a body without an honest label is."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from scanner.net.failure import FetchFailure

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READABLE = frozenset(
    {
        "application/xhtml+xml",
        "application/xml",
        "application/json",
        "application/ld+json",
        "application/rss+xml",
        "application/pdf",
        "application/gzip",
        "application/x-gzip",
        _DOCX,
    }
)
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download", "unknown/unknown"})
_DOCUMENT_ENDINGS = (".pdf", ".docx", ".html", ".htm", ".txt", ".md", ".xml", ".xml.gz")


def _plain_type(content_type: str | None) -> str:
    return (content_type or "").split(";", 1)[0].strip().lower()


def check_readable(status: int, headers: Mapping[str, str], url: str) -> None:
    """Raises FetchFailure `unreadable-format` for a body that is no document (pictures, films, archives)."""
    if not 200 <= status < 300:
        return
    kind = _plain_type(headers.get("content-type"))
    if kind.startswith("text/") or kind in READABLE:
        return
    name = urlsplit(url).path.lower()
    if kind in _VAGUE and (not kind or name.endswith(_DOCUMENT_ENDINGS) or "." not in name.rsplit("/", 1)[-1]):
        return
    raise FetchFailure("unreadable-format", f"{kind or 'unlabelled content'} is no document")


def media_type_of(content_type: str | None, body: bytes) -> str | None:
    """The media type of a body: what is declared, or what its first bytes say where that is vague."""
    kind = _plain_type(content_type)
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if kind not in _VAGUE:
        return kind
    if head.startswith(b"PK\x03\x04"):
        return _DOCX
    if head.startswith(b"<"):
        return "text/html"
    return "text/plain" if head and b"\x00" not in head else (kind or None)
