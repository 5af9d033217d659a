"""Typing probe: type into a field that is never submitted, and see whether anybody sends it on.

An e-mail address of nobody is typed key by key, as a pupil would who then thinks better of it. Nothing is submitted:
Enter is not pressed, and the gate refuses forms anyway.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scanner.collect.browser.channels import ChannelClosed
from scanner.collect.browser.frames import box_of
from scanner.traffic.identifiers import PLANTED

if TYPE_CHECKING:
    from scanner.collect.browser.session import Session
    from scanner.collect.browser.visit import Visitor

_FIELD = """(() => {
  const shown = (field) => {
    const box = field.getBoundingClientRect();
    return field.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 20 &&
      box.height > 8 && !field.disabled && !field.readOnly;
  };
  const fields = [...document.querySelectorAll("input")].filter(shown);
  const named = /e-?mail|courriel|login|user|identifiant|pseudo/i;
  return fields.find((field) => field.type === "email") ||
    fields.find((field) => ["text", ""].includes(field.type) && named.test(field.name + field.id + field.autocomplete));
})()"""


async def type_into_a_field(session: Session, visitor: Visitor) -> bool:
    """Type into the first field for an e-mail address or a user name; whether there was one. Raises BrowserDied."""
    from playwright.async_api import Error

    frame = (await visitor.alive(session.frames.all()))[0]
    handle = await session.frames.handle(frame, _FIELD)
    if handle is None:
        return False
    root = session.tree.root
    try:
        await root.send("DOM.scrollIntoViewIfNeeded", {"objectId": handle})
        await root.send("DOM.focus", {"objectId": handle})
        box = box_of((await root.send("DOM.getContentQuads", {"objectId": handle})).get("quads", ()))
        if box is None:
            return False
        await visitor.alive(session.page.keyboard.type(PLANTED.email))
        await visitor.alive(session.page.keyboard.press("Tab"))
    except (ChannelClosed, Error):
        return False
    await visitor.alive(asyncio.sleep(0.3))
    return True
