"""The audit trail: every human decision and every publication, each line chained to the one before by its digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from .nouns.finding import Review
from .nouns.noun import canonical_json, digest

START = "0" * 64
"""What the first line is chained to."""


class AuditTrail:
    """Append-only; `verify` finds the first line that was edited, removed or inserted."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def append(self, at: datetime, actor: str, action: str, subject: str, data: Mapping[str, Any]) -> str:
        """Add a line and return its digest. Call it inside the transaction of what it records."""
        seq, previous = self._last()
        line = {
            "seq": seq + 1,
            "at": at.isoformat(),
            "actor": actor,
            "action": action,
            "subject": subject,
            "data": canonical_json(dict(data)).decode(),
            "previous": previous,
        }
        name = digest(canonical_json(line))
        self._connection.execute(
            "INSERT INTO audit (seq, at, actor, action, subject, data, previous, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*line.values(), name),
        )
        return name

    @property
    def head(self) -> str:
        """The digest of the last line: printed in every export, so that a later edit shows."""
        return self._last()[1]

    def reviews_until(self, tool_id: str, moment: datetime) -> tuple[Review, ...]:
        """The human decisions on a tool that were recorded by `moment`, in the order in which they were made."""
        lines = self._connection.execute(
            "SELECT at, data FROM audit WHERE action = 'review' AND substr(subject, 1, ?) = ? ORDER BY seq",
            (len(tool_id) + 1, f"{tool_id} "),
        ).fetchall()
        return tuple(Review.model_validate_json(data) for at, data in lines if datetime.fromisoformat(at) <= moment)

    def verify(self) -> int | None:
        """The number of the first line that does not fit its chain, or None where all is sound."""
        previous, expected = START, 1
        columns = ("seq", "at", "actor", "action", "subject", "data", "previous")
        for row in self._connection.execute(f"SELECT {', '.join(columns)}, digest FROM audit ORDER BY seq"):
            line = dict(zip(columns, row, strict=False))
            if row[0] != expected or line["previous"] != previous or digest(canonical_json(line)) != row[-1]:
                return int(row[0])
            previous, expected = row[-1], expected + 1
        return None

    def _last(self) -> tuple[int, str]:
        row = self._connection.execute("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        return (int(row[0]), str(row[1])) if row else (0, START)
