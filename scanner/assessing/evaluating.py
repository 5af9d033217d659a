"""Replay of a whole catalogue: forked processes judge, one writer keeps; memory does not grow with the tools."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from scanner.assessing.replay import Judgement, Replayed, judge_stored, keep_judgement

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.catalogue import Catalogue
    from scanner.assessing.assess import Assessor

BATCH = 16
"""Tools handed to a process at once, and results kept in one transaction."""
ALONE_BELOW = 40
"""So few tools are judged without other processes."""


class ReplayFailed(Exception):
    """A process that judged died; the message names the tools it had in hand."""


def evaluate_all(assessor: Assessor, catalogue: Catalogue, processes: int | None = None) -> Iterator[Replayed | str]:
    """Judge the last usable evidence of every tool in use again, keep what moved and tell of each.

    A tool's id stands for one that has no evidence. Raises ReplayFailed where a process dies; what came before is
    kept, and a second call goes on.
    """
    ids = [str(row[0]) for row in catalogue.database.conn.execute("SELECT id FROM tools WHERE retired = 0 ORDER BY id")]
    size = processes or os.cpu_count() or 1
    if size == 1 or len(ids) < ALONE_BELOW:
        for tool_id in ids:
            yield from _kept([(tool_id, _judge(tool_id, assessor, catalogue))], catalogue)
        return
    from scanner.nightly.warm import warm_up

    warm_up(assessor)
    batches = deque(tuple(ids[start : start + BATCH]) for start in range(0, len(ids), BATCH))
    hands = [_Hand(assessor, catalogue.path) for _ in range(min(size, len(batches)))]
    try:
        yield from _shared_out(batches, hands, catalogue)
    finally:
        for hand in hands:
            hand.end()


class _Hand:
    """A process that judges batches of tools."""

    def __init__(self, assessor: Assessor, path: Path) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.batch: tuple[str, ...] = ()
        self._process: BaseProcess = context.Process(
            target=_work, args=(theirs, self.pipe, assessor, path), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, batch: tuple[str, ...]) -> None:
        """Hand out a batch."""
        self.batch = batch
        self.pipe.send(batch)

    def take(self) -> list[tuple[str, Judgement | None]]:
        """What it made of its batch. Raises ReplayFailed."""
        try:
            found: list[tuple[str, Judgement | None]] = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise ReplayFailed(", ".join(self.batch)) from error
        self.batch = ()
        return found

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self._process.kill()
        self._process.join(5)


def _shared_out(batches: deque[tuple[str, ...]], hands: list[_Hand], catalogue: Catalogue) -> Iterator[Replayed | str]:
    by_pipe: dict[object, _Hand] = {hand.pipe: hand for hand in hands}
    for hand in hands:
        hand.give(batches.popleft())
    busy = list(hands)
    while busy:
        for pipe in wait([hand.pipe for hand in busy]):
            hand = by_pipe[pipe]
            found = hand.take()
            if batches:
                hand.give(batches.popleft())
            else:
                busy.remove(hand)
            yield from _kept(found, catalogue)


def _kept(found: list[tuple[str, Judgement | None]], catalogue: Catalogue) -> Iterator[Replayed | str]:
    with catalogue.transaction():
        for _, judged in found:
            if judged is not None:
                keep_judgement(judged, catalogue)
    for tool_id, judged in found:
        yield tool_id if judged is None else judged.replayed


def _judge(tool_id: str, assessor: Assessor, catalogue: Catalogue) -> Judgement | None:
    tool = catalogue.tools.get(tool_id)
    return judge_stored(tool, assessor, catalogue) if tool is not None else None


def _work(pipe: Connection, other: Connection, assessor: Assessor, path: Path) -> None:
    """The life of a process: batches from the pipe until it closes."""
    from catalog.catalogue import Catalogue

    other.close()
    # Who is asked to stop is the parent; this one ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # What judging makes has no cycles to speak of: looking for them among what a batch made is enough.
    gc.disable()
    with Catalogue.open(path, read_only=True) as catalogue:
        while True:
            try:
                batch = pipe.recv()
                with catalogue.reading():
                    found = [(tool_id, _slim(_judge(tool_id, assessor, catalogue))) for tool_id in batch]
                pipe.send(found)
                del found
                gc.collect(0)
            except (EOFError, BrokenPipeError, ConnectionResetError):
                os._exit(0)


def _slim(judged: Judgement | None) -> Judgement | None:
    """What travels back: evidence and facts only where they are to be kept."""
    if judged is None:
        return None
    judged.reader.forget_store()
    if judged.made is None or judged.replayed.causes or judged.derived:
        return judged
    return Judgement(judged.replayed, None, judged.reader, derived=False)
