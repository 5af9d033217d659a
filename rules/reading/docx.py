"""DOCX: paragraphs, headings by style, numbered and bulleted items, tables; straight from the package's XML."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from .document import TextBuilder, TextDocument, unreadable
from .lines import introduces, looks_like_heading, withholds

MAX_XML: Final = 30_000_000
"""Bytes of document.xml that are unpacked: a zip bomb stops here."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes) -> TextDocument:
    """Read a Word document. A file that is none, or is damaged, is unreadable; nothing raises."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("word/document.xml") as part:
            xml = part.read(MAX_XML + 1)
        if len(xml) > MAX_XML:
            return unreadable(_MEDIA_TYPE)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
        root = etree.fromstring(xml, parser)
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        etree.LxmlError,
    ):
        return unreadable(_MEDIA_TYPE)
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        return unreadable(_MEDIA_TYPE)
    builder, lead = TextBuilder(), -1
    for element in body:
        if element.tag == f"{_W}tbl":
            _table(builder, element)
            lead = -1
        elif element.tag in (f"{_W}p", f"{_W}sdt"):
            for paragraph in element.iter(f"{_W}p"):
                lead = _paragraph(builder, paragraph, lead)
    return builder.document(_MEDIA_TYPE)


def _text(element: Any) -> str:
    parts: list[str] = []
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        parts.append("-" if node.tag.endswith("noBreakHyphen") else (node.text or "") if node.tag == f"{_W}t" else " ")
    return "".join(parts)


def _paragraph(builder: TextBuilder, paragraph: Any, lead: int) -> int:
    """Add a paragraph; return the lead-in of what follows."""
    text = _text(paragraph)
    if not text.strip():
        return lead
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    runs = [run for run in paragraph.iter(f"{_W}r") if _text(run).strip()]
    bold = bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)
    if name.startswith(("heading", "titre", "title", "berschrift")) or (bold and looks_like_heading(text)):
        level = int(name[-1]) if name[-1:] in "123456" and name else 3
        asks = text.rstrip().endswith("?")
        index = builder.add("question" if asks else "heading", text, level)
        return index if asks or withholds(text) else -1
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or "list" in name:
        builder.add("item", text, 1, lead)
        return lead
    index = builder.add("paragraph", text)
    return index if introduces(text) else -1


def _table(builder: TextBuilder, table: Any) -> None:
    header = -1
    for row in table.iter(f"{_W}tr"):
        cells = [" ".join(_text(cell).split()) for cell in row.iter(f"{_W}tc")]
        index = builder.add("row", " | ".join(cell for cell in cells if cell), 0, header)
        header = index if header < 0 else header
