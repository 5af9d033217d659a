"""Looking: find the consent interface of a page, in all its frames and shadow roots, at once or after a while."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from catalog.sites import site_of
from scanner.collect.browser.channels import ChannelClosed
from scanner.collect.browser.frames import Frame
from scanner.collect.browser.stirring import SCROLL, SCROLL_BACK, move_mouse
from scanner.consent.survey import Block, Survey, first_layer, read_blocks, script

if TYPE_CHECKING:
    from scanner.collect.browser.session import Session
    from scanner.collect.browser.visit import Visitor

_SMALLEST_FRAME = (120.0, 40.0)
_SCROLLED_SECONDS = 0.6
_REMEMBER_ROOT = """function () {
  (globalThis.closedRoots || (globalThis.closedRoots = new Map())).set(this.host, this);
}"""


class Looker:
    """Looks at the page that is open. What is raised is BrowserDied or PageFroze."""

    def __init__(self, session: Session, visitor: Visitor) -> None:
        self._session = session
        self._visitor = visitor
        self._frames: dict[str, Frame] = {}

    async def survey(self) -> Survey:
        """All blocks about consent in all frames that are shown. Raises BrowserDied."""
        if self._session.reports.closed_roots:
            await self._open_closed_roots()
        found = Survey()
        for frame in await self._visitor.alive(self._session.frames.all()):
            if frame.depth and not await self._is_shown(frame):
                continue
            answer = await self._visitor.alive(self._session.frames.evaluate(frame, script(frame.depth > 0)))
            if not isinstance(answer, dict):
                continue
            self._frames[frame.id] = frame
            found.blocks += read_blocks(answer, frame.id, frame.depth > 0)
            if frame.depth == 0:
                found.covered, found.text = int(answer.get("covered", 0)), str(answer.get("text", ""))
                found.covers = tuple(map(str, answer.get("covers", ())))
        return found

    async def find(self, seconds: float) -> tuple[Block | None, Survey]:
        """The first layer, waited for as long as this where it is not there at once.

        Where the time is over the mouse moves and the page is scrolled once, as readers do: some wait for that.
        """
        end = time.monotonic() + seconds
        while True:
            survey = await self.survey()
            block = first_layer(survey.blocks)
            if block is not None or seconds <= 0:
                return block, survey
            if time.monotonic() >= end:
                return await self._after_scrolling(survey)
            await self._visitor.alive(asyncio.sleep(0.5))

    async def _after_scrolling(self, before: Survey) -> tuple[Block | None, Survey]:
        page = (await self._visitor.alive(self._session.frames.all()))[0]
        await move_mouse(self._session, self._visitor)
        await self._visitor.alive(self._session.frames.evaluate(page, SCROLL))
        await self._visitor.alive(asyncio.sleep(_SCROLLED_SECONDS))
        survey = await self.survey()
        block = first_layer(survey.blocks)
        await self._visitor.alive(self._session.frames.evaluate(page, SCROLL_BACK))
        return (block, survey) if block is not None else (None, before)

    async def into_view(self, block: Block, survey: Survey) -> tuple[Block, Survey]:
        """The block after its controls were scrolled to, where they were below the window; the same where not."""
        page = (await self._visitor.alive(self._session.frames.all()))[0]
        height = await self._visitor.alive(self._session.frames.evaluate(page, "innerHeight"))
        down = (await self.offset(block))[1]
        within = [each for each in block.controls if not each.unseen]
        last = max(within, key=lambda each: each.box[1], default=None)
        frame = self._frames.get(block.frame)
        if last is None or frame is None or not isinstance(height, int) or 0 <= down + last.box[1] < height:
            return block, survey
        scroll = f"void surveyed[{last.id}].scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        await self._visitor.alive(self._session.frames.evaluate(frame, scroll))
        again = await self.survey()
        found = first_layer(again.blocks)
        return (found, again) if found is not None and found.text == block.text else (block, survey)

    async def back_to_top(self) -> None:
        """Undo `into_view`."""
        page = (await self._visitor.alive(self._session.frames.all()))[0]
        await self._visitor.alive(self._session.frames.evaluate(page, SCROLL_BACK))

    def has_third_parties(self) -> bool:
        """Whether anybody else was contacted: a platform that shows nothing we can read would come from there."""
        records = self._session.recorder.records
        return any(site_of(record.url) != site_of(record.page) for record in records)

    async def offset(self, block: Block) -> tuple[float, float, float, float]:
        """Where the block's frame lies in the window."""
        frame = self._frames.get(block.frame)
        if frame is None or frame.depth == 0:
            return (0.0, 0.0, 0.0, 0.0)
        return await self._session.frames.offset(frame) or (0.0, 0.0, 0.0, 0.0)

    async def _is_shown(self, frame: Frame) -> bool:
        box = await self._session.frames.offset(frame)
        return box is not None and box[2] >= _SMALLEST_FRAME[0] and box[3] >= _SMALLEST_FRAME[1]

    async def _open_closed_roots(self) -> None:
        """Make closed shadow roots known to the scanner's own world: a person sees what is in them."""
        root = self._session.tree.root
        frame = (await self._visitor.alive(self._session.frames.all()))[0]
        try:
            context = await self._session.frames.context(frame)
            document = await root.send("DOM.getDocument", {"depth": -1, "pierce": True})
            for number in _closed_roots(document["root"]):
                found = await root.send("DOM.resolveNode", {"backendNodeId": number, "executionContextId": context})
                await root.send(
                    "Runtime.callFunctionOn",
                    {"objectId": found["object"]["objectId"], "functionDeclaration": _REMEMBER_ROOT},
                )
        except (ChannelClosed, KeyError):
            return


def _closed_roots(node: dict[str, object]) -> list[int]:
    """Protocol numbers of all closed shadow roots below a node, outer ones first."""
    found: list[int] = []
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if current.get("shadowRootType") == "closed":
            found.append(int(str(current["backendNodeId"])))
        for key in ("shadowRoots", "children"):
            waiting += reversed(current.get(key) or [])  # type: ignore[call-overload]
    return found
