"""DOCX: paragraphs, headings by style, numbered and bulleted items, tables; straight from the package's XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from .document import TextBuilder, TextDocument, unreadable
from .lines import introduces, looks_like_heading, withholds
from .rows import cell, reach, written

MAX_XML: Final = 30_000_000
"""Bytes of document.xml that are unpacked: a zip bomb stops here."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_LOOK_BACK: Final = 60
"""Items looked through for the one that introduces a deeper list."""


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
    """The text of an element as it stands now: what was moved away or is struck through is not said any more."""
    parts: list[str] = []
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if _is_gone(node):
            continue
        parts.append("-" if node.tag.endswith("noBreakHyphen") else (node.text or "") if node.tag == f"{_W}t" else " ")
    return "".join(parts)


def _is_gone(node: Any) -> bool:
    run = node.getparent()
    if run is None:
        return False
    struck = run.find(f"{_W}rPr/{_W}strike")
    if struck is not None and struck.get(f"{_W}val", "true") not in ("0", "false"):
        return True
    around = run.getparent()
    return around is not None and around.tag in (f"{_W}moveFrom", f"{_W}del")


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
    numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
    if numbering is not None or "list" in name:
        deep = numbering.find(f"{_W}ilvl") if numbering is not None else None
        level = 1 + int(deep.get(f"{_W}val", "0")) if deep is not None and deep.get(f"{_W}val", "").isdecimal() else 1
        builder.add("item", text, level, _inner_lead(builder, level, lead))
        return lead
    index = builder.add("paragraph", text)
    return index if introduces(text) else -1


def _inner_lead(builder: TextBuilder, level: int, lead: int) -> int:
    """What introduces an item: the item above it that is less deep and ends with a colon, else its list's lead-in."""
    for number in range(len(builder.blocks) - 1, max(-1, len(builder.blocks) - 1 - _LOOK_BACK), -1):
        block = builder.blocks[number]
        if block.kind != "item":
            return lead
        if block.level == level:
            return block.lead
        if block.level < level:
            return number if builder.text_of(number).rstrip().endswith(":") else block.lead
    return lead


def _table(builder: TextBuilder, table: Any) -> None:
    """The rows of a table; one with a single cell that holds anything, as frames and layouts have, is prose."""
    header, above = -1, dict[int, str]()
    for row in table.iterchildren(f"{_W}tr"):
        cells = list(row.iterchildren(f"{_W}tc"))
        columns = _columns(cells, above)
        above = dict(enumerate(columns))
        if sum(map(bool, columns)) < 2:
            lead = -1
            for each in cells:
                for paragraph in each.iter(f"{_W}p"):
                    lead = _paragraph(builder, paragraph, lead)
            continue
        index = builder.add("row", written(columns), 0, header)
        header = index if header < 0 else header


def _columns(cells: Iterable[Any], above: Mapping[int, str]) -> list[str]:
    """A row's cells in their columns; one that goes on from the row above says what that one says (`w:vMerge`)."""
    columns: list[str] = []
    for each in cells:
        merged, across = each.find(f"{_W}tcPr/{_W}vMerge"), each.find(f"{_W}tcPr/{_W}gridSpan")
        if merged is not None and merged.get(f"{_W}val", "continue") == "continue":
            columns.append(above.get(len(columns), ""))
        else:
            columns.append(cell(_text(paragraph) for paragraph in each.iter(f"{_W}p")))
        columns += [""] * (reach(across, f"{_W}val") - 1 if across is not None else 0)
    while columns and not columns[-1]:
        columns.pop()
    return columns
