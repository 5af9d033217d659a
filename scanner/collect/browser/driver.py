"""Driver: Playwright's own process, whose files lie in a folder of ours that goes with it.

It makes a folder for each browser in the temporary folder and removes it at leisure; ended before that, it leaves it.

Its start costs a tenth of a scan. A loop in which one scan follows another may keep it (`keep_driver`): it is a program
that knows nothing of pages once their contexts are closed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from scanner import scratch
from scanner.collect.browser import processes

if TYPE_CHECKING:
    from playwright.async_api import Playwright

_VARIABLE = "TMPDIR"
_guard = threading.Lock()
_AGAIN_SECONDS = 0.02
USES = 50
"""Scans after which a driver that is kept is renewed, so that what it does not give back does not add up."""


@dataclass
class Driver:
    """A started driver. `sound` is set by whoever used it without any trouble: only then is it used again."""

    playwright: Playwright
    folder: Path
    _manager: Any
    uses: int = 0
    sound: bool = False

    def lives(self) -> bool:
        """Whether its process still runs."""
        return processes.lives_in(self.folder)

    async def stop(self) -> None:
        """End it; its files are gone."""
        try:
            await self._manager.__aexit__()
        finally:
            scratch.give_back(self.folder)


_kept: WeakKeyDictionary[asyncio.AbstractEventLoop, Driver | None] = WeakKeyDictionary()
"""Loops that keep a driver between scans, and the one that nobody uses just now."""


def keep_driver(loop: asyncio.AbstractEventLoop) -> None:
    """Keep the driver of a loop from one scan to the next. It ends with this process at the latest."""
    _kept.setdefault(loop, None)


async def stop_kept_driver() -> None:
    """Stop the driver that this loop keeps, and keep none any more."""
    driver = _kept.pop(asyncio.get_running_loop(), None)
    if driver is not None:
        await driver.stop()


@contextlib.asynccontextmanager
async def running_driver() -> AsyncIterator[Driver]:
    """A started driver; at the end it is stopped and its files are gone, where the loop does not keep it.

    Nobody else uses it meanwhile. Raises playwright's Error, or OSError.
    """
    loop = asyncio.get_running_loop()
    driver = _kept.get(loop)
    if driver is not None:
        _kept[loop] = None
        if not driver.lives():
            await driver.stop()
            driver = None
    driver = driver or await _started()
    driver.sound = False
    try:
        yield driver
    finally:
        driver.uses += 1
        if driver.sound and driver.uses < USES and loop in _kept and _kept[loop] is None:
            _kept[loop] = driver
        else:
            await driver.stop()


async def _started() -> Driver:
    from playwright.async_api import async_playwright

    folder = scratch.take("driver")
    manager = async_playwright()
    try:
        async with _temporary_files_in(folder):
            return Driver(await manager.start(), folder, manager)
    except BaseException:
        scratch.give_back(folder)
        raise


@contextlib.asynccontextmanager
async def _temporary_files_in(folder: Path) -> AsyncIterator[None]:
    """Have processes that are started meanwhile keep temporary files there: the driver takes our environment as it is.

    One at a time, in all threads and loops.
    """
    while not _guard.acquire(blocking=False):
        await asyncio.sleep(_AGAIN_SECONDS)
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
        _guard.release()
