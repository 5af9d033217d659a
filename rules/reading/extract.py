"""Any document's bytes into one text with structure and offsets. PDF comes as pages (see `scanner.documents.pdf`)."""

from __future__ import annotations

from typing import Final

from .document import TextBuilder, TextDocument, unreadable

__all__ = ["TextDocument", "extract", "sniff"]

_HTML_MARKS: Final = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<div",
    b"<p>",
    b"<p ",
    b"<h1",
    b"<meta",
    b"<article",
)


def sniff(data: bytes, media_type: str | None = None, name: str | None = None) -> str:
    """The media type by content first, then by what was declared, then by the file's name.

    Answers one of `application/pdf`, the DOCX type, `text/html`, `text/markdown`, `text/plain`,
    `application/octet-stream`.
    """
    head = data[:2048].lstrip()
    lowered = head[:1024].lower()
    declared = (media_type or "").split(";")[0].strip().lower()
    suffix = (name or "").lower().rpartition(".")[2]
    if b"%pdf-" in data[:1024].lower():
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        docx = b"word/" in data[:4096] or b"word/document.xml" in data[-65_536:] or suffix == "docx"
        return (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            if docx
            else "application/octet-stream"
        )
    if suffix in ("md", "markdown") or declared in ("text/markdown", "text/x-markdown"):
        return "text/markdown"
    if declared in ("text/html", "application/xhtml+xml") or suffix in ("html", "htm", "xhtml"):
        return "text/html"
    if any(mark in lowered for mark in _HTML_MARKS) and suffix != "txt":
        return "text/html"
    if declared.startswith(("image/", "audio/", "video/", "font/")) or _is_binary(data[:4096]):
        return "application/octet-stream"
    return "text/plain"


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(1 for byte in head if byte < 9 or 13 < byte < 27)
    return controls > len(head) * 0.05


def extract(data: bytes, media_type: str | None = None, name: str | None = None) -> TextDocument:
    """Extract the text of HTML, Markdown, plain text or DOCX. Other formats, PDF included, are unreadable here.

    Never raises, whatever the bytes; costs time in proportion to their length.
    """
    kind = sniff(data, media_type, name)
    if kind == "text/html":
        from .html import read_html

        return read_html(data)
    if kind.startswith("application/vnd.openxml"):
        from .docx import read_docx

        return read_docx(data)
    if kind in ("text/markdown", "text/plain"):
        from catalog.encoding import decode_text

        from .html import MAX_BYTES

        source = decode_text(data[:MAX_BYTES])
        return read_plain(source) if kind == "text/plain" else _markdown(source)
    return unreadable(kind)


def read_plain(source: str) -> TextDocument:
    """Read plain text: blank lines part paragraphs, bullets make items."""
    from .lines import add_lines

    builder = TextBuilder()
    lines = source.splitlines()
    add_lines(builder, lines, alone=_unwrapped(lines))
    return builder.document("text/plain")


def _unwrapped(lines: list[str]) -> bool:
    """Whether lines are whole paragraphs rather than a text wrapped at a width."""
    filled = [len(line) for line in lines[:2000] if line.strip()]
    return bool(filled) and max(filled) > 200


def _markdown(source: str) -> TextDocument:
    from .markdown import read_markdown

    return read_markdown(source)
