"""Views: one view model, many renderers. Pure: values in, text out.

`render` is the one door; `Context` and `Attribution` say what it needs besides assessments. A renderer and what it
draws on (rich, Jinja2, junitparser …) load when it is first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from catalog.nouns.scan import Assessment
    from reports.context import Context

FORMATS: Final[dict[str, str]] = {
    "text": "reports.terminal",
    "json": "reports.json_report",
    "html": "reports.html",
    "markdown": "reports.markdown",
    "junit": "reports.junit",
    "sarif": "reports.sarif",
    "summary": "reports.summary",
}
"""Format → module that renders it. `summary` is the Markdown page of a run over many tools."""


def render(format_name: str, assessments: Sequence[Assessment], context: Context) -> str:
    """The report of one or several assessments in a format of `FORMATS`. Raises KeyError for another format."""
    text: str = import_module(FORMATS[format_name]).render(assessments, context)
    return text
