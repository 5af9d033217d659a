"""The picture of flows: on one side the tool and its servers, on the other who receives requests, by country.

Two layouts of the same drawing: wide for a screen or paper, narrow for a phone; the page shows the one that fits.
"""

from __future__ import annotations

import svg

from catalog.nouns.vocabulary import Phase
from reports.picture.draw import (
    INK,
    INSIDE,
    LINE,
    PAPER,
    SOFT,
    STATUS_COLOUR,
    WASH,
    fit,
    mark,
    picture,
    text_width,
    title,
    words,
)
from reports.view.seen import CountryGroup, FlowView, HostView, Receiver
from reports.wording import Wording

ROW = 38
HEAD = 40
GAP = 14
SHOWN_PHASES: tuple[Phase, ...] = ("before-choice", "after-refusal", "after-acceptance")
MAX_RECEIVERS = 12
MAX_HOSTS = 8


def wide(flows: FlowView, wording: Wording) -> str:
    """Tool on the left, countries on the right, a line to each."""
    tool_width, left, width = 290.0, 430.0, 960.0
    panels, heights = _panels(flows, wording, left, width - left)
    total = sum(heights) + GAP * max(0, len(heights) - 1)
    tool, tool_height = _tool(flows, wording, 0, 0, tool_width)
    height = max(total, tool_height) + 4
    offset = max(0.0, (height - total) / 2)
    tool_top = max(2.0, (height - tool_height) / 2)
    shapes: list[svg.Element] = []
    top = offset
    for group, panel_height in zip(flows.groups, heights, strict=True):
        shapes.append(_line(group, tool_width, tool_top + tool_height / 2, left, top + panel_height / 2))
        top += panel_height + GAP
    shapes.append(_moved(tool, 0, tool_top))
    top = offset
    for panel, panel_height in zip(panels, heights, strict=True):
        shapes.append(_moved(panel, 0, top))
        top += panel_height + GAP
    return picture(width, height, flows.summary, shapes, "flow-wide")


def narrow(flows: FlowView, wording: Wording) -> str:
    """Tool on top, countries below, along one line."""
    width, left = 360.0, 22.0
    panels, heights = _panels(flows, wording, left, width - left)
    tool, tool_height = _tool(flows, wording, 0, 0, width)
    shapes: list[svg.Element] = [_moved(tool, 0, 2)]
    top = tool_height + GAP + 4
    for group, panel, panel_height in zip(flows.groups, panels, heights, strict=True):
        shapes.insert(0, _elbow(group, 10, tool_height, left, top + HEAD / 2))
        shapes.append(_moved(panel, 0, top))
        top += panel_height + GAP
    return picture(width, top - GAP + 4, flows.summary, shapes, "flow-narrow")


def _moved(elements: list[svg.Element], x: float, y: float) -> svg.G:
    return svg.G(transform=[svg.Translate(x, y)], elements=elements)


def _dash(group: CountryGroup) -> list[float] | None:
    """Dashed where nobody of the group was seen to receive a request."""
    return None if any(one.observed for one in group.receivers) else [5, 5]


def _line(group: CountryGroup, x1: float, y1: float, x2: float, y2: float) -> svg.Path:
    middle = (x1 + x2) / 2
    return svg.Path(
        d=[svg.M(x1, y1), svg.CubicBezier(middle, y1, middle, y2, x2, y2)],
        fill="none",
        stroke=STATUS_COLOUR[group.status],
        stroke_width=1.6 + min(6, len(group.receivers)) * 0.7,
        stroke_dasharray=_dash(group),  # type: ignore[arg-type]
        stroke_opacity=0.75,
    )


def _elbow(group: CountryGroup, x: float, top: float, left: float, y: float) -> svg.Path:
    return svg.Path(
        d=[svg.M(x, top), svg.L(x, y), svg.L(left, y)],
        fill="none",
        stroke=STATUS_COLOUR[group.status],
        stroke_width=2.4,
        stroke_dasharray=_dash(group),  # type: ignore[arg-type]
    )


def _tool(flows: FlowView, wording: Wording, x: float, y: float, width: float) -> tuple[list[svg.Element], float]:
    """The card of the tool: its name, then each of its hosts with its place and who runs it."""
    hosts = flows.tool_hosts[:MAX_HOSTS]
    height = 50.0 + 46 * len(hosts) + (22 if len(flows.tool_hosts) > MAX_HOSTS else 0)
    shapes: list[svg.Element] = [
        svg.Rect(x=x + 1, y=y, width=width - 2, height=height, rx=10, fill=INSIDE),
        words(fit(flows.tool_name, width - 32, 17), x + 16, y + 31, 17, fill=PAPER, bold=True),
    ]
    top = y + 50
    for host in hosts:
        shapes += _host(host, wording, x, top, width)
        top += 46
    hidden = len(flows.tool_hosts) - len(hosts)
    if hidden:
        shapes.append(words(wording.count("flow.more-hosts", hidden), x + 16, top + 10, 12, fill=PAPER))
    return shapes, height


