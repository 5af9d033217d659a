"""Rows of the list, its filters and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from catalog.nouns.vocabulary import Grade
from reports.clean import clean_line
from reports.site.model import ToolSummary
from reports.site.paths import file_name
from reports.view.order import BEST_FIRST
from reports.wording import Wording

PART = 500
"""Tools on one page of the whole list: more would be slow to open on a phone."""


@dataclass(frozen=True)
class Row:
    """A tool in a table of the list, in words; `key` is what the search looks in, folded."""

    id: str
    name: str
    vendor: str
    home: str
    school: Grade
    public: Grade
    remark: str
    public_remark: str
    held: str
    levels: str
    subjects: str
    fails: int
    warns: int
    open: int
    scanned: str
    scanned_iso: str
    key: str


@dataclass(frozen=True)
class Choice:
    """A value of a filter: its name, the file name of its page, how many tools have it."""

    value: str
    name: str
    file: str
    number: int


def rows(tools: Iterable[ToolSummary], wording: Wording) -> list[Row]:
    """The rows, by name."""
    return [_row(one, wording) for one in sorted(tools, key=lambda one: (fold(one.name), one.id))]


def fold(text: str) -> str:
    """`text` for searching and sorting: without accents, in lower case."""
    return "".join(c for c in normalize("NFKD", text.lower()) if c.isprintable() and not combining(c))


def parts(count: int) -> list[tuple[int, int]]:
    """Begin and end of each part of a list of `count` rows; one part where it fits on a page."""
    return [(start, min(start + PART, count)) for start in range(0, count, PART)] or [(0, 0)]


def grades(tools: Sequence[ToolSummary], wording: Wording) -> list[Choice]:
    """The letters for use in class, the best first, those without a tool included."""
    return [
        Choice(one, wording.name("grade", one), file_name(one.lower()), sum(tool.school == one for tool in tools))
        for one in BEST_FIRST
    ]


def levels(tools: Sequence[ToolSummary], wording: Wording) -> list[Choice]:
    """The levels that occur."""
    return _choices(tools, "levels", wording)


def subjects(tools: Sequence[ToolSummary], wording: Wording) -> list[Choice]:
    """The subjects that occur."""
    return _choices(tools, "subjects", wording)


def _choices(tools: Sequence[ToolSummary], field: str, wording: Wording) -> list[Choice]:
    """One choice a file name: values that differ in accents or case alone share a page."""
    names: dict[str, str] = {}
    counted: dict[str, int] = {}
    for tool in tools:
        for value in getattr(tool, field):
            names.setdefault(file_name(value), value)
        for file in {file_name(value) for value in getattr(tool, field)}:
            counted[file] = counted.get(file, 0) + 1
    choices = [Choice(value, wording.school_term(value), file, counted[file]) for file, value in names.items()]
    return sorted(choices, key=lambda one: (fold(one.name), one.file))


def _row(tool: ToolSummary, wording: Wording) -> Row:
    verdicts = list(tool.verdicts.values())
    remarks = [
        text
        for told, text in (
            (tool.provisional, wording.say("summary.provisional")),
            (tool.stale, wording.say("site.stale")),
            (tool.under_way, wording.say("site.under-way")),
        )
        if told
    ]
    name, vendor = clean_line(tool.name), clean_line(tool.vendor)
    return Row(
        id=tool.id,
        name=name,
        vendor=vendor,
        home=clean_line(tool.home),
        school=tool.school,
        public=tool.public,
        remark=", ".join(remarks),
        public_remark=wording.say("summary.provisional") if tool.public_provisional else "",
        held=wording.name("held-short", tool.limited_by),
        levels=", ".join(wording.school_term(one) for one in tool.levels),
        subjects=", ".join(wording.school_term(one) for one in tool.subjects),
        fails=verdicts.count("fail"),
        warns=verdicts.count("warn"),
        open=verdicts.count("inconclusive"),
        scanned=wording.date(tool.scanned_at.date()),
        scanned_iso=tool.scanned_at.date().isoformat(),
        key=fold(f"{name} {vendor} {tool.home}"),
    )


def index(listed: Sequence[Row]) -> dict[str, list[Any]]:
    """The rows for the script of a list in parts, compact: one short array a tool, in the order the script expects.

    What many tools share (vendor, remark, what holds the letter, levels, subjects, day) stands once in `pool`, and in
    a row by its place there. The script folds names for its search itself.
    """
    pool: dict[str, int] = {}

    def shared(text: str) -> int:
        return pool.setdefault(text, len(pool))

    rows = [
        [one.name, file_name(one.id), shared(one.vendor), one.home.removeprefix("https://"), one.school, one.public,
         shared(one.remark), shared(one.held), shared(one.levels), shared(one.subjects), one.fails, one.warns, one.open,
         shared(one.scanned), shared(one.scanned_iso), shared(one.public_remark)]
        for one in listed
    ]  # fmt: skip
    return {"pool": list(pool), "rows": rows}
