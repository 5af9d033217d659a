"""What the static HTML of a page shows, and that a page rendered by script shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.encoding import decode_text
from catalog.nouns.evidence import Page
from catalog.nouns.facts import PageFact
from rules.derive.forms import forms
from rules.derive.language import page_language
from rules.derive.logins import social_logins
from rules.derive.names import absolute
from rules.derive.references import EXECUTABLE, mixed_content, references
from rules.derive.tree import UNSEEN, elements, parse, visible_text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rules.knowledge.knowledge import Knowledge

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
SHELL_WORDS = 25
"""A page with fewer visible words than this, no form and a script is taken for a shell that script fills."""
SHELL_ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "svelte", "main-app", "react-root", "q-app", "app-root", "gatsby"}
)
"""Ids of the empty element that common frameworks fill [M]."""


def is_html(page: Page, body: bytes) -> bool:
    """Whether a page's body is HTML, by its declared type or, where none is declared, by its first bytes."""
    declared = (page.exchange.media_type or "").split(";")[0].strip().lower()
    if declared:
        return declared in HTML_TYPES
    head = body[:512].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head


def read_page(
    page: Page, body: bytes | None, knowledge: Knowledge, cloaked: frozenset[str] = frozenset()
) -> tuple[PageFact, str]:
    """The fact of one page and the text a visitor sees. Without an HTML body: address, role and status only."""
    exchange = page.exchange
    url = exchange.final_url or exchange.url
    plain = PageFact(url=url, role=page.role, also=page.also, surface=page.surface, status=exchange.status)
    if body is None or not is_html(page, body):
        return plain, ""
    root = parse(decode_text(body, exchange.charset))
    if root is None:
        return plain.model_copy(update={"empty_shell": True}), ""
    nodes = list(elements(root))
    address = _address(nodes, url)
    text = visible_text(root)
    words = len(text.split())
    asked = forms(nodes, url, address, page.surface)
    fact = plain.model_copy(
        update={
            "language": _language(root, text),
            "title": _title(nodes),
            "words": words,
            "references": references(nodes, url, address, page.surface, knowledge, cloaked),
            "forms": asked,
            "mixed_content": mixed_content(nodes, url, address),
            "social_logins": social_logins(nodes, address),
            "generator": _generator(nodes),
            "empty_shell": _is_shell(nodes, words, bool(asked)),
            "runs_scripts": any(one.tag == "script" and _kind(one) in EXECUTABLE for one in nodes),
        }
    )
    return fact, text


FURNITURE = UNSEEN | {"nav", "header", "footer", "aside"}
"""Parts of a page that are often left in another language than its own text."""


def _language(root: _Element, text: str) -> str | None:
    """The language of the page's own text, menus and footers aside; of all its text where that says nothing."""
    own = page_language(visible_text(root, FURNITURE), None)
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return own or page_language(text, declared)


def _address(nodes: list[_Element], url: str) -> str:
    """The address that relative links start from: `<base href>` where there is one."""
    base = next((node.get("href") for node in nodes if node.tag == "base" and node.get("href")), None)
    return (absolute(url, base) if base else None) or url


def _title(nodes: list[_Element]) -> str:
    node = next((one for one in nodes if one.tag == "title"), None)
    return " ".join((node.text or "").split())[:300] if node is not None else ""


def _generator(nodes: list[_Element]) -> str | None:
    for node in nodes:
        if node.tag == "meta" and (node.get("name") or "").lower() == "generator" and node.get("content"):
            return str(node.get("content")).strip()[:120]
    return None


def _kind(script: _Element) -> str:
    return (script.get("type") or "").strip().lower()


def _is_shell(nodes: list[_Element], words: int, asks: bool) -> bool:
    """Whether script has still to make the page: hardly a word, nothing to fill in, and a script that runs."""
    if words >= SHELL_WORDS or asks:
        return False
    scripts = any(node.tag == "script" for node in nodes)
    mount = any(
        (node.get("id") or "").lower() in SHELL_ROOTS and not visible_text(node)
        for node in nodes
        if node.tag in ("div", "main", "section") or "-" in str(node.tag)
    )
    return words == 0 or mount or (scripts and words < 10)
