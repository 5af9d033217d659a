"""What a page asks for, as scripts drew it: its fields, labels, buttons and links, written down as plain HTML.

Applications draw their log-in and sign-up pages; plain HTML shows nothing of them. What is written is the same each
time the page asks for the same: nothing that is filled in, and no name that a build or a script makes up anew.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from rules.derive.logins import LOGIN_MARK, MARKUP
from scanner.collect.browser.snapshot import Node, Snapshot

LARGEST: Final = 300_000
"""Characters of written HTML: far above any page on which one logs in."""
_FIELDS: Final = frozenset({"input", "select", "textarea"})
_SPOKEN: Final = frozenset({"a", "button", "label", "legend"})
_ROLES: Final = frozenset({"button", "link"})
_GIVEN: Final = ("type", "autocomplete", "placeholder", "aria-label", "title", "data-provider")
_PRESSED: Final = frozenset({"submit", "button"})
_MADE_UP: Final = re.compile(r"\d{3}|[:#]|^[^a-zA-Z]")
"""Names that a library numbers (`mui-48213`, `:r3:`)."""


def controls_form(snapshot: Snapshot) -> str:
    """The page's fields and controls that a person sees, in the order of the page; empty where it has none.

    What stands in frames is left out: it is somebody else's form as a rule (a chat, a captcha).
    """
    writer = _Writer(snapshot)
    if snapshot.root is not None:
        writer.write(snapshot.root)
    if not writer.controls:
        return ""
    head = f'<!doctype html>\n<html lang="{escape(snapshot.language)}"><head><meta charset="utf-8"></head><body>'
    return "".join((head, *writer.parts, "\n</body></html>\n"))


class _Writer:
    """Writes one page."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.parts: list[str] = []
        self.controls = 0
        self._size = 0
        self._ids: dict[str, str] = {}
        nodes = snapshot.root.walk() if snapshot.root is not None else ()
        self._labelled = {node.attributes["for"] for node in nodes if node.attributes.get("for")}

    def write(self, node: Node, spoken: bool = False) -> None:
        """Write a node and what is below it; `spoken`: it stands in a label or a control, whose words are kept."""
        if self._size > LARGEST or node.frame:
            return
        if node.name == "#text":
            if spoken and node.shown:
                self._add(escape(node.text, quote=False))
            return
        tag = self._tag(node)
        if tag:
            self.controls += tag not in ("form", "label", "legend")
            self._add(f"\n<{tag}{self._attributes(node)}>")
        for child in node.children:
            self.write(child, spoken or tag in _SPOKEN or (tag == "div" and node.attributes.get("role") in _ROLES))
        if tag and tag not in ("input", "img"):
            self._add(f"</{tag}>")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._size += len(text)

    @staticmethod
    def _tag(node: Node) -> str:
        if node.name == "form":
            return "form"
        if node.display is None:  # no box of its own: nobody sees it
            return ""
        if node.name in _FIELDS:
            return "" if node.attributes.get("type", "").lower() == "hidden" else node.name
        if node.name in _SPOKEN:
            return node.name
        if node.name == "img":
            return "img" if node.attributes.get("alt") else ""
        marked = not MARKUP.keys().isdisjoint(_marks(node))
        return "div" if marked or node.attributes.get("role") in _ROLES else ""

    def _attributes(self, node: Node) -> str:
        own = node.attributes
        given = {name: own[name] for name in _GIVEN if own.get(name)}
        if node.name == "img":
            given = {"alt": own["alt"]}
        if own.get("role") in _ROLES:
            given["role"] = own["role"]
        name = own.get("name") or own.get("formcontrolname", "")  # Angular's name of a field
        if name and not _MADE_UP.search(name):
            given["name"] = name
        if node.name == "input" and own.get("type", "").lower() in _PRESSED and own.get("value"):
            given["value"] = own["value"]
        if node.name == "label" and own.get("for"):
            given["for"] = self._id(own["for"])
        if own.get("id") and (own["id"] in self._labelled or not _MADE_UP.search(own["id"])):
            given["id"] = self._id(own["id"])
        given["class"] = " ".join(_told(node))
        if node.name == "form":
            given |= {"method": own.get("method", ""), "action": _steady(own.get("action", ""))}
        if node.name == "a":
            given["href"] = _steady(own.get("href", ""))
        return "".join(f' {name}="{escape(" ".join(value.split())[:200])}"' for name, value in given.items() if value)

    def _id(self, given: str) -> str:
        """An id as it is, or by its place where it was made up."""
        return self._ids.setdefault(given, f"c{len(self._ids) + 1}") if _MADE_UP.search(given) else given


def _marks(node: Node) -> list[str]:
    return [*node.attributes.get("class", "").split(), node.attributes.get("id", "")]


def _told(node: Node) -> list[str]:
    """The class names that tell what a control is for: a provider's own, and the word by which code says `log in`."""
    marks = _marks(node)
    kit = [mark for mark in marks if mark in MARKUP and mark != node.attributes.get("id")]
    written = LOGIN_MARK.search(" ".join((*marks, node.attributes.get("data-testid", ""))))
    return [*kit, *([written[0].lower()] if written and node.name == "button" else [])]


def _steady(address: str) -> str:
    """An address without its query, but for the organisation whose accounts a log-in lets in (`hd`)."""
    try:
        parts = urlsplit(address.strip())
        tenant = {"hd": parse_qs(parts.query).get("hd", [""])[0]}
    except ValueError:
        return ""
    query = f"?{urlencode(tenant)}" if tenant["hd"] else ""
    return (address.strip().partition("?")[0].partition("#")[0] + query)[:500]
