"""Check one tool: scan, assess, keep. What `check`, `demo` and the nightly job have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from scanner.clock import now, today
from scanner.net.blobs import MemoryBlobs
from scanner.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.catalogue import Catalogue
    from catalog.nouns.browser import HarRecording
    from catalog.nouns.evidence import Evidence, SuppliedDocument
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool
    from catalog.scans import StoredAssessment
    from scanner.assess import Assessor
    from scanner.config import Config
    from scanner.pipeline import BrowserCollector, Progress

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

    def new(self) -> list[bytes]:
        """The bodies that came with this scan."""
        return list(self._blobs.values())


@dataclass(frozen=True)
class Brought:
    """What a school brings to a check: documents of the vendor, recordings made inside the product."""

    documents: tuple[SuppliedDocument, ...] = ()
    recordings: tuple[HarRecording, ...] = ()
    bodies: tuple[bytes, ...] = ()


@dataclass
class Checked:
    """The result of a check: the assessment, the bodies it cites and the readings made for it."""

    assessment: Assessment
    blobs: LayeredBlobs
    reader: Reader
    previous: StoredAssessment | None = None
    causes: tuple[str, ...] = field(default=())

    @property
    def usable(self) -> bool:
        """Whether anything of the tool itself was seen; otherwise the letter is NE and nothing can be said."""
        return is_usable(self.assessment.evidence)


def is_usable(evidence: Evidence) -> bool:
    """Whether a scan saw anything it can judge: a page that answered, a supplied document or a recording."""
    answered = any(page.exchange.status is not None and page.exchange.status < 400 for page in evidence.pages)
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
    last = catalogue.scans.last_evidence(tool.id) if catalogue else None
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
    return assess_scan(tool, evidence, assessor, blobs, catalogue)


def assess_scan(
    tool: Tool, evidence: Evidence, assessor: Assessor, blobs: LayeredBlobs, catalogue: Catalogue | None
) -> Checked:
    """Judge a scan by today's rules, beside the tool's last assessment and reviews."""
    reader = Reader(catalogue.readings if catalogue else None)
    previous = catalogue.scans.last_assessment(tool.id) if catalogue else None
    reviews = catalogue.reviews.in_force(tool.id, today()) if catalogue else ()
    assessment = assessor.assess(tool, evidence, blobs.get, reader, on=today(), reviews=reviews, previous=previous)
    causes = ("first",) if previous is None else ("evidence",) if _moved(previous, assessment) else ()
    return Checked(assessment, blobs, reader, previous, causes)


def keep(checked: Checked, catalogue: Catalogue, *, run_id: str | None = None) -> None:
    """Put a check into the catalogue, all of it or nothing."""
    assessment = checked.assessment
    with catalogue.transaction():
        if catalogue.tools.get(assessment.tool.id) != assessment.tool:
            catalogue.tools.put(assessment.tool, now())
        for body in checked.blobs.new():
            catalogue.blobs.put(body)
        catalogue.scans.add_scan(assessment.evidence, usable=checked.usable, run_id=run_id)
        catalogue.scans.add_assessment(assessment, now(), checked.causes, current=checked.usable)
        checked.reader.keep()


def _moved(previous: StoredAssessment, assessment: Assessment) -> bool:
    before = {(f.criterion, f.surface): f.verdict for f in previous.findings}
    after = {(f.criterion, f.surface): f.verdict for f in assessment.findings}
    return before != after or previous.ratings != assessment.ratings


def _with_earlier(new: Sequence[T], earlier: Sequence[T]) -> tuple[T, ...]:
    """What was brought now, and what was brought before under another name."""
    names = {one.name for one in new}
    return (*new, *(one for one in earlier if one.name not in names))
