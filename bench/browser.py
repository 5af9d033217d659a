"""Bench of the browser collector beside bare Playwright, on the same pages of the lab, in one run.

Both load the same pages in the same number of fresh profiles and wait by the same rule (network quiet for two seconds,
ten at most). Wall time, processor time of all processes, memory of all processes (sum of RSS, and PSS).

    python -m bench.browser [--site consent-honest] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil

from scanner.collect.browser import BrowserJob, PageToVisit, Waiting, available, collect
from scanner.collect.browser.flags import write_profile
from scanner.config import Config, load_config
from scanner.lab.server import Lab
from scanner.lab.site import load_sites
from scanner.net.blobs import MemoryBlobs
from scanner.net.budget import Budget
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver

QUIET, LIMIT = 2.0, 10.0
_SAMPLE_SECONDS = 0.7


@dataclass
class Cost:
    """What something cost: seconds, processor seconds, megabytes at most."""

    wall: float = 0.0
    cpu: float = 0.0
    rss: float = 0.0
    pss: float = 0.0
    _seen: dict[int, float] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._own = _cpu(psutil.Process())
        self._thread = threading.Thread(target=self._watch)
        self._began = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall = time.monotonic() - self._began
        self._stop.set()
        self._thread.join()
        self.cpu = sum(self._seen.values()) + _cpu(psutil.Process()) - self._own

    def _watch(self) -> None:
        """Sample the children; the lab and the watching itself run in this process and count as well."""
        me = psutil.Process()
        while not self._stop.is_set():
            rss = pss = 0.0
            for process in [me, *me.children(recursive=True)]:
                try:
                    rss += process.memory_info().rss
                    pss += _pss(process.pid)
                    if process.pid != me.pid:
                        self._seen[process.pid] = _cpu(process)
                except (psutil.Error, OSError):
                    continue
            self.rss, self.pss = max(self.rss, rss / 1e6), max(self.pss, pss / 1e6)
            time.sleep(_SAMPLE_SECONDS)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


async def ours(config: Config, home: str, pages: list[PageToVisit], **job: Any) -> int:
    """One look by the collector; the number of pages that were loaded."""
    resolver = Resolver(config.network)
    given: dict[str, Any] = {"waiting": Waiting(QUIET, LIMIT, 0.0), **job}
    found = await collect(
        BrowserJob(
            home=home,
            pages=tuple(pages),
            config=config,
            budget=Budget(config.network.limits.model_copy(update={"seconds": 300.0})),
            blobs=MemoryBlobs(),
            resolver=resolver,
            guard=AddressGuard(config.network.allow),
            **given,
        )
    )
    await resolver.close()
    return sum(len(run.pages) for run in found.phases) if found else 0


async def bare(executable: Path, rules: str, pages: list[PageToVisit], profiles: int) -> None:
    """The same pages in as many profiles, with the driver alone."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        for _ in range(profiles):
            with tempfile.TemporaryDirectory() as folder:
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


def _pages(site: Any, count: int) -> list[PageToVisit]:
    files = sorted((site.folder / site.hosts[0].root).glob("*.html"))
    names = [file.stem for file in files if file.stem not in ("index", "layout", "shell")]
    login = [name for name in names if "connexion" in name or "login" in name]
    others = [name for name in names if name not in login]
    chosen = [PageToVisit(site.home, "home", "showcase")]
    chosen += [PageToVisit(site.home + name, "login", "learner") for name in login]
    chosen += [PageToVisit(site.home + name, "other", "showcase") for name in others]
    return chosen[:count]


def _say(name: str, costs: list[Cost], loads: int, waits: float) -> None:
    middle = {key: statistics.median(getattr(one, key) for one in costs) for key in ("wall", "cpu", "rss", "pss")}
    beyond = middle["wall"] - waits
    print(
        f"{name:34} {loads:3} loads  {middle['wall']:6.2f} s wall ({beyond:5.2f} beyond the waits)  "
        f"{middle['cpu']:5.2f} s CPU  {middle['rss']:5.0f} MB RSS sum  {middle['pss']:4.0f} MB PSS"
    )


def main() -> None:
    """Run the bench and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", default="consent-honest")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with Lab(load_sites(names=[options.site])) as lab:
        config, site, rules = load_config(lab.config), lab.site(options.site), lab.host_resolver_rules()
        executable = available(config).executable
        assert executable is not None and site.home is not None
        asyncio.run(ours(config, site.home, _pages(site, 1), phases=("before-choice",)))  # the canary's share
        for count in (1, 5):
            pages = _pages(site, count)
            mine, theirs = [], []
            for _ in range(options.rounds):
                with Cost() as cost:
                    loaded = asyncio.run(ours(config, site.home, pages))
                mine.append(cost)
                with Cost() as cost:
                    asyncio.run(bare(executable, rules, pages, 3))
                theirs.append(cost)
            _say(f"three phases, {len(pages)} page(s)", mine, loaded, loaded * QUIET)
            _say(f"bare Playwright, {len(pages)} page(s)", theirs, 3 * len(pages), 3 * len(pages) * QUIET)
            ratio = statistics.median(one.wall for one in mine) / statistics.median(one.wall for one in theirs)
            print(f"{'ratio of wall times':34} {ratio:.2f}")
        with Cost() as cost:
            asyncio.run(_many(config, site.home, _pages(site, 1), 12, 4))
        print(f"{'single-phase scans, four at once':34} {12 / cost.wall * 60:.0f} a minute, {cost.rss:.0f} MB RSS sum")


async def _many(config: Config, home: str, pages: list[PageToVisit], scans: int, at_once: int) -> None:
    slots = asyncio.Semaphore(at_once)

    async def one() -> None:
        async with slots:
            await ours(config, home, pages, phases=("before-choice",))

    await asyncio.gather(*(one() for _ in range(scans)))


if __name__ == "__main__":
    main()
