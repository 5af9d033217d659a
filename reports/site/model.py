"""What the site is made of: light summaries for lists, and a way to get one tool's full record when its page is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from catalog.nouns.scan import Assessment, HistoryEntry
from catalog.nouns.vocabulary import Confidence, Grade, Language, LimitedBy, Verdict
from reports.context import Context, VendorAnswer


@dataclass(frozen=True)
class ToolSummary:
    """A tool in lists. `verdicts` is the worst result of each criterion over its surfaces.

    `stale`: the last scan could not look, the letters are those of an earlier one. `under_way`: a change of letter
    waits for a second concordant scan or a review. Only what may be published is given to the site.
    """

    id: str
    name: str
    home: str
    school: Grade
    public: Grade
    scanned_at: datetime
    vendor: str = ""
    levels: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    provisional: bool = False
    public_provisional: bool = False
    limited_by: LimitedBy = "none"
    coverage: float = 0.0
    confidence: Confidence = "low"
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    stale: bool = False
    under_way: bool = False


@dataclass(frozen=True)
class ToolRecord:
    """All of one tool for its page. The assessment must have been made without what a school brought in private."""

    assessment: Assessment
    history: tuple[HistoryEntry, ...] = ()
    answers: tuple[VendorAnswer, ...] = ()


@dataclass(frozen=True)
class Download:
    """A file offered beside the site: its path from the site's root, its size in bytes, what it is."""

    path: str
    size: int
    title: Mapping[Language, str]
    licence: str = ""


@dataclass(frozen=True)
class CatalogueView:
    """The catalogue as the site shows it.

    `tools` in any order; `record` gives one tool's record, None where it cannot be shown any more (its page then says
    so and the list still has it). `contexts` holds one context a language, whose criteria, texts and attributions
    are used; `made_on` is the day the site is made for.
    """

    tools: Sequence[ToolSummary]
    record: Callable[[str], ToolRecord | None]
    contexts: Mapping[Language, Context]
    made_on: date
    downloads: Sequence[Download] = ()
