"""Rows of a table: one cell a column, whatever stands in it; cells that reach over rows or columns; layout tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

PARTED: Final = " | "
"""What parts the cells of a row in an extracted text."""
NOTHING: Final = "–"
"""Stands for an empty cell, so that those behind it keep their column."""
ROW: Final = "\x1e"
"""Opens a line that is the row of a table, in the pages of a PDF (the record separator of ASCII)."""
_MOST: Final = 60
"""Rows or columns over which a cell reaches at most."""
_ENDS: Final = ".;:,!?…"


class Rows:
    """The rows of one table, from the top. A cell that reaches down is said again in each row it stands beside."""

    def __init__(self) -> None:
        self._cells: list[tuple[str, int, int]] = []
        self._reaching: dict[int, tuple[int, str]] = {}

    def begin(self) -> None:
        """A row begins."""
        self._cells = []

    def add(self, parts: Iterable[str], down: int = 1, across: int = 1) -> None:
        """A cell with its paragraphs or items, and over how many rows and columns it reaches."""
        self._cells.append((cell(parts), down, across))

    def end(self) -> list[str]:
        """The cells of the row in their columns, down to the last that holds anything."""
        columns: list[str] = []
        reaching: dict[int, tuple[int, str]] = {}
        for text, down, across in self._cells:
            self._reach(columns, reaching)
            if down > 1:
                reaching[len(columns)] = (down - 1, text)
            columns += [text, *[""] * (across - 1)]
        if self._cells:
            self._reach(columns, reaching)
        reaching |= {column: (left - 1, text) for column, (left, text) in self._reaching.items() if left > 1}
        self._reaching = reaching
        while columns and not columns[-1]:
            columns.pop()
        return columns

    def _reach(self, columns: list[str], reaching: dict[int, tuple[int, str]]) -> None:
        """Add what reaches down into the next columns from rows above."""
        while len(columns) in self._reaching:
            column = len(columns)
            left, text = self._reaching.pop(column)
            if left > 1:
                reaching[column] = (left - 1, text)
            columns.append(text)


def written(columns: Iterable[str]) -> str:
    """A row as one line of text."""
    return PARTED.join(each or NOTHING for each in columns)


def cell(parts: Iterable[str]) -> str:
    """The paragraphs or items of one cell as one line: as sentences where they are, else as a list."""
    said = ""
    for part in parts:
        text = " ".join(part.split())
        if text:
            said += (" " if said[-1:] in _ENDS else ", ") * bool(said) + text
    return said


def reach(element: Any, name: str) -> int:
    """How far a cell reaches: the value of `rowspan` or `colspan`, 1 where it is none."""
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), _MOST) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def unfold(table: Any) -> None:
    """Turn a table that only lays a page out, its rows and its cells into blocks like any other."""
    table.tag = "div"
    for group in (table, *(child for child in table if child.tag in ("thead", "tbody", "tfoot"))):
        for row in group:
            if row.tag == "tr":
                row.tag = "div"
                for each in row:
                    if each.tag in ("td", "th"):
                        each.tag = "div"
