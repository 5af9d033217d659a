"""A Chromium that serves one session after another: whatever goes wrong with it costs one session at most."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from scanner.collect.browser import available, browsers, driver, processes
from scanner.collect.browser.session import PageFroze, Start, open_session
from scanner.config import Config

START = Start(9, lambda _url: True, lambda _host: None)


def test_a_chromium_that_dies_between_two_phases_costs_nothing(started: list[browsers.Chromium]) -> None:
    async def look_twice() -> None:
        async with _shared() as shared:
            for _ in range(2):
                async with open_session(shared, START) as session:
                    await session.page.goto("data:text/html,essai")
                assert started[-1].group is not None
                processes.end(started[-1].group)

    asyncio.run(look_twice())
    assert len(started) == 2
    assert not any(one.profile.folder.exists() for one in started)


def test_what_goes_wrong_in_a_context_costs_its_chromium(started: list[browsers.Chromium]) -> None:
    async def fail_then_look() -> None:
        async with _shared() as shared:
            for reason in (PageFroze, asyncio.CancelledError, None):
                with contextlib.suppress(PageFroze, asyncio.CancelledError):
                    async with open_session(shared, START):
                        if reason is not None:
                            raise reason
                assert started[-1].ended == (reason is not None)

    asyncio.run(fail_then_look())
    assert len(started) == 3
    assert not any(one.profile.folder.exists() for one in started)


@asynccontextmanager
async def _shared() -> AsyncIterator[browsers.Browsers]:
    executable = available(Config()).executable
    assert executable is not None
    async with (
        driver.running_driver() as running,
        browsers.running_browsers(running.playwright, executable, 9, "essai") as shared,
    ):
        yield shared
