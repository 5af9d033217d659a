"""Human decisions: kept with author, reason and expiry; they stand beside the machine's finding."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from .nouns.finding import Review


class ReviewBook:
    """The reviews of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def add(self, review: Review) -> None:
        """Keep a review. Call it in one transaction with the audit line."""
        self._connection.execute(
            "INSERT INTO reviews (tool_id, criterion, surface, made_on, until, data) VALUES (?, ?, ?, ?, ?, ?)",
            (
                review.tool_id,
                review.criterion,
                review.surface,
                review.made_on.isoformat(),
                review.until.isoformat() if review.until else None,
                review.model_dump_json(),
            ),
        )

    def of_tool(self, tool_id: str) -> tuple[Review, ...]:
        """All reviews of a tool, oldest first, expired ones included."""
        rows = self._connection.execute("SELECT data FROM reviews WHERE tool_id = ? ORDER BY id", (tool_id,))
        return tuple(Review.model_validate_json(row[0]) for row in rows.fetchall())

    def in_force(self, tool_id: str, on: date) -> tuple[Review, ...]:
        """The reviews that hold on a day: the last one of each criterion and surface that has not expired."""
        last: dict[tuple[str, str | None], Review] = {}
        for review in self.of_tool(tool_id):
            last[review.criterion, review.surface] = review
        return tuple(r for r in last.values() if r.made_on <= on and (r.until is None or on <= r.until))
