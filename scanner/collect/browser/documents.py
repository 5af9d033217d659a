"""Documents: pages whose text only scripts draw, drawn in a visit of their own.

The visit comes after the untouched phase and is no phase: what these pages send is recorded for one thing only, to
know whether all of their text came. No evidence on trackers is taken from them, so that it does not depend on whether a
tool's documents are drawn by scripts. No choice is made, and nothing is pressed but what bears a document's name; where
nothing is to be drawn, no browser starts.
"""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from catalog.nouns.browser import BrowserRequest, DrawnReason
from scanner import clock
from scanner.collect.browser.browsers import BrowserDied
from scanner.collect.browser.channels import ChannelClosed
from scanner.collect.browser.choice import Chooser
from scanner.collect.browser.drawing import closed_parts, frames_of, is_busy, links_form, text_form
from scanner.collect.browser.job import BrowserJob, Drawing, PageToDraw, PageToVisit
from scanner.collect.browser.opening import labels_of, number_of, press, shown_since
from scanner.collect.browser.session import PageFroze, Session, open_session
from scanner.collect.browser.snapshot import STYLES, Node, Snapshot, read_snapshot
from scanner.collect.browser.visit import FROZEN, Visit, Visitor
from scanner.consent.survey import first_layer

if TYPE_CHECKING:
    from scanner.collect.browser.job import DocumentSearch, Purse
    from scanner.collect.browser.surroundings import Surroundings
    from scanner.consent.survey import Block

MOST = 8
"""Pages drawn in one scan: each document role once, a hub and one more."""
LEAST_SECONDS = 2.5
"""A page is not begun with less time left: it could not come to rest."""
SCRIPT_SECONDS = 3.0
"""How long a page that is quiet and still empty is waited for: scripts may draw after a while of their own."""
LITTLE = 300
"""Characters on the page below which it still looks empty."""
FAILURES = 10
"""Failed requests kept of one page."""
_QUIET = 0.8
_SCROLLED_QUIET = 0.4
_SCROLLED_LIMIT = 2.5
_LARGEST = 40_000
"""Elements of a page beyond which it is not read: no document has as many."""
_BANNER_SLACK = 60
_GRACE = 1.0
_TO_THE_END = "window.scrollTo(0, document.documentElement.scrollHeight)"
_CARRYING = frozenset({"document", "script", "xhr", "fetch"})
"""Kinds of request on whose answer a text may hang."""


async def draw_documents(around: Surroundings, purse: Purse) -> None:
    """Draw what the search wants and hand it over; it keeps what it finds. Never raises for what a page does."""
    search = around.job.documents
    if search is None:
        return
    try:
        async with asyncio.timeout(max(0.1, purse.remaining())):
            waiting = list(await search.wanted())
    except TimeoutError:
        search.give_up(clock.now())
        return
    if waiting:
        await _Drawer(around, purse, search, waiting).run()


async def offer_links(job: BrowserJob, visit: Visit, session: Session, visitor: Visitor) -> None:
    """Hand on the links that scripts drew on the page that is open (home, log-in …), where a document is missing."""
    leads = visit.page.role == "home" or visit.page.is_learner
    if job.documents is None or not leads or visit.failure is not None or not job.documents.lacks():
        return
    snapshot = await take_snapshot(session, visit.elements)
    if snapshot.root is not None:
        job.documents.offer(visit.final_url, links_form(snapshot), labels_of(snapshot))


async def take_snapshot(session: Session, elements: int) -> Snapshot:
    """What is drawn, frames and shadow roots included; nothing where it is too large or does not answer."""
    if elements > _LARGEST:
        return Snapshot(None, cut=True)
    try:
        return read_snapshot(
            await session.tree.root.send("DOMSnapshot.captureSnapshot", {"computedStyles": list(STYLES)})
        )
    except ChannelClosed:
        return Snapshot(None, cut=True)


