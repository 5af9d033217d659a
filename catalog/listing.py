"""Long lists of tools, a page at a time: search, filters and sorting that use an index at any size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .sites import slug

if TYPE_CHECKING:
    import sqlite3

COLUMNS = (
    "id", "name", "home", "vendor", "country", "school_letter", "public_letter", "coverage", "provisional", "stale",
    "last_scanned_at",
)  # fmt: skip
FEW = 1000
"""Up to this many hits of a search are sorted; more are found by walking the list in its order."""
Order = Literal["name", "school", "public", "oldest"]
_ORDERS: dict[Order, str] = {
    "name": "name COLLATE NOCASE, id",
    "school": "school_letter, name COLLATE NOCASE, id",
    "public": "public_letter, name COLLATE NOCASE, id",
    "oldest": "last_scanned_at, id",
}


@dataclass(frozen=True)
class Wanted:
    """Which tools, in which order. `search` matches beginnings of words; the rest are filters, None for all.

    `criterion` takes the tools with a failure or warning of it. Letters are the machine's, not the published ones.
    """

    search: str = ""
    school: str | None = None
    public: str | None = None
    country: str | None = None
    criterion: str | None = None
    retired: bool | None = False
    """False: in use; True: retired; None: both."""
    order: Order = "name"


class Listing:
    """Lists of one catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def page(self, wanted: Wanted, *, limit: int = -1, offset: int = 0) -> Iterator[dict[str, Any]]:
        """Rows of a list (see COLUMNS); all of them without `limit`."""
        condition, values = self._condition(wanted)
        query = f"SELECT {', '.join(COLUMNS)} FROM tools{condition} ORDER BY {_ORDERS[wanted.order]} LIMIT ? OFFSET ?"
        for row in self._connection.execute(query, [*values, limit, offset]):
            yield dict(zip(COLUMNS, row, strict=True))

    def count(self, wanted: Wanted) -> int:
        """How many tools there are."""
        condition, values = self._condition(wanted)
        row = self._connection.execute(f"SELECT count(*) FROM tools{condition}", values).fetchone()
        return int(row[0])

    def _condition(self, wanted: Wanted) -> tuple[str, list[Any]]:
        parts: list[str] = []
        values: list[Any] = []
        if wanted.retired is not None:
            parts.append("retired = ?")
            values.append(int(wanted.retired))
        for column, value in (
            ("school_letter", wanted.school), ("public_letter", wanted.public), ("country", wanted.country),
        ):  # fmt: skip
            if value is not None:
                parts.append(f"{column} = ?")
                values.append(value)
        if wanted.criterion is not None:
            parts.append(self._concerned(wanted.criterion))
            values.append(wanted.criterion)
        words = match_of(wanted.search)
        if words:
            part, value = self._matching(words)
            parts.append(part)
            values.append(value)
        return (f" WHERE {' AND '.join(parts)}" if parts else ""), values

    def _concerned(self, criterion: str) -> str:
        """The condition for a criterion: few tools are looked up, of many each is asked in the order of the list."""
        rows = self._connection.execute("SELECT 1 FROM concerns WHERE criterion = ? LIMIT ?", (criterion, FEW + 1))
        if len(rows.fetchall()) <= FEW:
            return "id IN (SELECT tool_id FROM concerns WHERE criterion = ?)"
        return "EXISTS (SELECT 1 FROM concerns AS c WHERE c.tool_id = tools.id AND c.criterion = ?)"

    def _matching(self, words: str) -> tuple[str, str]:
        """The condition for a search. Few hits are looked up; with many, SQLite walks the list and asks the set."""
        query = "SELECT rowid FROM tools_search WHERE tools_search MATCH ?"
        found = [row[0] for row in self._connection.execute(f"{query} LIMIT ?", (words, FEW + 1))]
        if len(found) <= FEW:
            return "number IN (SELECT value FROM json_each(?))", json.dumps(found)
        # The plus sign keeps SQLite from using the index on the number: the order of the list is what it follows.
        return f"+number IN ({query})", words


def match_of(search: str) -> str:
    """A search as FTS5 takes it: each word as the beginning of a word, accents and case ignored; `""` for none."""
    return " ".join(f'"{term}"*' for term in slug(search).split("-") if term)
