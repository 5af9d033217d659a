"""Drawing: a page as scripts drew it, written down as plain HTML that says the same each time it says the same.

Two forms. The *text* is kept as evidence and read like any document: structure and words, no scripts, no styles, no
names that builds and scripts make up anew, so that a page that did not change is the same bytes the next night. The
*links* are for discovery and kept nowhere: everything that may lead to a document, with the labels it carries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape
from typing import Final
from urllib.parse import urlsplit

from rules.reading.boilerplate import telling_name, telling_role
from scanner.collect.browser.snapshot import Node, Snapshot

FRAME_TEXT: Final = 300
"""Characters on the page from which on the text in a frame may be the document; a button or a widget has less."""
LARGEST: Final = 3_000_000
"""Characters of written HTML: far above any policy."""
_KEPT: Final = frozenset(
    {
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot",
        "tr", "td", "th", "caption", "blockquote", "pre", "a", "b", "strong", "br", "hr", "section", "article", "main",
        "aside", "header", "footer", "nav", "details", "summary", "dialog", "button", "address", "figure", "figcaption",
        "del", "s", "strike",
    }
)  # fmt: skip
_BY_ROLE: Final = {
    "list": "ul", "listitem": "li", "table": "table", "row": "tr", "cell": "td", "columnheader": "th",
    "rowheader": "th", "main": "main", "navigation": "nav", "contentinfo": "footer", "banner": "header",
    "article": "article", "dialog": "dialog",
}  # fmt: skip
"""What a role makes of an element that has no meaning of its own (WAI-ARIA 1.2, HTML-AAM)."""
_UNREAD: Final = frozenset({"select", "input", "textarea", "canvas", "audio", "video", "object", "embed", "img", "map"})
_INLINE: Final = frozenset(
    {"span", "a", "b", "strong", "i", "em", "small", "u", "sup", "sub", "mark", "time", "code", "del", "s", "strike"}
)
_OVER: Final = frozenset({"dialog", "alertdialog"})
_VIEWS: Final = frozenset({"h1", "main"})
_LINK_ATTRIBUTES: Final = ("id", "class", "role", "aria-label", "title", "hreflang", "onclick", "alt", "type", "name")


def text_form(snapshot: Snapshot, without: Collection[int] = ()) -> str:
    """The page's words with their structure. `without` are numbers of nodes that are no part of it (a banner).

    What is folded away stays, for a click shows it; other views and closed dialogs, which no click on this text shows,
    do not.
    """
    return _written(snapshot, _Text(frozenset(without)))


def links_form(snapshot: Snapshot) -> str:
    """The page with everything that leads somewhere: links, buttons, their labels, ids and classes."""
    return _written(snapshot, _Links())


def frames_of(snapshot: Snapshot, without: Collection[int] = ()) -> tuple[str, ...]:
    """Addresses of the frames whose text stands in the text form, each once."""
    left_out = frozenset(without)
    found = (node.url for node in _nodes(snapshot) if node.frame and node.number not in left_out and _holds_text(node))
    return tuple(dict.fromkeys(url for url in found if urlsplit(url).scheme in ("http", "https")))


def closed_parts(snapshot: Snapshot) -> int:
    """Parts of the page that are folded away and whose text is not in the page yet: a click would have it drawn."""
    nodes = _nodes(snapshot)
    by_id = {node.attributes["id"]: node for node in nodes if node.attributes.get("id")}
    count = 0
    for node, ancestors in _with_ancestors(snapshot.root):
        if node.attributes.get("aria-expanded") != "false" or not node.shown or "aria-haspopup" in node.attributes:
            continue
        if any(one.name in _MENUS or one.attributes.get("role") in _MENU_ROLES for one in ancestors):
            continue
        controls = node.attributes.get("aria-controls", "").split()
        if controls:
            count += not any(by_id[one].words(hidden=True) for one in controls if one in by_id)
        else:
            count += all(len(part.words(hidden=True)) <= len(part.words()) for part in ancestors[-2:])
    return count


_MENUS: Final = frozenset({"nav", "header", "footer"})
_MENU_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "menu", "menubar", "toolbar", "tablist"})


def is_busy(snapshot: Snapshot) -> bool:
    """Whether the page says itself that it is still working."""
    return any(
        node.attributes.get("aria-busy") == "true" or node.attributes.get("role") == "progressbar"
        for node in _nodes(snapshot)
        if node.shown or node.display is not None
    )


def _nodes(snapshot: Snapshot) -> list[Node]:
    return list(snapshot.root.walk()) if snapshot.root is not None else []


def _with_ancestors(root: Node | None) -> Iterator[tuple[Node, list[Node]]]:
    waiting: list[tuple[Node, list[Node]]] = [(root, [])] if root is not None else []
    while waiting:
        node, above = waiting.pop()
        yield node, above
        path = [*above[-40:], node]
        waiting.extend((child, path) for child in reversed(node.children))


def _holds_text(frame: Node) -> bool:
    return frame.shown and len(frame.words()) >= FRAME_TEXT


def _written(snapshot: Snapshot, form: _Text | _Links) -> str:
    parts = [f'<!doctype html>\n<html lang="{escape(snapshot.language)}"><head><meta charset="utf-8">']
    parts.append(f"<title>{escape(snapshot.title)}</title></head>\n<body>")
    if snapshot.root is not None:
        for child in snapshot.root.children:
            _write(child, form, parts, 0)
    parts.append("\n</body></html>\n")
    return "".join(parts)


def _write(node: Node, form: _Text | _Links, parts: list[str], size: int, above: Node | None = None) -> int:
    """Write a node; the characters written so far. Not deeper than `snapshot` reads a page."""
    if size > LARGEST:
        return size
    if node.name == "#text":
        parts.append(escape(node.text, quote=False).replace("\n", "<br>"))
        return size + len(node.text)
    if form.drops(node, above):
        return size
    tag = form.tag(node)
    inside = node.children[0].children if node.frame and node.children else node.children
    if tag:
        parts.append(("\n" if tag not in _INLINE else "") + f"<{tag}{form.attributes(node, tag)}>")
    for child in inside:
        size = _write(child, form, parts, size, node)
    if tag and tag not in ("br", "hr", "img"):
        parts.append(f"</{tag}>")
    return size + 2 * len(tag) + 5


class _Text:
    """The form that is kept."""

    def __init__(self, without: frozenset[int]) -> None:
        self._without = without

    def drops(self, node: Node, above: Node | None) -> bool:
        if node.number in self._without or node.name in _UNREAD:
            return True
        if node.frame:
            return not _holds_text(node)
        # Below a hidden part that stays nothing is asked again: it was looked through as a whole.
        return not node.shown and (above is None or above.shown or above.name == "body") and _is_elsewhere(node)

    def tag(self, node: Node) -> str:
        role = node.attributes.get("role", "")
        if role == "heading":
            level = node.attributes.get("aria-level", "2")
            return f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else "h2"
        if node.name == "body":
            return ""
        if node.name in _KEPT:
            return node.name
        if role in _BY_ROLE:
            return _BY_ROLE[role]
        if not node.frame and _is_inline(node):
            return ""
        only = [child for child in node.children if child.name != "#text" or child.text.strip()]
        alone = len(only) == 1 and only[0].name != "#text" and only[0].display != "inline" and not self._name(node)
        return "" if alone and not node.frame else "div"

    def attributes(self, node: Node, tag: str) -> str:
        given = {"role": telling_role(node.attributes.get("role", "")), "class": self._name(node)}
        if tag == "a":
            given["href"] = _steady(node.attributes.get("href", ""))
        if tag in ("td", "th"):
            given |= {name: node.attributes.get(name, "") for name in ("rowspan", "colspan")}
        if tag == "button" and "aria-expanded" in node.attributes:
            # Only that it folds something away: whether it is open just now is no matter.
            given["aria-expanded"] = "true"
        return "".join(f' {key}="{escape(value)}"' for key, value in given.items() if value)

    @staticmethod
    def _name(node: Node) -> str:
        return telling_name(f"{node.attributes.get('id', '')} {node.attributes.get('class', '')}")


class _Links:
    """The form for discovery."""

    def drops(self, node: Node, above: Node | None) -> bool:
        if node.frame:
            return not _holds_text(node)
        return node.name in _UNREAD and node.name not in ("img", "input")

    def tag(self, node: Node) -> str:
        if node.name in ("body", "iframe", "frame"):
            return "div"
        return node.name if node.name.replace("-", "").isalnum() else "div"

    def attributes(self, node: Node, tag: str) -> str:
        names = (*_LINK_ATTRIBUTES, "href") if tag in ("a", "area") else _LINK_ATTRIBUTES
        return "".join(f' {name}="{escape(node.attributes[name])}"' for name in names if node.attributes.get(name))


def _is_inline(node: Node) -> bool:
    """Whether an element is a part of a line: by its box, or by its name where it has none."""
    if node.display is None:
        return node.name in _INLINE
    if node.display in ("inline", "contents"):
        return True
    return node.display.startswith("inline") and (node.name in _INLINE or "-" in node.name)


def _is_elsewhere(node: Node) -> bool:
    """Whether what is not shown is another view or a dialog that is closed, and no folded part of this text."""
    if node.name == "dialog" or node.attributes.get("role") in _OVER or node.attributes.get("aria-modal") == "true":
        return True
    return any(below.name in _VIEWS or below.attributes.get("role") == "main" for below in node.walk())


def _steady(href: str) -> str:
    """A link's address without its query, which often carries what differs at each visit."""
    before, mark, route = href.strip().partition("#")
    route = mark + route.partition("?")[0] if route.startswith(("/", "!")) else ""
    return (before.partition("?")[0] + route)[:500]
