"""HTML: the policy's text with its structure. Menus, banners and footers are left out; nothing of the policy is.

An own walk over the parsed tree rather than a main-text heuristic: those drop short sections, tables and tabs, and
a policy lives in them. An element that looks like furniture by its name is dropped only when what it holds reads
like furniture too (mostly links, or few words).
"""

from __future__ import annotations

from typing import Any, Final

from catalog.encoding import decode_text

from .boilerplate import Furniture, without_menus
from .document import TextBuilder, TextDocument, unreadable
from .lines import add_lines, bullet, introduces, looks_like_heading, withholds
from .listed_headings import with_listed_headings
from .rows import Rows, reach, unfold, written

MAX_BYTES: Final = 8_000_000
MAX_DEPTH: Final = 250
_DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "select",
        "datalist",
        "del",
        "s",
        "strike",
        "input",
        "title",
        "map",
        "progress",
        "meter",
        "frameset",
        "applet",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "body",
        "html",
        "header",
        "footer",
        "aside",
        "nav",
        "address",
        "blockquote",
        "center",
        "figure",
        "figcaption",
        "fieldset",
        "form",
        "pre",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "li",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "details",
        "summary",
        "dialog",
        "legend",
        "label",
        "button",
        "menu",
        "hgroup",
        "search",
        "textarea",
        "template",
    ]
)
_HEADINGS: Final = {
    "h1": 1,
    "h2": 2,
    "h3": 3,
    "h4": 4,
    "h5": 5,
    "h6": 6,
    "summary": 4,
    "dt": 5,
    "legend": 5,
    "caption": 5,
}


