"""What the catalogue gives of an assessment it keeps: the whole, or the little that a question needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from .nouns.facts import Facts
from .nouns.finding import Finding
from .nouns.rating import Ratings
from .nouns.reading import shortened
from .nouns.scan import Versions
from .nouns.vocabulary import Severity, Surface, Verdict


@dataclass(frozen=True)
class StoredAssessment:
    """What the catalogue keeps of one assessment, findings and facts loaded."""

    number: int
    scan_id: str
    tool_id: str
    assessed_at: datetime
    facts: Facts
    findings: tuple[Finding, ...]
    ratings: Ratings
    versions: Versions
    causes: tuple[str, ...]
    newest: bool = True
    """False where a later scan was assessed and its assessment is not the tool's present one."""


class FindingMark(BaseModel):
    """What tells whether a finding moved; of one that is kept, the rest is not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    criterion: str
    surface: Surface
    verdict: Verdict
    severity: Severity
    confirmed: bool


class _Brought(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    private: bool


class Glance(BaseModel):
    """The little of an evidence that lists need: when the scan ended, and whether a school brought private things."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ended_at: datetime
    supplied: tuple[_Brought, ...]
    recordings: tuple[_Brought, ...]

    @property
    def has_private(self) -> bool:
        """Whether anything that was brought is private."""
        return any(one.private for one in (*self.supplied, *self.recordings))


@dataclass(frozen=True)
class Present:
    """A tool's present assessment without its findings and facts, and the scan it was made of.

    `stands_until`: the day to which it was found to stand while nothing but the date changes, None where that was not
    looked at or does not hold. `newest` as in StoredAssessment, and the tool was not edited since.
    """

    number: int
    scan_id: str
    versions: Versions
    ratings: Ratings
    stands_until: date | None
    newest: bool


@dataclass(frozen=True)
class EarlierFindings:
    """What was found on the scan before another one, failures at least, and the day it was judged for."""

    findings: tuple[Finding, ...]
    on: date


def kept_facts(facts: Facts) -> dict[str, Any]:
    """Facts as they are kept: readings without the clauses that their documents do not hold, but for their names."""
    plain = facts.model_dump(mode="json")
    for one in (*plain["documents"], *plain["page_texts"]):
        one["reading"] = shortened(one["reading"])
    return plain
