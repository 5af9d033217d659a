"""Workers on many machines through Dask: the same job and result, streamed to the one writer."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from scanner.nightly.job import Job, Result

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.nightly.work import Worker

AHEAD = 2
"""Jobs in hand for each worker thread: one at work, one waiting; the rest stays in the ledger."""
ALLOWED_FAILURES = 2
_WORKERS: dict[str, Worker] = {}


class ClusterLost(Exception):
    """The scheduler cannot be reached, or is gone; the run stays open and the next start goes on."""


class DaskEngine:
    """Jobs for a Dask cluster at `address` (`HOST:PORT`). Raises ClusterLost where nobody answers there."""

    def __init__(self, address: str, config: Config, pack: Callable[[Job], Job], *, browser: bool) -> None:
        # Dask's own annotations are partial: it is used as untyped.
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
        dask.config.set(
            {
                "distributed.scheduler.worker-saturation": 1.0,
                "distributed.scheduler.allowed-failures": ALLOWED_FAILURES,
                "distributed.comm.timeouts.connect": "10s",
            }
        )
        try:
            self._client: Any = distributed.Client(f"tcp://{address}", timeout=10, set_as_default=False, name="preau")
        except (OSError, TimeoutError) as error:
            raise ClusterLost(f"no Dask scheduler answers at {address}: {error}") from error
        self._settings = config.model_dump_json()
        self._files = _files_of(config)
        self._pack = pack
        self._browser = browser
        self._done: Any = distributed.as_completed(loop=self._client.loop, with_results=False)
        self._at_work: dict[str, str] = {}

    @property
    def capacity(self) -> int:
        """How many jobs to have in hand: grows and shrinks with the cluster."""
        threads = sum(int(worker.get("nthreads", 1)) for worker in self._workers())
        return max(1, AHEAD * threads)

    def busy(self) -> int:
        """How many jobs are in hand."""
        return len(self._at_work)

    def submit(self, job: Job) -> None:
        """Send a job with what is known of its tool."""
        packed = self._pack(job)
        key = f"preau-{job.tool.id}-{id(packed)}"
        future = self._client.submit(
            run_remote, packed, self._settings, self._files, self._browser, key=key, pure=False, retries=0
        )
        self._at_work[str(future.key)] = job.tool.id
        self._done.add(future)

    def results(self, timeout: float) -> list[Result]:
        """What has come within `timeout` seconds. Raises ClusterLost where the scheduler is gone."""
        import time

        until = time.monotonic() + timeout
        while not self._done.has_ready():
            if self._client.status not in ("running", "connecting"):
                raise ClusterLost("the Dask scheduler is gone")
            if time.monotonic() > until:
                return []
            time.sleep(0.05)
        found = []
        while self._done.has_ready():
            future = next(self._done)
            tool_id = self._at_work.pop(str(future.key), None)
            if tool_id is not None:
                found.append(_result_of(future, tool_id))
            future.release()
        return found

    def close(self) -> None:
        """Leave the cluster; what is still at work there is forgotten."""
        self._client.close(timeout=2)

    def _workers(self) -> list[dict[str, Any]]:
        if self._client.status != "running":
            raise ClusterLost("the Dask scheduler is gone")
        info: dict[str, Any] = self._client.scheduler_info(n_workers=-1)
        return list(info.get("workers", {}).values())


def run_remote(job: Job, settings: str, files: dict[str, bytes], browser: bool) -> Result:
    """Do a job on a worker of the cluster; rules and reference data are loaded once a process."""
    worker = _WORKERS.get(settings)
    if worker is None:
        from scanner.nightly.build import remote_worker

        worker = _WORKERS[settings] = remote_worker(settings, files, browser)
    return worker.do(job)


def _result_of(future: Any, tool_id: str) -> Result:
    if future.status == "finished":
        result: Result = future.result(timeout=10)
        return result
    # KilledWorker: it took the allowed number of workers down with it; cancelled: its worker left.
    error = future.exception(timeout=10) if future.status == "error" else future.status
    return Result(tool_id, error=f"{type(error).__name__}: {error}"[:300], reason="worker-lost")


def _files_of(config: Config) -> dict[str, bytes]:
    """The files a configuration names, by key: another machine does not have them."""
    named = {"ca_bundle": config.network.ca_bundle, "country": config.geo.country, "asn": config.geo.asn}
    return {key: path.read_bytes() for key, path in named.items() if path}
