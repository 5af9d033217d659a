"""A driver that one scan leaves to the next: it is used again while it is sound, and its death costs one scan."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.async_api import Error

from scanner.collect.browser import available, driver
from scanner.collect.browser.browsers import BrowserDied, running_browsers
from scanner.collect.browser.session import Start, open_session
from scanner.config import Config


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """A loop that keeps its driver; tests are left out where this machine has no Chromium."""
    if not available(Config()).found:
        pytest.skip("no Chromium here")
    with asyncio.Runner() as runner:
        driver.keep_driver(runner.get_loop())
        yield runner
        runner.run(driver.stop_kept_driver())
    assert _programs() == {}


def test_a_sound_driver_is_used_again_and_no_browser_stays(runner: asyncio.Runner) -> None:
    first = runner.run(_scan())
    assert _programs() == {first: "driver"}
    assert runner.run(_scan()) == first


def test_a_driver_that_a_scan_had_trouble_with_is_not_used_again(runner: asyncio.Runner) -> None:
    first = runner.run(_scan(sound=False))
    assert _programs() == {}
    assert runner.run(_scan()) != first


def test_a_driver_that_died_meanwhile_costs_nothing(runner: asyncio.Runner) -> None:
    first = runner.run(_scan())
    os.kill(first, signal.SIGKILL)
    assert runner.run(_scan()) != first


def test_a_driver_that_dies_at_work_costs_that_scan_only(runner: asyncio.Runner) -> None:
    with pytest.raises((Error, BrowserDied)):
        runner.run(_scan(kill=True))
    assert _programs() == {}
    assert runner.run(_scan()) in _programs()


def test_two_scans_at_once_have_a_driver_each(runner: asyncio.Runner) -> None:
    async def both() -> list[int]:
        return await asyncio.gather(_scan(), _scan())

    first, second = runner.run(both())
    assert first != second
    assert len(_programs()) == 1, "one of them is kept"


def test_a_driver_is_renewed_now_and_then(runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "USES", 2)
    first, second, third = (runner.run(_scan()) for _ in range(3))
    assert first == second != third


def test_a_loop_that_was_not_asked_to_keeps_none(runner: asyncio.Runner) -> None:
    asyncio.run(_scan())
    assert _programs() == {}


async def _scan(*, sound: bool = True, kill: bool = False) -> int:
    """Open a page as a scan does; the driver's process."""
    executable = available(Config()).executable
    assert executable is not None
    before = set(_programs())
    async with driver.running_driver() as running:
        number = next(pid for pid in _programs() if _folder(pid) == running.folder)
        if kill:
            os.kill(number, signal.SIGKILL)
        start = Start(9, lambda _url: True, lambda _host: None)
        async with (
            running_browsers(running.playwright, executable, 9, "essai") as browsers,
            open_session(browsers, start) as session,
        ):
            await session.page.goto("data:text/html,essai")
            assert "browser" in {kind for pid, kind in _programs().items() if pid not in before}
        running.sound = sound
    return number


def _programs() -> dict[int, str]:
    """Processes below this one that are a driver or a browser."""
    found = {}
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            words = child.cmdline()
            if "run-driver" in words:
                found[child.pid] = "driver"
            elif any(word.startswith("--user-data-dir") for word in words):
                found[child.pid] = "browser"
    return found


def _folder(pid: int) -> Path:
    return Path(psutil.Process(pid).environ()["TMPDIR"])
