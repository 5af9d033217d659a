"""Check one tool: scan, assess, keep. What `check`, `demo` and the nightly job have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from scanner.brought import Brought
from scanner.clock import now, today
from scanner.net.blobs import MemoryBlobs
from scanner.reader import Reader, Readings
from scanner.tools.naming import named_by_itself

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.catalogue import Catalogue
    from catalog.kept import EarlierFindings, FindingMark, StoredAssessment
    from catalog.nouns.browser import HarRecording
    from catalog.nouns.evidence import Evidence, SuppliedDocument
    from catalog.nouns.facts import Facts
    from catalog.nouns.finding import Finding, Review
    from catalog.nouns.rating import Ratings
    from catalog.nouns.scan import Assessment, Versions
    from catalog.nouns.tool import Tool
    from catalog.nouns.vocabulary import Cause
    from scanner.assessing.assess import Assessor
    from scanner.config import Config
    from scanner.pipeline import BrowserCollector, Progress

LOOK_AHEAD = timedelta(days=7)
"""So many days ahead an assessment is judged too: nights on which nothing changed need not judge it again till then."""
T = TypeVar("T", "SuppliedDocument", "HarRecording")


class LayeredBlobs(MemoryBlobs):
    """New bodies in memory over those a catalogue holds already: nothing is written before the scan is whole."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        super().__init__()
        self._catalogue = catalogue

    def get(self, digest: str) -> bytes:
        """The bytes of this digest; KeyError where neither holds them."""
        try:
            return super().get(digest)
        except KeyError:
            if self._catalogue is None:
                raise
            return self._catalogue.blobs.get(digest)

    def has(self, digest: str) -> bool:
        """Whether the bytes of this digest are in memory or in the catalogue."""
        return super().has(digest) or (self._catalogue is not None and self._catalogue.blobs.has(digest))

    def new(self) -> list[bytes]:
        """The bodies that came with this scan."""
        return list(self._blobs.values())


@dataclass(frozen=True)
class Known:
    """What is known of a tool before a scan.

    `evidence` is that of its newest usable scan, `assessment` its present one. `judged` gives, when asked, the
    evidence that the present assessment judged and what was found before that.
    """

    evidence: Evidence | None = None
    assessment: StoredAssessment | None = None
    reviews: tuple[Review, ...] = ()
    readings: Readings | None = None
    judged: Callable[[], tuple[Evidence, EarlierFindings | None]] | None = None


class Movable(Protocol):
    """Anything with findings, or what of them can move, and ratings."""

    @property
    def findings(self) -> Sequence[Finding | FindingMark]:
        """What the criteria say."""
        ...

    @property
    def ratings(self) -> Ratings:
        """Both letters."""
        ...


class Judged(Movable, Protocol):
    """Anything with whole findings and ratings."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the criteria say."""
        ...


@dataclass
class Checked:
    """The result of a check: the assessment, the bodies it cites and the readings made for it."""

    assessment: Assessment
    blobs: LayeredBlobs
    reader: Reader
    previous: StoredAssessment | None = None
    causes: tuple[str, ...] = field(default=())
    same: bool = False
    """Nothing differs from the present assessment: it holds for this scan too."""
    stands_until: date | None = None

    @property
    def usable(self) -> bool:
        """Whether anything of the tool itself was seen; otherwise the letter is NE and nothing can be said."""
        return is_usable(self.assessment.evidence)


def is_usable(evidence: Evidence) -> bool:
    """Whether a scan saw anything it can judge: a page that answered, a supplied document or a recording."""
    answered = any(200 <= (page.exchange.status or 0) < 300 for page in evidence.pages)
    return answered or bool(evidence.supplied or evidence.recordings)


def check_tool(
    tool: Tool,
    config: Config,
    assessor: Assessor,
    *,
    catalogue: Catalogue | None,
    browser: BrowserCollector | None,
    brought: Brought | None = None,
    repeat: int = 1,
    progress: Progress | None = None,
) -> Checked:
    """Scan and assess a tool now; nothing is kept yet. `brought` None takes again what earlier checks were given."""
    import asyncio

    from scanner.pipeline import scan

    blobs = LayeredBlobs(catalogue)
    known = known_of(tool, catalogue)
    last = known.evidence
    brought = brought or Brought()
    for body in brought.bodies:
        blobs.put(body)
    evidence = asyncio.run(
        scan(
            tool,
            config,
            blobs=blobs,
            previous=last,
            browser=browser,
            supplied=_with_earlier(brought.documents, last.supplied if last else ()),
            recordings=_with_earlier(brought.recordings, last.recordings if last else ()),
            repeat=repeat,
            progress=progress,
            clock=now,
        )
    )
    checked = assess_scan(tool, evidence, assessor, blobs, known)
    named = named_by_itself(tool, checked.assessment.facts)
    checked.assessment = checked.assessment.model_copy(update={"tool": named})
    return checked


