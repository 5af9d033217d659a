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
  const closed = globalThis.closedRoots || new Map();
  const fields = [];
  const look = (root, depth) => {
    for (const element of root.querySelectorAll("*")) {
      const inner = element.shadowRoot || closed.get(element);
      if (inner && depth < 8) look(inner, depth + 1);
      if (element.localName === "input" && shown(element)) fields.push(element);
    }
  };
  const shown = (field) => {
    const box = field.getBoundingClientRect();
    return field.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 20 &&
      box.height > 8 && !field.disabled && !field.readOnly;
  };
  look(document, 0);
  const named = /mail|courriel|[ée]lectronique|login|user|identifiant|pseudo|correo|usuario|benutzer|gebruiker|utente/i;
  const names = (field) => [field.name, field.id, field.autocomplete, field.placeholder,
    field.getAttribute("aria-label") || "", ...[...(field.labels || [])].map((label) => label.textContent)].join(" ");
  return fields.find((field) => field.type === "email") ||
    fields.find((field) => ["text", ""].includes(field.type) && named.test(names(field)));
})()"""
"""The first field for an e-mail address or a user name, by its type, else by its names and labels."""


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
