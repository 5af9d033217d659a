"""Stirring: what a page does once somebody is there: the mouse moves, the page is read down to its end, and back.

Many pages hold their scripts back until a first movement, for speed, trackers and consent interfaces among them: who
only waits sees neither. Neither moving nor scrolling is a choice (GDPR 4(11) and recital 32; EDPB, Guidelines 05/2020
on consent, example 16 [M]): what it sets off happens before one. What stands further down, a video or a map, is often
only loaded when it is about to be seen: it is part of the page all the same.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scanner.collect.browser.session import Session
    from scanner.collect.browser.visit import Visit, Visitor

SCROLL: Final = "scrollBy({ top: innerHeight * 0.6, behavior: 'instant' })"
_READ_DOWN: Final = """(async () => {
  const root = document.scrollingElement || document.documentElement;
  const look = (element) => getComputedStyle(element).overflowY;
  let page = root;
  if (root.scrollHeight <= innerHeight + 40) {  // an application that scrolls inside its window
    let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    while (at && !(at.scrollHeight > at.clientHeight + 40 && /auto|scroll/.test(look(at)))) at = at.parentElement;
    page = at || root;
  }
  const held = page === root && [root, document.body].some((each) => each && /hidden|clip/.test(look(each)));
  const view = page === root ? innerHeight : page.clientHeight;
  const end = held ? view * 0.6 : Math.max(view * 0.6, page.scrollHeight - view);
  const step = Math.max(view * 0.6, end / MOST);
  for (let top = step; top < end + step; top += step) {
    page.scrollTo({ top, behavior: "instant" });
    await new Promise((seen) => setTimeout(seen, PAUSE));
  }
  if (page !== root) page.scrollTo({ top: 0, behavior: "instant" });
})()"""
"""Scrolls to the end of the page as it is now, in so few steps that a long page takes no longer than a person has
patience; a page that is kept from scrolling (by a layer over it) is moved as little as before."""
_MOST_STEPS: Final = 16
_STEP_MS: Final = 40
SCROLL_BACK: Final = "scrollTo({ top: 0, behavior: 'instant' })"
_WAY = ((420.0, 260.0), (440.0, 280.0))
"""Where the mouse goes (CSS pixels): two places, so that it moves whatever lies under it."""
_STARTED_SECONDS = 0.15
"""How long what a movement sets off may take to ask for something."""
_QUIET_SECONDS = 0.7
"""Quiet awaited after what a movement set off: what is still under way is waited for besides."""


async def move_mouse(session: Session, visitor: Visitor) -> None:
    """Move the mouse a little within the page. Raises PageFroze, BrowserDied."""
    from playwright.async_api import Error

    for x, y in _WAY:
        try:
            await visitor.alive(session.page.mouse.move(x, y))
        except Error:
            return


async def stir(session: Session, visitor: Visitor, visit: Visit, quiet: float) -> bool:
    """Move the mouse over the page that is open, scroll to its end and back; whether the page has asked for anything.

    What it asks for since it was quiet is waited for: `quiet` is the quiet that visits await, in seconds.

    Raises PageFroze, BrowserDied.
    """
    frame = (await visitor.alive(session.frames.all()))[0]
    await move_mouse(session, visitor)
    down = _READ_DOWN.replace("MOST", str(_MOST_STEPS)).replace("PAUSE", str(_STEP_MS))
    await visitor.alive(session.frames.evaluate(frame, down, wait=True))
    await visitor.alive(asyncio.sleep(_STARTED_SECONDS))
    await visitor.alive(session.frames.evaluate(frame, SCROLL_BACK))
    if session.recorder.asked <= visit.asked:
        return False
    if visit.settled:
        await visitor.settle(time.monotonic(), limit=2 * quiet, quiet=_QUIET_SECONDS)
    return True
