"""Results brought from a cluster's workers as they finish, beside the run's own loop, which never waits for one."""

from __future__ import annotations

import asyncio
import contextlib
import queue
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from scanner.nightly.job import Result

AGAIN_SECONDS = 0.5
"""After a result could not be brought, so long until it is tried again."""


@dataclass(frozen=True)
class Brought:
    """What became of the task `key`: its result, the error it ended with, or neither where it was cancelled."""

    key: str
    result: Result | None = None
    error: str | None = None


class Gathering:
    """Fetches the result of each added Dask future on the loop of its client.

    A worker that dies with a finished result, or a line that breaks while one is on its way, delays that result
    alone: the scheduler has it done again, and it is fetched from there.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._ready: queue.SimpleQueue[Brought] = queue.SimpleQueue()
        self._under_way: dict[str, Future[Brought]] = {}

    def add(self, future: Any) -> None:
        """Fetch what `future` becomes as soon as it is there."""
        key = str(future.key)
        fetching = asyncio.run_coroutine_threadsafe(_bring(self._client, future, key), self._client.loop.asyncio_loop)
        self._under_way[key] = fetching
        fetching.add_done_callback(self._keep)

    def next(self, timeout: float) -> Brought | None:
        """What was brought next, or None where nothing comes within `timeout` seconds."""
        with contextlib.suppress(queue.Empty):
            brought = self._ready.get(timeout=max(0.0, timeout))
            self._under_way.pop(brought.key, None)
            return brought
        return None

    def drop(self, key: str) -> None:
        """Fetch this one no longer."""
        fetching = self._under_way.pop(key, None)
        if fetching is not None:
            fetching.cancel()

    def close(self) -> None:
        """Fetch nothing more."""
        for key in list(self._under_way):
            self.drop(key)

    def _keep(self, fetching: Future[Brought]) -> None:
        if not fetching.cancelled():
            self._ready.put(fetching.result())


async def _bring(client: Any, future: Any, key: str) -> Brought:
    while True:
        try:
            (result,) = await client.gather([future], asynchronous=True)
        except (Exception, asyncio.CancelledError) as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            if future.status == "cancelled":
                return Brought(key)
            # KilledWorker: it took the allowed number of workers down with it. Or the result came and cannot be read
            # here. Anything else is between here and there, and may be over at the next try.
            unreadable = future.status == "finished" and not isinstance(error, (OSError, asyncio.CancelledError))
            if future.status == "error" or unreadable:
                return Brought(key, error=f"{type(error).__name__}: {error}"[:300])
        else:
            return Brought(key, result)
        await asyncio.sleep(AGAIN_SECONDS)
