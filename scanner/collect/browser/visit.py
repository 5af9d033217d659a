"""Visit: open one page, wait until the network is quiet, note what it came to."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from catalog.nouns.browser import BrowserPage
from scanner.collect.browser.browsers import BrowserDied
from scanner.collect.browser.channels import ChannelClosed, ChannelSilent
from scanner.collect.browser.session import PageFroze, Session, forget

if TYPE_CHECKING:
    from scanner.collect.browser.job import PageToVisit, Purse, Waiting
    from scanner.net.blobs import BlobSink

FROZEN: Final = "hang"
"""The failure of a page that stopped answering."""
_INTERRUPTED: Final = "interrupted"
"""The failure of a page that the one before it did not let open: it went elsewhere at the same moment."""
_POLL_SECONDS = 0.1
_LEAST_POLL_SECONDS = 0.02
_BUSY_SECONDS = 0.4
"""A page that takes longer to answer is still working: its network is quiet for want of processor, not of wishes."""
_ANSWER_SECONDS = 5.0
_LEAVING_SECONDS = 0.05
_SENDING_SECONDS = 1.0
"""How long what a page asks for when it is left may take to be answered: navigation would stop it before, and a cookie
that comes with the answer would not be seen."""
_CLEAR_SECONDS = 3.0
_STARTED_SECONDS = 0.4
"""How long what comes due may take to ask for something."""
_PATIENCE_SECONDS = 10.5
"""How long after it was opened a page may still be waited for because its scripts put something off: ten seconds
without doing anything are asked for (criteria, `trackers.before-consent`), and more than that hardly ever used."""
_LINKS = 2
"""How often what was put off may put off something in its turn."""
_RESERVE_SECONDS = 2.0
_PAGE_SECONDS = 2.5
"""What such a wait leaves of the phase's time, and that for every page that is still to come."""
_PICTURE = {"format": "jpeg", "quality": 55, "optimizeForSpeed": True}

_TURN_AWAY = """((persisted) => {
  const said = (event, ...more) => {
    try { dispatchEvent(new event(...more)); } catch (_) { /* the page's own fault */ }
  };
  said(Event, "beforeunload", { cancelable: true });
  try {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  } catch (_) { /* a page that forbids it is left all the same */ }
  said(PageTransitionEvent, "pagehide", { persisted });
  if (!persisted) said(Event, "unload");
})(PERSISTED)"""
_COME_BACK = """(() => {
  try {
    delete document.visibilityState;
    delete document.hidden;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  } catch (_) { /* as above */ }
})()"""

_STATE = """(() => ({
  title: document.title.slice(0, 300),
  length: document.body ? document.body.innerText.length : 0,
  elements: document.querySelectorAll("body *").length,
}))()"""


@dataclass
class Visit:
    """A page that was opened, before it is written down."""

    page: PageToVisit
    final_url: str = ""
    status: int | None = None
    settled: bool = False
    failure: str | None = None
    title: str = ""
    text_length: int = 0
    elements: int = 0
    screenshot: str | None = None
    controls: str | None = None
    way_back: str | None = None
    way_back_to: str = ""
    usable: bool | None = None
    console_errors: int = 0
    asked: int = 0
    """How many requests the session had made when the page had come to rest."""


