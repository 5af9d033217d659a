"""Scan result: one scan of one tool with everything derived from it, as reports and storage take it."""

from __future__ import annotations

from datetime import date, datetime

from .evidence import Evidence
from .facts import Facts
from .finding import Finding, Review
from .noun import Noun
from .rating import Ratings
from .tool import Tool


class Versions(Noun):
    """Digests of what a rating depends on besides evidence; `on` is the date it was judged for.

    `rules` covers rules, checks and the derivation of facts; `derive` the derivation alone: facts of the same
    evidence hold while it, the reference data and the reader are the same. `reviews` covers what people decided: the
    reviews in force and the tool's profile, each by a digest of its own with a colon between.
    """

    rules: str
    knowledge: str
    knowledge_as_of: date
    reader: str
    reviews: str
    on: date
    program: str = ""
    derive: str = ""


class Assessment(Noun):
    """Findings and ratings of one evidence under one set of rules, reference data, reviews and date."""

    tool: Tool
    evidence: Evidence
    facts: Facts
    findings: tuple[Finding, ...]
    ratings: Ratings
    versions: Versions
    reviews: tuple[Review, ...] = ()


class HistoryEntry(Noun):
    """A line of a tool's history, newest first where listed."""

    scan_id: str
    assessed_at: datetime
    started_at: datetime
    public: str
    school: str
    causes: tuple[str, ...] = ()
    versions: Versions
