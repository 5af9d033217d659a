"""Two nights of `preau rescan` beside a bare httpx client that makes the same requests with the same concurrency.

Run: `python bench/nightly.py [TOOLS] [WORKERS] [LATENCY_MS]` (300, 8 and 50 by default). Ratios are what counts:
they are taken in one run on one machine, and hold on a loaded one too.
"""

from __future__ import annotations

import asyncio
import csv
import os
import resource
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scanner.lab.aside import LabAside, Plan, Seen

PYTHON = (sys.executable, "-m", "scanner.cli.main")


@dataclass(frozen=True)
class Cost:
    """Seconds of wall time and of processor time."""

    wall: float
    cpu: float


def main(tools: int = 300, workers: int = 8, latency: float = 50) -> None:
    """Play two nights and print the ratios."""
    with LabAside(Plan(tools, latency / 1000)) as lab:
        catalogue = lab.folder / "preau.db"
        program = (*PYTHON, "--config", str(lab.config), "--catalog", str(catalogue), "--lang", "en")
        import_tools(program, lab)
        first, first_bare, size = _night(program, lab, workers, catalogue)
        second, second_bare, later = _night(program, lab, workers, catalogue)
    print(f"{tools} tools, {workers} at a time, {latency:.0f} ms a response; load {os.getloadavg()[0]:.1f}")
    print(f"first night   {_ratio(first, first_bare)}  goal: wall at most 1.5 times")
    print(f"second night  {_ratio(second, second_bare)}  goal: wall at most 1.2 times")
    print(f"second night's processor time is {second.cpu / first.cpu:.2f} of the first's; goal: at most 0.50")
    print(f"growth in the second night: {(later - size) / tools:.0f} bytes a tool; goal: under 2000")
    print(f"processor time a tool: {first.cpu / tools * 1e3:.0f} ms, then {second.cpu / tools * 1e3:.0f} ms;", end=" ")
    print(f"bare httpx {first_bare.cpu / tools * 1e3:.0f} ms, then {second_bare.cpu / tools * 1e3:.0f} ms")


def import_tools(program: Sequence[str], lab: LabAside) -> None:
    """Import the tools of a lab into the catalogue."""
    table = lab.folder / "tools.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "home"])
        writer.writerows([f"Outil {number:05}", home] for number, home in enumerate(lab.homes, 1))
    subprocess.run([*program, "tools", "import", str(table)], check=True, stdout=subprocess.DEVNULL)


def _night(program: Sequence[str], lab: LabAside, workers: int, catalogue: Path) -> tuple[Cost, Cost, int]:
    """A night, a bare client's, and the size of the catalogue after it in bytes."""
    lab.requests()
    options = ("rescan", "--due", "0s", "--no-browser", "--workers", str(workers))
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([*program, *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours = Cost(time.monotonic() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    requests = lab.requests()
    clock, started = time.process_time(), time.monotonic()
    asyncio.run(_bare(requests, lab, workers))
    bare = Cost(time.monotonic() - started, time.process_time() - clock)
    repeated = lab.requests()
    assert len(repeated) == len(requests), (len(repeated), len(requests))
    return ours, bare, _used(catalogue)


def _used(catalogue: Path) -> int:
    """Bytes in use in the file, freed pages left out."""
    with sqlite3.connect(catalogue) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (count,), (free,), (page,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
        )
    return int((count - free) * page)


async def _bare(requests: Sequence[Seen], lab: LabAside, workers: int) -> None:
    """The same requests by a bare httpx client: a site's one after another, `workers` sites at a time."""
    import httpx

    sites: dict[str, list[Seen]] = {}
    for request in requests:
        sites.setdefault(request.host, []).append(request)
    context = ssl.create_default_context(cafile=str(lab.config.parent / "lab-ca.pem"))
    gate = asyncio.Semaphore(workers)

    async def one(host: str) -> None:
        async with gate, httpx.AsyncClient(verify=context, trust_env=False) as client:
            for request in sites[host]:
                scheme, port = ("https", lab.ports[1]) if request.secure else ("http", lab.ports[0])
                await client.get(
                    f"{scheme}://{lab.addresses[host]}:{port}{request.path}",
                    headers={"Host": host, **dict(request.conditional)},
                    extensions={"sni_hostname": host},
                )

    await asyncio.gather(*(one(host) for host in sites))


def _ratio(ours: Cost, bare: Cost) -> str:
    return f"{ours.wall:6.1f} s against {bare.wall:6.1f} s of bare httpx: {ours.wall / bare.wall:.2f} times."


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
