"""Cost of what happens below this process: processor seconds exactly, memory by sampling in a process of its own.

Processor time is read from the kernel's accounts and not sampled, so that a process that lived for a moment counts as
well. For that, orphans fall to this process (PR_SET_CHILD_SUBREAPER, prctl(2)): a browser that was killed leaves some,
and each is waited for before the account is closed. What ran before (the lab, the sampler) counts apart. Linux only.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

import psutil

_PR_SET_CHILD_SUBREAPER = 36
_SAMPLE_SECONDS = 0.25
_ORPHAN_SECONDS = 5.0


class Cost:
    """What the body of a `with` cost in `wall` and processor (`cpu`) seconds, all processes begun in it counted.

    `also` are processes that ran before and work for the body: what they spend meanwhile counts as well.
    """

    wall: float
    cpu: float

    def __init__(self, also: tuple[int, ...] = ()) -> None:
        self._also = frozenset(also)

    def __enter__(self) -> Self:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._apart = {child.pid for child in psutil.Process().children(recursive=True)} - self._also
        self._before = self._spent()
        self._began = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall = time.monotonic() - self._began
        self._bury()
        self.cpu = self._spent() - self._before

    def _spent(self) -> float:
        """Processor seconds of this process, of all it waited for, and of those begun in the body that still run."""
        me = psutil.Process()
        running = [child for child in me.children(recursive=True) if child.pid not in self._apart]
        return sum(sum(process.cpu_times()[:4]) for process in (me, *running))

    def _bury(self) -> None:
        """Wait for the orphans that killed browsers left."""
        end = time.monotonic() + _ORPHAN_SECONDS
        while time.monotonic() < end:
            apart = self._apart | self._also
            left = [child for child in psutil.Process().children() if child.pid not in apart]
            if not left:
                return
            for child in left:
                os.waitpid(child.pid, os.WNOHANG)
            time.sleep(0.02)


@dataclass(frozen=True)
class Memory:
    """The most that was held at once, in megabytes: shared pages counted in each process (`rss`), or once (`pss`)."""

    rss: float
    pss: float


class MemoryWatch:
    """Samples the memory of this process and all below it, those that ran before left out; `peak` at the end."""

    peak: Memory

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        apart = {child.pid for child in psutil.Process().children(recursive=True)}
        self._process = context.Process(target=_sample, args=(theirs, os.getpid(), apart), daemon=True)
        self._process.start()
        self._pipe.recv()
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe.send(None)
        self.peak = self._pipe.recv()
        self._process.join()


def _sample(pipe: Connection, root: int, apart: set[int]) -> None:
    rss = pss = 0.0
    watched = psutil.Process(root)
    apart = apart | {os.getpid()} | {child.pid for child in watched.children(recursive=True)}
    pipe.send(None)
    while not pipe.poll(_SAMPLE_SECONDS):
        held = [
            _held(process)
            for process in (watched, *watched.children(recursive=True))
            if process.pid == root or process.pid not in apart
        ]
        rss = max(rss, sum(one for one, _ in held) / 1e6)
        pss = max(pss, sum(one for _, one in held) / 1e6)
    pipe.send(Memory(rss, pss))


def _held(process: psutil.Process) -> tuple[int, int]:
    """RSS and PSS of a process in bytes; nothing where it is gone."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:] if line.endswith("kB")}
    return sizes.get("Rss", 0), sizes.get("Pss", 0)
