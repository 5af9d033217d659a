"""One tool of a run: what a worker is given and what it hands back. Both travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.kept import EarlierFindings, Present, StoredAssessment
    from catalog.nouns.evidence import Evidence
    from catalog.nouns.finding import Review
    from catalog.nouns.reading import DocumentReading
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool


@dataclass(frozen=True)
class Job:
    """A tool to scan. `material` is what is known of it, None where the worker reads the catalogue itself."""

    tool: Tool
    browser: bool
    material: Material | None = None


@dataclass(frozen=True)
class Material:
    """What a catalogue knows of a tool, for a worker on another machine."""

    evidence: Evidence | None = None
    assessment: StoredAssessment | None = None
    present: Present | None = None
    reviews: tuple[Review, ...] = ()
    bodies: dict[str, bytes] = field(default_factory=dict)
    readings: dict[str, DocumentReading] = field(default_factory=dict)
    judged: tuple[Evidence, EarlierFindings | None] | None = None
    """The evidence that `assessment` judged, and what was found before it."""


@dataclass(frozen=True)
class Result:
    """What came of a job: evidence and its assessment with new bodies and readings, or an `error` (for the log).

    `assessment` is None where the present one holds for this scan too: then only the evidence travels. `letters` are
    public and school.
    `usable` is False where nothing of the tool could be seen; `retry_after` is what the site asked for, in seconds.
    """

    tool_id: str
    evidence: Evidence | None = None
    assessment: Assessment | None = None
    letters: tuple[str, str] = ("NE", "NE")
    stands: int | None = None
    """Number of the present assessment that holds; `stands_until` is then written down for it, where it is known."""
    stands_until: date | None = None
    bodies: tuple[bytes, ...] = ()
    readings: dict[str, DocumentReading] = field(default_factory=dict)
    usable: bool = False
    causes: tuple[str, ...] = ()
    reason: str = ""
    retry_after: float = 0.0
    error: str | None = None
