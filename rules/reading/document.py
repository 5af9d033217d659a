"""One text with its structure: what every format is extracted into, and what the reader reads."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from .marks import thinned

BlockKind = Literal["heading", "paragraph", "item", "row", "question", "link"]
Legibility = Literal["ok", "unreadable-format", "too-short"]

MAX_TEXT: Final = 1_000_000
"""Characters of extracted text kept of one document, some 400 pages; longer ones are cut and marked."""
MAX_BLOCKS: Final = 250_000
_LONG_HEADING: Final = 220
"""Characters from which on a heading is prose that a page merely set as one; half of it where it ends a sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text: `text[start:end]`.

    `level` is a heading's rank (1 to 6) or a list item's depth. `lead` is the index of the block that introduces
    this one (a list's lead-in, a table's header row, the question an answer answers), -1 for none. A `link` is a
    block that is only a link's label: kept for its names, never read as a statement.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    lead: int = -1


@dataclass(frozen=True, slots=True)
class TextDocument:
    """The extracted text of a document. Offsets everywhere in the program count characters of `text` (NFC)."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    media_type: str = "text/plain"
    language_hint: str | None = None
    legibility: Legibility = "ok"
    truncated: bool = False


class TextBuilder:
    """Collects blocks in reading order into a :class:`TextDocument`; texts are set one a line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.truncated = False

    def add(self, kind: BlockKind, text: str, level: int = 0, lead: int = -1) -> int:
        """Append a block and return its index; empty text returns -1. White space is folded to single spaces."""
        text = " ".join(text.split())
        if not text:
            return -1
        if not text.isascii():
            text = unicodedata.normalize("NFC", thinned(text))
        if kind == "heading" and len(text) > _LONG_HEADING // 2 and (len(text) > _LONG_HEADING or text[-1] in ".;:,"):
            kind, level = "paragraph", 0
        return self._append(kind, text, level, lead)

    def keep(self, other: TextBuilder, index: int, lead: int) -> int:
        """Append a block of another builder as it is and return its index."""
        block = other.blocks[index]
        return self._append(block.kind, other.text_of(index), block.level, lead)

    def _append(self, kind: BlockKind, text: str, level: int, lead: int) -> int:
        if self._length + len(text) > MAX_TEXT or len(self.blocks) >= MAX_BLOCKS:
            self.truncated = True
            text = text[: max(0, MAX_TEXT - self._length)] if len(self.blocks) < MAX_BLOCKS else ""
            if not text:
                return -1
        self._parts.append(text)
        start = self._length
        self._length += len(text) + 1
        self.blocks.append(Block(kind, start, start + len(text), level, lead))
        return len(self.blocks) - 1

    def text_of(self, index: int) -> str:
        """The text of a block already added."""
        return self._parts[index]

    def document(self, media_type: str, title: str = "", language_hint: str | None = None) -> TextDocument:
        """Close the text. A document without a letter is unreadable as far as reading goes."""
        text = "\n".join(self._parts)
        legible: Legibility = "ok" if any(map(str.isalpha, text[:20_000])) else "unreadable-format"
        return TextDocument(
            text, tuple(self.blocks), " ".join(title.split())[:300], media_type, language_hint, legible, self.truncated
        )


def unreadable(media_type: str) -> TextDocument:
    """The reading of a file whose text cannot be had."""
    return TextDocument("", (), "", media_type, None, "unreadable-format")
