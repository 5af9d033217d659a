"""Replay: judge stored evidence by today's rules, without network, and name the cause of each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.vocabulary import Cause
from scanner.checking import LayeredBlobs, causes_between, moved
from scanner.clock import now, today
from scanner.publishing import update_publication
from scanner.reader import Reader

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool
    from catalog.scans import StoredAssessment
    from scanner.assess import Assessor


@dataclass(frozen=True)
class Replayed:
    """What a replay of one tool gave. `causes` is empty where neither findings nor letters moved."""

    tool: Tool
    before: StoredAssessment
    after: Assessment
    causes: tuple[Cause, ...]
    moved: int
    """How many findings changed their verdict, severity or confirmation."""


def evaluate_stored(tool: Tool, assessor: Assessor, catalogue: Catalogue) -> Replayed | None:
    """Judge the tool's last usable evidence again and keep the result where it moved; None where none is stored."""
    before = catalogue.scans.last_assessment(tool.id)
    if before is None:
        return None
    reader = Reader(catalogue.readings)
    on = today()
    reviews = catalogue.reviews.in_force(tool.id, on)
    evidence = catalogue.scans.evidence(before.scan_id)
    after = assessor.assess(
        tool, evidence, LayeredBlobs(catalogue).get, reader, on=on, reviews=reviews, previous=before
    )
    count = moved(before, after)
    causes = causes_between(before.versions, after.versions) if count else ()
    # A rating that stands keeps its line: the history tells what moved, not that it was looked at again.
    if causes or reader.fresh:
        with catalogue.transaction():
            if causes:
                catalogue.scans.add_assessment(after, now(), causes)
            reader.keep(catalogue.readings)
            update_publication(catalogue, tool.id)
    return Replayed(tool, before, after, causes, count)
