"""Folders for as long as a process lives: given back, removed at its end, swept where it was killed, others' left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from scanner import scratch

HOLDER = "import sys, time; from scanner import scratch; print(scratch.take('profile'), flush=True); time.sleep(60)"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the test's own."""
    folder = tmp_path / "t"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(scratch, "IN_MEMORY", tmp_path / "absent")
    return folder


def holder(place: Path) -> tuple[subprocess.Popen[str], Path]:
    """Another process of ours that took a folder there."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(place)}
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_folder_of_a_process_goes_with_the_last_one_given_back(place: Path) -> None:
    first, second = scratch.take("profile"), scratch.take("driver")
    assert first.parent == second.parent and first.parent.parent == place
    assert first.parent.name.startswith(f"preau-{os.getpid()}-") and first.stat().st_mode & 0o077 == 0
    (first / "x" / "y").mkdir(parents=True)
    scratch.give_back(first)
    assert [one.name for one in second.parent.iterdir() if one.name != "owner"] == [second.name]
    scratch.give_back(second)
    scratch.give_back(second)
    assert list(place.iterdir()) == []
    with scratch.taken("rules") as third:
        assert third.is_dir()
    assert list(place.iterdir()) == []


def test_what_a_process_took_ends_with_it_unless_it_is_killed(place: Path) -> None:
    code = "from scanner import scratch; print(scratch.take('lab').is_dir())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(place)},
        check=True,
    )
    assert done.stdout.strip() == "True" and list(place.iterdir()) == []
    process, folder = holder(place)
    scratch.sweep()
    assert folder.is_dir(), "its owner lives"
    process.kill()
    process.wait(10)
    assert folder.is_dir()
    scratch.sweep()
    assert list(place.iterdir()) == []


def test_the_next_folder_taken_sweeps(place: Path) -> None:
    process, folder = holder(place)
    process.kill()
    process.wait(10)
    scratch.give_back(scratch.take("profile"))
    assert not folder.exists() and list(place.iterdir()) == []


def test_what_is_not_surely_ours_and_dead_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process, folder = holder(place)
    process.kill()
    process.wait(10)
    # Another user's: this process is told to be somebody else.
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    scratch.sweep()
    assert folder.is_dir()
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    # Of another program, without an owner, a link to a folder, and an owner that is a link.
    kept = [place / "preau-lab-abc", place / "preau-12-empty"]
    for one in kept:
        (one / "inside").mkdir(parents=True)
    target = place.parent / "elsewhere"
    target.mkdir()
    (target / "owner").touch()
    (place / "preau-13-link").symlink_to(target)
    (place / "preau-14-owner").mkdir()
    (place / "preau-14-owner" / "owner").symlink_to(target / "owner")
    scratch.sweep()
    assert not folder.exists()
    assert sorted(one.name for one in place.iterdir()) == [
        "preau-12-empty", "preau-13-link", "preau-14-owner", "preau-lab-abc",
    ]  # fmt: skip
    assert (target / "owner").exists() and all((one / "inside").is_dir() for one in kept)


def test_a_forked_process_has_folders_of_its_own_and_holds_no_lock_of_its_parent(place: Path) -> None:
    code = """
import os, sys, time
from scanner import scratch
mine = scratch.take("profile")
child = os.fork()
if child == 0:
    theirs = scratch.take("profile")
    assert theirs.parent != mine.parent
    scratch.clear()
    assert mine.is_dir()
    print(mine, os.getpid(), flush=True)
    time.sleep(60)
time.sleep(60)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(place)}
    )
    assert process.stdout is not None
    name, _, child = process.stdout.readline().strip().rpartition(" ")
    process.kill()
    process.wait(10)
    try:
        assert psutil.pid_exists(int(child)) and Path(name).is_dir()
        scratch.sweep()
        assert not Path(name).exists()
    finally:
        os.kill(int(child), signal.SIGKILL)


def test_who_still_uses_a_swept_folder_is_ended_and_nobody_else(place: Path) -> None:
    process, folder = holder(place)
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    driver = subprocess.Popen(sleeper, env={**os.environ, "TMPDIR": str(folder)})
    browser = subprocess.Popen([*sleeper, f"--user-data-dir={folder}/x"], start_new_session=True)
    other = subprocess.Popen(sleeper, env={**os.environ, "TMPDIR": str(place), "NOTE": str(folder)})
    process.kill()
    process.wait(10)
    try:
        reaped = [psutil.Process(one.pid) for one in (driver, browser)]
        scratch.sweep()
        assert {one.wait(5) for one in (driver, browser)} == {-signal.SIGKILL}, reaped
        assert other.poll() is None and list(place.iterdir()) == []
    finally:
        for one in (driver, browser, other):
            one.kill()
            one.wait(5)
