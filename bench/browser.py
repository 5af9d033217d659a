"""Bench of the browser collector beside bare Playwright, on the same pages of the lab, in one run.

Both load the same pages in the same number of fresh profiles and wait by the same rule: until the network has been
quiet for two seconds, ten at most. They take turns, and the medians are compared.

    python -m bench.browser [--site consent-honest] [--rounds 3] [--executable PROGRAM]

What is measured, and how it is counted:

- *Wall*: seconds from the call to the evidence; beside it what is left without two seconds for each page that was
  loaded, and without every wait for a quiet network (after a choice and before the settings are opened 0.7 s more).
- *CPU*: user and system seconds of the scanner, of Playwright's driver and of every process of Chromium, from the
  kernel's accounts (`cost`). The lab serves from a process of its own and is not counted; neither is the import of the
  program nor the canary, which a process pays once.
- *In a night*: the same in a process that scans tool after tool and keeps the driver, whose start is then not counted.
- *Memory*: in a round of its own, so that the sampling disturbs no timing.
- *Single-phase scans a minute*: one page, untouched, with the look behind the banner's settings; one, two and four at
  once.
- *Four at once*: three phases of one page, four scans together; whether each saw what a scan alone saw.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil

from bench.cost import Cost, MemoryWatch
from scanner.collect.browser import BrowserJob, PageToVisit, Waiting, available, collect
from scanner.collect.browser.driver import keep_driver, stop_kept_driver
from scanner.collect.browser.profile import write_profile
from scanner.collect.browser.visit import Visitor
from scanner.config import Config, load_config
from scanner.lab.aside import LabAside, Plan
from scanner.lab.site import load_sites
from scanner.net.blobs import MemoryBlobs
from scanner.net.budget import Budget
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver

if TYPE_CHECKING:
    from catalog.nouns.browser import BrowserEvidence, PhaseRun

QUIET, LIMIT = 2.0, 10.0
PROFILES = 3


async def ours(config: Config, home: str, pages: list[PageToVisit], **job: Any) -> BrowserEvidence:
    """One look by the collector."""
    resolver = Resolver(config.network)
    found = await collect(
        BrowserJob(
            home=home,
            pages=tuple(pages),
            config=config,
            budget=Budget(config.network.limits.model_copy(update={"seconds": 300.0})),
            blobs=MemoryBlobs(),
            resolver=resolver,
            guard=AddressGuard(config.network.allow),
            waiting=Waiting(QUIET, LIMIT, 0.0),
            **job,
        )
    )
    await resolver.close()
    assert found is not None and not any(run.crashed for run in found.phases), found
    return found


async def bare(executable: Path, rules: str, pages: list[PageToVisit]) -> None:
    """The same pages in as many profiles, with the driver alone."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        for _ in range(PROFILES):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                write_profile(Path(folder))
                context = await playwright.chromium.launch_persistent_context(
                    folder,
                    executable_path=executable,
                    args=["--ignore-certificate-errors", f"--host-resolver-rules={rules}", "--no-sandbox"],
                )
                page = context.pages[0]
                last = [time.monotonic()]
                context.on("request", lambda _r, last=last: last.__setitem__(0, time.monotonic()))
                context.on("response", lambda _r, last=last: last.__setitem__(0, time.monotonic()))
                for each in pages:
                    began = last[0] = time.monotonic()
                    await page.goto(each.url)
                    while time.monotonic() - last[0] < QUIET and time.monotonic() - began < LIMIT:
                        await asyncio.sleep(0.1)
                    await page.screenshot(type="jpeg", quality=55)
                await context.close()


@contextmanager
def waits_counted() -> Iterator[list[float]]:
    """Seconds that visits waited for a quiet network as they had to: what was beyond the quiet itself is not in."""
    found: list[float] = []
    settle = Visitor.settle

    async def counted(visitor: Visitor, started: float, limit: float | None = None, quiet: float | None = None) -> bool:
        began = time.monotonic()
        settled = await settle(visitor, started, limit, quiet)
        found.append(min(time.monotonic() - began, QUIET if quiet is None else quiet))
        return settled

    Visitor.settle = counted  # type: ignore[method-assign]
    try:
        yield found
    finally:
        Visitor.settle = settle  # type: ignore[method-assign]


