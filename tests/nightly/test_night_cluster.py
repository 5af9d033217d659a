"""A real local Dask cluster of processes: results, a worker killed, a poisoned tool, the scheduler lost."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scanner.lab.aside import LabAside, Plan

PLAN = Plan(24, latency=0.02)


@dataclass
class Cluster:
    """A scheduler and workers of one thread each, as the documentation starts them."""

    folder: Path
    port: int
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    """Variables of the environment that the next workers are started with."""

    @property
    def engine(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def add_worker(self, program: str = "") -> None:
        arguments = ["worker", f"tcp://127.0.0.1:{self.port}", "--nthreads", "1", "--nanny", "--no-dashboard"]
        if program:
            arguments += ["--preload", program]
        self.workers.append(_dask(self.folder, *arguments, **self.variables))

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            with_group = os.getpgid(process.pid) if process.poll() is None else None
            if with_group is not None:
                os.killpg(with_group, signal.SIGKILL)
            process.wait(10)


def _dask(folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=subprocess.DEVNULL, stderr=(folder / "cluster.log").open("ab"), cwd=folder, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "DASK_TEMPORARY_DIRECTORY": str(folder), **variables},
    )  # fmt: skip


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Two workers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-jupyter")
    made = Cluster(tmp_path, port, _dask(tmp_path, *arguments))
    try:
        _answers(port)
        made.add_worker()
        made.add_worker()
        yield made
    finally:
        made.stop()


def _answers(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no scheduler")


def start(nights: Any, cluster: Cluster, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        nights.command(*nights.night("--engine", cluster.engine, *options)),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def scanned(nights: Any, at_least: int) -> None:
    until = time.monotonic() + 90
    while nights.one("SELECT count(*) FROM scans") < at_least and time.monotonic() < until:
        time.sleep(0.1)
    assert nights.one("SELECT count(*) FROM scans") >= at_least


def test_a_cluster_gives_what_this_machine_gives_and_a_killed_worker_costs_nothing(
    lab: LabAside, nights: Any, cluster: Cluster
) -> None:
    process = start(nights, cluster)
    scanned(nights, 4)
    import psutil

    nanny = psutil.Process(cluster.workers[0].pid)
    (work,) = [one for one in nanny.children() if "resource_tracker" not in " ".join(one.cmdline())][:1]
    work.kill()
    _, said = process.communicate(timeout=150)
    assert process.returncode == 0, said[-2000:]
    assert nights.ask("SELECT state, count(*) FROM run_items GROUP BY state") == [("done", PLAN.tools)]
    assert nights.one("SELECT count(*) FROM scans") == PLAN.tools
    assert nights.ask("SELECT causes, count(*) FROM assessments GROUP BY causes") == [("first", PLAN.tools)]
    # What the cluster judged is what this machine judges of the same evidence.
    before = nights.ask("SELECT id, findings, facts, ratings FROM assessments ORDER BY id")
    assert "ratings moved: 0" in nights.run("evaluate", "--all").stdout
    assert nights.ask("SELECT id, findings, facts, ratings FROM assessments ORDER BY id") == before
    # A second night: what is known travels with the job, and nothing is stored twice.
    lab.requests()
    nights.rescan("--engine", cluster.engine)
    asked = [seen for seen in lab.requests() if seen.secure and seen.path == "/confidentialite"]
    assert len(asked) == PLAN.tools and all(seen.conditional for seen in asked)
    assert nights.ask("SELECT causes, count(*) FROM assessments GROUP BY causes") == [("first", PLAN.tools)]
    nights.sound()


def test_a_lost_scheduler_leaves_the_run_open_and_it_is_resumed_here(
    lab: LabAside, nights: Any, cluster: Cluster
) -> None:
    process = start(nights, cluster)
    scanned(nights, 3)
    os.killpg(os.getpgid(cluster.scheduler.pid), signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert b"Traceback (most recent call last)" not in said.split(b"Error:")[-1]
    assert b"Dask" in said
    assert nights.one("SELECT state FROM runs") == "running"
    kept = nights.ask("SELECT id FROM scans")
    done = nights.rescan()
    assert "interrupted" in done.stderr
    assert set(kept) <= set(nights.ask("SELECT id FROM scans"))
    assert nights.ask("SELECT tool_id FROM scans GROUP BY tool_id HAVING count(*) <> 1") == []
    assert nights.one("SELECT count(*) FROM scans") == PLAN.tools
    assert nights.ask("SELECT state, count(*) FROM runs GROUP BY state") == [("done", 1)]
    nights.sound()


POISON = """
import os, signal
from scanner.nightly.work import Worker

