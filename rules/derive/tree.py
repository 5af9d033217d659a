"""The tree of a page, whatever the page: lxml with caps, walked without recursion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CHARACTERS = 5_000_000
MAX_ELEMENTS = 200_000
"""Elements walked at most: a page with more is read up to there."""

LABEL_NODES = 60
"""Nodes looked at for one label: buttons left open hold all that follows."""

INERT = frozenset({"template"})
"""Elements whose content a browser neither shows nor loads."""
UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "iframe", "svg", "math", "select"})
BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "li", "dl", "dt",
        "dd", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "form", "fieldset", "address",
        "blockquote", "pre", "figure", "button", "label", "option", "summary", "details", "body",
    }
)  # fmt: skip


def parse(text: str) -> _Element | None:
    """The root element of an HTML text, or None where nothing can be made of it. Never raises."""
    from lxml import etree

    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root: _Element | None = etree.fromstring(text[:MAX_CHARACTERS].encode("utf-8", "surrogatepass"), parser)
    except (etree.LxmlError, ValueError, UnicodeError):
        return None
    return root


def elements(root: _Element) -> Iterator[_Element]:
    """The live elements of the tree in document order, without those inside inert ones. Not recursive."""
    stack = [root]
    left = MAX_ELEMENTS
    while stack and left > 0:
        node = stack.pop()
        left -= 1
        if not isinstance(node.tag, str) or node.tag in INERT:
            continue
        yield node
        stack.extend(reversed(node))


def visible_text(root: _Element, hidden: frozenset[str] = UNSEEN, most: int = MAX_ELEMENTS) -> str:
    """The text a person would see below `root`: block elements begin a line, runs of blanks are one blank.

    At most `most` nodes are looked at.
    """
    parts: list[str] = []
    stack: list[_Element | str] = [root]
    left = most
    while stack and left > 0:
        node = stack.pop()
        left -= 1
        if isinstance(node, str):
            parts.append(node)
            continue
        if not isinstance(node.tag, str) or node.tag in hidden or "hidden" in node.attrib:
            continue
        edge = "\n" if node.tag in BLOCKS else ""
        parts.append(edge + (node.text or ""))
        if edge:
            stack.append(edge)
        for child in reversed(node):
            if _ends_link_of_menu(child):
                stack.append("\n")
            elif child.tail:
                stack.append(child.tail)
            stack.append(child)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _ends_link_of_menu(element: _Element) -> bool:
    """Whether a link has another right after it: links in a row are labels of a menu, not words of one sentence."""
    following = element.getnext() if element.tag == "a" and not (element.tail or "").strip() else None
    return following is not None and following.tag == "a"


def label_of(element: _Element) -> str:
    """What a link or button says: its text, else its accessible name, title, image alternative or value."""
    text = " ".join(visible_text(element, frozenset({"script", "style", "template"}), LABEL_NODES).split())
    extra = [element.get(name) or "" for name in ("aria-label", "title", "value", "alt")]
    extra += [one.get("alt") or "" for one in islice(element.iter(), LABEL_NODES) if one.tag == "img"]
    return " ".join([text, *(one for one in extra if one)]).strip()[:300]


def labelled_by(element: _Element, by_id: Mapping[str | None, _Element]) -> list[str]:
    """The labels of the elements elsewhere on the page that `aria-labelledby` names; `by_id` are those with an id."""
    others = (by_id.get(one) for one in (element.get("aria-labelledby") or "").split())
    return [label_of(one) for one in others if one is not None]
