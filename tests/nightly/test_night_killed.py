"""A run that is killed again and again loses nothing and does nothing twice but what was in hand."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from typing import Any

import psutil

from scanner.lab.aside import LabAside, Plan

PLAN = Plan(60, latency=0.03)
KILLS, WORKERS = 12, 4


def start(nights: Any, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        nights.command(*nights.night(*options, workers=WORKERS)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def visits(lab: LabAside) -> Counter[str]:
    """How often each tool was scanned: a scan asks for its home page over TLS once."""
    return Counter(seen.host for seen in lab.requests() if seen.secure and seen.path == "/")


def test_killed_at_random_moments_and_started_again(lab: LabAside, nights: Any) -> None:
    dice = random.Random(5)
    tools, visited, killed_workers = PLAN.tools, Counter[str](), 0
    for _ in range(KILLS):
        process = start(nights)
        time.sleep(dice.uniform(0.8, 3.0))
        with contextlib.suppress(psutil.NoSuchProcess):
            killed_workers += len(psutil.Process(process.pid).children())
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)
        visited += visits(lab)
        # A run may be over when the kill reaches a process that is only leaving: another start would be another night.
        if nights.ask("SELECT state FROM runs") == [("done",)]:
            break
    over = nights.ask("SELECT state FROM runs") == [("done",)]
    done = None if over else nights.run(*nights.night(workers=WORKERS))
    visited += visits(lab)
    assert done is None or "interrupted" in done.stderr
    assert nights.one("SELECT count(*) FROM runs") == 1
    (run,) = nights.ask("SELECT id, state FROM runs")
    assert run[1] == "done"
    per_tool = nights.ask("SELECT tool_id, count(*) FROM scans WHERE run_id = ? GROUP BY tool_id", run[0])
    assert len(per_tool) == tools and {count for _, count in per_tool} == {1}
    assert nights.one("SELECT count(*) FROM run_items WHERE state = 'done' AND scan_id IS NOT NULL") == tools
    assert nights.one("SELECT count(*) FROM tools WHERE school_letter IS NULL OR last_assessment IS NULL") == 0
    assert sum(visited.values()) - tools <= killed_workers
    assert len(visited) == tools
    nights.sound()


def test_no_worker_outlives_a_killed_run(lab: LabAside, nights: Any) -> None:
    process = start(nights)
    children: list[psutil.Process] = []
    until = time.monotonic() + 20
    while len(children) < WORKERS and time.monotonic() < until:
        children = psutil.Process(process.pid).children()
        time.sleep(0.05)
    assert len(children) == WORKERS
    process.kill()
    process.communicate(timeout=20)
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    assert nights.rescan().returncode == 0


def test_a_worker_killed_in_the_middle_costs_one_attempt(lab: LabAside, nights: Any) -> None:
    process = start(nights)
    children: list[psutil.Process] = []
    until = time.monotonic() + 20
    while len(children) < WORKERS and time.monotonic() < until:
        children = psutil.Process(process.pid).children()
        time.sleep(0.02)
    os.kill(children[1].pid, signal.SIGKILL)
    _, said = process.communicate(timeout=100)
    assert process.returncode == 0
    assert b"the worker process died" in said
    assert nights.ask("SELECT state, count(*) FROM run_items GROUP BY state") == [("done", PLAN.tools)]
    assert nights.ask("SELECT attempts, count(*) FROM run_items GROUP BY attempts") == [(1, PLAN.tools - 1), (2, 1)]
    assert nights.one("SELECT count(*) FROM scans") == PLAN.tools


def test_a_second_run_at_once_says_so_and_stops(lab: LabAside, nights: Any) -> None:
    process = start(nights)
    until = time.monotonic() + 20
    while not psutil.Process(process.pid).children() and time.monotonic() < until:
        time.sleep(0.05)
    second = subprocess.run(nights.command(*nights.night()), capture_output=True, text=True, check=False)
    assert second.returncode == 1  # nothing is wrong with what was typed: 2 would send a job's author looking for it
    assert "another run is scanning" in second.stderr
    assert "Traceback" not in second.stderr
    process.communicate(timeout=100)
    assert process.returncode == 0
    assert nights.one("SELECT count(*) FROM runs") == 1


def test_a_run_asked_to_stop_says_so_closes_all_and_is_resumed(lab: LabAside, nights: Any) -> None:
    process = start(nights)
    children: list[psutil.Process] = []
    until = time.monotonic() + 20
    while len(children) < WORKERS and time.monotonic() < until:
        children = psutil.Process(process.pid).children()
        time.sleep(0.05)
    process.terminate()
    _, said = process.communicate(timeout=60)
    # Who sent the signal sees that it was obeyed.
    assert process.returncode == -signal.SIGTERM
    assert b"Interrupted. What was saved is intact" in said and b"Traceback" not in said
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    nights.sound()
    assert "interrupted" in nights.rescan().stderr
    assert nights.ask("SELECT state FROM runs") == [("done",)]
