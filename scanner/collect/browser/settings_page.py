"""Settings that are a page: where a consent interface's only way to its settings is a link to a page of text.

Such a page may hold boxes, ticked beforehand: it is a second layer then. One that shows none is a text on cookies, and
the interface has no second layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from scanner.collect.browser.choice import Chooser
    from scanner.collect.browser.session import Session
    from scanner.collect.browser.visit import Visitor
    from scanner.consent.survey import Block

_LEAST_TEXT = 300
"""Characters from which on a page tells something: an error page or one still being drawn has fewer."""
_FRAMES = 6
_LOOK = """(() => {
  const closed = globalThis.closedRoots || new Map();
  let boxes = 0;
  const look = (root, depth) => {
    if (depth > 8) return;
    boxes += root.querySelectorAll(
      'input[type="checkbox"], input[type="radio"], [role="switch"], [role="checkbox"], [aria-pressed], [aria-checked]'
    ).length;
    for (const element of root.querySelectorAll("*")) {
      const inner = element.shadowRoot || closed.get(element);
      if (inner) look(inner, depth + 1);
    }
  };
  look(document, 0);
  return [boxes, document.body ? document.body.innerText.length : 0];
})()"""
"""Everything in a frame that can be ticked, seen or not, and how much text it has."""


async def text_page(block: Block, entry: str, session: Session, visitor: Visitor, chooser: Chooser) -> str | None:
    """Address of the page that is open now, where the interface's one settings control led to it and nothing on it can
    be ticked; None where it is still the page of the interface (`entry`), or may be settings. Raises BrowserDied.
    """
    ways = block.of("settings")
    here = session.page.url
    if len(ways) != 1 or not ways[0].leads_away or _path(here) != _path(ways[0].href) or _path(here) == _path(entry):
        return None
    if any(each.toggles or each.unread for each in (await chooser.survey()).blocks):
        return None
    written = 0
    for frame in (await visitor.alive(session.frames.all()))[:_FRAMES]:
        answer = await visitor.alive(session.frames.evaluate(frame, _LOOK))
        if not isinstance(answer, list) or len(answer) != 2 or answer[0]:
            return None
        written += int(answer[1])
    return here if written >= _LEAST_TEXT else None


def _path(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc, parts.path.rstrip("/")
