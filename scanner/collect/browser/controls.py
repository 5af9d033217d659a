"""What a page asks for, as scripts drew it: its fields, labels, buttons and links, written down as plain HTML.

Applications draw their log-in and sign-up pages; plain HTML shows nothing of them. What is written is the same each
time the page asks for the same: nothing that is filled in, and no name that a build or a script makes up anew.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from rules.derive.fields import CODE_NAMES
from rules.derive.logins import LOGIN_MARK
from rules.derive.names import host_of, site_of
from rules.derive.providers import MARKUP, named_by, queried
from scanner.collect.browser.snapshot import Node, Snapshot

LARGEST: Final = 300_000
"""Characters of written HTML: far above any page on which one logs in."""
_FIELDS: Final = frozenset({"input", "select", "textarea"})
_SPOKEN: Final = frozenset({"a", "button", "label", "legend", "mat-label"})
_GROUPS: Final = frozenset({"form", "fieldset"})
_ICONS: Final = frozenset({"i", "span"})
_ROLES: Final = frozenset({"button", "link"})
_GIVEN: Final = ("type", "autocomplete", "placeholder", "aria-label", "title", "data-provider")
_SILENT: Final = frozenset({"form", "fieldset", "label", "mat-label", "legend", "span", "i"})
"""What alone asks for nothing."""
_PRESSED: Final = frozenset({"submit", "button"})
_MADE_UP: Final = re.compile(r"\d{3}|[:#]|^[^a-zA-Z]")
"""Names that a library numbers (`mui-48213`, `:r3:`)."""


def controls_form(snapshot: Snapshot, address: str = "") -> str:
    """The page's fields and controls that a person sees, in the order of the page; empty where it has none.

    `address` is the page's own. What stands in a frame of its site is part of it (a log-in page of the vendor's on
    another of its hosts); what stands in any other is left out: it is somebody else's form (a chat, a captcha).
    """
    writer = _Writer(snapshot, site_of(host_of(address)))
    if snapshot.root is not None:
        writer.write(snapshot.root)
    if not writer.controls:
        return ""
    head = f'<!doctype html>\n<html lang="{escape(snapshot.language)}"><head><meta charset="utf-8"></head><body>'
    return "".join((head, *writer.parts, "\n</body></html>\n"))


class _Writer:
    """Writes one page."""

    def __init__(self, snapshot: Snapshot, site: str) -> None:
        self._site = site
        self.parts: list[str] = []
        self.controls = 0
        self._size = 0
        self._ids: dict[str, str] = {}
        nodes = tuple(snapshot.root.walk()) if snapshot.root is not None else ()
        self._labels = {one for node in nodes for one in node.attributes.get("aria-labelledby", "").split()}
        self._labelled = {node.attributes["for"] for node in nodes if node.attributes.get("for")} | self._labels

    def write(self, node: Node, spoken: bool = False) -> None:
        """Write a node and what is below it; `spoken`: it stands in a label or a control, whose words are kept."""
        if self._size > LARGEST or (node.frame and not self._is_own(node)):
            return
        if node.name == "#text":
            if spoken and node.shown:
                self._add(escape(node.text, quote=False))
            return
        tag = self._tag(node)
        if tag:
            self.controls += tag not in _SILENT
            self._add(f"\n<{tag}{self._attributes(node)}>")
        for child in node.children:
            self.write(child, spoken or tag in _SPOKEN or tag == "span" or (tag == "div" and _is_pressed(node)))
        if tag and tag not in ("input", "img"):
            self._add(f"</{tag}>")

    def _is_own(self, frame: Node) -> bool:
        return bool(self._site) and frame.display is not None and site_of(host_of(frame.url)) == self._site

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._size += len(text)

    def _tag(self, node: Node) -> str:
        if node.name in _GROUPS:
            return node.name
        if node.display is None:  # no box of its own: nobody sees it
            return ""
        if node.name in _FIELDS:
            return "" if node.attributes.get("type", "").lower() == "hidden" else node.name
        if node.name in _SPOKEN or node.attributes.get("id") in self._labels:
            return node.name if node.name in _SPOKEN else "span"
        if node.name == "img":
            return "img" if node.attributes.get("alt") or _picture(node) else ""
        if node.name in _ICONS and named_by(node.attributes.get("class", "")):
            return "i"
        marked = not MARKUP.keys().isdisjoint(_marks(node))
        return "div" if marked or _is_pressed(node) else ""

    def _attributes(self, node: Node) -> str:
        own = node.attributes
        given = {name: own[name] for name in _GIVEN if own.get(name)}
        if node.name == "img":
            given = {"alt": own.get("alt", ""), "src": _picture(node)}
        if own.get("role") in _ROLES or (node.name in ("div", "span") and _is_pressed(node)):
            given["role"] = own.get("role") or "button"
        name = own.get("name") or next((own[one] for one in CODE_NAMES if own.get(one)), "")
        if name and not _MADE_UP.search(name):
            given["name"] = name
        if node.name == "input" and own.get("type", "").lower() in _PRESSED and own.get("value"):
            given["value"] = own["value"]
        if own.get("aria-labelledby"):
            given["aria-labelledby"] = " ".join(self._id(one) for one in own["aria-labelledby"].split())
        if node.name == "label" and own.get("for"):
            given["for"] = self._id(own["for"])
        if own.get("id") and (own["id"] in self._labelled or not _MADE_UP.search(own["id"])):
            given["id"] = self._id(own["id"])
        given["class"] = " ".join(_told(node))
        if node.name in _ICONS and (shown := named_by(own.get("class", ""))):
            given["class"] = shown
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
    return [*kit, *([written[0].lower()] if written and (node.name == "button" or _is_pressed(node)) else [])]


def _is_pressed(node: Node) -> bool:
    """Whether an element that is no button by its tag is pressed as one: by its role, or by its names in code."""
    if node.attributes.get("role") in _ROLES:
        return True
    reached = node.attributes.get("tabindex") == "0" or "onclick" in node.attributes
    return reached and node.name in ("div", "span", "li") and bool(LOGIN_MARK.search(" ".join(_marks(node))))


def _picture(node: Node) -> str:
    """The provider whose picture an image is, by the name of its file; empty where it is none's."""
    return named_by(node.attributes.get("src", "").partition("?")[0].rsplit("/", 1)[-1]) or ""


def _steady(address: str) -> str:
    """An address without its query, but for whose accounts a log-in lets in: an organisation's (`hd`), a provider's."""
    try:
        parts = urlsplit(address.strip())
        kept = {"hd": parse_qs(parts.query).get("hd", [""])[0]} | queried(address)
    except ValueError:
        return ""
    told = {name: value for name, value in kept.items() if value}
    query = f"?{urlencode(told)}" if told else ""
    return (address.strip().partition("?")[0].partition("#")[0] + query)[:500]
