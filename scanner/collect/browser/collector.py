"""Collector: canary, then the phases of one job, each in a fresh context, within the budget."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from typing import TYPE_CHECKING

from catalog.nouns.browser import BrowserEvidence, Canary, PhaseRun
from catalog.sites import host_of
from scanner.collect.browser.browsers import running_browsers
from scanner.collect.browser.canary import canary
from scanner.collect.browser.chromium import available
from scanner.collect.browser.documents import draw_documents
from scanner.collect.browser.driver import running_driver
from scanner.collect.browser.job import PHASES, BrowserJob, Purse, choose_pages
from scanner.collect.browser.phase import PhaseVisit
from scanner.collect.browser.platform import available as rules_available
from scanner.collect.browser.proxy import EgressProxy
from scanner.collect.browser.session import Start
from scanner.collect.browser.surroundings import Surroundings

if TYPE_CHECKING:
    from catalog.nouns.vocabulary import Phase

LEAST_SECONDS = 3.0
"""A phase is not begun with less time left."""
CLOSING_SECONDS = 2.0
"""Kept back from the time for phases: the last one is cut off a second after its own end, and its Chromium is ended."""
LATE_SECONDS = 1.5
"""After the end of its time the whole is cut off this much later; the phases that ended until then stand."""
DOCUMENTS_SHARE = 0.4
"""Part of the time left after the untouched phase for documents that only scripts draw: a scan that cannot read them
says little, whatever it knows of choices. What is not needed is left to the phases."""


class PhasePurse:
    """The part of a budget that one phase may spend, in seconds from now."""

    def __init__(self, purse: Purse, seconds: float) -> None:
        self._purse = purse
        self._deadline = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left of this phase."""
        return max(0.0, min(self._deadline - time.monotonic(), self._purse.remaining()))

    def bytes_left(self) -> int:
        """Bytes that may still be received."""
        return self._purse.bytes_left()

    def take_bytes(self, count: int) -> None:
        """Spend received bytes."""
        self._purse.take_bytes(count)


async def collect_phases(job: BrowserJob) -> BrowserEvidence | None:
    """See `scanner.collect.browser.collect`."""
    found = available(job.config)
    pages = choose_pages(job)
    if found.executable is None or not found.found or not pages:
        return None
    from playwright.async_api import Error

    tolerated = frozenset(host_of(page.url) for page in job.pages) | {host_of(job.home)}
    proxy = EgressProxy(job.config.network, job.resolver, job.guard, job.budget, tolerated)
    await proxy.start()
    try:
        async with (
            running_driver() as driver,
            running_browsers(
                driver.playwright, found.executable, proxy.port, job.config.network.user_agent
            ) as browsers,
        ):
            tested = await canary(browsers, found.executable)
            around = Surroundings(browsers, Start(proxy.port, job.may_visit, proxy.announce), proxy, job, pages)
            runs = await _phases_in_time(around)
            # What was cut off may be under way in the driver still.
            driver.sound = tested.sound and not any(run.crashed or run.reason == "budget" for run in runs)
    except Error as error:
        return _failed(str(error).split("\n", 1)[0])
    finally:
        await proxy.close()
    return BrowserEvidence(
        browser=around.version,
        canary=tested,
        phases=tuple(runs),
        sandboxed=os.geteuid() != 0,
        notes=_notes(proxy),
        drawn=job.documents.found() if job.documents is not None else (),
    )


async def _phases_in_time(around: Surroundings) -> list[PhaseRun]:
    """The phases that ended within the budget, and the others as not visited: what was seen is not lost with them."""
    runs: list[PhaseRun] = []
    try:
        async with asyncio.timeout(around.job.budget.remaining() + LATE_SECONDS):
            await _all_phases(around, runs)
    except TimeoutError:
        ended = {run.phase for run in runs}
        numbers = itertools.count(max((run.run for run in runs), default=0) + 1)
        runs += [_unvisited(phase, next(numbers)) for phase in around.job.phases if phase not in ended]
    return runs


async def _all_phases(around: Surroundings, runs: list[PhaseRun]) -> None:
    """The wanted phases, as often as the job repeats them; loads before the choice are numbered through."""
    job = around.job
    left = len(job.phases) * job.repeat
    number = 0
    for _ in range(job.repeat):
        waiting = [phase for phase in PHASES if phase in job.phases]
        spent = 0.0
        while waiting:
            group = waiting if spent > 0 and _is_late(spent, around, len(waiting)) else waiting[:1]
            waiting = waiting[len(group) :]
            began = time.monotonic()
            seconds = max(0.0, job.budget.remaining() - CLOSING_SECONDS) * len(group) / left
            visits = [
                _visit(around, phase, PhasePurse(job.budget, seconds), number + 1 + index)
                for index, phase in enumerate(group)
            ]
            for finished in await asyncio.gather(*visits):
                runs += finished
            spent = max(spent, time.monotonic() - began)
            number += len(group)
            left -= len(group)
            if number == 1:
                await draw_documents(around, PhasePurse(job.budget, job.budget.remaining() * DOCUMENTS_SHARE))


def _is_late(spent: float, around: Surroundings, phases: int) -> bool:
    """Whether the phases that are left must run side by side to fit: they load two pages more than the first did."""
    pages = len(around.pages)
    needed = spent * phases * (pages + 2) / max(1, pages)
    return around.known.entry is not None and needed > around.job.budget.remaining()


async def _visit(around: Surroundings, phase: Phase, purse: Purse, run: int) -> list[PhaseRun]:
    if purse.remaining() < LEAST_SECONDS:
        return [_unvisited(phase, run)]
    visit = PhaseVisit(around, purse, run)
    if phase == "before-choice":
        return await visit.untouched()
    return await visit.choosing("refuse" if phase == "after-refusal" else "accept")


def _unvisited(phase: Phase, run: int) -> PhaseRun:
    from scanner import clock

    moment = clock.now()
    return PhaseRun(phase=phase, run=run, started_at=moment, ended_at=moment, reason="budget")


def _notes(proxy: EgressProxy) -> tuple[str, ...]:
    """What else should be known: hosts that could not be reached and why, wrong certificates, missing rules."""
    notes = [f"refused {host}: {reason}" for host, reason in sorted(proxy.refusals.items())]
    notes += [f"certificate {host}: {problem}" for host, problem in sorted(proxy.certificates.problems.items())]
    if not rules_available():
        notes.append("consent-platform rules are not installed")
    return tuple(notes)


def _failed(detail: str) -> BrowserEvidence:
    """The driver itself could not be used."""
    unsound = Canary(third_party_cookies=False, storage=False, beacons=False, fingerprint_hooks=False, detail=detail)
    return BrowserEvidence(browser="", canary=unsound, sandboxed=os.geteuid() != 0, notes=(f"driver: {detail}",))
