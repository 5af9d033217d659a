"""The ledger of nightly runs: which tools a run is to scan, what became of each. It survives any kill."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

ItemState = Literal["pending", "done", "unreachable", "failed"]
RunState = Literal["running", "done", "out-of-time", "unreachable"]


@dataclass(frozen=True)
class Run:
    """One run of the nightly job."""

    id: str
    started_at: datetime
    ended_at: datetime | None
    state: RunState
    engine: str
    options: dict[str, Any]
    summary: dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One tool of a run. `reason` says why it is not done; `assessment` is what its scan gave."""

    tool_id: str
    browser: bool
    state: ItemState
    attempts: int
    scan_id: str | None = None
    assessment: int | None = None
    reason: str | None = None


class RunLedger:
    """The runs of one catalogue. Writing methods belong inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def due(
        self, now: datetime, every: timedelta, browser_every: timedelta, limit: int | None
    ) -> list[tuple[str, bool]]:
        """Tools in use last scanned before `every` ago, most overdue first, and whether the browser is due too.

        A tool that was scanned in the future (by a clock that has been put right since) is due.
        """
        rows = self._connection.execute(
            "SELECT id, last_browser_at FROM tools WHERE retired = 0"
            " AND (last_scanned_at IS NULL OR last_scanned_at <= ? OR last_scanned_at > ?)"
            " ORDER BY last_scanned_at IS NOT NULL, last_scanned_at, id LIMIT ?",
            ((now - every).isoformat(), now.isoformat(), -1 if limit is None else limit),
        )
        edge, here = (now - browser_every).isoformat(), now.isoformat()
        return [(str(tool_id), seen is None or seen <= edge or seen > here) for tool_id, seen in rows.fetchall()]

    def latest(self) -> datetime | None:
        """The latest time that any scan or run bears, or None."""
        (moment,) = self._connection.execute(
            "SELECT max(m) FROM"
            " (SELECT max(last_scanned_at) AS m FROM tools UNION ALL SELECT max(started_at) FROM runs)"
        ).fetchone()
        return datetime.fromisoformat(moment) if moment else None

    def open_run(self) -> Run | None:
        """The run that was started and never ended, or None."""
        row = self._connection.execute(
            "SELECT id FROM runs WHERE state = 'running' ORDER BY started_at DESC LIMIT 1"
        ).fetchone()
        return self.run(row[0]) if row else None

    def start(
        self, run_id: str, at: datetime, engine: str, options: Mapping[str, Any], tools: Sequence[tuple[str, bool]]
    ) -> None:
        """Write down a run and all it is to scan, in this order."""
        self._connection.execute(
            "INSERT INTO runs (id, started_at, state, engine, options) VALUES (?, ?, 'running', ?, ?)",
            (run_id, at.isoformat(), engine, json.dumps(dict(options), sort_keys=True)),
        )
        self._connection.executemany(
            "INSERT INTO run_items (run_id, tool_id, position, browser, state) VALUES (?, ?, ?, ?, 'pending')",
            [(run_id, tool_id, number, int(browser)) for number, (tool_id, browser) in enumerate(tools)],
        )

    def run(self, run_id: str) -> Run:
        """A run by its id. Raises KeyError."""
        row = self._connection.execute(
            "SELECT id, started_at, ended_at, state, engine, options, summary FROM runs WHERE id = ?", (run_id,)
        ).fetchone()
        if row is None:
            raise KeyError(run_id)
        ended = datetime.fromisoformat(row[2]) if row[2] else None
        return Run(
            row[0], datetime.fromisoformat(row[1]), ended, row[3], row[4], json.loads(row[5]), json.loads(row[6])
        )

    def runs(self) -> list[Run]:
        """All runs, newest first."""
        rows = self._connection.execute("SELECT id FROM runs ORDER BY started_at DESC").fetchall()
        return [self.run(row[0]) for row in rows]

    def items(self, run_id: str, state: ItemState | None = None) -> list[Item]:
        """The tools of a run in their order, or those in one state."""
        condition, values = (" AND state = ?", (run_id, state)) if state else ("", (run_id,))
        rows = self._connection.execute(
            "SELECT tool_id, browser, state, attempts, scan_id, assessment, reason FROM run_items"
            f" WHERE run_id = ?{condition} ORDER BY position",
            values,
        )
        return [Item(row[0], bool(row[1]), *row[2:]) for row in rows.fetchall()]

    def unread(self, run_id: str, reader: str) -> int:
        """How many tools that are still to scan were never read by this reader."""
        row = self._connection.execute(
            "SELECT count(*) FROM run_items AS i JOIN tools AS t ON t.id = i.tool_id"
            " LEFT JOIN assessments AS a ON a.id = t.last_assessment LEFT JOIN versions AS v ON v.id = a.versions"
            " WHERE i.run_id = ? AND i.state = 'pending' AND (v.reader IS NULL OR v.reader <> ?)",
            (run_id, reader),
        ).fetchone()
        return int(row[0])

    def counts(self, run_id: str) -> dict[str, int]:
        """How many tools are in each state."""
        rows = self._connection.execute(
            "SELECT state, count(*) FROM run_items WHERE run_id = ? GROUP BY state", (run_id,)
        )
        return {str(state): int(count) for state, count in rows.fetchall()}

    def attempt(self, run_id: str, tool_id: str) -> None:
        """Count one more attempt."""
        self._connection.execute(
            "UPDATE run_items SET attempts = attempts + 1 WHERE run_id = ? AND tool_id = ?", (run_id, tool_id)
        )

    def settle(
        self,
        run_id: str,
        tool_id: str,
        state: ItemState,
        at: datetime,
        *,
        scan_id: str | None = None,
        assessment: int | None = None,
        reason: str | None = None,
    ) -> bool:
        """Say what became of a tool; False, and nothing written, where that was said already."""
        changed = self._connection.execute(
            "UPDATE run_items SET state = ?, scan_id = ?, assessment = ?, reason = ?, ended_at = ?"
            " WHERE run_id = ? AND tool_id = ? AND state = 'pending'",
            (state, scan_id, assessment, reason, at.isoformat(), run_id, tool_id),
        )
        return changed.rowcount == 1

    def finish(self, run_id: str, state: RunState, at: datetime, summary: Mapping[str, Any]) -> None:
        """End a run."""
        self._connection.execute(
            "UPDATE runs SET state = ?, ended_at = ?, summary = ? WHERE id = ?",
            (state, at.isoformat(), json.dumps(dict(summary), sort_keys=True), run_id),
        )
