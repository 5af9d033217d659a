"""The timeline of one visit: when requests to third parties left, one lane an organisation."""

from __future__ import annotations

import svg

from reports.picture.draw import INK, LINE, SOFT, WASH, fit, mark, picture, words
from reports.view.seen import PhaseView
from reports.wording import Wording

LANE = 24
TOP = 8


def timeline(phase: PhaseView, wording: Wording, width: float, label_width: float, name: str) -> str:
    """One visit as a picture of `width`; empty where no request to a third party left."""
    if not phase.lanes:
        return ""
    span = max(1000, phase.duration_ms)
    left, right = label_width + 10, width - 14
    bottom = TOP + LANE * len(phase.lanes)
    shapes: list[svg.Element] = _axis(span, left, right, bottom, wording)
    for index, lane in enumerate(phase.lanes):
        middle = TOP + LANE * index + LANE / 2
        shapes.append(svg.Line(x1=left, y1=middle, x2=right, y2=middle, stroke=LINE, stroke_width=1))
        shapes.append(words(fit(lane.name, label_width, 12.5), 0, middle + 4, 12.5, fill=INK))
        for tick in lane.ticks:
            at = left + (right - left) * min(1.0, tick.at_ms / span)
            shapes.append(mark(phase.phase, at, middle, 10, hollow=tick.during_click))
    label = wording.say("timeline.label", phase=phase.phase_name, organisations=len(phase.lanes))
    return picture(width, bottom + 26, label, shapes, name)


def _axis(span: int, left: float, right: float, bottom: float, wording: Wording) -> list[svg.Element]:
    """Seconds along the bottom, at most about six of them."""
    step = next(one for one in (500, 1000, 2000, 5000, 10000, 20000, 60000, span) if span / one <= 6)
    shapes: list[svg.Element] = [svg.Rect(x=left, y=TOP - 6, width=right - left, height=bottom - TOP + 10, fill=WASH)]
    for at in range(0, span + 1, step):
        x = left + (right - left) * at / span
        shapes.append(svg.Line(x1=x, y1=TOP - 6, x2=x, y2=bottom + 4, stroke=LINE, stroke_width=1))
        anchor = "end" if x > right - 14 else "start" if at == 0 else "middle"
        shapes.append(words(f"{wording.number(at / 1000)}\u00a0s", x, bottom + 19, 11.5, fill=SOFT, anchor=anchor))
    return shapes
