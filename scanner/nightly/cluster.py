"""Workers on many machines through Dask: the same job and result, streamed to the one writer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from importlib import import_module
from typing import TYPE_CHECKING, Any

from scanner.nightly.gathering import Brought, Gathering
from scanner.nightly.job import Job, Result
from scanner.nightly.local import HARD_LIMIT_SECONDS
from scanner.nightly.outfit import Outfit
from scanner.problem import Problem

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from scanner.config import Config
    from scanner.nightly.work import Worker

AHEAD = 2
"""Jobs in hand for each worker thread: one at work, one waiting; the rest stays in the ledger."""
ALLOWED_FAILURES = 2
"""A tool that takes its worker down is tried on this many others, then given up: measured, it is then lost alone."""
LOST_SECONDS = 15.0
"""So long may the scheduler be out of reach before the run stops, to be resumed."""
SILENT_SECONDS = 60.0
"""A scheduler that holds the line and answers nothing is gone after this time."""
COUNT_SECONDS = 1.0
"""So old may the number of worker threads be."""
_WORKERS: dict[str, Worker] = {}


class ClusterLost(Problem):
    """The scheduler cannot be reached, or is gone; the run stays open and the next start goes on."""


class DaskEngine:
    """Jobs for a Dask cluster at `address` (`HOST:PORT`). Raises ClusterLost where nobody answers there."""

    def __init__(
        self,
        address: str,
        config: Config,
        criteria: Mapping[str, Criterion],
        pack: Callable[[Job], Job],
        *,
        browser: bool,
    ) -> None:
        # Dask's own annotations are partial: it is used as untyped.
        dask: Any = import_module("dask")
        self._distributed: Any = import_module("distributed")
        dask.config.set(
            {
                "distributed.scheduler.worker-saturation": 1.0,
                "distributed.scheduler.allowed-failures": ALLOWED_FAILURES,
                "distributed.comm.timeouts.connect": "10s",
            }
        )
        try:
            self._client: Any = self._distributed.Client(
                f"tcp://{address}", timeout=10, set_as_default=False, name="preau"
            )
        except (OSError, TimeoutError) as error:
            raise ClusterLost("cluster.no-answer", address=address) from error
        self._hush()
        self._outfit = Outfit.of(config, criteria, browser=browser)
        self._allow_failures()
        self._pack = pack
        self._gathering = Gathering(self._client)
        self._threads = _Threads(self._client)
        self._at_work: dict[str, tuple[str, float, Any]] = {}
        turns = AHEAD + ALLOWED_FAILURES + 1
        self._patience = turns * (config.network.limits.seconds + HARD_LIMIT_SECONDS)
        self._count = 0
        self._seen = 0.0

    @property
    def capacity(self) -> int:
        """How many jobs to have in hand: grows and shrinks with the cluster."""
        self._check()
        return max(1, AHEAD * int(self._asked(self._threads.count)))

    def busy(self) -> int:
        """How many jobs are in hand."""
        return len(self._at_work)

    def submit(self, job: Job) -> None:
        """Send a job with what is known of its tool."""
        self._count += 1
        key = f"preau-{job.tool.id}-{self._count}-{self._outfit.name[:12]}"
        packed = self._pack(job)
        future = self._asked(
            lambda: self._client.submit(run_remote, packed, self._place, key=key, pure=False, retries=0)
        )
        self._at_work[str(future.key)] = (job.tool.id, time.monotonic() + self._patience, future)
        self._gathering.add(future)

    def results(self, timeout: float) -> list[Result]:
        """What has come within `timeout` seconds. Raises ClusterLost where the scheduler is gone."""
        until = time.monotonic() + timeout
        brought = None
        while brought is None and time.monotonic() < until:
            self._check()
            brought = self._gathering.next(min(0.1, until - time.monotonic()))
        found = []
        while brought is not None:
            found += self._taken(brought)
            brought = self._gathering.next(0)
        return found + self._overdue()

    def _taken(self, brought: Brought) -> list[Result]:
        """What came of one job; nothing where it was given up before."""
        known = self._at_work.pop(brought.key, None)
        if known is None:
            return []
        tool_id, _, future = known
        future.release()
        if brought.result is not None:
            return [brought.result]
        if brought.error is not None:
            return [Result(tool_id, error=brought.error, reason="worker-lost")]
        # Jobs are cancelled by nobody but a scheduler that is gone: they were not tried.
        raise ClusterLost("cluster.gone")

    def _overdue(self) -> list[Result]:
        """A loss for each job of which nothing was heard in the time that several scans may take."""
        late = [key for key, (_, until, _) in self._at_work.items() if time.monotonic() > until]
        found = []
        for key in late:
            tool_id, _, future = self._at_work.pop(key)
            self._gathering.drop(key)
            future.release()
            found.append(Result(tool_id, error="nothing was heard of it from the cluster", reason="worker-lost"))
        return found

    def close(self) -> None:
        """Leave the cluster; what is still at work there is forgotten."""
        import contextlib

        self._gathering.close()
        with contextlib.suppress(Exception):
            self._client.close(timeout=2)

    def _hush(self) -> None:
        """Say nothing of what Dask leaves unheard when a scheduler is gone: our own sentence tells of it."""
        expected = self._distributed.client.AllExit

        def tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            if not isinstance(context.get("exception"), expected):
                loop.default_exception_handler(context)

        loop = self._client.loop.asyncio_loop
        loop.call_soon_threadsafe(loop.set_exception_handler, tell)

    def _allow_failures(self) -> None:
        """Set on the scheduler what its own configuration may say otherwise, and leave the outfit with the workers."""
        outfit = self._outfit
        self._asked(lambda: self._client.run_on_scheduler(_set_allowed, ALLOWED_FAILURES))
        self._place = outfit.name
        self._asked(lambda: self._client.register_plugin(_plugin(outfit)))

    def _check(self) -> None:
        if self._client.status == "running":
            self._seen = time.monotonic()
        elif self._client.status != "connecting" or time.monotonic() - self._seen > LOST_SECONDS:
            raise ClusterLost("cluster.gone")

    def _asked(self, question: Callable[[], Any]) -> Any:
        """The answer of the cluster. Raises ClusterLost where none comes."""
        try:
            return question()
        except (OSError, RuntimeError, self._distributed.client.ClosedClientError) as error:
            raise ClusterLost("cluster.gone") from error


class _Threads:
    """How many threads the workers have: the last that the scheduler said, so that nobody waits for it."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._known = 0
        self._asked_at = 0.0
        self._question: Future[dict[str, int]] | None = None

    def count(self) -> int:
        """The sum over all workers. Raises TimeoutError where the scheduler has long been silent."""
        now = time.monotonic()
        if self._question is None and now - self._asked_at > COUNT_SECONDS:
            asking = self._client.nthreads(asynchronous=True)
            self._question = asyncio.run_coroutine_threadsafe(asking, self._client.loop.asyncio_loop)
            self._asked_at = now
        if self._question is not None:
            if not self._question.done() and now - self._asked_at > SILENT_SECONDS:
                raise TimeoutError
            if self._question.done() or not self._known:
                self._known = sum(self._question.result(timeout=LOST_SECONDS).values())
                self._question = None
        return self._known


