"""Boxes: everything that can be ticked in a consent interface's second layer, parts that are folded away included.

Tabs, accordions and `details` show some boxes only once they are pressed. A box nobody looked at may be ticked: it
would be missing where boxes are judged, and a refusal by unticking what one sees would leave it on.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scanner.consent.describe import toggle_of
from scanner.consent.survey import Block, FoundControl, second_layer

if TYPE_CHECKING:
    from scanner.collect.browser.choice import Chooser, Outcome

MOST_BOXES: Final = 25
_MOST_FOLDS = 8
"""Folded parts that are opened: a list of hundreds of partners is not read to its end."""
_OPENED_SECONDS = 0.3


async def read_boxes(chooser: Chooser, layer: Block, before: Block) -> Block:
    """The layer with the boxes of all its parts; nothing is ticked. `before` is the first layer. Raises BrowserDied."""
    found = {(each.label, each.checked): each for each in layer.toggles}
    unread = dict.fromkeys(layer.unread)
    async for view, _ in _views(chooser, layer, before, ticking=False):
        found |= {(each.label, each.checked): each for each in view.toggles if (each.label, each.checked) not in found}
        unread |= dict.fromkeys(view.unread)
    return replace(layer, toggles=tuple(found.values()), unread=tuple(unread))


async def set_boxes(chooser: Chooser, layer: Block, before: Block, wanted: bool, outcome: Outcome) -> Block | None:
    """Tick (or untick) every box that is not essential, part by part; the layer as it is then. Presses are counted.

    None where a refusal would leave a box ticked that could not be brought to sight or did not yield, where one does
    not tell whether it is on, or where no box was seen at all: what is saved then is unknown. Raises BrowserDied.
    """
    last, pressed, seen, unread = layer, 0, False, False
    async for view, opened in _views(chooser, layer, before, ticking=True):
        outcome.actions += opened
        seen |= bool(view.toggles)
        unread |= bool(view.unread)
        for toggle in view.toggles:
            locked = toggle.disabled or toggle.checked == wanted or (not wanted and toggle_of(toggle).essential)
            if locked or pressed >= MOST_BOXES:
                continue
            await chooser.press(view.frame, toggle.id)
            pressed += 1
        last = view
    outcome.actions += pressed
    now = await _as_it_is(chooser, before, last)
    known = (*now.folded, *now.toggles)
    left_on = any(each.checked and not each.disabled and not toggle_of(each).essential for each in known)
    return None if (left_on or unread or not seen) and not wanted else now


async def _views(chooser: Chooser, layer: Block, before: Block, ticking: bool) -> AsyncIterator[tuple[Block, int]]:
    """The layer as it is, then after each of its folds was pressed, with the presses this took. Where boxes are ticked
    meanwhile (`ticking`) the layer is looked at anew before the next fold is pressed."""
    yield layer, 0
    tried: Counter[str] = Counter()
    now = await _as_it_is(chooser, before, layer) if ticking else layer
    while tried.total() < _MOST_FOLDS and (fold := _next_fold(now, tried)) is not None:
        tried[fold.text] += 1
        await chooser.press(now.frame, fold.id)
        await asyncio.sleep(_OPENED_SECONDS)
        again = second_layer(await chooser.own_blocks(), before)
        if again is None:
            return
        yield again, 1
        now = await _as_it_is(chooser, before, again) if ticking else again


async def _as_it_is(chooser: Chooser, before: Block, last: Block) -> Block:
    return second_layer(await chooser.own_blocks(), before) or last


def _next_fold(layer: Block, tried: Counter[str]) -> FoundControl | None:
    """The next part to open, where boxes are folded away at all; of those with one name the next one."""
    met: Counter[str] = Counter()
    for one in layer.controls if layer.folded else ():
        if one.unfolds and not one.leads_away:
            met[one.text] += 1
            if met[one.text] > tried[one.text]:
                return one
    return None
