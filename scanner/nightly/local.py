"""Workers on this machine: forked processes, one tool at a time each; one that dies loses that tool's attempt only."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from scanner import scratch
from scanner.nightly.job import Job, Result

if TYPE_CHECKING:
    from scanner.nightly.work import Worker

PR_SET_PDEATHSIG = 1
HARD_LIMIT_SECONDS = 60.0
"""Beyond the check's own budget: a worker that is still busy then hangs, and is killed."""


@dataclass
class _Hand:
    """A worker process, the pipe to it and what it is at."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    until: float = 0.0


class LocalEngine:
    """Up to `size` worker processes. `make` builds the worker inside the forked process.

    Forked, so that rules and reference data loaded before are shared and a new worker costs milliseconds.
    """

    def __init__(self, make: Callable[[], Worker], size: int, seconds: float) -> None:
        self._make = make
        self._seconds = seconds + HARD_LIMIT_SECONDS
        self._context = multiprocessing.get_context("fork")
        self._hands: list[_Hand] = []
        self._size = size

    @property
    def capacity(self) -> int:
        """How many jobs can be at work at once."""
        return self._size

    def busy(self) -> int:
        """How many jobs are at work."""
        return sum(1 for hand in self._hands if hand.job is not None)

    def submit(self, job: Job) -> None:
        """Give a job to a free worker. The caller keeps `busy()` below `capacity`."""
        import time

        hand = next((hand for hand in self._hands if hand.job is None), None) or self._hire()
        hand.job, hand.until = job, time.monotonic() + self._seconds
        try:
            hand.pipe.send(job)
        except (BrokenPipeError, ConnectionResetError):
            # It died while idle: the job has not begun, another worker takes it.
            self._dismiss(hand)
            self.submit(job)

    def results(self, timeout: float) -> list[Result]:
        """What has come within `timeout` seconds: results, and a loss for each worker that died."""
        import time

        at_work = [hand for hand in self._hands if hand.job is not None]
        ready = wait([hand.pipe for hand in at_work], timeout) if at_work else []
        found = [self._receive(hand) for hand in at_work if hand.pipe in ready]
        late = [hand for hand in at_work if hand.job is not None and time.monotonic() > hand.until]
        return found + [self._lost(hand, "the worker hung and was stopped") for hand in late]

    def close(self) -> None:
        """End all workers."""
        for hand in list(self._hands):
            self._dismiss(hand)

    def _receive(self, hand: _Hand) -> Result:
        try:
            result: Result = hand.pipe.recv()
        except (EOFError, ConnectionResetError, OSError):
            return self._lost(hand, "the worker process died")
        hand.job = None
        return result

    def _lost(self, hand: _Hand, why: str) -> Result:
        assert hand.job is not None
        tool_id = hand.job.tool.id
        self._dismiss(hand)
        return Result(tool_id, error=why, reason="worker-lost")

    def _hire(self) -> _Hand:
        ours, theirs = self._context.Pipe()
        inherited = [hand.pipe for hand in self._hands]
        process = self._context.Process(
            target=_work, args=(self._make, theirs, [ours, *inherited], os.getpid()), daemon=True
        )
        process.start()
        theirs.close()
        hand = _Hand(process, ours)
        self._hands.append(hand)
        return hand

    def _dismiss(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        hand.pipe.close()
        hand.process.kill()
        hand.process.join(5)
        # What it was at: profiles of a browser that it could not end itself.
        scratch.sweep()


def _work(make: Callable[[], Worker], pipe: Connection, foreign: list[Connection], parent: int) -> None:
    """The life of a worker process: jobs from the pipe until it closes."""
    from scanner.nightly.lock import leave_to_parent

    for other in foreign:
        other.close()
    leave_to_parent()
    _die_with_parent(parent)
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # What a scan makes goes with it, mostly without cycles: looking for them every 700 objects costs a twentieth.
    gc.set_threshold(20_000, 20, 20)
    worker = make()
    while True:
        try:
            job: Job = pipe.recv()
            pipe.send(worker.do(job))
        except (EOFError, BrokenPipeError, ConnectionResetError, OSError):
            os._exit(0)


def _die_with_parent(parent: int) -> None:
    """Ask the kernel to end this process with its parent, so that a killed run leaves nobody scanning."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