def assess_scan(
    tool: Tool,
    evidence: Evidence,
    assessor: Assessor,
    blobs: LayeredBlobs,
    known: Known,
    *,
    unchanged: bool = False,
    ahead: bool = False,
) -> Checked:
    """Judge a scan by today's rules, beside what is known of the tool.

    `unchanged`: the evidence differs from that of the present assessment in nothing that matters, so its facts hold.
    `ahead`: look as well whether the assessment stands for the days to come, see `LOOK_AHEAD`.
    """
    from catalog.kept import EarlierFindings

    reader = Reader(known.readings)
    previous, on = known.assessment, today()
    earlier = EarlierFindings(previous.findings, previous.versions.on) if previous else None
    held = previous is not None and unchanged and assessor.derives_like(previous.versions, reader)

    def judge(seen: Evidence, facts: Facts | None, before: EarlierFindings | None) -> Assessment:
        return assessor.assess(tool, seen, blobs.get, reader, on=on, reviews=known.reviews, earlier=before, facts=facts)

    assessment = judge(evidence, previous.facts if previous and held else None, earlier)
    until = stands_until(assessment, assessor, reader) if ahead else None
    if previous is None:
        return Checked(assessment, blobs, reader, None, ("first",), stands_until=until)
    like = assessor.derives_like(previous.versions, reader)
    if says_the_same(previous, assessment) and (held or (like and same_facts(previous.facts, assessment.facts))):
        return Checked(assessment, blobs, reader, previous, (), same=True, stands_until=until)
    causes = _causes(previous, assessment, known, judge, like=like, unchanged=unchanged)
    return Checked(assessment, blobs, reader, previous, causes, stands_until=until)


def stands_until(assessment: Assessment, assessor: Assessor, reader: Reader) -> date | None:
    """The day to which an assessment stands if nothing but the date changes, at most LOOK_AHEAD away; None if unknown.

    The same evidence is judged as it will be on a later day, seen again: what dates decide (certificates, ages of
    documents, laws that come into force, failures seen on a second day) moves once, so the day on which it moves can
    be looked for by halves.
    """
    from catalog.kept import EarlierFindings
    from scanner.assessing.assess import has_private

    on = assessment.versions.on
    if has_private(assessment.evidence):
        return None

    def holds(days: int) -> bool:
        later = assessor.assess(
            assessment.tool,
            assessment.evidence,
            no_bodies,
            reader,
            on=on + timedelta(days=days),
            reviews=assessment.reviews,
            earlier=EarlierFindings(assessment.findings, on),
            facts=assessment.facts,
        )
        return says_the_same(assessment, later)

    stands, moves = 0, LOOK_AHEAD.days
    if holds(moves):
        return on + LOOK_AHEAD
    while moves - stands > 1:
        between = (stands + moves) // 2
        stands, moves = (between, moves) if holds(between) else (stands, between)
    return on + timedelta(days=stands)


def no_bodies(digest: str) -> bytes:
    """For judging facts that are there: no body is asked for."""
    raise KeyError(digest)


Judge = Callable[["Evidence", "Facts | None", "EarlierFindings | None"], "Assessment"]


def _causes(
    previous: StoredAssessment, assessment: Assessment, known: Known, judge: Judge, *, like: bool, unchanged: bool
) -> tuple[Cause, ...]:
    """Why an assessment differs from the one before it; empty where only the code that derived its facts does.

    The earlier evidence is judged as today first: what moves then is our change, and only what moves beyond it is
    the vendor's.
    """
    ours: tuple[Cause, ...] = ()
    baseline: StoredAssessment | Assessment = previous
    if known.judged is not None and previous.versions != assessment.versions:
        evidence, before = known.judged()
        baseline = judge(evidence, previous.facts if like else None, before)
        ours = causes_between(previous.versions, baseline.versions) if moved(previous, baseline) else ()
    if not moved(baseline, assessment) and same_facts(baseline.facts, assessment.facts):
        return ours
    if not unchanged:
        # Another program may look at other pages: then nobody can tell whose change it is, and both are named.
        if previous.versions.program != assessment.versions.program and "rules" not in ours:
            ours = ("rules", *ours)
        return (*ours, "evidence")
    # The same evidence again: a failure seen on a second day counts as reproduced.
    return ours or ("calendar",)


