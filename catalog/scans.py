"""Scans and what was made of them: evidence, facts, findings, ratings; kept once where nothing moved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlite_utils import Database

from .blobs import BlobStore
from .kept import EarlierFindings, FindingMark, Glance, Present, StoredAssessment, kept_facts
from .nouns.essence import BROWSER_EARLIER
from .nouns.evidence import Evidence
from .nouns.facts import Facts
from .nouns.finding import Finding
from .nouns.noun import canonical_json
from .nouns.rating import Ratings
from .nouns.scan import Assessment, HistoryEntry, Versions
from .sites import site_of

_FINDINGS: TypeAdapter[tuple[Finding, ...]] = TypeAdapter(tuple[Finding, ...])
_MARKS: TypeAdapter[tuple[FindingMark, ...]] = TypeAdapter(tuple[FindingMark, ...])


class ScanLog:
    """Scans and assessments of one catalogue. Writing methods belong inside one transaction.

    Of two scans the later is the one that was kept later (`rowid`), whatever the clock said: a clock that ran ahead
    for a night would else hold its scans for the newest until that day comes.
    """

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._connection = database.conn
        self._blobs = blobs

    def add_scan(self, evidence: Evidence, *, usable: bool, run_id: str | None = None) -> None:
        """Keep the evidence of a scan; what equals the tool's previous evidence is not stored again."""
        previous = self._connection.execute(
            "SELECT evidence FROM scans WHERE tool_id = ? ORDER BY rowid DESC LIMIT 1", (evidence.tool_id,)
        ).fetchone()
        against = self._blobs.root_of(previous[0]) if previous else None
        name = self._blobs.put(canonical_json(evidence), against=against)
        self._connection.execute(
            "INSERT INTO scans (id, tool_id, started_at, ended_at, evidence, capabilities, usable, run_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                evidence.scan_id,
                evidence.tool_id,
                evidence.started_at.isoformat(),
                evidence.ended_at.isoformat(),
                name,
                ",".join(evidence.capabilities),
                int(usable),
                run_id,
            ),
        )
        if usable:
            self._note_scan(evidence)

    def add_assessment(
        self, assessment: Assessment, at: datetime, causes: Sequence[str], *, current: bool = True
    ) -> int:
        """Keep what was judged of a scan that is stored. Returns its number.

        `current`: make it the tool's present state at once; otherwise see `make_current`.
        """
        ratings = assessment.ratings
        versions = self._versions_id(assessment.versions)
        row = self._connection.execute(
            "INSERT INTO assessments (scan_id, tool_id, assessed_at, findings, facts, ratings, public_letter,"
            " school_letter, public_confirmed, school_confirmed, causes, versions, judged_on)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                assessment.evidence.scan_id,
                assessment.tool.id,
                at.isoformat(),
                self._put(assessment.tool.id, "findings", _FINDINGS.dump_python(assessment.findings, mode="json")),
                self._put(assessment.tool.id, "facts", kept_facts(assessment.facts)),
                self._put(assessment.tool.id, "ratings", ratings),
                ratings.public.grade,
                ratings.school.grade,
                ratings.public.confirmed,
                ratings.school.confirmed,
                ",".join(causes),
                versions,
                assessment.versions.on.isoformat(),
            ),
        ).fetchone()
        number = int(row[0])
        if current:
            self.make_current(number)
        return number

    def make_current(self, number: int) -> None:
        """Make a kept assessment its tool's present state, unless a later one is (a review made meanwhile)."""
        row = self._connection.execute(
            "SELECT a.tool_id, a.findings, a.ratings, t.last_assessment FROM assessments AS a"
            " JOIN tools AS t ON t.id = a.tool_id WHERE a.id = ?",
            (number,),
        )
        tool_id, findings, ratings, present = row.fetchone()
        if present is not None and present > number:
            return
        self._note_assessment(
            tool_id,
            number,
            _FINDINGS.validate_json(self._blobs.get(findings)),
            Ratings.model_validate_json(self._blobs.get(ratings)),
        )

    def mark_stale(self, tool_id: str) -> None:
        """The tool's last scan saw nothing: what is known of it stands and is old."""
        self._connection.execute("UPDATE tools SET stale = 1 WHERE id = ?", (tool_id,))

    def evidence(self, scan_id: str) -> Evidence:
        """The evidence of a scan. Raises KeyError where there is no such scan."""
        row = self._connection.execute("SELECT evidence FROM scans WHERE id = ?", (scan_id,)).fetchone()
        if row is None:
            raise KeyError(scan_id)
        return Evidence.model_validate_json(self._blobs.get(row[0]))

    def glance(self, scan_id: str) -> Glance:
        """The little of a scan's evidence that lists need. Raises KeyError where there is no such scan."""
        row = self._connection.execute("SELECT evidence FROM scans WHERE id = ?", (scan_id,)).fetchone()
        if row is None:
            raise KeyError(scan_id)
        return Glance.model_validate_json(self._blobs.get(row[0]))

    def last_evidence(self, tool_id: str, *, usable: bool = True) -> Evidence | None:
        """The tool's newest (usable) evidence, or None."""
        row = self._connection.execute(
            "SELECT evidence FROM scans WHERE tool_id = ? AND usable >= ? ORDER BY rowid DESC LIMIT 1",
            (tool_id, int(usable)),
        ).fetchone()
        return Evidence.model_validate_json(self._blobs.get(row[0])) if row else None

    def scan_ids(self, tool_id: str) -> list[str]:
        """The tool's scans, newest first."""
        rows = self._connection.execute("SELECT id FROM scans WHERE tool_id = ? ORDER BY rowid DESC", (tool_id,))
        return [str(row[0]) for row in rows.fetchall()]

    def last_assessment(self, tool_id: str) -> StoredAssessment | None:
        """The tool's present assessment (of its last scan that saw anything), or None."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM assessments AS a JOIN versions AS v ON v.id = a.versions"
            " WHERE a.id = (SELECT last_assessment FROM tools WHERE id = ?)",
            (tool_id,),
        ).fetchone()
        return self._load(row) if row else None

    def present(self, tool_id: str) -> Present | None:
        """The tool's present assessment without its findings and facts, or None: light beside the whole."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS}, a.stands_until, t.updated_at <= a.assessed_at FROM tools AS t"
            " JOIN assessments AS a ON a.id = t.last_assessment JOIN versions AS v ON v.id = a.versions WHERE t.id = ?",
            (tool_id,),
        ).fetchone()
        if row is None:
            return None
        ratings = Ratings.model_validate_json(self._blobs.get(row[6]))
        until = date.fromisoformat(row[19]) if row[19] else None
        return Present(int(row[0]), row[1], _versions(row), ratings, until, newest=not row[18] and bool(row[20]))

    def marks(self, number: int) -> tuple[FindingMark, ...]:
        """What an assessment found, as far as it can move. Raises KeyError where there is no such assessment."""
        return _MARKS.validate_json(self._blobs.get(self._part(number, "findings")))

    def facts(self, number: int) -> Facts:
        """The facts of an assessment. Raises KeyError where there is no such assessment."""
        return Facts.model_validate_json(self._blobs.get(self._part(number, "facts")))

    def _part(self, number: int, column: str) -> str:
        row = self._connection.execute(f"SELECT {column} FROM assessments WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return str(row[0])

    def note_stands_until(self, number: int, day: date | None) -> None:
        """Write down to which day an assessment stands while nothing but the date changes."""
        self._connection.execute(
            "UPDATE assessments SET stands_until = ? WHERE id = ?", (day.isoformat() if day else None, number)
        )

    def findings_before(self, tool_id: str, scan_id: str) -> EarlierFindings | None:
        """What failed on the newest assessed scan before this one, or None where it was the first.

        Nothing else of it counts for a later scan: a failure may stand, or be seen a second time.
        """
        row = self._connection.execute(
            "SELECT a.findings, a.judged_on FROM assessments AS a JOIN scans AS s ON s.id = a.scan_id"
            " WHERE a.tool_id = ? AND s.usable = 1"
            " AND s.rowid < (SELECT rowid FROM scans WHERE id = ?) ORDER BY a.id DESC LIMIT 1",
            (tool_id, scan_id),
        ).fetchone()
        if row is None:
            return None
        found = from_json(self._blobs.get(row[0]), cache_strings="keys")
        # Of a hundred findings a few failed: only those are made into values.
        failed = _FINDINGS.validate_python([one for one in found if one["verdict"] == "fail"])
        return EarlierFindings(failed, date.fromisoformat(row[1]))

    def confirmed_by(self, tool_id: str, scan_id: str) -> str:
        """The newest usable scan that an assessment holds for: its own, or a later one that found nothing else."""
        row = self._connection.execute(
            "SELECT s.id FROM scans AS s WHERE s.tool_id = ? AND s.usable = 1"
            " AND s.rowid >= (SELECT rowid FROM scans WHERE id = ?)"
            " AND NOT EXISTS (SELECT 1 FROM assessments AS a JOIN scans AS t ON t.id = a.scan_id"
            " WHERE a.tool_id = s.tool_id AND t.id <> ? AND t.rowid <= s.rowid"
            " AND t.rowid > (SELECT rowid FROM scans WHERE id = ?))"
            " ORDER BY s.rowid DESC LIMIT 1",
            (tool_id, scan_id, scan_id, scan_id),
        ).fetchone()
        return str(row[0]) if row else scan_id

    def assessments(self, tool_id: str, limit: int = -1) -> Iterator[StoredAssessment]:
        """The tool's assessments in which something was new, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM assessments AS a JOIN versions AS v ON v.id = a.versions"
            " WHERE a.tool_id = ? AND a.causes <> '' ORDER BY a.id DESC LIMIT ?",
            (tool_id, limit),
        ).fetchall()
        for row in rows:
            yield self._load(row)

    def history(self, tool_id: str) -> Iterator[HistoryEntry]:
        """The tool's ratings over time, newest first: one line for each time something was new."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, s.started_at FROM assessments AS a JOIN versions AS v ON v.id = a.versions"
            " JOIN scans AS s ON s.id = a.scan_id WHERE a.tool_id = ? AND a.causes <> '' ORDER BY a.id DESC",
            (tool_id,),
        ).fetchall()
        for row in rows:
            yield HistoryEntry(
                scan_id=row[1],
                assessed_at=datetime.fromisoformat(row[3]),
                started_at=datetime.fromisoformat(row[-1]),
                public=row[7],
                school=row[8],
                causes=_split(row[9]),
                versions=_versions(row),
            )

    def _load(self, row: Sequence[str]) -> StoredAssessment:
        return StoredAssessment(
            number=int(row[0]),
            scan_id=row[1],
            tool_id=row[2],
            assessed_at=datetime.fromisoformat(row[3]),
            findings=_FINDINGS.validate_json(self._blobs.get(row[4])),
            facts=Facts.model_validate_json(self._blobs.get(row[5])),
            ratings=Ratings.model_validate_json(self._blobs.get(row[6])),
            versions=_versions(row),
            causes=_split(row[9]),
            newest=not row[18],
        )

    def _put(self, tool_id: str, column: str, value: object) -> str:
        previous = self._connection.execute(
            f"SELECT {column} FROM assessments WHERE tool_id = ? ORDER BY id DESC LIMIT 1", (tool_id,)
        ).fetchone()
        return self._blobs.put(canonical_json(value), against=self._blobs.root_of(previous[0]) if previous else None)

    def _versions_id(self, versions: Versions) -> int:
        values = (
            versions.rules,
            versions.knowledge,
            versions.knowledge_as_of.isoformat(),
            versions.reader,
            versions.reviews,
            versions.program,
        )
        self._connection.execute(
            "INSERT OR IGNORE INTO versions (rules, knowledge, knowledge_as_of, reader, reviews, program, derive)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*values, versions.derive),
        )
        row = self._connection.execute(
            "SELECT id FROM versions WHERE rules = ? AND knowledge = ? AND knowledge_as_of = ? AND reader = ?"
            " AND reviews = ? AND program = ?",
            values,
        ).fetchone()
        return int(row[0])

    def causes_of(self, number: int) -> tuple[str, ...]:
        """Why an assessment was kept; empty where nothing moved and only its words are of another day."""
        row = self._connection.execute("SELECT causes FROM assessments WHERE id = ?", (number,)).fetchone()
        return _split(row[0]) if row else ()

    def never_rated(self, tool_id: str) -> bool:
        """Whether the tool has no present assessment."""
        row = self._connection.execute("SELECT last_assessment FROM tools WHERE id = ?", (tool_id,)).fetchone()
        return row is None or row[0] is None

    def _note_scan(self, evidence: Evidence) -> None:
        ended = evidence.ended_at.isoformat()
        looked = "script-execution" in evidence.capabilities and BROWSER_EARLIER not in evidence.vantage_notes
        browser = ended if looked else None
        self._connection.execute(
            "UPDATE tools SET last_scan_id = ?, last_scanned_at = ?, stale = 0,"
            " last_browser_at = coalesce(?, last_browser_at), leads_to = ? WHERE id = ?",
            (evidence.scan_id, ended, browser, _leads_to(evidence), evidence.tool_id),
        )

    def _note_assessment(self, tool_id: str, number: int, findings: Sequence[Finding], ratings: Ratings) -> None:
        self._connection.execute(
            "UPDATE tools SET public_letter = ?, school_letter = ?, coverage = ?, provisional = ?, last_assessment = ?"
            " WHERE id = ?",
            (
                ratings.public.grade,
                ratings.school.grade,
                ratings.school.coverage,
                int(ratings.school.provisional),
                number,
                tool_id,
            ),
        )
        wanted = {
            (tool_id, f.criterion, f.surface, f.verdict, f.severity, int(f.confirmed))
            for f in findings
            if f.verdict in ("fail", "warn")
        }
        kept = set(
            self._connection.execute(
                "SELECT tool_id, criterion, surface, verdict, severity, confirmed FROM concerns WHERE tool_id = ?",
                (tool_id,),
            ).fetchall()
        )
        self._connection.executemany(
            "DELETE FROM concerns WHERE tool_id = ? AND criterion = ? AND surface = ?",
            [row[:3] for row in kept - wanted],
        )
        self._connection.executemany("INSERT INTO concerns VALUES (?, ?, ?, ?, ?, ?)", sorted(wanted - kept))