class _Drawer:
    """The visit: one fresh profile, page after page."""

    def __init__(self, around: Surroundings, purse: Purse, search: DocumentSearch, waiting: list[PageToDraw]) -> None:
        self._around = around
        self._purse = purse
        self._search = search
        self._waiting = waiting
        self._drawn = 0

    async def run(self) -> None:
        reason: DrawnReason = "budget"
        try:
            if self._purse.remaining() >= LEAST_SECONDS:
                async with open_session(self._around.browsers, self._around.start) as session:
                    session.end_after(self._purse.remaining() + _GRACE, "budget")
                    await self._draw_all(session)
        except BrowserDied as died:
            reason = "budget" if died.reason == "budget" else "crashed"
        for page in self._waiting:
            # Nothing is taken from a failure, so no further page can come of it.
            await self._search.take(page, Drawing(page.url, clock.now(), failure=reason))

    async def _draw_all(self, session: Session) -> None:
        visitor = Visitor(session, self._around.job.waiting, self._purse, self._around.job.blobs)
        while self._waiting and self._drawn < MOST and self._purse.remaining() >= LEAST_SECONDS:
            page = self._waiting[0]
            drawing = await self._draw(page, session, visitor)
            self._waiting.pop(0)
            self._drawn += 1
            self._waiting += await self._taken(page, drawing)

    async def _taken(self, page: PageToDraw, drawing: Drawing) -> tuple[PageToDraw, ...]:
        """Hand a drawing over; what it leads to, unless plain HTML of that takes too long to be looked at."""
        try:
            async with asyncio.timeout(max(0.1, self._purse.remaining())):
                return await self._search.take(page, drawing)
        except TimeoutError:
            return ()

    async def _draw(self, page: PageToDraw, session: Session, visitor: Visitor) -> Drawing:
        """Open a page afresh, let it come to rest, and take what it shows."""
        if self._drawn:
            await self._clear(session, visitor)
        role = page.role if page.role != "hub" else "other"
        visit = await visitor.open(PageToVisit(page.url, role, "documents"), quiet=_QUIET)
        at = clock.now()
        if visit.failure is not None:
            session.recorder.cut()
            return Drawing(visit.final_url, at, visit.status, failure=_reason(visit.failure))
        try:
            return await self._take(page, visit, at, session, visitor)
        except PageFroze:
            session.recorder.cut()
            return Drawing(visit.final_url, at, visit.status, failure="crashed")

    async def _take(self, page: PageToDraw, visit: Visit, at: datetime, session: Session, visitor: Visitor) -> Drawing:
        """What an open page shows once it rests. Raises PageFroze, BrowserDied."""
        await self._come_to_rest(visit, session, visitor)
        before = await take_snapshot(session, visit.elements) if page.press is not None else None
        if before is not None and not await self._press(page, before, visit, session, visitor):
            session.recorder.cut()
            return Drawing(visit.final_url, at, visit.status, failure="empty")
        banner = first_layer((await Chooser(session, visitor).survey()).blocks)
        numbers = await _pressable(banner, session, visitor) if banner is not None else []
        snapshot = await take_snapshot(session, visit.elements)
        without = _banner_nodes(banner, numbers, snapshot) if banner is not None else frozenset()
        if before is not None and visit.final_url == page.url:
            snapshot = shown_since(before, snapshot)
        return Drawing(
            url=visit.final_url,
            at=at,
            status=visit.status,
            text=text_form(snapshot, without),
            links=links_form(snapshot),
            settled=visit.settled,
            cut=snapshot.cut,
            busy=is_busy(snapshot),
            closed_parts=closed_parts(snapshot),
            failed=self._failed(session),
            frames=frames_of(snapshot, without),
        )

    async def _press(
        self, page: PageToDraw, before: Snapshot, visit: Visit, session: Session, visitor: Visitor
    ) -> bool:
        """Press what bears the document's name and let the page come to rest; whether it was there."""
        number = number_of(before, page.press or "")
        session.recorder.touch()
        if number is None or not await visitor.alive(press(session, number)):
            return False
        visit.settled = await visitor.settle(time.monotonic(), quiet=_QUIET)
        await visitor.describe(visit)
        await self._come_to_rest(visit, session, visitor)
        return True

    async def _clear(self, session: Session, visitor: Visitor) -> None:
        """Leave the page before: a route of the same page would otherwise not load again."""
        from playwright.async_api import Error

        if session.stopped:
            return  # the visitor leaves such a page behind itself
        try:
            await visitor.alive(session.page.goto("about:blank", timeout=3000))
        except (Error, PageFroze):
            return
        session.recorder.cut()

    async def _come_to_rest(self, visit: Visit, session: Session, visitor: Visitor) -> None:
        """Wait for a late text, then go to the page's end, which has the rest of a long one drawn."""
        end = time.monotonic() + min(SCRIPT_SECONDS, self._purse.remaining() - 1.0)
        while visit.text_length < LITTLE and time.monotonic() < end:
            await visitor.alive(asyncio.sleep(0.3))
            await visitor.describe(visit)
        frame = (await visitor.alive(session.frames.all()))[0]
        await visitor.alive(session.frames.evaluate(frame, _TO_THE_END))
        rested = await visitor.settle(time.monotonic(), limit=_SCROLLED_LIMIT, quiet=_SCROLLED_QUIET)
        visit.settled = visit.settled and rested
        await visitor.describe(visit)

    def _failed(self, session: Session) -> tuple[BrowserRequest, ...]:
        """The requests on which the text may hang that failed and were not made good by a second try."""
        proxy = self._around.proxy
        requests = session.recorder.cut().requests(proxy.peer, proxy.refusals.get)
        good = {one.url for one in requests if one.failure is None and 200 <= (one.status or 0) < 400}
        failed = {
            one.url: one
            for one in requests
            if one.resource_type in _CARRYING
            and one.url not in good
            and (one.failure is not None or (one.status or 0) >= 400)
        }
        return tuple(failed[url] for url in sorted(failed))[:FAILURES]