def keep(checked: Checked, catalogue: Catalogue, *, run_id: str | None = None) -> None:
    """Put a check into the catalogue, all of it or nothing."""
    from scanner.publishing.in_step import update_publication

    assessment = checked.assessment
    with catalogue.transaction():
        if catalogue.tools.get(assessment.tool.id) != assessment.tool:
            catalogue.tools.put(assessment.tool, now())
        for body in checked.blobs.new():
            catalogue.blobs.put(body)
        catalogue.scans.add_scan(assessment.evidence, usable=checked.usable, run_id=run_id)
        if not checked.usable and not catalogue.scans.never_rated(assessment.tool.id):
            catalogue.scans.mark_stale(assessment.tool.id)
        elif not checked.same:
            catalogue.scans.add_assessment(assessment, now(), checked.causes)
        checked.reader.keep(catalogue.readings)
        update_publication(catalogue, assessment.tool.id)


def known_of(tool: Tool, catalogue: Catalogue | None) -> Known:
    """What a catalogue knows of a tool; nothing without a catalogue."""
    if catalogue is None:
        return Known()
    kept = catalogue.scans.last_assessment(tool.id)
    return Known(
        evidence=catalogue.scans.last_evidence(tool.id),
        assessment=kept,
        reviews=catalogue.reviews.in_force(tool.id, today()),
        readings=catalogue.readings,
        judged=(lambda: judged_by(kept, catalogue)) if kept else None,
    )


def judged_by(kept: StoredAssessment, catalogue: Catalogue) -> tuple[Evidence, EarlierFindings | None]:
    """The evidence that an assessment judged, and what the scan before it had found."""
    return catalogue.scans.evidence(kept.scan_id), catalogue.scans.findings_before(kept.tool_id, kept.scan_id)


def moved(before: Movable, after: Movable) -> int:
    """How many findings differ in verdict, severity or confirmation; at least 1 where only the ratings differ."""
    if before.ratings == after.ratings and _weights(before) == _weights(after):
        return 0  # Nearly always so: the same findings in the same order.
    old, new = _verdicts(before), _verdicts(after)
    differing = sum(1 for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    return differing or int(before.ratings != after.ratings)


def says_the_same(before: Judged, after: Judged) -> bool:
    """Whether two assessments have the same verdicts, letters and words: an age told in months may be what moved."""
    return not moved(before, after) and _told(before) == _told(after)


def same_facts(before: Facts, after: Facts) -> bool:
    """Whether two scans saw the same, but for what differs at each visit: random values and addresses of requests."""
    return _steady(before) == _steady(after)


def _steady(facts: Facts) -> Facts:
    cookies = tuple(one.model_copy(update={"entropy_bits": 0.0}) for one in facts.cookies)
    parties = tuple(one.model_copy(update={"citations": ()}) for one in facts.third_parties)
    return facts.model_copy(update={"cookies": cookies, "third_parties": parties})


def causes_between(before: Versions, after: Versions) -> tuple[Cause, ...]:
    """What differs between two judgements of the same evidence. The reader belongs to the rules: both are ours."""
    found: list[Cause] = []
    same = before.rules == after.rules and before.reader == after.reader and before.program == after.program
    if not same:
        found.append("rules")
    if before.knowledge != after.knowledge:
        found.append("knowledge")
    found += _decided(before.reviews, after.reviews)
    if not found and before.on != after.on:
        found.append("calendar")
    return tuple(found)


def _decided(before: str, after: str) -> list[Cause]:
    """Which of what people decided differs: reviews, or what they said of the tool (audience, accounts, AI)."""
    old, new = before.partition(":"), after.partition(":")
    if old[1] != new[1]:
        return []  # One was written before the two had digests of their own: nobody can tell.
    found: list[Cause] = ["review"] if old[0] != new[0] else []
    return [*found, "profile"] if old[2] != new[2] else found


def _weights(judged: Movable) -> list[tuple[str, str, str, str, bool]]:
    return [(f.criterion, f.surface, f.verdict, f.severity, f.confirmed) for f in judged.findings]


def _verdicts(judged: Movable) -> dict[tuple[str, str], tuple[str, str, bool]]:
    return {(f.criterion, f.surface): (f.verdict, f.severity, f.confirmed) for f in judged.findings}


def _told(judged: Judged) -> dict[tuple[str, str], tuple[str, tuple[tuple[str, str], ...]]]:
    return {(f.criterion, f.surface): (f.message, f.params) for f in judged.findings}


def _with_earlier(new: Sequence[T], earlier: Sequence[T]) -> tuple[T, ...]:
    """What was brought now, and what was brought before under another name."""
    names: set[str] = {one.name for one in new}
    return tuple(new) + tuple(one for one in earlier if one.name not in names)
