"""Browsers: the Chromiums of one scan. A session has one of them to itself, and in it a context of its own.

A context is what a private window is: cookies, storage, caches, service workers, connections and what is known of hosts
(HSTS, passwords) are its own, kept in memory and gone with it. What contexts share is which icons could not be had, and
that is cleared in between (`Chromium.forget_icons`). A Chromium that served one session well serves the next; one that
crashed, hung, was ended, did not forget or did not give its memory back is thrown away, and the next session starts
another.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.collect.browser import processes
from scanner.collect.browser.flags import TIME_ZONE, VIEWPORT, arguments
from scanner.collect.browser.profile import Profile

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright

RESTING_BYTES = 600_000_000
"""Memory (PSS) above which a Chromium whose pages are all closed has not given back what they took."""
_LAUNCH_SECONDS = 20.0
_OPEN_SECONDS = 10.0
_CLOSE_SECONDS = 2.0


class BrowserDied(Exception):
    """Chromium cannot go on in this phase; `reason`: `crashed`, `hang`, `memory`, `not-started`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Chromium:
    """A Chromium that runs. `own` is its profile's own context, in which nothing is ever opened."""

    own: BrowserContext
    browser: Browser
    profile: Profile
    group: int | None
    ended: bool = False
    served: BrowserContext | None = None
    """What it served last, closed before it serves again: after a scan's last session there is no need to."""

    def end(self) -> None:
        """End all its processes at once: whoever waits for an answer need wait no longer."""
        self.ended = True
        if self.group is not None:
            processes.end(self.group)

    def holds_too_much(self, limit: int) -> bool:
        """Whether it has stored more than a session may, or holds more than `limit` bytes of memory."""
        return self.profile.is_overfull() or (self.group is not None and processes.exceeds(self.group, limit))

    async def make_ready(self) -> bool:
        """Close what it served, and whether nothing of that is left."""
        from playwright.async_api import Error

        if self.served is None or not await close_quietly(self.served):
            return False
        self.served = None
        with contextlib.suppress(Error, TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self.forget_icons()
                return not await asyncio.to_thread(self.holds_too_much, RESTING_BYTES)
        return False

    async def forget_icons(self) -> None:
        """Have it forget which icons could not be had. Raises playwright's Error.

        It notes them for all contexts together and asks for none of them again, until a page of its own profile is
        reloaded past the cache (Chromium: `components/favicon/content/content_favicon_driver.cc`).
        """
        blank = self.own.pages[0]
        channel = await self.own.new_cdp_session(blank)
        async with blank.expect_event("load"):
            await channel.send("Page.reload", {"ignoreCache": True})
        await channel.detach()

    async def throw_away(self) -> None:
        """End it, and remove its profile: there is nothing that Chromium would have to write down before."""
        self.end()
        try:
            await close_quietly(self.own)
        finally:
            self.profile.remove()


class Browsers:
    """Starts Chromiums as they are needed. `proxy_port`: where what no session asked for would go.

    `shared` is whether one may serve several sessions: the canary says whether contexts are apart (see `canary`).
    `started` counts Chromiums.
    """

    def __init__(self, playwright: Playwright, executable: Path, proxy_port: int, user_agent: str) -> None:
        self._playwright = playwright
        self._executable = executable
        self._arguments = arguments(proxy_port, user_agent)
        self._resting: list[Chromium] = []
        self.shared = True
        self.started = 0

    @asynccontextmanager
    async def context(self, proxy_port: int) -> AsyncIterator[tuple[Chromium, BrowserContext]]:
        """A fresh context and the Chromium it is in, which nobody else uses meanwhile. Raises BrowserDied.

        Whatever is raised in it costs that Chromium.
        """
        chromium, context = await self._opened(proxy_port)
        try:
            yield chromium, context
        except BaseException:
            chromium.end()
            raise
        finally:
            if self.shared and not chromium.ended:
                chromium.served = context
                self._resting.append(chromium)
            else:
                await chromium.throw_away()

    async def close(self) -> None:
        """End all that rest."""
        resting, self._resting = self._resting, []
        for chromium in resting:
            chromium.end()
        for chromium in resting:
            await chromium.throw_away()

    async def _opened(self, proxy_port: int) -> tuple[Chromium, BrowserContext]:
        """A context in a Chromium that rests; in a new one where none rests or those that do are no good any more."""
        context = await self._opened_again(proxy_port)
        if context is not None:
            return context
        chromium = await self._start()
        try:
            opened = await _fresh(chromium, proxy_port)
        except BaseException:
            await chromium.throw_away()
            raise
        return chromium, opened

    async def _opened_again(self, proxy_port: int) -> tuple[Chromium, BrowserContext] | None:
        """A context in a Chromium that rests; those that are no good any more are thrown away."""
        if not self.shared:
            await self.close()
        while self._resting:
            chromium, context = self._resting.pop(), None
            try:
                if await chromium.make_ready():
                    context = await _fresh(chromium, proxy_port)
                    return chromium, context
            except BrowserDied:
                continue
            finally:
                if context is None:
                    await chromium.throw_away()
        return None

    async def _start(self) -> Chromium:
        try:
            profile = Profile()
        except OSError as error:  # a full disk
            raise BrowserDied("not-started") from error
        own: BrowserContext | None = None
        try:
            own = await self._launch(profile)
            assert own.browser is not None
            self.started += 1
            return Chromium(own, own.browser, profile, processes.group_of(profile.folder))
        finally:
            if own is None:
                if (group := processes.group_of(profile.folder)) is not None:
                    processes.end(group)
                profile.remove()

    async def _launch(self, profile: Profile) -> BrowserContext:
        from playwright.async_api import Error

        try:
            return await self._playwright.chromium.launch_persistent_context(
                profile.folder,
                executable_path=self._executable,
                headless=True,
                chromium_sandbox=os.geteuid() != 0,
                args=self._arguments,
                ignore_default_args=["--disable-popup-blocking"],
                env={**_environment(), "TZ": TIME_ZONE, **profile.environment()},
                no_viewport=True,
                accept_downloads=False,
                permissions=[],
                timeout=_LAUNCH_SECONDS * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            raise BrowserDied("not-started") from error


@asynccontextmanager
async def running_browsers(
    playwright: Playwright, executable: Path, proxy_port: int, user_agent: str
) -> AsyncIterator[Browsers]:
    """See `Browsers`; at the end none runs any more."""
    browsers = Browsers(playwright, executable, proxy_port, user_agent)
    try:
        yield browsers
    finally:
        await browsers.close()


async def _fresh(chromium: Chromium, proxy_port: int) -> BrowserContext:
    from playwright.async_api import Error

    try:
        async with asyncio.timeout(_OPEN_SECONDS):
            context = await chromium.browser.new_context(
                proxy={"server": f"http://127.0.0.1:{proxy_port}", "bypass": "<-loopback>"},
                viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]},
                accept_downloads=False,
                permissions=[],
            )
            await context.new_page()
    except (Error, TimeoutError) as error:
        raise BrowserDied("not-started") from error
    return context


def _environment() -> dict[str, str | float | bool]:
    """The few variables Chromium needs; none that names a proxy or carries a secret."""
    return {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "XDG_RUNTIME_DIR") if name in os.environ}


async def close_quietly(context: BrowserContext) -> bool:
    """Close a context; whether it is closed."""
    from playwright.async_api import Error

    with contextlib.suppress(Error, TimeoutError):
        async with asyncio.timeout(_CLOSE_SECONDS):
            await context.close()
            return True
    return False
