"""The run: plan or resume it, hand out jobs, write every result at once, end with what it means."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from scanner.clock import now
from scanner.identity import scan_id
from scanner.nightly.job import Job, Result
from scanner.nightly.schedule import ATTEMPTS, FIRST_WAIT_SECONDS, Schedule
from scanner.publishing.in_step import update_publication

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.runs import Item, Run, RunState


class Engine(Protocol):
    """Where jobs are done."""

    @property
    def capacity(self) -> int:
        """How many jobs can be in hand."""
        ...

    def busy(self) -> int:
        """How many are."""
        ...

    def submit(self, job: Job) -> None:
        """Hand out a job."""
        ...

    def results(self, timeout: float) -> list[Result]:
        """What has come within `timeout` seconds."""
        ...

    def close(self) -> None:
        """End."""
        ...


@dataclass(frozen=True)
class Order:
    """What a run was asked to do. `limit` tools at the most; `max_time` in seconds; shares from 0 to 1."""

    due: timedelta = timedelta(days=1)
    browser_every: timedelta = timedelta(days=7)
    limit: int | None = None
    max_time: float | None = None
    max_unreachable: float = 0.3
    rate: float | None = None
    engine: str = "local"
    browser: bool = True
    first_wait: float = FIRST_WAIT_SECONDS


@dataclass
class Tally:
    """What a run has done so far."""

    changed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)


Report = Callable[[str, dict[str, str]], None]


def begin(catalogue: Catalogue, order: Order) -> tuple[Run, bool]:
    """The run to do: the one that was interrupted, or a new one over the tools that are due. True where resumed."""
    with catalogue.transaction():
        under_way = catalogue.runs.open_run()
        if under_way is not None:
            return under_way, True
        at = now()
        tools = catalogue.runs.due(at, order.due, order.browser_every, order.limit)
        run_id = scan_id(at)
        options = {"due": order.due.total_seconds(), "max_unreachable": order.max_unreachable}
        catalogue.runs.start(run_id, at, order.engine, options, [(t, order.browser and b) for t, b in tools])
        return catalogue.runs.run(run_id), False


def carry_out(catalogue: Catalogue, run: Run, order: Order, engine: Engine, report: Report) -> RunState:
    """Do what is left of a run and end it. Each result is written in one transaction as it comes.

    Raises what the engine raises; the run then stays open, and the next start goes on with it.
    """
    started = time.monotonic()
    pending = catalogue.runs.items(run.id, "pending")
    tally = Tally(attempts={item.tool_id: item.attempts for item in pending})
    jobs = [Job(tool, item.browser) for item in pending if (tool := catalogue.tools.get(item.tool_id)) is not None]
    gone = {item.tool_id for item in pending} - {job.tool.id for job in jobs}
    with catalogue.transaction():
        for tool_id in sorted(gone):
            catalogue.runs.settle(run.id, tool_id, "failed", now(), reason="no-such-tool")
    schedule = Schedule(jobs, order.rate, order.first_wait)
    at_work: dict[str, Job] = {}
    while schedule.waiting or at_work:
        late = order.max_time is not None and time.monotonic() - started > order.max_time
        if late and not at_work:
            return finish(catalogue, run, order, "out-of-time")
        while not late and engine.busy() < engine.capacity and (job := schedule.take(time.monotonic())):
            at_work[job.tool.id] = job
            engine.submit(job)
        for result in engine.results(0.2):
            job = at_work.pop(result.tool_id)
            schedule.release(job)
            _take(catalogue, run, result, job, schedule, tally, report)
        if not at_work:
            time.sleep(0.05)
    return finish(catalogue, run, order, "done")


def finish(catalogue: Catalogue, run: Run, order: Order, state: RunState) -> RunState:
    """End a run: letters move now, all together, or not at all where too much was unreachable."""
    with catalogue.transaction():
        counts = catalogue.runs.counts(run.id)
        tried = sum(counts.get(key, 0) for key in ("done", "unreachable", "failed"))
        missed = counts.get("unreachable", 0) + counts.get("failed", 0)
        if tried and missed / tried > order.max_unreachable:
            state = "unreachable"
        else:
            for item in catalogue.runs.items(run.id):
                _settle(catalogue, item)
        for item in (*catalogue.runs.items(run.id, "unreachable"), *catalogue.runs.items(run.id, "failed")):
            catalogue.scans.mark_stale(item.tool_id)
        catalogue.runs.finish(run.id, state, now(), counts)
    return state


def _settle(catalogue: Catalogue, item: Item) -> None:
    """What a run's scan of a tool makes of its present state."""
    if item.assessment is not None:
        catalogue.scans.make_current(item.assessment)
    if item.state == "done":
        update_publication(catalogue, item.tool_id)


def _take(
    catalogue: Catalogue, run: Run, result: Result, job: Job, schedule: Schedule, tally: Tally, report: Report
) -> None:
    """Write what came of a job, or put it back."""
    attempts = tally.attempts[result.tool_id] = tally.attempts.get(result.tool_id, 0) + 1
    if not result.usable and schedule.again(job, attempts, time.monotonic(), result.retry_after):
        with catalogue.transaction():
            catalogue.runs.attempt(run.id, result.tool_id)
        report("again", {"tool": job.tool.name, "why": result.error or result.reason, "attempt": str(attempts)})
        return
    with catalogue.transaction():
        catalogue.runs.attempt(run.id, result.tool_id)
        assessment = keep_result(catalogue, result, run.id)
        state = "done" if result.usable else "failed" if result.error else "unreachable"
        catalogue.runs.settle(
            run.id,
            result.tool_id,
            state,  # type: ignore[arg-type]
            now(),
            scan_id=result.evidence.scan_id if result.evidence else None,
            assessment=assessment,
            reason=result.error or result.reason or None,
        )
    if result.usable:
        public, school = result.letters
        report("done", {"tool": job.tool.name, "public": public, "school": school})
    else:
        report("gave-up", {"tool": job.tool.name, "why": result.error or result.reason, "attempts": str(ATTEMPTS)})


def keep_result(catalogue: Catalogue, result: Result, run_id: str) -> int | None:
    """Write a result into the catalogue, inside a transaction; the number of its assessment where one was kept.

    What equals the last assessment is not written again: the scan alone is. A scan that saw nothing is kept, but a
    tool that has a rating is not assessed on it.
    """
    from rules.reading import READER_DIGEST

    if result.evidence is None:
        return None
    for body in result.bodies:
        catalogue.blobs.put(body)
    catalogue.scans.add_scan(result.evidence, usable=result.usable, run_id=run_id)
    for document, reading in result.readings.items():
        catalogue.readings.put(document, READER_DIGEST, reading)
    if result.stands is not None:
        catalogue.scans.note_stands_until(result.stands, result.stands_until)
    if result.assessment is None or not (result.usable or catalogue.scans.never_rated(result.tool_id)):
        return None
    number = catalogue.scans.add_assessment(result.assessment, now(), result.causes, current=False)
    catalogue.scans.note_stands_until(number, result.stands_until)
    return number
