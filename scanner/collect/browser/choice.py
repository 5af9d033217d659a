"""Choice: use the consent interface, refuse or accept by the ways it offers, and say which way was taken.

Controls are pressed as a person presses them: scrolled into view, with the mouse, where they are. Only where something
lies over a control that is otherwise in order it is pressed by script. Nothing is pressed that is not part of the
interface, and no form is submitted (see `navigation`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from catalog.sites import site_of
from scanner.collect.browser.boxes import read_boxes, set_boxes
from scanner.collect.browser.channels import ChannelClosed
from scanner.collect.browser.frames import box_of
from scanner.collect.browser.looking import Looker
from scanner.collect.browser.platform import Platform
from scanner.consent.labels import accepts_everything, names_a_category
from scanner.consent.sentences import implied_wording
from scanner.consent.survey import Block, FoundControl, Survey, first_layer, second_layer

if TYPE_CHECKING:
    from catalog.nouns.browser import ControlKind
    from scanner.collect.browser.session import Session
    from scanner.collect.browser.visit import Visitor

Wish = Literal["refuse", "accept"]

CLICK_SECONDS = 2.0
"""Requests this long after a press count as fired during it: answers to what was under way prove nothing."""
_CHANGE_SECONDS = 3.0
_STILL_SECONDS = 0.8
"""A press after which nothing moved and nothing is being fetched for so long did nothing."""
_POLL_SECONDS = 0.15
_PRESSED = 2
"""Controls of one kind that are tried on a layer."""
_OTHERS = 2
"""Further interfaces on a page that are answered."""
_DEEPEST = 2
"""Layers of settings that are opened behind the first settings."""
_PARTS = 4
"""Parts of settings (tabs) that are opened where none shows anything to choose."""

_HIT = """function () {
  const box = this.getBoundingClientRect();
  const root = this.getRootNode();
  const at = (root.elementFromPoint ? root : document).elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return Boolean(at) && (at === this || this.contains(at) || at.contains(this));
}"""


@dataclass
class Outcome:
    """What came of a wish. `reason` where it was not fulfilled: `no-interface`, `no-refusal-found`, `click-failed` …

    `second` is the second layer where it was reached; `led_to` the address on another site a refusal leads to.
    """

    made: bool = False
    route: str = ""
    actions: int = 0
    reason: str | None = None
    second: Block | None = None
    led_to: str | None = None


class Chooser(Looker):
    """Uses the consent interface of the page that is open."""

    def __init__(self, session: Session, visitor: Visitor) -> None:
        super().__init__(session, visitor)
        self._pressed_by_script = False
        self._beside: frozenset[str] = frozenset()
        self.pressed = False
        """Whether anything was pressed: what the site does from then on is not what it does without a choice."""
        self.platform = Platform(session)

    # Choosing ----------------------------------------------------------------------------------------------------

    async def choose(self, wish: Wish, block: Block | None, blocks: Iterable[Block], platform: bool) -> Outcome:
        """Refuse or accept: on the first layer, on the second, by a platform's rule where `platform` may be there.

        `blocks` is all that stood on the page with the first layer `block`. Raises BrowserDied.
        """
        outcome = Outcome(reason="no-interface")
        if block is not None:
            self._beside = _beside(block, blocks)
            outcome = await self._on_first_layer(wish, block)
            if not outcome.made:
                deeper = await self._on_second_layer(wish, outcome)
                outcome = deeper if deeper.made or outcome.reason is None else outcome
        if not outcome.made and platform:
            outcome = await self._by_platform(wish, outcome)
        if outcome.made and self._beside:
            await self._answer_others(wish, outcome)
        if self._pressed_by_script and outcome.made:
            outcome.route += "+script"
        return outcome

    def asking(self, survey: Survey) -> Block | None:
        """The first layer that asks for what was chosen; what stood beside it and was left alone does not."""
        return first_layer(self._own(survey))

    async def own_blocks(self) -> list[Block]:
        """All blocks there are now but those that stood beside the interface chosen on. Raises BrowserDied."""
        return self._own(await self.survey())

    def _own(self, survey: Survey) -> list[Block]:
        return [each for each in survey.blocks if each.text not in self._beside]

    async def _answer_others(self, wish: Wish, outcome: Outcome) -> None:
        """Give the same answer to interfaces that stood beside the first one, a site's own beside a platform's.

        A notice that offers no refusal stays where one refuses.
        """
        for _ in range(_OTHERS):
            block = first_layer((await self.survey()).blocks)
            if block is None or block.text not in self._beside:
                return
            kinds: tuple[ControlKind, ...] = ("reject",) if wish == "refuse" else ("accept", "acknowledge")
            control = next((found for kind in kinds if (found := _best(kind, list(block.of(kind))))), None)
            if control is None:
                return
            self._beside -= {block.text}
            await self.press(block.frame, control.id)
            outcome.actions += 1
            if not await self._gone(block):
                return

    async def _on_first_layer(self, wish: Wish, block: Block) -> Outcome:
        kinds: tuple[ControlKind, ...] = ("reject",) if wish == "refuse" else ("accept", "acknowledge")
        if wish == "accept" and implied_wording(block.text):
            kinds += ("close",)  # closing is said to be consent
        missing = "no-refusal-found" if wish == "refuse" else "no-acceptance-found"
        outcome = Outcome(reason=missing)
        for kind in kinds:
            tried: set[str] = set()
            now: Block | None = block
            while now is not None and len(tried) < _PRESSED:
                control = _best(kind, [each for each in _for_everything(now, kind) if each.text not in tried])
                if control is None:
                    break
                tried.add(control.text)
                here = self._session.page.url
                await self.press(now.frame, control.id)
                outcome.actions += 1
                if control.chooses:
                    await self._send_choice(outcome)
                gone = await self._gone(now)
                if wish == "refuse" and (away := self._led_away(here)):
                    return Outcome(False, "", outcome.actions, "led-away", led_to=away)
                if gone:
                    return Outcome(True, "first-layer", outcome.actions)
                outcome.reason, before = "click-failed", now
                now = first_layer(await self.own_blocks())
                if now is not None and now.text == before.text:
                    outcome.actions -= 1  # it did nothing: nobody needs it
                elif wish == "refuse" and now is not None and _only_accepts(now):
                    return Outcome(True, "first-layer", outcome.actions)
        return outcome

    def _led_away(self, before: str) -> str | None:
        """The address on another site than the visited one to which a press led, or would have led."""
        now = self._session.gate.refused_to or self._session.page.url
        ours = {site_of(before), site_of(self._session.recorder.place.page)}
        return now if now.startswith("http") and site_of(now) not in ours else None

    async def _send_choice(self, outcome: Outcome) -> None:
        """Press what sends an answer that was picked."""
        block = first_layer(await self.own_blocks())
        if block is None:
            return
        for control in block.of("save", "acknowledge")[:1]:
            await self.press(block.frame, control.id)
            outcome.actions += 1

    async def _on_second_layer(self, wish: Wish, first: Outcome) -> Outcome:
        outcome = Outcome(reason=first.reason, actions=first.actions)
        block = first_layer(await self.own_blocks())
        if block is None:
            return outcome
        layer: Block | None = block if (block.toggles or block.unread) and block.of("save") else None
        if layer is None:
            layer = await self._open_settings(block, outcome)
        outcome.second = layer
        if layer is None:
            return outcome
        kinds: tuple[ControlKind, ...] = ("reject",) if wish == "refuse" else ("accept",)
        for control in [each for each in layer.of(*kinds) if not each.chooses][:1]:
            await self.press(layer.frame, control.id)
            outcome.actions += 1
            if await self._gone(layer, block) or await self._confirm(layer, block, outcome):
                return self._made(outcome, "second-layer")
        return await self._by_toggles(wish, block, outcome)

    async def settings(self, block: Block) -> Block | None:
        """Open the settings behind a first layer and return what all their parts show; nothing is chosen.

        Raises BrowserDied.
        """
        layer = block if block.toggles or block.unread else await self._open_settings(block, Outcome())
        return layer and await read_boxes(self, layer, block)

    async def _open_settings(
        self, block: Block, outcome: Outcome, deeper: int = _DEEPEST, pressed: frozenset[str] = frozenset()
    ) -> Block | None:
        """What the settings show; where they only lead on to further settings, what those show.

        What was `pressed` on the way comes last: it may still be there, and nobody needs it a second time.
        """
        for control in sorted(block.of("settings"), key=lambda each: each.text in pressed)[:2]:
            pressed |= {control.text}
            await self.press(block.frame, control.id)
            outcome.actions += 1
            began = time.monotonic()
            while time.monotonic() - began < _CHANGE_SECONDS:
                await self._visitor.alive(asyncio.sleep(_POLL_SECONDS))
                blocks = await self.own_blocks()
                layer = second_layer(blocks, block)
                if layer is not None:
                    await self._visitor.alive(asyncio.sleep(_POLL_SECONDS))
                    return second_layer(await self.own_blocks(), block) or layer
                unmoved = any(each.text == block.text for each in blocks)
                if unmoved and time.monotonic() - began > _STILL_SECONDS and not self._session.recorder.under_way():
                    break
            leading_on = first_layer(await self.own_blocks())
            if deeper and leading_on is not None and leading_on.text != block.text:
                return await self._open_settings(leading_on, outcome, deeper - 1, pressed)
            if (layer := await self._behind_parts(block, outcome)) is not None:
                return layer
        return None

    async def _behind_parts(self, block: Block, outcome: Outcome) -> Block | None:
        """What can be chosen behind the tabs of settings that show no choice; only the tab needed is counted."""
        tried: set[str] = set()
        while len(tried) < _PARTS:
            layers = [each for each in await self.own_blocks() if each.about and each.kind != "flow"]
            shown = [(each, one) for each in layers if each.text != block.text for one in each.controls]
            part = next((two for two in shown if _opens_a_part(two[1]) and two[1].text not in tried), None)
            if part is None:
                return None
            tried.add(part[1].text)
            await self.press(part[0].frame, part[1].id)
            await self._visitor.alive(asyncio.sleep(2 * _POLL_SECONDS))
            if (layer := second_layer(await self.own_blocks(), block)) is not None:
                outcome.actions += 1
                return layer
        return None

    async def _by_toggles(self, wish: Wish, block: Block, outcome: Outcome) -> Outcome:
        """Set every toggle that is not essential, then save."""
        layer = second_layer(await self.own_blocks(), block)
        if layer is None or not _saving(layer):
            return outcome
        last = await set_boxes(self, layer, block, wish == "accept", outcome)
        if last is None or not _saving(last):
            return outcome
        await self.press(last.frame, _saving(last)[0].id)
        outcome.actions += 1
        return self._made(outcome, "second-layer-toggles") if await self._gone(last, block) else outcome

    async def _confirm(self, layer: Block, block: Block, outcome: Outcome) -> bool:
        """Save or close a second layer that stays open after the choice."""
        again = second_layer(await self.own_blocks(), None)
        if again is None:
            return False
        for control in again.of("save", "close", "acknowledge")[:1]:
            await self.press(again.frame, control.id)
            outcome.actions += 1
            return await self._gone(layer, block)
        return False

    async def _by_platform(self, wish: Wish, before: Outcome) -> Outcome:
        self.pressed = True
        self._session.recorder.place.during_click = True
        done = await self._visitor.alive(self.platform.act("optOut" if wish == "refuse" else "optIn"), 20.0)
        self._session.after(CLICK_SECONDS, self._click_over)
        if not done or first_layer(await self.own_blocks()) is not None:
            return before
        return Outcome(True, "platform-rule", before.actions, None, before.second)

    @staticmethod
    def _made(outcome: Outcome, route: str) -> Outcome:
        return Outcome(True, route, outcome.actions, None, outcome.second)

    # Pressing ----------------------------------------------------------------------------------------------------

    async def press(self, frame_id: str, number: int) -> None:
        """Press the element that the last survey gave this number. Raises BrowserDied."""
        frame = self._frames.get(frame_id)
        handle = await self._session.frames.handle(frame, f"surveyed[{number}]") if frame is not None else None
        if handle is None:
            return
        from playwright.async_api import Error

        self.pressed = True
        self._session.gate.refused_to = None
        self._session.recorder.place.during_click = True
        self._session.recorder.touch()
        root = self._session.tree.root
        try:
            await self._visitor.alive(root.send("DOM.scrollIntoViewIfNeeded", {"objectId": handle}))
            quads = await root.send("DOM.getContentQuads", {"objectId": handle})
            hit = await root.send(
                "Runtime.callFunctionOn", {"objectId": handle, "functionDeclaration": _HIT, "returnByValue": True}
            )
            box = box_of(quads.get("quads", ()))
            if box is not None and hit["result"].get("value"):
                x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
                await self._visitor.alive(self._session.page.mouse.click(x, y))
            else:
                self._pressed_by_script = True
                await root.send(
                    "Runtime.callFunctionOn",
                    {"objectId": handle, "functionDeclaration": "function () { this.click(); }"},
                )
        except (ChannelClosed, Error):
            return
        finally:
            self._session.after(CLICK_SECONDS, self._click_over)

    def _click_over(self) -> None:
        self._session.recorder.place.during_click = False

    async def _gone(self, *blocks: Block) -> bool:
        """Whether the interface goes away after a press, within a while."""
        end = time.monotonic() + _CHANGE_SECONDS
        while True:
            await self._visitor.alive(asyncio.sleep(_POLL_SECONDS))
            now = await self.own_blocks()
            if first_layer(now) is None and not any(block.text == old.text for block in now for old in blocks):
                return True
            if second_layer(now, blocks[0]) is not None and now[0].text != blocks[0].text:
                return False
            if time.monotonic() >= end:
                return False


def _beside(block: Block, blocks: Iterable[Block]) -> frozenset[str]:
    """The texts of blocks that neither hold the interface nor are part of it."""
    return frozenset(each.text for each in blocks if each.text not in block.text and block.text not in each.text)


def _for_everything(block: Block, kind: ControlKind) -> list[FoundControl]:
    """Its controls of a kind, without radio buttons where several answer: each of these is for one purpose."""
    found = block.of(kind)
    several = sum(each.chooses for each in found) > 1
    return [each for each in found if not (several and each.chooses)]


def _best(kind: ControlKind, controls: list[FoundControl]) -> FoundControl | None:
    """The control that says most plainly what is wished: `Accept all` before `Accept`, `Refuse` before `Essential`."""
    if kind == "reject":
        return min(controls, key=lambda each: names_a_category(each.text), default=None)
    return min(controls, key=lambda each: not accepts_everything(each.text), default=None)


def _opens_a_part(control: FoundControl) -> bool:
    return control.unfolds and not control.leads_away and not control.disabled


def _saving(layer: Block) -> tuple[FoundControl, ...]:
    """What keeps the boxes as they are now: `Save`, else a mere `OK` or `Confirm` beside them."""
    return layer.of("save") or layer.of("acknowledge")


def _only_accepts(block: Block) -> bool:
    """Whether it leaves nothing but to accept: the wall some sites answer a refusal with, which was made then."""
    return bool(block.of("accept")) and not block.of("reject", "settings", "save")
