"""Views: one view model, many renderers. Pure: values in, text out.

`render` is the door for a report in memory, `stream` for one over thousands of tools; `Context` and `Attribution` say
what they need besides assessments. A renderer and what it draws on (rich, Jinja2, junitparser …) load when it is first
used.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
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

STREAMED: Final = frozenset({"json", "junit", "sarif"})
"""Formats whose parts are handed out one tool at a time; the others are pages and are rendered whole."""


def render(format_name: str, assessments: Iterable[Assessment], context: Context) -> str:
    """The report of one or several assessments in a format of `FORMATS`. Raises KeyError for another format."""
    text: str = import_module(FORMATS[format_name]).render(assessments, context)
    return text


def stream(format_name: str, assessments: Iterable[Assessment], context: Context) -> Generator[str, None, str]:
    """The same report in parts, each assessment let go once its part is out.

    What the generator returns goes before its parts: a head that counts what follows is known last; `""` for most.
    """
    module = import_module(FORMATS[format_name])
    if format_name not in STREAMED:
        yield module.render(assessments, context)
        return ""
    head: str = yield from module.stream(assessments, context)
    return head


def joined(parts: Generator[str, None, str]) -> str:
    """The parts of a `stream` as one text."""
    found: list[str] = []
    while True:
        try:
            found.append(next(parts))
        except StopIteration as end:
            return str(end.value) + "".join(found)