def _host(host: HostView, wording: Wording, x: float, y: float, width: float) -> list[svg.Element]:
    run_by = f"{host.place} · {host.operator}" if host.operator and not host.masked_by else host.place
    card = svg.Rect(x=x + 8, y=y, width=width - 16, height=40, rx=6, fill=PAPER, elements=[title(host.host)])
    return [
        card,
        words(fit(host.host, width - 40, 13), x + 18, y + 17, 13, bold=True),
        words(fit(run_by, width - 40, 12), x + 18, y + 33, 12, fill=SOFT),
    ]


def _panels(flows: FlowView, wording: Wording, x: float, width: float) -> tuple[list[list[svg.Element]], list[float]]:
    panels = [_panel(group, wording, x, width) for group in flows.groups]
    return [shapes for shapes, _ in panels], [height for _, height in panels]


def _panel(group: CountryGroup, wording: Wording, x: float, width: float) -> tuple[list[svg.Element], float]:
    """A country: its name, whether it is in the EEA, and who receives there."""
    shown = group.receivers[:MAX_RECEIVERS]
    hidden = len(group.receivers) - len(shown)
    height = HEAD + ROW * len(shown) + (26 if hidden else 6)
    colour = STATUS_COLOUR[group.status]
    tag = wording.name("flow-status", group.status)
    tag_width = text_width(tag, 12) + 18
    shapes: list[svg.Element] = [
        svg.Rect(x=x + 1, y=1, width=width - 2, height=height - 2, rx=10, fill=WASH, stroke=LINE, stroke_width=1),
        svg.Rect(x=x + 1, y=1, width=5, height=height - 2, rx=2, fill=colour),
        words(fit(group.name, width - tag_width - 40, 15), x + 18, 26, 15, bold=True),
        svg.Rect(x=x + width - tag_width - 12, y=11, width=tag_width, height=21, rx=10.5, fill=PAPER, stroke=colour),
        words(tag, x + width - 12 - tag_width / 2, 26, 12, fill=colour, bold=True, anchor="middle"),
    ]
    for index, receiver in enumerate(shown):
        shapes += _receiver(receiver, wording, x, HEAD + index * ROW, width)
    if hidden:
        shapes.append(words(wording.count("flow.more-receivers", hidden), x + 18, height - 10, 12, fill=SOFT))
    return shapes, height


def _receiver(one: Receiver, wording: Wording, x: float, y: float, width: float) -> list[svg.Element]:
    marks_width = 22 * len(SHOWN_PHASES) + 12
    room = width - marks_width - 36
    about = ", ".join(wording.name("category", code) for code in one.categories) or ", ".join(one.hosts)
    shapes: list[svg.Element] = [
        svg.Line(x1=x + 18, y1=y, x2=x + width - 12, y2=y, stroke=LINE, stroke_width=1),
        words(fit(one.name, room, 13.5), x + 18, y + 17, 13.5, bold=True, fill=INK),
        words(fit(about, room, 12), x + 18, y + 32, 12, fill=SOFT),
    ]
    tip = title(", ".join(one.hosts))
    hit = svg.Rect(x=x + 6, y=y, width=width - 12, height=ROW, fill="none", pointer_events="all", elements=[tip])
    return [*shapes, *_marks(one, wording, x + width - marks_width, y + ROW / 2), hit]


def _marks(one: Receiver, wording: Wording, x: float, y: float) -> list[svg.Element]:
    """A place for each phase: its mark where requests left, a small dash where none did; a word where only named."""
    if not one.observed:
        return [words(wording.say("flow.named"), x + 66, y + 4, 12, fill=SOFT, anchor="end")]
    if "none" in one.phases or not one.phases:
        return [mark("none", x + 54, y)]
    places: list[svg.Element] = []
    for index, phase in enumerate(SHOWN_PHASES):
        at = x + 10 + 22 * index
        there = phase in one.phases
        places.append(mark(phase, at, y) if there else svg.Line(x1=at - 3, y1=y, x2=at + 3, y2=y, stroke=LINE))
    return places


def legend_marks() -> dict[Phase, str]:
    """The mark of each phase as a small picture of its own, for legends in HTML."""
    return {phase: _small(phase) for phase in (*SHOWN_PHASES, "none")}


def _small(phase: Phase) -> str:
    box = svg.ViewBoxSpec(0, 0, 16, 16)
    return svg.SVG(
        viewBox=box, width=16, height=16, extra={"aria-hidden": "true"}, elements=[mark(phase, 8, 8)]
    ).as_str()
