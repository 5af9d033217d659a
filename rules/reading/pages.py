"""Pages of text, as a PDF gives them, joined into one document: running heads, page numbers and hyphenation undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from .document import TextBuilder, TextDocument, unreadable
from .lines import add_lines
from .rows import PARTED, ROW

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:page|seite|p\.)?\s*\d{1,4}\s*(?:[/|-]|sur|of|von|de)?\s*\d{0,4}\s*", re.IGNORECASE
)
_HYPHENATED: Final = re.compile(r"[^\W\d_]{2,}[-\u00ad\ufffe\u2010]$")
_MEDIA_TYPE: Final = "application/pdf"


def join_pages(pages: Sequence[str], title: str = "") -> TextDocument:
    """Join pages into one document. A file with next to no text on its pages (a scan) is unreadable."""
    letters = sum(sum(map(str.isalpha, page)) for page in pages)
    if not pages or letters < 40 * len(pages) or letters < 40:
        return unreadable(_MEDIA_TYPE)
    split = [page.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n") for page in pages]
    running = _running(split)
    lines: list[str] = []
    for page in split:
        for line in page:
            if line.startswith(ROW):
                lines.append(line)
                continue
            if _PAGE_NUMBER.fullmatch(line) or line.strip() in running:
                continue
            if lines and line[:1].islower() and not lines[-1].startswith(ROW) and _HYPHENATED.search(lines[-1]):
                head, tail = lines[-1][:-1], line.split(" ", 1)
                lines[-1] = head + tail[0]
                line = tail[1] if len(tail) > 1 else ""
                if not line:
                    continue
            lines.append(line)
    builder = TextBuilder()
    header = width = -1
    for of_table, part in groupby(lines, key=lambda line: line.startswith(ROW)):
        group = list(part)
        if not of_table:
            if any(line.strip() for line in group):  # else a page ends within the table
                add_lines(builder, _with_breaks(group, lines))
                header = -1
            continue
        for row in group:
            columns = row.count(PARTED)
            if row == ROW or columns > width:
                header = -1  # another table
            index = builder.add("row", row.removeprefix(ROW), 0, header)
            if header < 0:
                header, width = index, columns
    return builder.document(_MEDIA_TYPE, title)


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """Lines that stand at the head or foot of most pages."""
    if len(pages) < 3:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [line.strip() for line in page if line.strip() and not line.startswith(ROW)]
        seen.update(set(filled[:2] + filled[-2:]))
    return {line for line, count in seen.items() if count >= max(3, len(pages) * 0.6) and len(line) < 150}


def _with_breaks(lines: Sequence[str], all_lines: Sequence[str]) -> list[str]:
    """Blank lines put where a short line ends a sentence: PDF text marks paragraphs in no other way."""
    lengths = sorted(len(line) for line in all_lines if not line.startswith(ROW))
    width = lengths[int(len(lengths) * 0.8)] if lengths else 0
    out: list[str] = []
    for index, line in enumerate(lines):
        out.append(line)
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        ends = line.rstrip().endswith((".", ":", "!", "?", ";"))
        if following[:1].isupper() and len(line) < 0.8 * width and (ends or len(line) < 0.6 * width):
            out.append("")
    return out
