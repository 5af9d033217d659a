"""Markdown: headings, lists, tables, quotes; link targets and emphasis dropped, labels kept."""

from __future__ import annotations

import re
from typing import Final

from .document import TextBuilder, TextDocument
from .lines import introduces, withholds
from .listed_headings import with_listed_headings
from .rows import written

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)\s*$")
_ITEM: Final = re.compile(r"(\s*)(?:[-*+•]|\(?(?:\d{1,3}[.)]|(?:[a-zA-Z]|[ivx]{2,4})\)))\s+(.*)$")
_COUNTS: Final = re.compile(r"\s*\(?(?:\d|[a-zA-Z]|[ivx]{2,4}\))")
"""Whether an item's mark counts (`2.`, `b)`) rather than being a bullet."""
_RULE_ROW: Final = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*$")
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,400})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,80}\])")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_EMPHASIS: Final = re.compile(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`+|~~")
_STRUCK: Final = re.compile(r"~~(?=[^\s~])[^~]{1,600}(?<!\s)~~|<(del|s|strike)>[^<]{0,600}</\1>")
"""What a text took back: struck out for the reader to see that it holds no more."""
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_DEFINITION: Final = re.compile(r" {0,3}\[[^\[\]]{1,80}\]:\s+\S+")
_ONLY_BOLD: Final = re.compile(r"\s*(\*\*|__)(?!\s)([^*_]{1,120})\1\s*:?\s*$")


def plain(text: str) -> str:
    """The text of a stretch of Markdown as a reader of the page would see it."""
    for _ in range(2):
        if "[" not in text:
            break
        text = _LINK.sub(r"\1", text)
    text = _STRUCK.sub("", text) if "~~" in text or "<" in text else text
    text = _AUTOLINK.sub(r"\1", text) if "<" in text else text
    text = _TAG.sub(" ", text) if "<" in text else text
    text = _EMPHASIS.sub("", text)
    text = _ESCAPE.sub(r"\1", text) if "\\" in text else text
    return text.replace("&nbsp;", " ").replace("&amp;", "&").replace("&quot;", '"').replace("&#39;", "'")


def _in_capitals(line: str) -> bool:
    """Whether a line that opens a paragraph is a title in capitals, as texts typed by hand set it."""
    words = line.split()
    return 2 < len(words) <= 12 and line.isupper() and not any(c.isdigit() for c in line) and not line.endswith(",")


class _Reader:
    """Line by line, with one pending paragraph or item."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.pending: list[str] = []
        self.item_level = 0
        self.counted = False
        """Whether the pending item bears a number or a letter."""
        self.lead = -1
        self.leads: dict[int, int] = {}
        self.bulleted: set[int] = set()
        """The levels at which bullets opened the list: a number after them opens another."""
        self.numbered: dict[int, int] = {}
        """By level, what introduces the bullets after a numbered item, set as far in as itself."""
        self.header_row = -1
        self.title = ""

    def flush(self) -> None:
        text = plain(" ".join(self.pending))
        bold = len(self.pending) == 1 and not self.item_level and _ONLY_BOLD.match(self.pending[0])
        self.pending = []
        if not text.strip():
            return
        if bold and not text.rstrip().endswith((".", ",", ";")):
            self.heading(text, 4)
        elif self.item_level:
            self._item(text)
        else:
            index = self.builder.add("paragraph", text, 0, self.lead if self._under_question() else -1)
            self._no_list()
            self.lead = index if introduces(text) else -1
        self.item_level = 0

    def _no_list(self) -> None:
        self.leads.clear()
        self.numbered.clear()
        self.bulleted.clear()

    def _item(self, text: str) -> None:
        """Add the pending item. A numbered title in the lines of a list parts it from what introduced that list."""
        level = self.item_level
        self.bulleted = {one for one in self.bulleted if one <= level}
        self.numbered = {one: lead for one, lead in self.numbered.items() if one <= level}
        self.leads = {one: lead for one, lead in self.leads.items() if one <= level}
        lead = self.leads[max(self.leads)] if self.leads else self.lead
        if self.counted:
            lead = -1 if level in self.bulleted else lead
        elif level in self.numbered:
            lead = self.numbered[level]
        else:
            self.bulleted.add(level)
        index = self.builder.add("item", text, level, lead)
        introduced = introduces(text) and text.rstrip().endswith(":")
        if introduced:
            self.leads[level + 1] = index
        if self.counted:
            self.numbered[level] = index if introduced else lead

    def _under_question(self) -> bool:
        return self.lead >= 0 and self.builder.blocks[self.lead].kind == "question"

    def heading(self, text: str, level: int) -> None:
        asks = text.rstrip().endswith("?")
        index = self.builder.add("question" if asks else "heading", text, level)
        self.lead = index if asks or withholds(text) else -1
        self._no_list()
        self.title = self.title or text

    def row(self, line: str) -> None:
        cells = [cell.strip() for cell in plain(line.strip().strip("|")).split("|")]
        index = self.builder.add("row", written(cells), 0, self.header_row)
        if self.header_row < 0:
            self.header_row = index

    def line(self, line: str) -> None:
        stripped = line.strip()
        if stripped.startswith("|") and stripped.count("|") >= 2:
            self.flush()
            if not _RULE_ROW.match(stripped):
                self.row(stripped)
            return
        self.header_row = -1
        if not stripped:
            self.flush()
        elif match := _HEADING.match(line):
            self.flush()
            self.heading(plain(match[2]), len(match[1]))
        elif _UNDERLINE.match(line) and len(self.pending) == 1 and not self.item_level:
            text = plain(self.pending.pop())
            self.heading(text, 1 if "=" in stripped else 2)
        elif match := _ITEM.match(line):
            self.flush()
            self.item_level = 1 + min(len(match[1].expandtabs(4)) // 2, 8)
            self.counted = _COUNTS.match(line) is not None
            self.pending.append(match[2])
        elif not _DEFINITION.match(line) and not _UNDERLINE.match(line):
            if len(self.pending) == 1 and not self.item_level and _in_capitals(self.pending[0]):
                self.heading(plain(self.pending.pop()), 4)
            self.pending.append(stripped.lstrip("> ") if stripped.startswith(">") else stripped)


def read_markdown(source: str) -> TextDocument:
    """Read Markdown text into a document. Never raises; costs time in proportion to the text."""
    reader = _Reader()
    fenced = False
    for line in source.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if fenced or len(line) > 200_000:
            reader.flush()
            reader.pending.append(line)
            reader.flush()
            continue
        reader.line(line)
    reader.flush()
    return with_listed_headings(reader.builder.document("text/markdown", reader.title))
