"""One pass over a page's HTML: its links with their labels and places, its running text, and what it refers to.

The parser hands out events and builds no tree: 20,000 nested elements cost what 20,000 elements cost, and their links
are still found (a tree of libxml2 ends at a depth of 256).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from scanner.net.address import resolved, resolved_route

Area = Literal["footer", "nav", "header", "main"]

MAX_LINKS = 3000
MAX_FRAMES = 20
MAX_TEXT = 600_000
AROUND = 200
"""Characters kept of the text before a link."""
SHELL_WORDS = 25
SHELL_LINKS = 3
"""A page with a script and less than this is taken for a shell that the script fills."""
_FOOTER_HINT = re.compile(r"(?:^|[\s_-])(?:footer|foot|colophon|pied|bottom|sous-?footer)(?:$|[\s_-])", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*\d*(?:\.\d+)?\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)", re.IGNORECASE)
_INLINE_URL = re.compile(r"[\"'](?:https?:)?(?:\\?/){1,2}[A-Za-z0-9][^\"'\s<>]{2,200}[\"']")
_GOES_TO = re.compile(
    r"(?:location(?:\.href)?\s{0,3}=|location\.(?:assign|replace)\s{0,3}\(|window\.open\s{0,3}\()"
    r"\s{0,3}[\"']([^\"'\s]{1,300})[\"']"
)
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "math", "select", "iframe"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "summary", "dt", "legend"})
# Consent tools and lazy loaders park an address in `data-…src` until it may be loaded: named all the same.
_LOADING: dict[str, tuple[str, ...]] = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
    "input": ("src",),
}
_BLOCKS = frozenset(
    {
        "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section", "article", "header",
        "footer", "nav", "dt", "dd", "ul", "ol", "table", "form", "label",
    }
)  # fmt: skip


@dataclass
class Link:
    """A link as a person meets it. `label` is its text, else its accessible name, title or picture's text."""

    url: str
    label: str
    area: Area
    order: int
    hreflang: str | None = None
    in_footer_hint: bool = False
    around: str = ""
    """The heading before the link and the text of its block so far; a label such as `here` is understood by it."""


@dataclass
class ParsedPage:
    """What discovery needs of a page. `prose` is text outside links, navigation, header and footer."""

    url: str
    title: str = ""
    language: str | None = None
    text: str = ""
    prose: str = ""
    headings: list[tuple[str, int]] = field(default_factory=list)
    """Headings with their place in the prose (characters before them, near enough)."""
    links: list[Link] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    refresh: str | None = None
    resources: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    """Documents shown in frames; `resources` holds them too."""
    scripts: int = 0
    asks_password: bool = False
    asks_mail: bool = False

    @property
    def is_shell(self) -> bool:
        """Whether the page renders by script only: hardly a word or link, and scripts that would make them."""
        few = len(self.text.split()) < SHELL_WORDS and len(self.links) < SHELL_LINKS
        return self.scripts > 0 and few and not self.asks_password and not self.asks_mail


