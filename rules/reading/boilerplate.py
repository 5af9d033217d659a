"""What of a page is furniture: menus, banners, footers, share bars, layout tables. Names propose, content decides."""

from __future__ import annotations

import re
from typing import Any, Final

from .document import TextBuilder

_ALWAYS: Final = frozenset(("navigation", "search", "menubar", "menu", "toolbar", "alertdialog"))
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|topbar|menu|submenu|footer|masthead|breadcrumbs?|sidebar|side-bar|share|"
    r"sharing|social|socials|skip|skip-link|modal|popup|newsletter|related|widget|comments?|search|pagination|banner|"
    r"offcanvas|drawer|promo|advert|ads?|toolbar|language|languages|lang|toc)(?:$|[\s_-])"
)
_CONSENT: Final = re.compile(
    r"onetrust|didomi|axeptio|cookiebot|tarteaucitron|quantcast|qc-cmp|sp_message|cookie-?(?:law|bar|banner|notice|consent"
    r"|popup|message|overlay|modal)|cc-(?:window|banner)|consent-?(?:banner|bar|modal|manager)|gdpr-?(?:banner|bar|popup)"
    r"|eu-?cookie|iubenda-cs|truste"
)
_TELLING_ROLES: Final = _ALWAYS | {"contentinfo", "banner", "dialog"}
_WORDS_KEPT: Final = 120
_WORDS_ASIDE: Final = 5
_LINKS_DROPPED: Final = 0.45


def telling_name(name: str) -> str:
    """The words of an element's id and class by which it is judged here, in alphabetical order; often none.

    For those who write a page down in a form that stays the same: builds and scripts give other names each time.
    """
    lowered = name.lower()[:400]
    found = {match.group().strip(" \t\n_-") for names in (_NAMES, _CONSENT) for match in names.finditer(lowered)}
    return " ".join(sorted(found))


def telling_role(role: str) -> str:
    """The role of an element where it is judged by it, else nothing."""
    return role if role in _TELLING_ROLES else ""


class Furniture:
    """Judges elements of one page. The text measured costs at most a few times the page's own length."""

    def __init__(self, root: Any) -> None:
        sizes = [(len(text), text.count(" ")) for text in root.itertext()]
        self._budget = 4 * sum(size for size, _ in sizes) + 100_000
        self._words = sum(words for _, words in sizes)

    def drops(self, element: Any, tag: str) -> bool:
        """Whether an element is furniture and holds no prose worth reading."""
        if tag == "nav":
            return self._light(element, 400)
        attributes = element.attrib
        if not attributes and tag not in ("footer", "header", "aside", "dialog", "button"):
            return False
        role = attributes.get("role", "")
        if role in _ALWAYS:
            return self._light(element, 400)
        name = (attributes.get("id", "") + " " + attributes.get("class", "")).lower()[:400]
        if len(name) > 1 and _CONSENT.search(name):
            return tag not in ("body", "html", "main", "article") and self._light(element, max(500, self._words // 2))
        if tag == "button":
            return "aria-expanded" not in attributes and "accordion" not in name
        if tag == "aside" and next(element.iterancestors("main", "article"), None) is not None:
            return self._light(element, _WORDS_ASIDE)  # a remark on what stands beside it (HTML, 4.3.5)
        if tag in ("footer", "aside", "dialog") or role in ("contentinfo", "banner", "dialog"):
            return self._light(element, _WORDS_KEPT)
        if tag == "header" or (
            len(name) > 1 and tag not in ("body", "html", "main", "article") and _NAMES.search(name)
        ):
            return not self._holds_heading(element) and self._light(element, 60)
        return False

    def _holds_heading(self, element: Any) -> bool:
        return any(element.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3", "p"))

    def _light(self, element: Any, words_kept: int) -> bool:
        """Few words, or mostly links. Once the page's budget is spent everything is kept."""
        if self._budget <= 0:
            return False
        words = size = 0
        for text in element.itertext():
            size += len(text)
            words += len(text.split())
            if words > 8_000 or size > self._budget:
                break
        self._budget -= size + 50
        if words < words_kept:
            return True
        if words > 8_000:
            return False
        linked = sum(len(text.split()) for link in element.iter("a") for text in link.itertext())
        self._budget -= size
        return linked > _LINKS_DROPPED * words

    def lays_out(self, table: Any) -> bool:
        """Whether a table only lays out the page: it nests tables, or has one cell a row."""
        if self._budget <= 0:
            return False
        if table.find(".//table") is not None or table.find(".//h1") is not None or table.find(".//h2") is not None:
            self._budget -= 2_000
            return True
        cells = rows = 0
        for row in table.iter("tr"):
            rows += 1
            cells += sum(1 for cell in row if cell.tag in ("td", "th"))
            if rows >= 50:
                break
        self._budget -= 20 * cells
        return rows == 0 or cells <= rows or (rows <= 2 and self._prose(table))

    def _prose(self, table: Any) -> bool:
        return any(len(cell.findtext("p") or "") > 200 for cell in table.iter("td"))


def without_menus(builder: TextBuilder) -> TextBuilder:
    """Drop runs of link-only blocks before the first and after the last prose: a menu without a telling name."""
    prose = [i for i, b in enumerate(builder.blocks) if b.kind not in ("link", "heading") and b.end - b.start > 100]
    if not prose:
        return builder
    first, last = prose[0], prose[-1]
    if not any(b.kind == "link" for b in (*builder.blocks[:first], *builder.blocks[last + 1 :])):
        return builder
    kept = TextBuilder()
    kept.truncated = builder.truncated
    renumbered: dict[int, int] = {}
    for index, block in enumerate(builder.blocks):
        if block.kind == "link" and not first <= index <= last:
            continue
        renumbered[index] = kept.keep(builder, index, renumbered.get(block.lead, -1))
    return kept
