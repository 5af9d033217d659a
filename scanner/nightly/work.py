"""What a worker does with one job: scan, assess, and hand back. It writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from catalog.nouns.essence import BROWSER_EARLIER, same_essence
from scanner.checking import Checked, Known, LayeredBlobs, assess_scan, is_usable, judged_by
from scanner.clock import now, today
from scanner.drawn import with_earlier_documents
from scanner.nightly.job import Job, Material, Result
from scanner.reader import Reader

if TYPE_CHECKING:
    import asyncio

    from catalog.catalogue import Catalogue
    from catalog.kept import EarlierFindings, Present
    from catalog.nouns.evidence import Evidence
    from catalog.nouns.reading import DocumentReading
    from scanner.assessing.assess import Assessor
    from scanner.config import Config
    from scanner.pipeline import BrowserCollector

BROWSER_CAPABILITIES = ("script-execution", "browser-storage", "consent-refusal", "consent-acceptance")


class Worker:
    """Does jobs one after the other, with rules and reference data loaded once.

    `alone`: in a process of its own, so that all its jobs may share one loop, and what is kept in it.
    """

    def __init__(
        self,
        config: Config,
        assessor: Assessor,
        browser: BrowserCollector | None,
        catalogue: Callable[[], Catalogue] | None = None,
        *,
        alone: bool = False,
    ) -> None:
        self._config = config
        self._assessor = assessor
        self._browser = browser
        self._open = catalogue
        self._catalogue: Catalogue | None = None
        self._runner: asyncio.Runner | None = None
        self._alone = alone

    def do(self, job: Job) -> Result:
        """Scan and assess one tool. Never raises: what went wrong is in the result."""
        try:
            return self._do(job)
        except Exception as error:
            return Result(job.tool.id, error=f"{type(error).__name__}: {error}"[:500], reason="error")

    def _do(self, job: Job) -> Result:
        from scanner.pipeline import scan

        material = job.material or material_of(job, self._own_catalogue(), travels=False)
        catalogue = self._own_catalogue() if job.material is None else None
        blobs = _Bodies(material.bodies, catalogue)
        last = material.evidence
        evidence = self._run(
            scan(
                job.tool,
                self._config,
                blobs=blobs,
                previous=last,
                browser=self._browser if job.browser else None,
                supplied=last.supplied if last else (),
                recordings=last.recordings if last else (),
                clock=now,
            )
        )
        if not job.browser and last is not None:
            evidence = with_earlier_browser(evidence, last)
        readings = catalogue.readings if catalogue else _Travelled(material.readings)
        unchanged = last is not None and same_essence(last, evidence)
        if unchanged and self._stands(job, material):
            assert material.present is not None
            return _standing(job, evidence, material.present, blobs)
        if catalogue is not None:
            material = replace(material, assessment=catalogue.scans.last_assessment(job.tool.id))
        kept = material.assessment
        known = Known(last, kept, material.reviews, readings, _judged(material, catalogue) if kept else None)
        holds = unchanged and kept is not None and kept.newest
        checked = assess_scan(job.tool, evidence, self._assessor, blobs, known, unchanged=holds, ahead=True)
        return _result(job, checked, blobs)

    def _stands(self, job: Job, material: Material) -> bool:
        """Whether the present assessment is known to hold for unchanged evidence today: see `stands_until`."""
        present = material.present
        if present is None or not present.newest or present.stands_until is None or today() > present.stands_until:
            return False
        now_made = self._assessor.versions(job.tool, Reader(), material.reviews, present.versions.on)
        return now_made == present.versions and present.versions.on <= today()

    def _run(self, work: Coroutine[Any, Any, Evidence]) -> Evidence:
        """Run a scan to its end, in the loop that is kept where there is one."""
        import asyncio

        if not self._alone or self._browser is None:
            return asyncio.run(work)
        from scanner.collect.browser.driver import keep_driver, stop_kept_driver

        if self._runner is None:
            self._runner = asyncio.Runner()
            keep_driver(self._runner.get_loop())
        try:
            return self._runner.run(work)
        except BaseException:
            # What such a scan left under way must not run on beside the next one.
            with self._runner as runner:
                self._runner = None
                runner.run(stop_kept_driver())
            raise

    def _own_catalogue(self) -> Catalogue:
        if self._catalogue is None:
            assert self._open is not None
            self._catalogue = self._open()
        return self._catalogue


def material_of(job: Job, catalogue: Catalogue, *, travels: bool) -> Material:
    """What the catalogue knows of a tool. `travels`: with the bodies and readings of its last scan."""
    from rules.reading import READER_DIGEST

    evidence = catalogue.scans.last_evidence(job.tool.id)
    present = catalogue.scans.present(job.tool.id)
    assessment = catalogue.scans.last_assessment(job.tool.id) if travels else None
    packed = _packed(evidence, catalogue) if travels and evidence else {}
    current = travels and assessment is not None and assessment.versions.reader == READER_DIGEST
    readings = {d.blob: d.reading for d in assessment.facts.documents} if current and assessment else {}
    reviews = catalogue.reviews.in_force(job.tool.id, today())
    judged = judged_by(assessment, catalogue) if travels and assessment else None
    return Material(evidence, assessment, present, reviews, packed, readings, judged)


def _judged(
    material: Material, catalogue: Catalogue | None
) -> Callable[[], tuple[Evidence, EarlierFindings | None]] | None:
    """What the present assessment judged: it travelled, or is looked up when asked for."""
    kept, travelled = material.assessment, material.judged
    if travelled is not None:
        return lambda: travelled
    if kept is None or catalogue is None:
        return None
    return lambda: judged_by(kept, catalogue)


def with_earlier_browser(evidence: Evidence, last: Evidence) -> Evidence:
    """A night without browser keeps what the browser saw last, dated as it was: it was not looked at again."""
    if evidence.browser is not None or last.browser is None:
        return evidence
    kept = [c for c in last.capabilities if c in BROWSER_CAPABILITIES and c not in evidence.capabilities]
    return with_earlier_documents(evidence, last.browser).model_copy(
        update={
            "browser": last.browser,
            "capabilities": (*evidence.capabilities, *kept),
            "vantage_notes": tuple(dict.fromkeys((*evidence.vantage_notes, BROWSER_EARLIER))),
        }
    )


def retry_after(evidence: Evidence) -> float:
    """The longest wait in seconds that the site asked for, as a number or a date (RFC 9110, 10.2.3); 0 for none."""
    waits = [page.exchange.header("retry-after") for page in evidence.pages]
    waits += [exchange.header("retry-after") for exchange in evidence.robots]
    waits += [skipped.detail.partition("Retry-After: ")[2] for skipped in evidence.skipped]
    return max((_seconds(wait, evidence.ended_at) for wait in waits if wait), default=0.0)


def _seconds(text: str, at: datetime) -> float:
    from email.utils import parsedate_to_datetime

    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - at).total_seconds())
    except (ValueError, TypeError):
        return 0.0


class _Bodies(LayeredBlobs):
    """New bodies over those that travelled with the job or stand in the worker's own catalogue."""

    def __init__(self, travelled: dict[str, bytes], catalogue: Catalogue | None) -> None:
        super().__init__(catalogue)
        self._travelled = travelled

    def get(self, digest: str) -> bytes:
        """The bytes of this digest; KeyError where nothing holds them."""
        return self._travelled[digest] if digest in self._travelled else super().get(digest)

    def has(self, digest: str) -> bool:
        """Whether these bytes travelled, are new, or stand in the catalogue."""
        return digest in self._travelled or super().has(digest)