def pages_of(site: Any, count: int) -> list[PageToVisit]:
    """The site's home, its log-in pages, then others, as many as wanted."""
    files = sorted((site.folder / site.hosts[0].root).glob("*.html"))
    names = [file.stem for file in files if file.stem not in ("index", "layout", "shell")]
    login = [name for name in names if "connexion" in name or "login" in name]
    others = [name for name in names if name not in login]
    chosen = [PageToVisit(site.home, "home", "showcase")]
    chosen += [PageToVisit(site.home + name, "login", "learner") for name in login]
    chosen += [PageToVisit(site.home + name, "other", "showcase") for name in others]
    return chosen[:count]


def seen(evidence: BrowserEvidence) -> set[tuple[Any, ...]]:
    """What findings are made of, without what differs between any two visits (times, numbers in addresses)."""
    return {fact for run in evidence.phases for fact in _seen_in(run)}


def _seen_in(run: PhaseRun) -> Iterator[tuple[Any, ...]]:
    place = (run.phase, run.run)
    yield (*place, "choice", run.choice_made, run.choice_kept, run.choice_route, run.actions, run.reason)
    for page in run.pages:
        yield (*place, "page", page.url, page.status, page.rendered, page.settled, page.usable, page.way_back)
    for request in run.requests:
        parts = urlsplit(request.url)
        yield (*place, "request", request.page, parts.netloc + parts.path, request.status, request.leaks, request.left)
    for cookie in run.cookies:
        yield (*place, "cookie", cookie.page, cookie.name, cookie.domain, cookie.set_via)
    for item in run.storage:
        yield (*place, "item", item.page, item.kind, item.origin, item.key)
    for act in run.behaviours:
        yield (*place, "act", act.page, act.kind, act.script, act.api)
    if run.interface is not None:
        yield (*place, "interface", run.interface.provider, tuple(one.kind for one in run.interface.controls))


