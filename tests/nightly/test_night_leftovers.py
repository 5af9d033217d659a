"""Nothing survives a scan: no folder, no browser, no driver, however the program or one of its workers ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from scanner import scratch
from scanner.lab.aside import LabAside, Plan

PLAN = Plan(4, latency=0.05)


def _heed_signals() -> None:
    """A job in the background of a shell, or under nohup, ignores some, and so would what it starts."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Watched:
    """A program in a temporary folder of its own, and all processes it ever had."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)},
            start_new_session=True,
            preexec_fn=_heed_signals,
        )  # fmt: skip
        self.known: dict[int, psutil.Process] = {self.process.pid: psutil.Process(self.process.pid)}

    def look(self) -> list[psutil.Process]:
        """Those that live now, by what they are: worker, driver, browser."""
        try:
            found = self.known[self.process.pid].children(recursive=True)
        except psutil.NoSuchProcess:
            return []
        self.known.update({one.pid: one for one in found})
        return found

    def until_a_page_is_open(self) -> list[psutil.Process]:
        """Wait for a browser that shows pages."""
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            found = self.look()
            if any("--type=renderer" in words(one) for one in found):
                return found
            time.sleep(0.05)
        raise AssertionError(self.process.poll())

    def end(self, seconds: float = 100) -> tuple[int, str]:
        """Wait for its end; status and what it said."""
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self.look()
            time.sleep(0.05)
        _, said = self.process.communicate(timeout=10)
        return self.process.returncode, said.decode()

    def left(self) -> tuple[list[str], list[str]]:
        """What is left of it: folders, in memory too, and processes."""
        folders = [str(one) for one in self.folder.iterdir()]
        if scratch.IN_MEMORY.is_dir():
            mine = {str(pid) for pid in self.known}
            folders += [
                str(one) for one in scratch.IN_MEMORY.glob("*preau-*") if one.name.lstrip(".").split("-")[1] in mine
            ]
        _, alive = psutil.wait_procs(self.known.values(), timeout=10)
        return folders, [words(one) for one in alive]


def words(process: psutil.Process) -> str:
    """The command line of a process; nothing where it is gone."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def check(nights: Any, folder: Path) -> Watched:
    """A check with the browser."""
    return Watched(nights.command("check", "t001", "--browser"), folder)


def rescan(nights: Any, folder: Path, *options: str) -> Watched:
    """A night with the browser, two tools at once."""
    night = ("rescan", "--due", "0s", "--browser", "--workers", "2", "--retry-wait", "1s", *options)
    return Watched(nights.command(*night), folder)


def test_nothing_is_left_of_a_check_that_ends(nights: Any, lab: LabAside, tmp_path: Path) -> None:
    seen = check(nights, tmp_path / "t")
    seen.until_a_page_is_open()
    assert seen.end()[0] == 0
    assert seen.left() == ([], [])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("make", [check, rescan])
def test_nothing_is_left_of_one_that_is_asked_to_stop(
    nights: Any, lab: LabAside, tmp_path: Path, make: Any, number: signal.Signals
) -> None:
    seen = make(nights, tmp_path / "t")
    seen.until_a_page_is_open()
    # As a terminal does: the signal reaches the whole group, drivers and workers too.
    os.killpg(seen.process.pid, number)
    status, said = seen.end()
    assert status == (130 if number is signal.SIGINT else -number), said
    assert "Interrupted. What was saved is intact" in said and "Traceback" not in said
    assert seen.left() == ([], [])


@pytest.mark.parametrize("make", [check, rescan])
def test_what_is_left_of_a_killed_one_is_swept_by_the_next(
    nights: Any, lab: LabAside, tmp_path: Path, make: Any
) -> None:
    seen = make(nights, tmp_path / "t")
    seen.until_a_page_is_open()
    seen.process.kill()
    seen.end()
    again = Watched(nights.command("check", "t002", "--no-browser"), tmp_path / "t")
    assert again.end()[0] == 0
    assert seen.left() == ([], []) and again.left() == ([], [])


def test_nothing_is_left_of_a_worker_that_is_killed(nights: Any, lab: LabAside, tmp_path: Path) -> None:
    seen = rescan(nights, tmp_path / "t")
    found = seen.until_a_page_is_open()
    workers = psutil.Process(seen.process.pid).children()
    busy = next(one for one in workers if any("--type=renderer" in words(its) for its in one.children(recursive=True)))
    folder = next(
        word.partition("=")[2] for one in found for word in words(one).split(" ") if word.startswith("--user-data-dir=")
    )
    assert Path(folder).is_dir()
    busy.kill()
    status, said = seen.end(150)
    assert status == 0 and "the worker process died" in said
    assert nights.ask("SELECT state, count(*) FROM run_items GROUP BY state") == [("done", PLAN.tools)]
    assert seen.left() == ([], [])