def _reason(failure: str) -> DrawnReason:
    """The word of the evidence for a navigation that failed."""
    if failure in ("robots", "timeout", "budget"):
        return failure  # type: ignore[return-value]
    return "crashed" if failure == FROZEN else "failed"


async def _pressable(banner: Block, session: Session, visitor: Visitor) -> list[int]:
    """The protocol's numbers of what can be pressed in a consent interface."""
    frames = {frame.id: frame for frame in await visitor.alive(session.frames.all())}
    frame = frames.get(banner.frame)
    found: list[int] = []
    for control in banner.controls[:3] if frame is not None else ():
        assert frame is not None
        handle = await visitor.alive(session.frames.handle(frame, f"surveyed[{control.id}]"))
        if handle is None:
            continue
        call: Any = session.tree.root.send("DOM.describeNode", {"objectId": handle})
        try:
            answer = await call
        except ChannelClosed:
            continue
        found.append(int(answer["node"]["backendNodeId"]))
    return found


def _banner_nodes(banner: Block, numbers: list[int], snapshot: Snapshot) -> frozenset[int]:
    """The consent interface's own nodes: the largest around its controls with hardly more text than the interface."""
    if snapshot.root is None:
        return frozenset()
    most = len(banner.text) * 1.1 + _BANNER_SLACK
    path: list[Node] = []
    found: set[int] = set()
    waiting: list[tuple[Node, int]] = [(snapshot.root, 0)]
    while waiting:
        node, level = waiting.pop()
        del path[level:]
        path.append(node)
        if node.number in numbers:
            around = [one for one in path if one.name not in ("html", "body") and len(one.words()) <= most]
            found.update(one.number for one in around[:1])
        if banner.in_frame and node.frame == banner.frame:
            found.add(node.number)
        waiting.extend((child, level + 1) for child in reversed(node.children))
    return frozenset(found)
