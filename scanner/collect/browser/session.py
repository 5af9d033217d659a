"""Session: one page in a fresh context, observed from its first request; nothing of it survives."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.sites import host_of
from scanner import clock
from scanner.collect.browser import instrument, recorder, storage
from scanner.collect.browser.browsers import BrowserDied, Browsers, Chromium
from scanner.collect.browser.channels import AUTO_ATTACH, Channel, ChannelClosed, ChannelTree, Params, single
from scanner.collect.browser.frames import Frames
from scanner.collect.browser.navigation import Gate

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Request

MEMORY_BYTES = 1_600_000_000
"""Memory (PSS) at which a phase is ended: a page that eats more is a fault of its own."""
_WATCH_SECONDS = 1.0
_STOP_SECONDS = 4.0
_ERROR_EVENTS = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
"""Asked of our own session: the driver would make an object of each argument of each line a page writes."""
_PAGE_EVENTS = (
    "Page.frameNavigated",
    "Page.frameDetached",
    "Page.loadEventFired",
    "Page.frameRequestedNavigation",
    "Runtime.bindingCalled",
    "Fetch.requestPaused",
    "Inspector.targetCrashed",
    *_ERROR_EVENTS,
)


class PageFroze(Exception):
    """The page that is open did not answer. Its scripts were stopped: what it shows stays, and the visit can go on."""


@dataclass(frozen=True)
class Start:
    """What a session needs to start. All its connections go through the proxy on `proxy_port`; `may_visit` binds
    navigation of the page itself; `announce` is told every host that a page asks for, before it is connected to."""

    proxy_port: int
    may_visit: Callable[[str], bool]
    announce: Callable[[str], None]


class Session:
    """A page in a fresh context with everything that watches it."""

    def __init__(self, context: BrowserContext, chromium: Chromium, start: Start) -> None:
        self.context = context
        self.page: Page = context.pages[0]
        self._began = time.monotonic()
        self.started_at = clock.now()
        self.recorder = recorder.Recorder(clock.now, self.moment)
        self.reports = instrument.Reports(self.recorder)
        self.storage = storage.StorageLog()
        self.gate = Gate(start.may_visit, self.recorder.refuse)
        self.loaded = False
        self.console_errors = 0
        self.stopped = False
        """Whether the scripts of the page that is open were stopped."""
        self.died: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._chromium = chromium
        self._closed = False
        self._announce = start.announce
        self._binding = instrument.binding_name()
        self._script = instrument.script(self._binding)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._later: asyncio.TimerHandle | None = None
        self._deadline: asyncio.TimerHandle | None = None

    def moment(self) -> int:
        """Milliseconds since the session began."""
        return int((time.monotonic() - self._began) * 1000)

    async def observe(self) -> None:
        """Attach everything before the first page is opened."""
        session = await self.context.new_cdp_session(self.page)
        events = (*recorder.EVENTS, *storage.EVENTS, *_PAGE_EVENTS)
        self.tree = ChannelTree(session, events, self._handle, self._prepare)
        self.frames = Frames(self.tree.root)
        self.page.on("crash", lambda _page: self.end("crashed"))
        self.context.on("close", lambda _context: self.end("crashed"))
        self.context.on("page", lambda page: self._start(_close_quietly(page)))
        self.context.on("request", single(self._witness))
        root = self.tree.root
        await asyncio.gather(
            self._prepare(root, "page"),
            root.send("DOMStorage.enable"),
            root.send("Log.enable"),
            root.send("Fetch.enable", {"patterns": [{"resourceType": "Document", "requestStage": "Request"}]}),
        )
        self.recorder.main_frame = self.gate.main_frame = (await self.frames.all())[0].id

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something later; the last of several wins."""
        if self._later is not None:
            self._later.cancel()
        self._later = asyncio.get_running_loop().call_later(seconds, action)

    def end_after(self, seconds: float, reason: str) -> None:
        """End the phase at a time, whatever it is doing."""
        self._deadline = asyncio.get_running_loop().call_later(seconds, self.end, reason)

    def end(self, reason: str) -> None:
        """Note that the browser cannot go on, and end it: whoever waits for an answer need wait no longer."""
        if not self.died.done() and not self._closed:
            self.died.set_result(reason)
            self._chromium.end()

    async def stop_scripts(self) -> bool:
        """End the script that keeps the page from answering and let no other run; whether the page answers again.

        Both calls reach a page whose script never ends: Chromium hands them to the script's engine from a thread of
        their own, and ends the script between two of its steps. What the browser itself works on cannot be ended.
        """
        root = self.tree.root
        disabled = self._start(root.send("Emulation.setScriptExecutionDisabled", {"value": True}))
        self._start(root.send("Runtime.terminateExecution"))
        await asyncio.wait({disabled}, timeout=_STOP_SECONDS)
        self.stopped = True
        return disabled.done() and not disabled.cancelled() and disabled.exception() is None

    async def let_scripts_run(self) -> None:
        """Undo `stop_scripts`, once another page is open. Raises ChannelClosed."""
        await self.tree.root.send("Emulation.setScriptExecutionDisabled", {"value": False})
        self.stopped = False

    async def close(self) -> None:
        """Stop what runs beside."""
        self._closed = True
        for timer in (self._later, self._deadline):
            if timer is not None:
                timer.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if hasattr(self, "tree"):
            await self.tree.close()

    async def _prepare(self, channel: Channel, kind: str) -> None:
        """Observe a target before it runs."""
        calls = [
            channel.send("Network.enable", {"maxPostDataSize": 65536}),
            channel.send("Runtime.enable"),
            channel.send("Runtime.addBinding", {"name": self._binding}),
            channel.send("Target.setAutoAttach", AUTO_ATTACH),
        ]
        if kind in ("page", "iframe"):
            calls.append(channel.send("Page.enable"))
            calls.append(
                channel.send("Page.addScriptToEvaluateOnNewDocument", {"source": self._script, "runImmediately": True})
            )
        await asyncio.gather(*calls, return_exceptions=True)
        if kind not in ("page", "iframe"):
            with contextlib.suppress(ChannelClosed):
                await channel.send("Runtime.evaluate", {"expression": self._script})

    def _handle(self, channel: Channel, method: str, params: Params) -> None:
        domain, _, event = method.partition(".")
        if domain == "Network":
            if event == "requestWillBeSent":
                self._announce(host_of(params["request"]["url"]))
            self.recorder.handle(method, params)
        elif domain == "DOMStorage":
            self.storage.take(params, self.recorder.place.page)
            if self.storage.is_flooded() and channel is self.tree.root:
                self._start(self._silence("DOMStorage.disable"))
        elif method == "Runtime.bindingCalled" and params.get("name") == self._binding:
            self.reports.take(params.get("payload", ""))
        elif method == "Fetch.requestPaused":
            self._start(self.gate.decide(channel, params))
        elif method == "Inspector.targetCrashed" and channel is self.tree.root:
            self.end("crashed")
        elif domain == "Page":
            self._page_event(channel, event, params)
        elif method in _ERROR_EVENTS:
            self.console_errors += _is_error(method, params)

    async def _silence(self, method: str) -> None:
        """Have the browser tell no more of something."""
        with contextlib.suppress(ChannelClosed):
            await self.tree.root.send(method)

    def _page_event(self, channel: Channel, event: str, params: Params) -> None:
        if event == "frameNavigated":
            frame = params["frame"]
            self.recorder.frames[frame["id"]] = frame.get("url", "")
            if frame["id"] == self.recorder.main_frame:
                self.recorder.arrival.put(frame["loaderId"])
        elif event == "loadEventFired" and channel is self.tree.root:
            self.loaded = True
        elif event == "frameRequestedNavigation":
            self.gate.announce(params)

    def _witness(self, request: Request) -> None:
        self.recorder.witness(request.url, request.method, request.resource_type, request.post_data_buffer)

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(forget)
        return task