class Visitor:
    """Opens pages in a session, within what the check may still spend."""

    def __init__(self, session: Session, waiting: Waiting, purse: Purse, blobs: BlobSink) -> None:
        self._session = session
        self._waiting = waiting
        self._purse = purse
        self._blobs = blobs
        self._looking: Visit | None = None
        self.to_come = 0
        """How many pages the phase opens after the one that is open."""
        self.patient = True
        """Whether pages are waited for that put something off: not where nothing can be shown by it any more."""

    async def open(self, page: PageToVisit, quiet: float | None = None, visit: Visit | None = None) -> Visit:
        """Open a page and watch it until it is quiet, for `quiet` seconds if given. Raises BrowserDied.

        `visit` is written on as things happen, so that it says what was seen should the browser die meanwhile. A page
        that stops answering has the failure `hang`.
        """
        session, visit = self._session, visit or Visit(page)
        await self._let_go(page.url)
        errors = session.console_errors
        self._looking = visit
        try:
            await self._arrive(visit, quiet)
            if self._was_kept_away(visit):
                await self._clear()
                visit.failure = None
                await self._arrive(visit, quiet)
        except PageFroze:
            visit.failure = FROZEN
        visit.asked = session.recorder.asked
        visit.console_errors = session.console_errors - errors
        return visit

    async def _arrive(self, visit: Visit, quiet: float | None) -> None:
        """Go to the page and see what it shows once it is quiet. Raises PageFroze, BrowserDied."""
        started = time.monotonic()
        self._session.loaded = False
        self._session.reports.put_off.clear()
        self._session.gate.last_refusal = None
        self._session.recorder.begin_page(visit.page.url, self._session.page.url)
        await self._go_to(visit)
        if visit.failure is None:
            visit.settled = await self.settle(started, quiet=quiet)
            if quiet is None and visit.settled and (visit.page.is_learner or visit.page.role == "home"):
                await self._outlast(started)
            await self.describe(visit)
            # The driver does not know the answer where another document was on its way at the same moment.
            visit.status = visit.status or self._session.recorder.own_status()

    async def _go_to(self, visit: Visit) -> None:
        """Go to the page's address until its first bytes come. Raises PageFroze, BrowserDied."""
        from playwright.async_api import Error

        session, url = self._session, visit.page.url
        limit = min(self._waiting.limit, max(1.0, self._purse.remaining()))
        try:
            response = await self.alive(session.page.goto(url, wait_until="commit", timeout=limit * 1000))
            visit.status = response.status if response is not None else None
        except Error as error:
            visit.failure = self._why(str(error))
        visit.final_url = session.page.url if session.page.url.startswith("http") else url

    def _was_kept_away(self, visit: Visit) -> bool:
        """Whether the page before did not let itself be left: it went elsewhere meanwhile, or nothing was asked at all.

        Once it was left for an empty page that runs no script, what comes is the page's own doing.
        """
        if visit.failure is None:
            return self._session.recorder.arrival.taken_over
        return visit.failure == _INTERRUPTED or not self._session.recorder.arrival.was_asked

    async def _let_go(self, target: str = "") -> None:
        """Tell the page that is open that it is being left; where its scripts were stopped, leave it behind first.

        So is a page of which `target` is another client-side route (`#/login`): it would not be loaded again.
        """
        from playwright.async_api import Error

        self._looking = None
        with contextlib.suppress(PageFroze):
            await self._turn_away()
        if self._session.stopped:
            await self._clear()
        elif target and self._session.page.url.partition("#")[0] == target.partition("#")[0]:
            with contextlib.suppress(Error, PageFroze):
                await self.alive(self._session.page.goto("about:blank", timeout=_CLEAR_SECONDS * 1000))

    async def _clear(self) -> None:
        """Leave a page whose scripts must not run any more. Raises BrowserDied where it cannot be left."""
        from playwright.async_api import Error

        session = self._session
        try:
            if not session.stopped and not await session.stop_scripts():
                raise BrowserDied("hang")
            await self.alive(session.page.goto("about:blank", timeout=_CLEAR_SECONDS * 1000))
            await self.alive(session.let_scripts_run())
        except (Error, PageFroze) as error:
            raise BrowserDied("hang") from error

    async def settle(self, started: float, limit: float | None = None, quiet: float | None = None) -> bool:
        """Wait until the network has been quiet long enough; whether it was before time ran out. Raises BrowserDied."""
        end = started + min(limit or self._waiting.limit, max(0.5, self._purse.remaining()))
        wanted = (self._waiting.quiet if quiet is None else min(quiet, self._waiting.quiet)) * 1000
        recorder = self._session.recorder
        missing = wanted
        while (now := time.monotonic()) < end:
            # What loads or is being fetched is asked after; else the quiet cannot be long enough before it is so long.
            pause = missing / 1000 if self._session.loaded and missing > 0 else _POLL_SECONDS
            await self.alive(asyncio.sleep(min(end - now, max(_LEAST_POLL_SECONDS, pause))))
            missing = wanted - (self._session.moment() - recorder.last_activity_ms)
            if not self._session.loaded or missing > 0 or recorder.under_way():
                continue
            asked = time.monotonic()
            await self.alive(self._session.frames.all())
            if time.monotonic() - asked < _BUSY_SECONDS:
                return True
        return False

    async def _outlast(self, started: float) -> None:
        """Wait for what the scripts of a page that is quiet put off when it was opened, and for what that puts off.

        Many sites load their trackers some seconds late, for speed. What goes on for ever, as a slide show does, is
        followed no further. Raises PageFroze, BrowserDied.
        """
        for _ in range(_LINKS):
            moment, left = self._session.moment(), started + _PATIENCE_SECONDS - time.monotonic()
            coming = ((due - moment) / 1000 for due in self._session.reports.put_off)
            due = max((seconds for seconds in coming if 0 < seconds <= left), default=0.0)
            reserve = _RESERVE_SECONDS + self.to_come * _PAGE_SECONDS
            if not self.patient or not due or self._purse.remaining() - due < reserve:
                return
            asked = self._session.recorder.asked
            wait = due + _STARTED_SECONDS
            await self.alive(asyncio.sleep(wait), seconds=wait + 1)
            if self._session.recorder.asked != asked:
                await self.settle(time.monotonic(), limit=self._waiting.quiet * 2)

    async def describe(self, visit: Visit) -> None:
        """Title and amount of text of the page that is open. Raises BrowserDied where the page does not answer."""
        frame = (await self.alive(self._session.frames.all()))[0]
        state: Any = await self.alive(self._session.frames.evaluate(frame, _STATE))
        if state is None:
            state = await self.alive(self._session.frames.evaluate(frame, _STATE)) or {}
        visit.title = state.get("title", "")
        visit.text_length = state.get("length", 0)
        visit.elements = state.get("elements", 0)
        if self._session.page.url.startswith("http"):
            visit.final_url = self._session.page.url

    async def picture(self) -> str | None:
        """Digest of a picture of what is on the screen, None where none can be made. Raises BrowserDied."""
        try:
            answer = await self.alive(self._session.tree.root.send("Page.captureScreenshot", dict(_PICTURE)))
        except ChannelClosed:
            return None
        return self._blobs.put(base64.b64decode(answer["data"]))

    async def leave(self) -> None:
        """Leave the last page, so that what it sends on leaving is seen too. Raises BrowserDied."""
        from playwright.async_api import Error

        await self._let_go()
        try:
            await self.alive(self._session.page.goto("about:blank", timeout=3000))
        except (Error, PageFroze):
            return
        await self.alive(asyncio.sleep(0.25))

    async def glance_away(self) -> None:
        """Turn away from the page that is open and come back, to see what it sends when left.

        Raises PageFroze, BrowserDied.
        """
        await self._turn_away(back=True)

    async def _turn_away(self, back: bool = False) -> None:
        """Tell the open page that it is being left: what it sends then is lost to the protocol once it is gone."""
        if not self._session.page.url.startswith("http") or self._session.stopped:
            return
        send = self._session.tree.root.send
        away = _TURN_AWAY.replace("PERSISTED", "true" if back else "false")
        try:
            await self.alive(send("Runtime.evaluate", {"expression": away}))
            await self.alive(asyncio.sleep(_LEAVING_SECONDS))
            end = time.monotonic() + _SENDING_SECONDS
            while self._session.recorder.unanswered() and time.monotonic() < end:
                await self.alive(asyncio.sleep(_LEAST_POLL_SECONDS))
            if back:
                await self.alive(send("Runtime.evaluate", {"expression": _COME_BACK}))
        except ChannelClosed:
            return

    async def alive(self, work: Any, seconds: float | None = None) -> Any:
        """The result of `work`, as long as the browser lives and answers.

        Raises PageFroze where the page does not answer and its scripts could be stopped, BrowserDied.
        """
        task = asyncio.ensure_future(work)
        limit = seconds or max(_ANSWER_SECONDS, self._waiting.limit + 2)
        try:
            await asyncio.wait({task, self._session.died}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if self._session.died.done():
                raise BrowserDied(self._session.died.result())
            if not task.done():
                await self._stop()
            try:
                return task.result()
            except ChannelSilent:
                await self._stop()
            except ChannelClosed as error:
                raise BrowserDied("crashed") from error
        finally:
            task.cancel()
            task.add_done_callback(forget)

    async def _stop(self) -> NoReturn:
        """Stop the scripts of a page that does not answer. Raises PageFroze, or BrowserDied where that is no help."""
        if self._session.stopped or not await self._session.stop_scripts():
            raise BrowserDied("hang")
        if self._looking is not None:
            self._looking.failure = FROZEN
        raise PageFroze

    def _why(self, text: str) -> str:
        """A word for a failed navigation."""
        refused = self._session.gate.last_refusal
        if refused is not None:
            return refused
        if "Timeout" in text:
            return "timeout"
        if "interrupted by another navigation" in text:
            return _INTERRUPTED
        if "Download is starting" in text or "ERR_ABORTED" in text:
            return "download"
        start = text.find("net::ERR_")
        return text[start + 5 :].split(" ", 1)[0].split("\n", 1)[0] if start >= 0 else "failed"


def written(visit: Visit, failed: int) -> tuple[BrowserPage, ...]:
    """The page as evidence, once for each role and surface it has; `failed` counts its requests that failed."""
    page = visit.page
    first = _page_of(visit, failed)
    return (first, *(first.model_copy(update={"role": role, "surface": surface}) for role, surface in page.also))


def _shows_something(visit: Visit) -> bool:
    """Whether anything is on the page; what stands in shadow roots has no text of the document's own."""
    return visit.text_length > 0 or visit.elements > 3 or visit.controls is not None


def _turned_away(status: int | None) -> bool:
    """Whether the server says that this is not the page: a wall or a fault of its own (RFC 9110, 15.5 and 15.6).

    404 is left out: applications whose routes live in the browser are often served with it.
    """
    return status is not None and (status in (401, 403, 407, 429) or status >= 500)


def _page_of(visit: Visit, failed: int) -> BrowserPage:
    page = visit.page
    return BrowserPage(
        url=page.url,
        final_url=visit.final_url or page.url,
        role=page.role,
        surface=page.surface,
        status=visit.status,
        rendered=visit.failure is None and not _turned_away(visit.status) and _shows_something(visit),
        settled=visit.settled,
        screenshot=visit.screenshot,
        controls=visit.controls,
        way_back=visit.way_back,
        way_back_to=visit.way_back_to,
        usable=visit.usable,
        title=visit.title,
        text_length=visit.text_length,
        console_errors=visit.console_errors,
        failed_requests=failed,
        failure=visit.failure,
    )
