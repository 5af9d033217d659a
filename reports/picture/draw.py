"""What the pictures share: escaped text, text cut to a width, marks of the phases, patterns."""

from __future__ import annotations

from html import escape
from typing import Final

import svg

from catalog.nouns.vocabulary import Phase
from reports.clean import shorten

INK: Final = "#1b2333"
SOFT: Final = "#556074"
LINE: Final = "#c9d1dc"
PAPER: Final = "#ffffff"
WASH: Final = "#f4f6f9"
OUTSIDE: Final = "#9a3412"
INSIDE: Final = "#14506b"
UNKNOWN: Final = "#556074"
STATUS_COLOUR: Final = {"outside": OUTSIDE, "eea": INSIDE, "unknown": UNKNOWN}
PHASE_COLOUR: Final[dict[Phase, str]] = {
    "before-choice": "#b42318",
    "after-refusal": "#7a3aa8",
    "after-acceptance": "#0f6b8f",
    "none": "#8a4b08",
}
_EM_SHARE: Final = 0.56
"""Mean width of a character of a sans-serif face, as a share of its size; a little generous for lower case."""


def words(
    text: str, x: float, y: float, size: float = 13, *, fill: str = INK, bold: bool = False, anchor: str = "start"
) -> svg.Text:
    """A line of text. The drawing library writes text as it is given: it is escaped here."""
    return svg.Text(
        text=escape(text, quote=False),
        x=x,
        y=y,
        font_size=size,
        fill=fill,
        font_weight="600" if bold else None,
        text_anchor=anchor,  # type: ignore[arg-type]
    )


def title(text: str) -> svg.Title:
    """The name of a shape, which browsers show as a tip."""
    return svg.Title(text=escape(text, quote=False))


def fit(text: str, width: float, size: float) -> str:
    """`text` cut so that it takes about `width` at `size`."""
    return shorten(text, max(4, int(width / (size * _EM_SHARE))))


def text_width(text: str, size: float) -> float:
    """About how wide `text` is at `size`."""
    return len(text) * size * _EM_SHARE


def wrap(text: str, width: float, size: float, lines: int) -> list[str]:
    """`text` in at most `lines` lines of about `width`; the last one is cut where more would be needed."""
    out: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}".strip()
        if text_width(candidate, size) <= width or not line:
            line = candidate
        else:
            out.append(line)
            line = word
    out.append(line)
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
    return [fit(one, width, size) for one in out]


def patterns() -> str:
    """Hatching (after refusal) and dots (after acceptance), once a document: marks then differ without colour."""
    refusal, acceptance = PHASE_COLOUR["after-refusal"], PHASE_COLOUR["after-acceptance"]
    hatch = svg.Pattern(
        id="hatch", width=4, height=4, patternUnits="userSpaceOnUse", patternTransform=[svg.Rotate(45)],
        elements=[svg.Rect(width=4, height=4, fill="#ead9f5"), svg.Rect(width=2, height=4, fill=refusal)],
    )  # fmt: skip
    dots = svg.Pattern(
        id="dots", width=4, height=4, patternUnits="userSpaceOnUse",
        elements=[svg.Rect(width=4, height=4, fill="#d5ebf3"), svg.Circle(cx=2, cy=2, r=1.3, fill=acceptance)],
    )  # fmt: skip
    holder = svg.SVG(width=0, height=0, class_=["patterns"], extra={"aria-hidden": "true"})
    holder.elements = [svg.Defs(elements=[hatch, dots])]
    return holder.as_str()


def mark(phase: Phase, x: float, y: float, size: float = 12, hollow: bool = False) -> svg.Element:
    """The mark of a phase centred on a point: disc (before choice), hatched triangle (after refusal), dotted square
    (after acceptance), diamond (no choice offered)."""
    half, colour = size / 2, PHASE_COLOUR[phase]
    if phase == "before-choice":
        return svg.Circle(cx=x, cy=y, r=half, fill=PAPER if hollow else colour, stroke=colour, stroke_width=1.4)
    if phase == "after-refusal":
        points = [x, y - half, x + half, y + half * 0.85, x - half, y + half * 0.85]
        return svg.Polygon(points=points, fill=PAPER if hollow else "url(#hatch)", stroke=colour, stroke_width=1.4)  # type: ignore[arg-type]
    if phase == "after-acceptance":
        fill = PAPER if hollow else "url(#dots)"
        return svg.Rect(x=x - half, y=y - half, width=size, height=size, fill=fill, stroke=colour, stroke_width=1.4)
    points = [x, y - half, x + half, y, x, y + half, x - half, y]
    return svg.Polygon(points=points, fill=PAPER if hollow else colour, stroke=colour, stroke_width=1.4)  # type: ignore[arg-type]


def picture(width: float, height: float, label: str, elements: list[svg.Element], name: str) -> str:
    """A whole picture with an accessible name; `name` is its CSS class. It needs `patterns` in the same document."""
    drawn = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, width, height),
        class_=[name],
        extra={"role": "img", "aria-label": escape(label)},
        elements=elements,
    )
    return drawn.as_str()
