"""Replay: judge stored evidence by today's rules, without network, and name the cause of each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.vocabulary import Cause
from scanner.checking import LayeredBlobs, causes_between, moved
from scanner.clock import now, today
from scanner.publishing.in_step import update_publication
from scanner.reader import Reader

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.kept import FindingMark
    from catalog.nouns.rating import Ratings
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool
    from scanner.assessing.assess import Assessor


@dataclass(frozen=True)
class Replayed:
    """What a replay of one tool gave. `causes` is empty where neither findings nor letters moved."""

    tool: Tool
    before: Ratings
    after: Ratings
    causes: tuple[Cause, ...]
    moved: int
    """How many findings changed their verdict, severity or confirmation."""


@dataclass(frozen=True)
class Judgement:
    """A replay that is not kept yet. `made` is None where nothing that it depends on differs from last time."""

    replayed: Replayed
    made: Assessment | None
    reader: Reader
    derived: bool
    """Facts were derived anew: they are kept, so that the next replay need not."""


@dataclass(frozen=True)
class _Before:
    """An assessment as far as it can move."""

    findings: tuple[FindingMark, ...]
    ratings: Ratings


def evaluate_stored(tool: Tool, assessor: Assessor, catalogue: Catalogue) -> Replayed | None:
    """Judge the tool's last usable evidence again and keep the result where it moved; None where none is stored."""
    judged = judge_stored(tool, assessor, catalogue)
    if judged is None:
        return None
    with catalogue.transaction():
        keep_judgement(judged, catalogue)
    return judged.replayed


def judge_stored(tool: Tool, assessor: Assessor, catalogue: Catalogue) -> Judgement | None:
    """Judge the tool's last usable evidence again; nothing is written. None where none is stored."""
    present = catalogue.scans.present(tool.id)
    if present is None:
        return None
    reader, on = Reader(catalogue.readings), today()
    reviews = catalogue.reviews.in_force(tool.id, on)
    if assessor.versions(tool, reader, reviews, on) == present.versions:
        return Judgement(Replayed(tool, present.ratings, present.ratings, (), 0), None, reader, derived=False)
    like = assessor.derives_like(present.versions, reader)
    after = assessor.assess(
        tool,
        catalogue.scans.evidence(present.scan_id),
        LayeredBlobs(catalogue).get,
        reader,
        on=on,
        reviews=reviews,
        earlier=catalogue.scans.findings_before(tool.id, present.scan_id),
        facts=catalogue.scans.facts(present.number) if like else None,
    )
    count = moved(_Before(catalogue.scans.marks(present.number), present.ratings), after)
    causes = causes_between(present.versions, after.versions) if count else ()
    # Where nothing moved the ratings are equal: one of them travels between processes, not two.
    ratings = after.ratings if count else present.ratings
    return Judgement(Replayed(tool, present.ratings, ratings, causes, count), after, reader, derived=not like)


def keep_judgement(judged: Judgement, catalogue: Catalogue) -> None:
    """Keep what a replay gave, inside a transaction: a new line where something moved, and facts derived anew.

    A rating that stands keeps its line: the history tells what moved, not that it was looked at again.
    """
    made, causes = judged.made, judged.replayed.causes
    if made is None:
        return
    if causes or judged.derived:
        catalogue.scans.add_assessment(made, now(), causes)
    judged.reader.keep(catalogue.readings)
    if causes:
        update_publication(catalogue, judged.replayed.tool.id)
