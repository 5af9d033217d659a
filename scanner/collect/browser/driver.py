"""Driver: Playwright's own process, whose files lie in a folder of ours that goes with it.

It makes a folder for each browser in the temporary folder and removes it at leisure; ended before that, it leaves it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from scanner import scratch

if TYPE_CHECKING:
    from playwright.async_api import Playwright

_VARIABLE = "TMPDIR"
_guard = threading.Lock()
_AGAIN_SECONDS = 0.02


@contextlib.asynccontextmanager
async def running_driver() -> AsyncIterator[Playwright]:
    """A started driver; at the end it is stopped and its files are gone. Raises playwright's Error, or OSError."""
    from playwright.async_api import async_playwright

    folder = scratch.take("driver")
    manager = async_playwright()
    try:
        async with _temporary_files_in(folder):
            playwright = await manager.start()
        try:
            yield playwright
        finally:
            await manager.__aexit__()
    finally:
        scratch.give_back(folder)


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
