"""Results on their way from a worker: it dies with one, the line breaks, the scheduler falls silent."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from catalog.nouns.tool import Tool
from scanner.config import Config
from scanner.nightly import cluster as under_test
from scanner.nightly.cluster import ClusterLost, DaskEngine
from scanner.nightly.job import Job, Result

distributed = pytest.importorskip("distributed")
CommClosedError = distributed.comm.CommClosedError

TOOLS = [f"t{number}" for number in range(6)]


def answer(job: Job, place: str) -> Result:
    """What a worker does with a job here: it says at once that it did it, and which tries it took."""
    return Result(job.tool.id, usable=True, reason=place)


def unreadable(job: Job, place: str) -> Any:
    """A result that is made there and cannot be made here."""
    return Unreadable()


class Unreadable:
    """Raises where it is unpickled."""

    def __reduce__(self) -> Any:
        return (int, ("not a number",))


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    """A scheduler in this process and two workers in their own, each with a nanny that starts it again."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=False
    ) as cluster:
        yield cluster


@pytest.fixture
def engine(running: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[DaskEngine]:
    """An engine whose jobs are done at once: what is tried here is the way back."""
    monkeypatch.setattr(under_test, "run_remote", answer)
    address = running.scheduler_address.removeprefix("tcp://")
    made = DaskEngine(address, Config(), {}, lambda job: job, browser=False)
    yield made
    made.close()


def job(tool_id: str) -> Job:
    return Job(Tool(id=tool_id, name=tool_id, home=f"https://{tool_id}.example/"), browser=False)


def all_of(engine: DaskEngine, count: int, seconds: float = 60) -> dict[str, Result]:
    """What comes until `count` results are there; no single call may keep the one writer waiting."""
    found: dict[str, Result] = {}
    until = time.monotonic() + seconds
    while len(found) < count and time.monotonic() < until:
        for result in engine.results(0.2):
            assert result.tool_id not in found
            found[result.tool_id] = result
    return found


def before_gather(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Do something with the client and the keys it is about to fetch, each time before it fetches them."""
    real = distributed.Client._gather_remote

    async def delayed(self: Any, *given: Any, **named: Any) -> Any:
        await act(self, list(self._gather_keys))
        return await real(self, *given, **named)

    monkeypatch.setattr(distributed.Client, "_gather_remote", delayed)


def test_a_worker_that_dies_with_a_finished_result_loses_nothing(
    running: Any, engine: DaskEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = {name: worker["pid"] for name, worker in pids(running).items()}
    killed: list[str] = []

    async def kill_holder(client: Any, keys: list[str]) -> None:
        if killed:
            return
        who_has = await client.scheduler.who_has(keys=keys)
        (holder, *_) = who_has[keys[0]]
        killed.append(holder)
        process = psutil.Process(processes[holder])
        process.send_signal(signal.SIGKILL)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)

    before_gather(monkeypatch, kill_holder)
    for tool_id in TOOLS:
        engine.submit(job(tool_id))
    found = all_of(engine, len(TOOLS))
    assert killed
    assert set(found) == set(TOOLS)
    assert all(result.usable and result.error is None for result in found.values())
    assert engine.busy() == 0


def pids(running: Any) -> dict[str, dict[str, int]]:
    """Address of each worker, and the process it lives in."""
    with distributed.Client(running.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
        return {address: {"pid": pid} for address, pid in client.run(os.getpid).items()}


def breaks(monkeypatch: pytest.MonkeyPatch, error: Exception, times: int) -> list[int]:
    """Let the way back break with `error` so many times; what is returned grows with each try."""
    tried: list[int] = []

    async def act(client: Any, keys: list[str]) -> None:
        tried.append(len(keys))
        if len(tried) <= times:
            # As a broken line leaves it: nobody is fetching.
            client._gather_future = None
            raise error

    before_gather(monkeypatch, act)
    return tried


@pytest.mark.parametrize(
    "error", [TimeoutError("timed out"), CommClosedError("in the middle"), asyncio.CancelledError()], ids=repr
)
def test_a_line_that_breaks_on_the_way_is_tried_again(
    engine: DaskEngine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tried = breaks(monkeypatch, error, 2)
    engine.submit(job("t0"))
    found = all_of(engine, 1)
    assert found["t0"].usable and len(tried) == 3


def test_a_way_back_that_stays_broken_is_a_loss_in_the_end_and_stops_nothing(
    engine: DaskEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch, TimeoutError("timed out"), 10**6)
    monkeypatch.setattr(engine, "_patience", 2.0)
    engine.submit(job("t0"))
    assert engine.results(0.2) == [] and engine.busy() == 1
    found = all_of(engine, 1)
    assert found["t0"].reason == "worker-lost" and engine.busy() == 0
    monkeypatch.undo()


def test_tasks_cancelled_by_a_scheduler_that_starts_anew_are_no_losses(
    running: Any, engine: DaskEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch, TimeoutError("timed out"), 10**6)
    engine.submit(job("t0"))
    engine.results(0.5)
    with distributed.Client(running.scheduler_address, set_as_default=False) as other:
        other.restart(timeout=60)
    with pytest.raises(ClusterLost):
        all_of(engine, 1, seconds=20)


def test_a_result_that_cannot_be_read_is_a_loss_of_its_own_tool(
    engine: DaskEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "run_remote", unreadable)
    engine.submit(job("t0"))
    assert engine.busy() == 1
    monkeypatch.setattr(under_test, "run_remote", answer)
    engine.submit(job("t1"))
    found = all_of(engine, 2)
    assert found["t1"].usable
    assert not found["t0"].usable and found["t0"].reason == "worker-lost"
