"""Addresses that a page's HTML names, each with the element that names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from catalog.nouns.facts import Reference
from catalog.nouns.vocabulary import Surface
from rules.derive.names import absolute, host_of, path_of, scheme_of, site_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rules.knowledge.knowledge import Knowledge

MAX_REFERENCES = 3000
MAX_INLINE = 200_000
"""Characters of one inline script that are searched."""

LOADING = frozenset({"script", "iframe", "img", "link", "object", "style", "inline", "preconnect"})
"""Elements that make a browser contact the host when the page opens (`inline`: a script that names it may)."""
EXECUTABLE = frozenset({"", "module", "text/javascript", "application/javascript", "application/x-javascript"})
LINK_LOADS = frozenset(
    {"stylesheet", "preload", "modulepreload", "prefetch", "prerender", "icon", "apple-touch-icon", "manifest"}
)
OBJECTS = frozenset({"object", "embed", "video", "audio", "source", "track"})
HELD_BACK = (
    "data-src",
    "data-lazy-src",
    "data-cookieblock-src",
    "data-src-cmplz",
    "data-cookie-src",
    "data-src-cookieconsent",
)
"""Attributes in which consent tools park the address until a choice; lazy loaders use `data-src` too."""

_URL_TOKEN = str.maketrans(dict.fromkeys("\"'`()<>{}[],;\\|*+!^ \t\r\n", " "))
_CSS_TOKEN = str.maketrans(dict.fromkeys("\"'();{},\t\r\n", " "))


def references(
    nodes: list[_Element],
    page: str,
    address: str,
    surface: Surface,
    knowledge: Knowledge,
    cloaked: frozenset[str] = frozenset(),
) -> tuple[Reference, ...]:
    """The addresses of other sites that the page names, once per element kind, in document order.

    `nodes` are the live elements, `page` the page's address, `address` the one its links are relative to.
    Plain links (`anchor`) are kept too: they load nothing. `blocked` are addresses held back until a choice.
    `cloaked` are hosts of the page's own site that hide a third party: addresses there are kept as well.
    """
    own = site_of(host_of(page))
    seen: dict[tuple[str, str], Reference] = {}
    for element, link in _named(nodes, knowledge):
        url = absolute(address, link)
        if url is None:
            continue
        host = host_of(url)
        if (site_of(host) == own and host not in cloaked) or (element, url) in seen:
            continue
        seen[element, url] = Reference(page=page, surface=surface, url=url, host=host, element=element)
        if len(seen) >= MAX_REFERENCES:
            break
    return tuple(seen.values())


def mixed_content(nodes: list[_Element], page: str, address: str) -> tuple[str, ...]:
    """Addresses over plain http that an https page loads (links and anchors are no loads)."""
    if scheme_of(page) != "https":
        return ()
    found: dict[str, None] = {}
    for element, link in _markup(nodes):
        if element in ("script", "iframe", "img", "link", "object"):
            url = absolute(address, link)
            if url and scheme_of(url) == "http":
                found[url] = None
    return tuple(found)


def _named(nodes: list[_Element], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(element kind, address as written) of everything the page names."""
    yield from _markup(nodes)
    for node in nodes:
        if node.tag == "style":
            yield from (("style", link) for link in _css_addresses(node.text or ""))
        elif style := node.get("style"):
            yield from (("style", link) for link in _css_addresses(style))
        if node.tag == "script" and not node.get("src") and (node.get("type") or "").strip().lower() in EXECUTABLE:
            yield from (("inline", link) for link in _inline_addresses(node.text or "", knowledge))


def _markup(nodes: list[_Element]) -> Iterator[tuple[str, str]]:
    """(element kind, address as written) of what stands in attributes."""
    for node in nodes:
        tag = str(node.tag)
        if tag == "script":
            yield from _script(node)
        elif tag in ("iframe", "frame"):
            yield from _held_or_loaded(node, "iframe")
        elif tag == "img" or (tag == "input" and node.get("type") == "image"):
            yield from _held_or_loaded(node, "img")
            yield from (("img", link) for link in _srcset(node.get("srcset") or ""))
        elif tag == "link":
            yield from _link(node)
        elif tag in OBJECTS:
            yield from ((_kind_of_object(node), link) for link in (node.get("src"), node.get("data")) if link)
            yield from (("img", link) for link in _srcset(node.get("srcset") or ""))
            if poster := node.get("poster"):
                yield "img", poster
        elif tag == "form" and node.get("action"):
            yield "form", str(node.get("action"))
        elif tag in ("a", "area") and node.get("href"):
            yield "anchor", str(node.get("href"))
        elif tag == "meta" and (node.get("http-equiv") or "").lower() == "refresh":
            _, _, target = (node.get("content") or "").partition("=")
            if target:
                yield "refresh", target.strip("'\" ")


def _script(node: _Element) -> Iterator[tuple[str, str]]:
    kind = (node.get("type") or "").strip().lower()
    source = node.get("src")
    if source:
        yield ("script" if kind in EXECUTABLE else "blocked"), source
    yield from (("blocked", link) for link in map(node.get, HELD_BACK) if link)


def _held_or_loaded(node: _Element, kind: str) -> Iterator[tuple[str, str]]:
    """An image or frame: its own address, and the one parked in a data attribute, which is not loaded yet."""
    if source := node.get("src"):
        yield kind, source
    yield from (("blocked", link) for link in map(node.get, HELD_BACK) if link)


def _link(node: _Element) -> Iterator[tuple[str, str]]:
    relations = set((node.get("rel") or "").lower().split())
    target = node.get("href")
    if not target:
        return
    if relations & LINK_LOADS and "alternate" not in relations:
        yield "link", target
    elif "preconnect" in relations:
        yield "preconnect", target


def _kind_of_object(node: _Element) -> str:
    parent = node.getparent()
    return "img" if node.tag == "source" and parent is not None and parent.tag == "picture" else "object"


def _srcset(value: str) -> list[str]:
    """The addresses of a `srcset`: candidates are separated by commas followed by blanks, widths follow a blank."""
    found = []
    for candidate in value.replace(",\n", ", ").split(", "):
        parts = candidate.split()
        if parts:
            found.append(parts[0].rstrip(","))
    return found


def _css_addresses(css: str) -> list[str]:
    """Addresses in `@import` and `url(…)` of a style text."""
    if "url(" not in css and "@import" not in css:
        return []
    tokens = css[:MAX_INLINE].translate(_CSS_TOKEN).split()
    return [token for token in tokens if token.startswith(("http://", "https://", "//"))]


def _inline_addresses(script: str, knowledge: Knowledge) -> Iterator[str]:
    """Addresses in a script's text whose host is a known third party.

    Strings built piece by piece are not seen: a script may contact more than it names.
    """
    for token in script[:MAX_INLINE].replace("\\/", "/").translate(_URL_TOKEN).split():
        at = token.find("//")
        if at < 0:
            continue
        scheme = token[:at].rsplit("=", 1)[-1]
        if scheme not in ("", "http:", "https:"):
            continue
        url = "https:" + token[at:]
        host = host_of(url)
        if "." in host and knowledge.third_party(host, path_of(url)) is not None:
            yield url
