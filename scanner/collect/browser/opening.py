"""Opening: documents that stand at no address, because a button's script shows them on the page itself.

Only what carries a label is pressed, never a button of a form: nothing is submitted (see `navigation`).
"""

from __future__ import annotations

from typing import Final

from scanner.collect.browser.channels import ChannelClosed
from scanner.collect.browser.session import Session
from scanner.collect.browser.snapshot import Node, Snapshot

LONGEST: Final = 60
"""Characters of a label: what says more is no name of a document."""
MOST: Final = 200
_CLICK: Final = "function () { this.click(); }"


def labels_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The labels of what can be pressed and leads to no address, each once, in the order of the page."""
    return tuple(dict.fromkeys(_pressable(snapshot)))[:MOST]


def number_of(snapshot: Snapshot, label: str) -> int | None:
    """The protocol's number of the first thing to press with this label, None where it is not there."""
    return _pressable(snapshot).get(label)


def shown_since(before: Snapshot, after: Snapshot) -> Snapshot:
    """The part of a page that came with a press: of what was not there or not shown, the part with most text."""
    known = {node.number for node in before.root.walk() if node.shown} if before.root is not None else set()
    best: Node | None = None
    waiting = [after.root] if after.root is not None else []
    while waiting:
        node = waiting.pop()
        if node.shown and node.number not in known and node.name != "#text":
            if best is None or len(node.words()) > len(best.words()):
                best = node
        elif node.shown:
            waiting.extend(node.children)
    if best is None or after.root is None:
        return Snapshot(None, after.title, after.cut)
    body = Node("body", children=_content(best), display="block", shown=True)
    root = Node("html", attributes=after.root.attributes, children=[body], display="block", shown=True)
    return Snapshot(root, _heading(best) or after.title, after.cut)


def _content(node: Node) -> list[Node]:
    """What stands in a dialog, without the dialog and its wrappers: here it is the document and no furniture of one."""
    while len(inner := [one for one in node.children if one.shown]) == 1 and inner[0].name != "#text":
        node = inner[0]
    return node.children


def _heading(node: Node) -> str:
    """The first heading in a part of a page: what has no address has no title of its own."""
    return next((one.words()[:300] for one in node.walk() if one.name in ("h1", "h2", "h3") and one.shown), "")


async def press(session: Session, number: int) -> bool:
    """Press a node by its number in a snapshot; whether it was still there."""
    root = session.tree.root
    try:
        found = await root.send("DOM.resolveNode", {"backendNodeId": number})
        await root.send(
            "Runtime.callFunctionOn", {"objectId": found["object"]["objectId"], "functionDeclaration": _CLICK}
        )
    except (ChannelClosed, KeyError):
        return False
    return True


def _pressable(snapshot: Snapshot) -> dict[str, int]:
    found: dict[str, int] = {}
    waiting = [snapshot.root] if snapshot.root is not None else []
    while waiting:
        node = waiting.pop()
        if node.name == "form":
            continue
        if node.shown and _is_button(node):
            label = (node.words() or node.attributes.get("aria-label", ""))[: LONGEST + 1]
            if label and len(label) <= LONGEST:
                found.setdefault(label, node.number)
        waiting.extend(reversed(node.children))
    return found


def _is_button(node: Node) -> bool:
    if node.name == "button" or node.attributes.get("role") in ("button", "link"):
        return not node.attributes.get("href")
    href = node.attributes.get("href", "").strip()
    return node.name == "a" and (href in ("", "#") or href.lower().startswith("javascript:"))
