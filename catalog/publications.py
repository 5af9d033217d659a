"""What is published of each tool, what vendors were told, what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

_PUBLISHABLE = "CASE WHEN {0}_letter = 'E' THEN 'E' ELSE coalesce({0}_confirmed, {0}_letter) END"


@dataclass(frozen=True)
class Publication:
    """What stands in public for one scope. `letter` None: nothing yet. `held`: why the newest letter is not out."""

    scope: str
    letter: str | None
    state: str
    under_way: bool
    held: str | None
    changed_at: datetime


@dataclass(frozen=True)
class Answer:
    """A vendor's answer; it stands beside the finding it answers. `document` is a blob's digest."""

    criterion: str
    surface: str | None
    made_on: date
    author: str
    answer: str
    document: str | None = None


class PublicationBook:
    """Publications, notices and answers of one catalogue. Writing methods belong inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def of_tool(self, tool_id: str) -> dict[str, Publication]:
        """What stands in public, by scope."""
        rows = self._connection.execute(
            "SELECT scope, letter, state, under_way, held, changed_at FROM publications WHERE tool_id = ?", (tool_id,)
        )
        return {
            row[0]: Publication(row[0], row[1], row[2], bool(row[3]), row[4], datetime.fromisoformat(row[5]))
            for row in rows.fetchall()
        }

    def held(self) -> dict[str, int]:
        """How many tools, retired ones apart, have a letter that waits, by the reason it waits for."""
        rows = self._connection.execute(
            "SELECT p.held, count(DISTINCT p.tool_id) FROM publications AS p JOIN tools AS t ON t.id = p.tool_id"
            " WHERE p.held IS NOT NULL AND NOT t.retired GROUP BY p.held"
        )
        return dict(rows.fetchall())

    def put(self, tool_id: str, publication: Publication) -> None:
        """Write down what stands now."""
        self._connection.execute(
            "INSERT OR REPLACE INTO publications (tool_id, scope, letter, state, under_way, held, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                tool_id,
                publication.scope,
                publication.letter,
                publication.state,
                int(publication.under_way),
                publication.held,
                publication.changed_at.isoformat(),
            ),
        )

    def letters_by_scan(self, tool_id: str, limit: int = 10) -> list[tuple[str, str]]:
        """The letters (public, school) that could be published after each usable scan, newest first.

        An E of the machine stands as such, though it be only proposed: it holds publication back. Any other letter is
        the one in which failures that are only proposed are left open (criteria, reading d). A scan that moved nothing
        has no assessment of its own: the one before it holds for it.
        """
        rows = self._connection.execute(
            "SELECT (SELECT a.id FROM assessments AS a JOIN scans AS t ON t.id = a.scan_id WHERE a.tool_id = s.tool_id"
            " AND t.rowid <= s.rowid ORDER BY a.id DESC LIMIT 1) FROM scans AS s"
            " WHERE s.tool_id = ? AND s.usable = 1 ORDER BY s.rowid DESC LIMIT ?",
            (tool_id, limit),
        ).fetchall()
        found = []
        for (number,) in rows:
            row = self._connection.execute(
                f"SELECT {', '.join(map(_PUBLISHABLE.format, ('public', 'school')))} FROM assessments WHERE id = ?",
                (number,),
            ).fetchone()
            if row:
                found.append((str(row[0]), str(row[1])))
        return found

    def notify(self, tool_id: str, at: datetime, author: str, note: str) -> None:
        """Write down that the vendor was told."""
        self._connection.execute(
            "INSERT INTO notices (tool_id, made_at, author, note) VALUES (?, ?, ?, ?)",
            (tool_id, at.isoformat(), author, note),
        )

    def notified_at(self, tool_id: str) -> datetime | None:
        """When the vendor was last told, or None."""
        row = self._connection.execute("SELECT max(made_at) FROM notices WHERE tool_id = ?", (tool_id,)).fetchone()
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def answer(self, tool_id: str, answer: Answer) -> None:
        """Keep a vendor's answer."""
        self._connection.execute(
            "INSERT INTO answers (tool_id, criterion, surface, made_on, author, answer, document)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                tool_id,
                answer.criterion,
                answer.surface,
                answer.made_on.isoformat(),
                answer.author,
                answer.answer,
                answer.document,
            ),
        )

    def answers(self, tool_id: str, criterion: str | None = None) -> list[Answer]:
        """A vendor's answers, oldest first."""
        condition, values = (" AND criterion = ?", (tool_id, criterion)) if criterion else ("", (tool_id,))
        rows = self._connection.execute(
            "SELECT criterion, surface, made_on, author, answer, document FROM answers"
            f" WHERE tool_id = ?{condition} ORDER BY id",
            values,
        )
        return [Answer(row[0], row[1], date.fromisoformat(row[2]), *row[3:]) for row in rows.fetchall()]
