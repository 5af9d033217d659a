"""Snapshot: the page as the browser drew it (`DOMSnapshot.captureSnapshot`) as one tree, whatever it was made from.

Shadow roots, closed ones too, stand in it as a person sees them; the content of a frame stands where the frame is. The
page's own scripts cannot tell that it was taken, nor change what it says. Pure: no browser is needed to read one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

STYLES = ("display", "visibility", "white-space")
"""The computed styles that a snapshot must be asked for, in this order."""
MAX_NODES = 80_000
"""Nodes of one snapshot that are read; a page with more is cut."""
MAX_DEPTH = 400
"""Levels below which nothing is read: no page that a person wrote is as deep."""
_ELEMENT, _TEXT, _DOCUMENT = 1, 3, 9
_UNREAD = frozenset({"head", "script", "style", "noscript", "template", "svg", "math", "link", "meta", "base"})


@dataclass(slots=True)
class Node:
    """An element (`name` is its tag in lower case) or a text (`#text`), its white space folded as it is shown.

    `display` is None where it has no box of its own; `shown` says whether it or something in it is on the page.
    `number` is the protocol's number of the node. `frame` is the frame's id where it is one; its content is in
    `children`, and `url` its address.
    """

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    display: str | None = None
    shown: bool = False
    number: int = 0
    frame: str = ""
    url: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def words(self, *, hidden: bool = False) -> str:
        """The text on the page in and below the node, white space folded; with what is hidden where asked for."""
        parts = (node.text for node in self.walk() if node.name == "#text" and (hidden or node.shown))
        return " ".join(" ".join(parts).split())


@dataclass(frozen=True)
class Snapshot:
    """A page: its root element (None where nothing could be read), title and language; `cut` where it was too large."""

    root: Node | None
    title: str = ""
    cut: bool = False

    @property
    def language(self) -> str:
        """What the page declares itself to be in; empty where it does not."""
        return self.root.attributes.get("lang", "")[:20] if self.root is not None else ""


def read_snapshot(answer: Mapping[str, Any]) -> Snapshot:
    """The tree of what the browser answered. Never raises: what is malformed gives an empty one."""
    try:
        return _Reader(answer).read()
    except (KeyError, IndexError, TypeError, ValueError):
        return Snapshot(None, cut=True)


class _Reader:
    """Reads the protocol's flat tables: each node names its parent, strings stand in a table of their own."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        self._strings: list[str] = answer["strings"]
        self._documents: list[Mapping[str, Any]] = answer["documents"]
        self._left = MAX_NODES
        self._cut = False

    def read(self) -> Snapshot:
        root = self._document(0, 0)
        title = self._text(self._documents[0].get("title", -1))
        return Snapshot(root, " ".join(title.split())[:300], self._cut)

    def _text(self, index: int) -> str:
        return self._strings[index] if 0 <= index < len(self._strings) else ""

    def _document(self, number: int, level: int) -> Node | None:
        """The root element of one of the documents, with the frames in it."""
        document = self._documents[number]
        table, layout = document["nodes"], document["layout"]
        boxes = {node: index for index, node in enumerate(layout["nodeIndex"])}
        inner = dict(zip(*table.get("contentDocumentIndex", {"index": (), "value": ()}).values(), strict=True))
        nodes: list[Node | None] = []
        depths: list[int] = []
        root: Node | None = None
        for index, parent in enumerate(table["parentIndex"]):
            above = nodes[parent] if parent >= 0 else None
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
            node = self._node(table, index, layout["styles"][boxes[index]] if index in boxes else None)
            is_root = node is not None and root is None and node.name == "html"
            if node is None or (above is None and not is_root) or depths[index] > MAX_DEPTH or self._left <= 0:
                self._cut |= node is not None and (depths[index] > MAX_DEPTH or self._left <= 0)
                nodes.append(None)
                continue
            self._left -= 1
            nodes.append(node)
            if above is not None:
                above.children.append(node)
            else:
                root = node
            if index in inner and level < 4 and inner[index] != number:
                self._frame(node, inner[index], level)
        _mark_shown(nodes)
        return root

    def _frame(self, node: Node, number: int, level: int) -> None:
        document = self._documents[number]
        content = self._document(number, level + 1)
        node.frame, node.url = self._text(document.get("frameId", -1)), self._text(document.get("documentURL", -1))
        node.children = [content] if content is not None else []

    def _node(self, table: Mapping[str, Any], index: int, styles: list[int] | None) -> Node | None:
        kind, number = table["nodeType"][index], int(table["backendNodeId"][index])
        look = [self._text(one) for one in styles] if styles is not None else []
        visible = bool(look) and look[1] == "visible"
        if kind == _TEXT:
            text = _folded(self._text(table["nodeValue"][index]), bool(look) and look[2].startswith(("pre", "break")))
            return Node("#text", text=text, shown=visible, number=number)
        name = self._text(table["nodeName"][index]).lower()
        if kind != _ELEMENT or name in _UNREAD or name.startswith("::"):
            return None
        pairs = [self._text(one) for one in table["attributes"][index]]
        attributes = {key.lower(): value[:2000] for key, value in zip(pairs[::2], pairs[1::2], strict=False)}
        return Node(name, attributes=attributes, display=look[0] if look else None, number=number)


def _mark_shown(nodes: list[Node | None]) -> None:
    """An element is shown where a text in it is; a frame where it has a box of its own. Children come after parents."""
    for node in reversed(nodes):
        if node is not None and node.name != "#text":
            content = any(child.shown for child in node.children)
            node.shown = content and (not node.frame or node.display is not None)


def _folded(text: str, keeps_lines: bool) -> str:
    """A text as it is shown: runs of white space are one blank, line breaks are kept where the page shows them."""
    if keeps_lines and "\n" in text:
        return "\n".join(" ".join(line.split()) for line in text.split("\n"))
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"