def run_remote(job: Job, place: str) -> Result:
    """Do a job on a worker of the cluster, with the outfit that was left there under `place`."""
    try:
        return _run(job, place)
    except Exception as error:
        # An error that cannot travel would never be heard of.
        return Result(job.tool.id, error=f"{type(error).__name__}: {error}"[:300], reason="error")


def _run(job: Job, place: str) -> Result:
    worker = _WORKERS.get(place)
    if worker is None:
        outfit = _OUTFITS.get(place)
        if outfit is None:
            return Result(job.tool.id, error="the worker was not given what it needs", reason="worker-lost")
        from scanner.nightly.build import remote_worker

        made = remote_worker(outfit)
        if isinstance(made, str):
            return Result(job.tool.id, error=f"the worker has {made}", reason="worker-differs")
        worker = _WORKERS[place] = made
    return worker.do(job)


_OUTFITS: dict[str, Outfit] = {}


def take_outfit(outfit: Outfit) -> None:
    """Keep an outfit in this process."""
    _OUTFITS[outfit.name] = outfit


def _plugin(outfit: Outfit) -> Any:
    """A plugin that leaves the outfit with every worker, those that join later too."""
    distributed: Any = import_module("distributed")

    class LeaveOutfit(distributed.WorkerPlugin):  # type: ignore[misc]
        name = f"preau-{outfit.name[:12]}"

        def setup(self, worker: Any) -> None:
            import_module("scanner.nightly.cluster").take_outfit(outfit)

    return LeaveOutfit()


def _set_allowed(count: int, dask_scheduler: Any = None) -> None:
    dask_scheduler.allowed_failures = count