class _Travelled:
    """Readings that travelled with the job: those of today's reader only."""

    def __init__(self, readings: dict[str, DocumentReading]) -> None:
        self._readings = readings

    def get(self, document: str, reader: str) -> DocumentReading | None:
        """A known reading, or None."""
        return self._readings.get(document)


def _packed(evidence: Evidence, catalogue: Catalogue) -> dict[str, bytes]:
    names = {page.exchange.body for page in evidence.pages} | {one.body for one in evidence.well_known}
    names |= {one.body for one in evidence.supplied}
    if evidence.browser:
        names |= {one.body for one in evidence.browser.drawn}
        names |= {page.controls for run in evidence.browser.phases for page in run.pages}
    return {name: catalogue.blobs.get(name) for name in names if name and catalogue.blobs.has(name)}


def _standing(job: Job, evidence: Evidence, present: Present, blobs: LayeredBlobs) -> Result:
    """An unchanged night of a tool whose assessment stands."""
    ratings = present.ratings
    return Result(
        job.tool.id,
        evidence=evidence,
        letters=(ratings.public.grade, ratings.school.grade),
        bodies=tuple(blobs.new()),
        usable=True,
    )


def _result(job: Job, checked: Checked, blobs: LayeredBlobs) -> Result:
    evidence = checked.assessment.evidence
    reasons = sorted({skipped.reason for skipped in evidence.skipped}) or ["error"]
    usable, ratings = is_usable(evidence), checked.assessment.ratings
    return Result(
        job.tool.id,
        evidence=evidence,
        assessment=None if checked.same else checked.assessment,
        letters=(ratings.public.grade, ratings.school.grade),
        stands=checked.previous.number if checked.same and checked.previous else None,
        stands_until=checked.stands_until,
        bodies=tuple(blobs.new()),
        readings=dict(checked.reader.fresh),
        usable=usable,
        causes=checked.causes,
        reason="" if usable else ", ".join(reasons),
        retry_after=0.0 if usable else retry_after(evidence),
    )
