"""Processes: Chromium's process group: its memory, and its certain end.

Only groups that this program started are touched: they are found by the profile folder, whose name is unique.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

_PROC = Path("/proc")
_ROUNDS, _ROUND_SECONDS = 60, 0.05
"""So often, at this distance, processes that must end are looked for: a driver may start one while it is ended."""


def group_of(profile: Path) -> int | None:
    """The process group of the browser that uses this profile; None where there is none (or no /proc)."""
    mark = f"--user-data-dir={profile}".encode()
    for entry in _numbers():
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if mark in words and not any(word.startswith(b"--type=") for word in words):
                return os.getpgid(int(entry.name))
    return None


def members(group: int) -> list[int]:
    """The processes of a group."""
    found = []
    for entry in _numbers():
        with contextlib.suppress(OSError, ValueError, IndexError):
            stat = (entry / "stat").read_text()
            if int(stat.rpartition(")")[2].split()[2]) == group:
                found.append(int(entry.name))
    return found


def exceeds(group: int, limit: int) -> bool:
    """Whether a group holds more memory than `limit` bytes (PSS).

    Counting shared pages in proportion walks every page table; the plain sum, which is never less, is asked first.
    """
    return _resident_bytes(group) > limit and memory_bytes(group) > limit


def _resident_bytes(group: int) -> int:
    """Memory of a group with shared pages counted once for each process (RSS); 0 where it cannot be read."""
    pages = 0
    for pid in members(group):
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages += int((_PROC / str(pid) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def memory_bytes(group: int) -> int:
    """Memory of a group in bytes, shared pages counted once in proportion (PSS); 0 where it cannot be read."""
    total = 0
    for pid in members(group):
        with contextlib.suppress(OSError, ValueError, IndexError):
            for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def end(group: int) -> None:
    """End every process of a group that we started, at once; never our own."""
    if group == os.getpgrp() or group <= 1:
        return
    with contextlib.suppress(OSError):
        os.killpg(group, signal.SIGKILL)


def end_below(folder: Path) -> None:
    """End every process whose files lie below a folder, browsers and their drivers, and wait until none is left.

    They are known by the profile they were started with or by where they keep temporary files.
    """
    place = os.fsencode(folder)
    marks = (b"--user-data-dir=%s/" % place, b"TMPDIR=%s/" % place)
    for _ in range(_ROUNDS):
        found = [pid for pid in map(_number, _numbers()) if pid != os.getpid() and _bears(pid, marks)]
        if not found:
            return
        for pid in found:
            with contextlib.suppress(OSError):
                if os.getpgid(pid) == pid:
                    end(pid)
                else:
                    os.kill(pid, signal.SIGKILL)
        time.sleep(_ROUND_SECONDS)


def lives_in(folder: Path) -> bool:
    """Whether a process runs that was started with this folder for its temporary files."""
    mark = b"TMPDIR=%s" % os.fsencode(folder)
    return any(mark in _told(pid) for pid in map(_number, _numbers()) if pid != os.getpid())


def _bears(pid: int, marks: tuple[bytes, ...]) -> bool:
    """Whether a process was started with an argument or a variable that begins with one of the marks."""
    return any(word.startswith(marks) for word in _told(pid))


def _told(pid: int) -> list[bytes]:
    """The arguments and variables a process was started with; nothing where it is gone, or another user's."""
    told = b""
    for name in ("cmdline", "environ"):
        with contextlib.suppress(OSError):
            told += (_PROC / str(pid) / name).read_bytes()
    return told.split(b"\0")


def _number(entry: Path) -> int:
    return int(entry.name)


def _numbers() -> list[Path]:
    try:
        return [entry for entry in _PROC.iterdir() if entry.name.isdigit()]
    except OSError:
        return []
