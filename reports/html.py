"""The report as one HTML file: no request leaves it, no script is in it; readable on a phone, on paper, by ear.

A content security policy in its head forbids what it does not need: even a quote that slipped through could load
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.letter import letter_text
from reports.load import read_data
from reports.picture import banner, draw, flows, timeline
from reports.templating import render_template
from reports.view.build import build_view
from reports.view.model import ReportView
from reports.wording import Wording


@dataclass(frozen=True)
class Pictures:
    """The pictures of one report, as markup that is safe to insert as it is."""

    flow_wide: Any
    flow_narrow: Any
    timelines: dict[str, tuple[Any, Any]]
    banner: Any


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """One page with one report or several."""
    from markupsafe import Markup

    views = [build_view(one, context) for one in assessments]
    wording = context.wording
    return render_template(
        "report.html",
        wording,
        title=_title(views, wording),
        views=views,
        pictures={view.anchor: pictures_of(view, wording) for view in views},
        letters={view.anchor: letter_text(view.letter, wording) for view in views},
        legend={phase: Markup(drawn) for phase, drawn in flows.legend_marks().items()},
        patterns=Markup(draw.patterns()),
        style=Markup(read_data("templates/report.css")),
        attributions=context.named_attributions,
    )


def pictures_of(view: ReportView, wording: Wording) -> Pictures:
    """Draw the pictures of a report."""
    from markupsafe import Markup

    browsing = view.browsing
    interface = browsing.interface if browsing else None
    return Pictures(
        flow_wide=Markup(flows.wide(view.flows, wording)) if view.flows.groups or view.flows.tool_hosts else "",
        flow_narrow=Markup(flows.narrow(view.flows, wording)) if view.flows.groups or view.flows.tool_hosts else "",
        timelines={
            phase.anchor: (
                Markup(timeline.timeline(phase, wording, 900, 180, "line-wide")),
                Markup(timeline.timeline(phase, wording, 360, 104, "line-narrow")),
            )
            for phase in (browsing.phases if browsing else ())
        },
        banner=Markup(banner.banner(interface, view.blobs.get(interface.screenshot or ""), wording))
        if interface
        else "",
    )


def _title(views: list[ReportView], wording: Wording) -> str:
    names = wording.listing(view.header.tool_name for view in views[:3]) or wording.say("product.subtitle")
    return f"{names} – {wording.say('product.name')}"