class _Walker:
    """Walks the tree without recursion and hands finished blocks to the builder."""

    def __init__(self, root: Any) -> None:
        self.builder = TextBuilder()
        self.furniture = Furniture(root)
        self.inline: list[str] = []
        self.linked = 0
        self.strong = 0
        self.in_link = 0
        self.in_strong = 0
        self.heading = 0
        self.depth = 0
        self.lists: list[int] = []
        self.lead = -1
        self.ended = (-1, -1)
        """How many blocks stood where the last list ended, and its lead-in."""
        self.term = -1
        self.in_item = False
        self.row: list[str] | None = None
        """The paragraphs of the cell that is being read, None outside of tables."""
        self.rows = Rows()
        self.header_row = -1
        self.title = ""

    def text(self, value: str | None) -> None:
        if not value:
            return
        self.inline.append(value)
        size = len(value) if not value.isspace() else 0
        self.linked += size if self.in_link else 0
        self.strong += len("".join(value.split())) if self.in_strong else 0

    def flush(self) -> None:
        """End the block being written and add it as what it is: heading, item, link, or lines of paragraphs."""
        if not self.inline:
            return
        raw = "".join(self.inline)
        linked, strong, self.inline, self.linked, self.strong = self.linked, self.strong, [], 0, 0
        if not raw or raw.isspace():
            return
        size = len(raw) - raw.count(" ") - raw.count("\n")
        if self.row is not None:
            self.row.append(raw.replace("\n", " "))
        elif self.heading:
            self._heading(raw.replace("\n", " "), self.heading)
        elif linked >= 0.9 * size and len(raw.split()) <= 8 and not self.in_strong:
            self.builder.add("link", raw, 0, self._item_lead())
        elif strong >= 0.95 * size and "\n" not in raw.strip() and looks_like_heading(raw.strip()):
            self._heading(raw, 5)
        elif self.in_item:
            self._item(raw)
        else:
            self._paragraphs(raw)

    def _item_lead(self) -> int:
        return self.lists[-1] if self.lists else -1

    def _heading(self, text: str, level: int) -> None:
        asks = text.rstrip().endswith("?")
        index = self.builder.add("question" if asks else "heading", text, level)
        self.lead = index if asks or withholds(text) else -1
        if level == 1 and not self.title:
            self.title = " ".join(text.split())

    def _item(self, raw: str) -> None:
        index = self.builder.add("item", raw, len(self.lists), self._item_lead())
        self.lead = index if introduces(raw) else -1

    def _paragraphs(self, raw: str) -> None:
        asks = self.lead >= 0 and (self.lead == self.term or self.builder.blocks[self.lead].kind == "question")
        question = self.lead if asks else -1
        before = len(self.builder.blocks)
        if "\n" in raw.strip("\n "):
            add_lines(self.builder, raw.split("\n"), alone=True)
        else:
            text, bulleted = bullet(raw) if raw.lstrip()[:1] in "•●▪■◦·*" else (raw, False)
            self.builder.add(
                "item" if bulleted else "paragraph", text, 1 if bulleted else 0, question if not bulleted else self.lead
            )
            if bulleted:
                return
        if len(self.builder.blocks) > before:
            last = len(self.builder.blocks) - 1
            block = self.builder.blocks[last]
            if block.kind == "paragraph":
                self.lead = last if introduces(self.builder.text_of(last)) else -1

    def start(self, tag: str) -> None:
        if tag == "br":
            self.text("\n")
            return
        if tag in _BLOCKS:
            self.flush()
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        elif tag == "a":
            self.in_link += 1
        elif tag in ("b", "strong"):
            self.in_strong += 1
        elif tag in ("ul", "ol"):
            # A list each of whose items has a list of its own (`</ul><ul>`) has one lead-in.
            goes_on = self.lead < 0 and self.ended[0] == len(self.builder.blocks)
            self.lists.append(self.ended[1] if goes_on else self.lead)
            self.in_item = False
        elif tag in ("li", "dd"):
            self.in_item = tag == "li"
        elif tag == "table":
            self.header_row, self.rows = -1, Rows()
        elif tag == "tr":
            self.row = []
            self.rows.begin()

    def end(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag in ("td", "th") and self.row is not None:
            self.rows.add(self.row, reach(element, "rowspan"), reach(element, "colspan"))
            self.row = []
        if tag in _HEADINGS:
            self.heading = 0
        elif tag == "a":
            self.in_link = max(0, self.in_link - 1)
        elif tag in ("b", "strong"):
            self.in_strong = max(0, self.in_strong - 1)
        elif tag in ("ul", "ol"):
            if self.lists:
                self.ended = (len(self.builder.blocks), self.lists.pop())
            self.in_item = bool(self.lists)
            self.lead = -1
        elif tag == "dt":
            # A definition's term is read again with its definition, as a question is with its answer.
            self.term = self.lead = len(self.builder.blocks) - 1
        elif tag == "li":
            self.in_item = False
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self.row = None

    def skip(self, tag: str) -> None:
        """Pass over a block; a cell of which nothing is read keeps its column."""
        self.flush()
        if tag in ("td", "th") and self.row is not None:
            self.rows.add(())

    def _end_row(self) -> None:
        if self.row:  # what stands beside the cells
            self.rows.add(self.row)
        self.row = None
        cells = self.rows.end()
        said = [cell for cell in cells if cell]
        if len(said) < 2:
            if said:
                self._paragraphs(said[0])
            return
        index = self.builder.add("row", written(cells), 0, self.header_row)
        if self.header_row < 0:
            self.header_row = index if max(map(len, cells)) < 80 else -1


def _walk(walker: _Walker, root: Any) -> None:
    stack: list[tuple[Any, bool, int]] = [(root, False, 0)]
    while stack:
        element, done, depth = stack.pop()
        tag = element.tag
        if done:
            walker.end(element, tag)
            walker.text(element.tail)
            continue
        if (
            not isinstance(tag, str)
            or _unread(element, tag)
            or depth > MAX_DEPTH
            or walker.furniture.drops(element, tag)
        ):
            if isinstance(tag, str) and tag in _BLOCKS:
                walker.skip(tag)
            if depth > MAX_DEPTH:
                walker.builder.truncated = True
            walker.text(element.tail)
            continue
        if tag == "table" and walker.furniture.lays_out(element):
            unfold(element)
            tag = "div"
        elif "aria-expanded" in element.attrib or "role" in element.attrib:
            element.tag = tag = _titled(element, tag)
        if walker.row is not None and tag in ("table", "tr", "ul", "ol", "p", "div"):
            walker.flush() if tag != "tr" else None
        walker.start(tag)
        walker.text(_collapsed(element.text, tag))
        stack.append((element, True, depth))
        stack.extend((child, False, depth + 1) for child in reversed(element))


def _unread(element: Any, tag: str) -> bool:
    """Whether an element holds nothing that a page says: a template but an open shadow root, what is struck out."""
    if tag == "template":
        return element.get("shadowrootmode") is None
    if tag == "textarea":
        return not ("readonly" in element.attrib or "disabled" in element.attrib)
    return tag in _DROPPED


def _titled(element: Any, tag: str) -> str:
    """The tag of an element that is a title by its role: of a section that it opens, or by name (WAI-ARIA 1.2)."""
    role = element.get("role")
    if role == "heading":
        level = element.get("aria-level") or "2"
        return f"h{level}" if level in "123456" else "h6"
    opens = element.get("aria-expanded") is not None and (tag == "button" or role == "button")
    return "summary" if opens and tag not in _HEADINGS else tag


def _collapsed(text: str | None, tag: str) -> str | None:
    return text if not text or tag in ("pre", "textarea") or "\n" not in text else text.replace("\n", " ")


def read_html(data: bytes) -> TextDocument:
    """Read a page into a document. Bodies are cut at 8 MB, nesting at 250; broken or hostile HTML never raises.

    What was cut is said in `truncated`: nothing may be taken for absent from the rest.
    """
    from lxml import etree

    source = decode_text(data[:MAX_BYTES])
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source.encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return unreadable("text/html")
    walker = _Walker(root)
    # The parser stops for good at its own depth, and says so in its log alone.
    stopped = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    walker.builder.truncated = stopped or len(data) > MAX_BYTES
    _walk(walker, root)
    walker.flush()
    title = root.findtext(".//title") or walker.title
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower() or None
    return with_listed_headings(without_menus(walker.builder).document("text/html", title, language))