def forget(task: asyncio.Future[Any]) -> None:
    """Take note of how a call ended that nobody waits for."""
    if not task.cancelled():
        task.exception()


def _is_error(method: str, params: Params) -> bool:
    """Whether a line of the console is an error; what a worker throws is told by its own session."""
    if method == "Log.entryAdded":
        entry = params.get("entry", {})
        return bool(entry.get("level") == "error" and entry.get("source") != "worker")
    return bool(method == "Runtime.exceptionThrown" or params.get("type") == "error")


async def _close_quietly(page: Page) -> None:
    """A window that a page opened although it may not."""
    from playwright.async_api import Error

    with contextlib.suppress(Error):
        await page.close()


@asynccontextmanager
async def open_session(browsers: Browsers, start: Start) -> AsyncIterator[Session]:
    """An observed page in a fresh context; at the end nothing of it is left. Raises BrowserDied."""
    async with browsers.context(start.proxy_port) as (chromium, context):
        session = Session(context, chromium, start)
        watch: asyncio.Task[None] | None = None
        try:
            await _observed(session)
            watch = asyncio.ensure_future(_watch(session, chromium))
            yield session
            if session.stopped:  # what a page did not answer for, its context may not close for either
                chromium.end()
        finally:
            if watch is not None:
                watch.cancel()
                await asyncio.gather(watch, return_exceptions=True)
            await session.close()


async def _observed(session: Session) -> None:
    from playwright.async_api import Error

    try:
        await session.observe()
    except (ChannelClosed, Error) as error:
        session.end("not-started")
        raise BrowserDied("not-started") from error


async def _watch(session: Session, chromium: Chromium) -> None:
    """End the phase where memory, or what is stored, runs away."""
    while True:
        await asyncio.sleep(_WATCH_SECONDS)
        if await asyncio.to_thread(chromium.holds_too_much, MEMORY_BYTES):
            session.end("memory")
            return