class _Reader:
    """The parser's target: keeps a stack of areas and the text of the link, heading and title that are open."""

    def __init__(self, url: str, routes: bool) -> None:
        self.page = ParsedPage(url)
        self._url = url
        self._leads = resolved_route if routes else resolved
        self._stack: list[tuple[str, Area, bool, bool]] = []
        self._text: list[str] = []
        self._block_at = 0
        self._prose: list[str] = []
        self._size = 0
        self._script: list[str] | None = None
        self._title: list[str] | None = None
        self._heading: list[str] | None = None
        self._heading_at = 0
        self._prose_size = 0
        self._link_tag = "a"
        self._link: tuple[dict[str, str], list[str], list[str], Area, bool] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag = tag.lower() if isinstance(tag, str) else ""
        _, area, silent, hinted = self._stack[-1] if self._stack else ("", "main", False, False)
        area, hinted = self._area(tag, attributes, area, hinted)
        silent = silent or tag in _SILENT
        self._stack.append((tag, area, silent, hinted))
        self._open(tag, attributes, area, hinted)
        self._note_resources(tag, attributes)
        if tag in _BLOCKS:
            self._break()
        self._note_block(tag)

    def end(self, tag: str) -> None:
        """An element closes."""
        tag = tag.lower() if isinstance(tag, str) else ""
        if self._stack:
            self._stack.pop()
        if tag == self._link_tag and self._link is not None:
            self._close_link()
        elif tag == "title" and self._title is not None:
            self.page.title = self.page.title or " ".join("".join(self._title).split())[:500]
            self._title = None
        elif tag in _HEADINGS and self._heading is not None:
            heading = " ".join("".join(self._heading).split())
            if heading and len(self.page.headings) < 500:
                self.page.headings.append((heading[:300], self._heading_at))
            self._heading = None
        elif tag == "script" and self._script is not None:
            self._close_script()
        if tag in _BLOCKS:
            self._break()
        self._note_block(tag)

    def data(self, data: str) -> None:
        """Text."""
        if self._script is not None:
            self._script.append(data)
            return
        if self._title is not None:
            self._title.append(data)
            return
        _, area, silent, _ = self._stack[-1] if self._stack else ("", "main", False, False)
        if silent:
            return
        if self._link is not None:
            self._link[1].append(data)
        if self._heading is not None:
            self._heading.append(data)
        if self._size < MAX_TEXT:
            self._size += len(data)
            self._text.append(data)
            if area == "main" and self._link is None:
                self._prose.append(data)
                self._prose_size += len(" ".join(data.split()))

    def close(self) -> ParsedPage:
        """The page."""
        if self._link is not None:
            self._close_link()
        self.page.text = " ".join("".join(self._text).split())
        self.page.prose = " ".join("".join(self._prose).split())
        return self.page

    def _break(self) -> None:
        self._text.append(" ")
        self._prose.append(" ")
        if self._link is not None:
            self._link[1].append(" ")

    def _note_block(self, tag: str) -> None:
        if tag in _BLOCKS and tag != "br":
            self._block_at = len(self._text)

    def _area(self, tag: str, attributes: dict[str, str], area: Area, hinted: bool) -> tuple[Area, bool]:
        role = attributes.get("role", "")
        if tag == "footer" or role == "contentinfo":
            return "footer", True
        if tag == "nav" or role == "navigation":
            return ("footer" if area == "footer" else "nav"), hinted
        if tag == "header" or role == "banner":
            return ("header" if area == "main" else area), hinted
        if tag in ("main", "article") and area in ("header",):
            return "main", hinted
        if not hinted and tag in ("div", "section", "ul", "aside", "table", "td"):
            words = f"{attributes.get('id', '')} {attributes.get('class', '')}"
            hinted = bool(_FOOTER_HINT.search(words[:400]))
        return area, hinted

    def _open(self, tag: str, attributes: dict[str, str], area: Area, hinted: bool) -> None:
        page = self.page
        target = _target_of(tag, attributes)
        if target is not None:
            if self._link is not None:
                self._close_link()
            self._link_tag = tag
            self._link = ({**attributes, "href": target}, [], [], area, hinted)
            if tag == "area":
                self._close_link()
        elif tag == "title" and not any(item[0] == "svg" for item in self._stack[-6:]):
            self._title = []
        elif tag in _HEADINGS:
            self._heading = []
            self._heading_at = self._prose_size
        elif tag == "script":
            page.scripts += 1
            self._script = []
        elif tag == "html":
            page.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "base" and attributes.get("href"):
            self._url = resolved(attributes["href"], self._url) or self._url
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "input":
            kind = attributes.get("type", "").lower()
            page.asks_password |= kind == "password"
            page.asks_mail |= kind == "email" or "mail" in attributes.get("name", "").lower()
        elif tag == "img" and self._link is not None and attributes.get("alt"):
            self._link[2].append(attributes["alt"])

    def _meta(self, attributes: dict[str, str]) -> None:
        if attributes.get("http-equiv", "").lower() == "refresh":
            match = _REFRESH.match(" ".join(attributes.get("content", "")[:4000].split()))
            if match and match[1].strip(";,.0123456789"):
                self.page.refresh = resolved(match[1], self._url)

    def _note_resources(self, tag: str, attributes: dict[str, str]) -> None:
        page = self.page
        if tag == "link" and attributes.get("href"):
            rel = attributes.get("rel", "").lower().split()
            url = resolved(attributes["href"], self._url)
            if url is None:
                return
            if "alternate" in rel and attributes.get("hreflang"):
                page.alternates.setdefault(attributes["hreflang"].lower(), url)
            elif not {"canonical", "alternate", "next", "prev", "author", "license", "me"} & set(rel):
                page.resources.append(url)
            return
        if tag not in _LOADING:
            return
        held_back = [name for name in attributes if name.startswith("data-") and name.endswith("src")]
        for name in dict.fromkeys((*_LOADING[tag], *held_back)):
            value = attributes.get(name, "")
            for part in value.split(",") if name == "srcset" else (value,):
                url = resolved(part.strip().split(" ")[0], self._url) if part.strip() else None
                if url and len(page.resources) < MAX_LINKS:
                    page.resources.append(url)
                    if tag == "iframe" and len(page.frames) < MAX_FRAMES:
                        page.frames.append(url)

    def _close_link(self) -> None:
        assert self._link is not None
        attributes, text, alternatives, area, hinted = self._link
        self._link = None
        if len(self.page.links) >= MAX_LINKS:
            return
        url = self._leads(attributes.get("href", ""), self._url)
        if url is None:
            return
        said = " ".join("".join(text).split())
        label = said or attributes.get("aria-label") or attributes.get("title") or " ".join(alternatives)
        heading = self.page.headings[-1][0] if self.page.headings else ""
        around = " ".join((heading, *"".join(self._text[self._block_at :]).split()))[-AROUND:]
        number = len(self.page.links)
        self.page.links.append(
            Link(url, " ".join(label.split())[:300], area, number, attributes.get("hreflang"), hinted, around)
        )

    def _close_script(self) -> None:
        text = "".join(self._script or ())[:300_000]
        self._script = None
        for match in _INLINE_URL.finditer(text):
            if len(self.page.inline) >= 500:
                return
            url = resolved(match[0][1:-1].replace("\\/", "/"), self._url)
            if url:
                self.page.inline.append(url)


def _target_of(tag: str, attributes: dict[str, str]) -> str | None:
    """Where a click leads: a link's address, or the address that a button's or a dead link's own script goes to."""
    href = attributes.get("href") if tag in ("a", "area") else None
    dead = href is None or href.strip() in ("", "#") or href.strip().lower().startswith("javascript:")
    if not dead:
        return href
    if tag in ("a", "area", "button", "div", "span", "li", "p"):
        match = _GOES_TO.search(attributes.get("onclick", "")[:2000] or (href or "")[:2000])
        if match:
            return match[1]
    return href


def parse_page(text: str, url: str, *, routes: bool = False) -> ParsedPage:
    """Read a page's HTML. Never raises: what cannot be parsed gives an empty page.

    `routes`: links keep a fragment that is a client-side route, for a browser can follow it and HTTP cannot.
    """
    from lxml import etree

    reader = _Reader(url, routes)
    target: Any = reader
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        parser.feed(data or b" ")
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        return reader.close()
    return reader.page