def main() -> None:
    """Run the bench and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", default="consent-honest")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--executable", type=Path, help="another Chromium than the one that is found")
    options = parser.parse_args()
    sites = load_sites(names=[options.site])
    site = next(one for one in sites if one.name == options.site)
    with LabAside(Plan(0, also=tuple(one.name for one in sites))) as lab:
        config = load_config(lab.config)
        if options.executable is not None:
            browser = config.browser.model_copy(update={"executable": options.executable})
            config = config.model_copy(update={"browser": browser})
        executable = available(config).executable
        assert executable is not None and site.home is not None
        rules = [f"MAP {host}:443 {place}:{lab.ports[1]}" for host, place in lab.addresses.items()]
        rules += [f"MAP {host}:80 {place}:{lab.ports[0]}" for host, place in lab.addresses.items()]
        mapped = ",".join([*rules, "MAP * ~NOTFOUND"])
        asyncio.run(ours(config, site.home, pages_of(site, 1), phases=("before-choice",)))  # the canary's share
        for count in (1, 5):
            _side_by_side(config, executable, mapped, pages_of(site, count), options.rounds)
        _singles(config, site.home, pages_of(site, 1))
        _four_at_once(config, site.home, pages_of(site, 1))


def _side_by_side(config: Config, executable: Path, rules: str, pages: list[PageToVisit], rounds: int) -> None:
    """Three phases of some pages and bare Playwright, in turns; then the memory of each."""
    home, mine, theirs, nightly = pages[0].url, [], [], []
    loads, waited = 0, []
    for _ in range(rounds):
        nightly.append(_in_a_night(config, home, pages))
        with waits_counted() as waits, Cost() as cost:
            found = asyncio.run(ours(config, home, pages))
        loads = sum(len(run.pages) for run in found.phases)
        waited.append(sum(waits))
        mine.append(cost)
        with Cost() as cost:
            asyncio.run(bare(executable, rules, pages))
        theirs.append(cost)
    with MemoryWatch() as watch:
        asyncio.run(ours(config, home, pages))
    with MemoryWatch() as bare_watch:
        asyncio.run(bare(executable, rules, pages))
    _say(f"three phases, {len(pages)} page(s)", mine, loads, statistics.median(waited), watch)
    _say(f"in a night, {len(pages)} page(s)", nightly, loads, statistics.median(waited), watch)
    _say(f"bare Playwright, {len(pages)} page(s)", theirs, PROFILES * len(pages), None, bare_watch)
    ratios = [_middle(mine, name) / _middle(theirs, name) for name in ("wall", "cpu")]
    print(f"{'ratio':28} {ratios[0]:.2f} of its wall time, {ratios[1]:.2f} of its CPU")


def _in_a_night(config: Config, home: str, pages: list[PageToVisit]) -> Cost:
    """What the second of two scans costs in a loop that keeps the driver; what the driver spends on it is counted."""
    with asyncio.Runner() as runner:
        keep_driver(runner.get_loop())
        runner.run(ours(config, home, pages[:1], phases=("before-choice",)))
        below = [one for one in psutil.Process().children() if one.status() != psutil.STATUS_ZOMBIE]
        drivers = tuple(one.pid for one in below if "run-driver" in one.cmdline())
        assert drivers
        with Cost(also=drivers) as cost:
            runner.run(ours(config, home, pages))
        runner.run(stop_kept_driver())
    return cost


def _say(name: str, costs: list[Cost], loads: int, waited: float | None, watch: MemoryWatch) -> None:
    wall = _middle(costs, "wall")
    beyond = f"{wall - loads * QUIET:5.2f} beyond 2 s a page"
    if waited is not None:
        beyond += f", {wall - waited:5.2f} beyond all waits"
    print(
        f"{name:28} {loads:3} loads  {wall:6.2f} s wall ({beyond})  {_middle(costs, 'cpu'):5.2f} s CPU  "
        f"{watch.peak.rss:5.0f} MB RSS sum  {watch.peak.pss:4.0f} MB PSS"
    )


def _middle(costs: list[Cost], name: str) -> float:
    return statistics.median(getattr(one, name) for one in costs)


def _singles(config: Config, home: str, pages: list[PageToVisit]) -> None:
    """Single-phase scans a minute, alone and beside each other."""
    for at_once, scans in ((1, 4), (2, 8), (4, 16)):
        with Cost() as cost:
            asyncio.run(_many(config, home, pages, scans, at_once, phases=("before-choice",)))
        print(
            f"{f'single-phase scans, {at_once} at once':28} {scans / cost.wall * 60:3.0f} a minute, "
            f"{cost.cpu / scans:.2f} s CPU a scan"
        )


def _four_at_once(config: Config, home: str, pages: list[PageToVisit]) -> None:
    """Four scans of three phases together: how long they take, and whether they saw what one alone saw."""
    alone = seen(asyncio.run(ours(config, home, pages)))
    with MemoryWatch() as watch, Cost() as cost:
        together = [seen(one) for one in asyncio.run(_many(config, home, pages, 4, 4))]
    print(
        f"{'three phases, 4 scans at once':28} {cost.wall:6.2f} s wall, {cost.cpu / 4:.2f} s CPU a scan, "
        f"{watch.peak.pss:.0f} MB PSS; {sum(one == alone for one in together)} of 4 saw what one alone saw"
    )
    for one in together:
        for fact in sorted(one ^ alone, key=str):
            print("   ", "only alone" if fact in alone else "only together", fact)


async def _many(
    config: Config, home: str, pages: list[PageToVisit], scans: int, at_once: int, **job: Any
) -> list[BrowserEvidence]:
    slots = asyncio.Semaphore(at_once)

    async def one() -> BrowserEvidence:
        async with slots:
            return await ours(config, home, pages, **job)

    return await asyncio.gather(*(one() for _ in range(scans)))


if __name__ == "__main__":
    main()