_COLUMNS = (
    "a.id, a.scan_id, a.tool_id, a.assessed_at, a.findings, a.facts, a.ratings, a.public_letter, a.school_letter,"
    " a.causes, v.rules, v.knowledge, v.knowledge_as_of, v.reader, v.reviews, v.program, a.judged_on, v.derive,"
    " EXISTS (SELECT 1 FROM assessments AS n JOIN scans AS t ON t.id = n.scan_id WHERE n.tool_id = a.tool_id"
    " AND t.rowid > (SELECT rowid FROM scans WHERE id = a.scan_id))"
)


def _versions(row: Sequence[str]) -> Versions:
    rules, knowledge, as_of, reader, reviews, program, judged_on, derive = row[10:18]
    return Versions(
        rules=rules,
        knowledge=knowledge,
        knowledge_as_of=date.fromisoformat(as_of),
        reader=reader,
        reviews=reviews,
        on=date.fromisoformat(judged_on),
        program=program,
        derive=derive,
    )


def _leads_to(evidence: Evidence) -> str | None:
    """The site that the home page's redirects end at, None where they stay on its own or nothing was answered."""
    homes = [page.exchange for page in evidence.pages if page.role == "home" and page.exchange.status is not None]
    final = site_of(homes[0].final_url) if homes else ""
    return final if final and final != site_of(evidence.home) else None


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def findings_json(findings: Sequence[Finding]) -> str:
    """Findings as JSON text, for a table cell or a diff."""
    return json.dumps(_FINDINGS.dump_python(tuple(findings), mode="json"), ensure_ascii=False)