def do(self, job, _do=Worker.do):
    if job.tool.id == "t005":
        os.kill(os.getpid(), signal.SIGKILL)
    return _do(self, job)

# A preload is run twice: once is enough.
if Worker.do.__module__ == "scanner.nightly.work":
    Worker.do = do
"""


def test_a_tool_that_kills_its_worker_is_accounted_for_alone(lab: LabAside, nights: Any, cluster: Cluster) -> None:
    for worker in cluster.workers:
        os.killpg(os.getpgid(worker.pid), signal.SIGKILL)
        worker.wait(10)
    cluster.workers.clear()
    program = cluster.folder / "poison.py"
    program.write_text(POISON)
    cluster.add_worker(str(program))
    cluster.add_worker(str(program))
    process = start(nights, cluster, "--limit", "12")
    _, said = process.communicate(timeout=150)
    assert process.returncode == 0, said[-2000:]
    assert nights.ask("SELECT tool_id, state, attempts FROM run_items WHERE state <> 'done'") == [("t005", "failed", 3)]
    assert nights.one("SELECT count(*) FROM run_items WHERE state = 'done'") == 11


def test_a_scheduler_that_holds_the_line_and_says_nothing_is_lost(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scanner.config import Config
    from scanner.nightly import cluster as under_test

    monkeypatch.setattr(under_test, "SILENT_SECONDS", 1.0)
    engine = under_test.DaskEngine(f"127.0.0.1:{cluster.port}", Config(), {}, lambda job: job, browser=False)
    assert engine.capacity >= 1
    os.kill(cluster.scheduler.pid, signal.SIGSTOP)
    until = time.monotonic() + 20
    try:
        with pytest.raises(under_test.ClusterLost, match="not answer"):
            while time.monotonic() < until:
                assert engine.capacity >= 1 and engine.results(0.1) == []
    finally:
        os.kill(cluster.scheduler.pid, signal.SIGCONT)
        engine.close()


def test_no_scheduler_is_a_sentence(nights: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    done = nights.run(*nights.night("--engine", f"dask://127.0.0.1:{port}"), status=1)
    assert "Traceback" not in done.stderr
    assert "Dask" in done.stderr


def test_a_worker_that_ends_leaves_nothing_and_a_killed_one_is_swept_by_the_next(
    lab: LabAside, nights: Any, cluster: Cluster
) -> None:
    def left() -> list[str]:
        """Folders of ours in the workers' temporary folder."""
        return [one.name for one in own.iterdir() if "preau-" in one.name]

    def begin() -> None:
        cluster.add_worker()
        nights.rescan("--engine", cluster.engine)

    for worker in cluster.workers:
        os.killpg(os.getpgid(worker.pid), signal.SIGKILL)
        worker.wait(10)
    cluster.workers.clear()
    own = cluster.folder / "tmp"
    own.mkdir()
    cluster.variables["TMPDIR"] = str(own)
    begin()
    assert len(left()) == 1
    killed = cluster.workers.pop()
    os.killpg(os.getpgid(killed.pid), signal.SIGKILL)
    killed.wait(10)
    assert len(left()) == 1
    before = left()
    begin()
    assert len(left()) == 1 and left() != before
    asked = cluster.workers.pop()
    asked.send_signal(signal.SIGTERM)
    asked.wait(30)
    until = time.monotonic() + 20
    while left() and time.monotonic() < until:
        time.sleep(0.1)
    assert left() == []


def test_what_dask_leaves_unheard_is_no_traceback_and_a_fault_of_ours_is(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    from distributed.client import AllExit

    from scanner.config import Config
    from scanner.nightly.cluster import DaskEngine

    async def fail(error: Exception) -> None:
        raise error

    async def leave_unheard() -> None:
        for error in (AllExit(), ValueError("ours")):
            task = asyncio.ensure_future(fail(error))
            await asyncio.wait([task])
            del task

    engine = DaskEngine(f"127.0.0.1:{cluster.port}", Config(), {}, lambda job: job, browser=False)
    try:
        loop = engine._client.loop.asyncio_loop
        asyncio.run_coroutine_threadsafe(leave_unheard(), loop).result(20)
    finally:
        engine.close()
    told = [str(one.exc_info[1]) for one in caplog.records if one.name == "asyncio" and one.exc_info]
    assert told == ["ours"]
