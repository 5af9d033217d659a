"""From lines of text to blocks: paragraphs, list items with their lead-in, questions, short lines that are headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from .document import BlockKind, TextBuilder

_BULLET: Final = re.compile(
    r"\s*(?:[•●○▪■□◦‣⁃∙·*➢➤►▶✓✔✗✘❌✅❖◆Ø\uf020-\uf0ffo–—-]|§(?!\s*\d)|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)"
)
"""Bullets of symbol fonts come out of a PDF as letters for private use, as `§` or as `Ø`."""
_NUMBERED_HEADING: Final = re.compile(r"\s*(?:article\s+)?\d{1,2}(?:\.\d{1,2}){0,3}[.):]?\s+\S", re.IGNORECASE)
_ENDS_SENTENCE: Final = (".", "!", ";", "…", ",")


_WITHHOLDS: Final = re.compile(
    r"(?:\b(?:nous|on) ne \w{2,12} (?:pas|jamais)"
    r"|\bwe (?:do not|don['’]t|never|will never|will not|won['’]t)(?: ever)?(?: do)?"
    r"|\bwir (?:nicht|niemals|nie)(?: tun| machen)?)"
    r"(?: (?:avec|de) (?:vos|les|tes) données| with (?:your|pupil|student) (?:data|information)"
    r"| mit (?:Ihren|deinen) Daten)?"
    r"\W{0,4}$",
    re.IGNORECASE,
)


_DENIES_BEFORE_COLON: Final = re.compile(
    r"\b(?:jamais|aucune?|rien|interdi\w+|abst[ei]\w+|ne pas|n[’']\w+ pas"
    r"|ne \w+ pas|never|none|nothing|not|refrain|nicht|nie|niemals|nichts|kein\w*)\b[^.?!]*:\s*$",
    re.IGNORECASE,
)


def withholds(heading: str) -> bool:
    """Whether a heading denies what the list under it names: `What we never do`, `Ce que nous ne faisons pas`.

    One that ends with a colon begins a sentence which the list ends: `We do none of the following:`.
    """
    if len(heading) >= 120:
        return False
    return _WITHHOLDS.search(heading) is not None or _DENIES_BEFORE_COLON.search(heading) is not None


def introduces(text: str) -> bool:
    """Whether a paragraph introduces the list after it: it ends with a colon or in the middle of a sentence."""
    text = text.rstrip(" \u00a0")
    if text.endswith((":", "…", "...", "–", "—")):
        return True
    return not text.endswith((".", "!", "?", ";")) and len(text.split()) >= 4


def looks_like_heading(line: str) -> bool:
    """Whether a line that stands alone reads as a heading: short, no closing stop, opening capital or number."""
    words = line.split()
    if not words or len(words) > 12 or line.rstrip().endswith(_ENDS_SENTENCE) or line.rstrip().endswith(":"):
        return False
    first = next((c for c in line if c.isalpha()), "")
    return bool(first) and first.isupper() and "@" not in line


def bullet(line: str) -> tuple[str, bool]:
    """The line without its bullet or number, and whether it had one."""
    match = _BULLET.match(line)
    return (line[match.end() :], True) if match else (line, False)


_PARTS: Final = re.compile(r"(\()|(\s[–—-]\s)|(\s?:\s)|(\t)|(\s\|\s)")
"""What parts the cells of a row that a text writes as a line: `Scaleway (France) : hébergement`."""
_ROW_WORDS: Final = 40
_NAME_WORDS: Final = 6


def _build(line: str) -> tuple[int, ...]:
    """How a line parts its cells, by its first two marks, where it may be a row; empty where it is none."""
    line = line.strip()
    if not line or not (line[0].isupper() or line[0].isdigit()) or len(line.split()) > _ROW_WORDS:
        return ()
    marks = list(_PARTS.finditer(line))
    if len(marks) < 2 or len(line[: marks[0].start()].split()) > _NAME_WORDS:
        return ()
    return tuple(mark.lastindex or 0 for mark in marks[:2])


def _rows(lines: list[str]) -> set[int]:
    """The lines that are rows of a list: two or more in succession that part their cells in the same way.

    A list of names with their countries and tasks is often typed so, without bullets: joined into one sentence, the
    country of one would be told of the next.
    """
    builds = [_build(line) for line in lines]
    return {
        place
        for place, build in enumerate(builds)
        if build and build in (builds[place - 1] if place else (), *builds[place + 1 : place + 2])
    }


def add_lines(builder: TextBuilder, lines: Iterable[str], alone: bool = False) -> None:
    """Add lines (one wrapped text) as blocks. Blank lines part paragraphs; bullets make items of the line before.

    `alone` says that every line is a block of its own, as `<br>` in a page sets it.
    """
    lead = -1
    inner, outer = -1, ""
    for text, mark, is_alone in _paragraphs(lines, alone):
        if mark:
            # A list within a list bears other marks than the item that introduces it.
            inner = -1 if mark == outer else inner
            index = builder.add("item", text, 2 if inner >= 0 else 1, inner if inner >= 0 else lead)
            if inner < 0 and text.rstrip().endswith(":"):
                inner, outer = index, mark
            continue
        inner, outer = -1, ""
        if is_alone and looks_like_heading(text):
            kind: BlockKind = "question" if text.rstrip().endswith("?") else "heading"
            lead = builder.add(kind, text, 3)
            lead = lead if kind == "question" or withholds(text) else -1
        else:
            index = builder.add(
                "paragraph", text, 0, lead if lead >= 0 and builder.blocks[lead].kind == "question" else -1
            )
            lead = index if index >= 0 and introduces(text) else -1


def _mark(line: str) -> str:
    """The kind of mark that a line opens with: its sign, or `1` or `a` for what counts; empty where it has none."""
    match = _BULLET.match(line)
    sign = match.group().strip(" ().\t\u00a0") if match else ""
    return ("1" if sign.isdigit() else "a" if sign.isalpha() and sign not in "oØ" else sign) or "*" if match else ""


def _paragraphs(lines: Iterable[str], alone: bool) -> Iterator[tuple[str, str, bool]]:
    """Each paragraph, the kind of its mark where it is an item, and whether it is a line that stands alone."""
    pending: list[str] = []
    item = ""
    lines = list(lines)
    rows = _rows(lines)
    width = _width(lines)
    for place, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            if pending:
                yield " ".join(pending), item, not item and len(pending) == 1
            pending, item = [], ""
            continue
        rest, bulleted = bullet(line)
        if place in rows and not bulleted:
            if pending:
                yield " ".join(pending), item, not item and len(pending) == 1
            pending, item = [], ""
            yield stripped, "*", False
            continue
        starts = (
            bulleted
            or (item and _ends_list(lines, place, width))
            or (alone and _closes(pending))
            or (not item and len(pending) == 1 and _heads(pending[0], line))
        )
        if starts and pending:
            yield " ".join(pending), item, not item and len(pending) == 1
            pending = []
        if starts or not pending:
            item = _mark(line) if bulleted and not _is_numbered_heading(line) else ""
        pending.append(rest.strip() if item else stripped)
    if pending:
        yield " ".join(pending), item, not item and len(pending) == 1


def _width(lines: list[str]) -> int:
    """The width at which a text is wrapped: that of its longest lines, but for one in twenty (an address, a table)."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return lengths[-1 - len(lengths) // 20] if lengths else 0


_ITEM_ENDS: Final = (".", ";", ":", "?", "!", ")")


def _ends_list(lines: list[str], place: int, width: int) -> bool:
    """Whether a line without a bullet is a title or a paragraph after a list rather than the rest of its last item.

    It is set on a line of its own though its first word had room on the one before; a title has an item right behind, a
    paragraph comes after an item that ends.
    """
    line, before = lines[place], lines[place - 1].rstrip()
    if line[:1].isspace() or not line[:1].isupper() or len(before) + 1 + len(line.split()[0]) > width:
        return False
    titled = place + 1 < len(lines) and bullet(lines[place + 1])[1] and looks_like_heading(line)
    return titled or (before.endswith(_ITEM_ENDS) and len(line.split()) > _NAME_WORDS)


def _closes(pending: list[str]) -> bool:
    return bool(pending) and pending[-1].rstrip().endswith((".", ":", ";", "?", "!"))


def _heads(line: str, following: str) -> bool:
    """A short unfinished line followed by one that starts a sentence: a heading set without a blank line."""
    first = next((c for c in following if c.isalpha()), "")
    begins = len(following.split()) > 8 or (following.rstrip().endswith(":") and len(following.split()) > 4)
    return len(line.split()) <= 8 and looks_like_heading(line) and first.isupper() and begins


def _is_numbered_heading(line: str) -> bool:
    return bool(_NUMBERED_HEADING.match(line)) and looks_like_heading(line) and len(line.split()) <= 8
