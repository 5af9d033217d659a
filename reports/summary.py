"""The Markdown summary of a run over many tools, for the page of a CI job: what to look at first, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.markdown import code, plain
from reports.view.answer import answer
from reports.view.held import counted
from reports.view.order import BEST_FIRST
from reports.view.ratings import rating_views
from reports.wording import Wording

MAX_ROWS = 200
"""Rows shown: job pages have size limits. What is left out is counted."""
_GRAVEST = {grade: rank for rank, grade in enumerate(("E", "D", "NE", "C", "B", "A"))}


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """The summary; tools with the gravest letters first, and with the most apparent failures among them."""
    rows = sorted((_Row(one, context) for one in assessments), key=lambda row: row.rank)
    return "\n".join(_page(rows, context.wording)) + "\n"


class _Row:
    """What the summary keeps of one assessment, so that thousands of them need not be held."""

    def __init__(self, assessment: Assessment, context: Context) -> None:
        ratings = rating_views(assessment, context, "x")
        school = next(one for one in ratings if one.scope == "school")
        public = next(one for one in ratings if one.scope == "public")
        findings = counted(assessment, context, "school")
        self.name = assessment.tool.name
        self.home = assessment.tool.home
        self.school, self.public = school.grade, public.grade
        self.provisional, self.public_provisional = school.provisional, public.provisional
        self.held = school.limited_words
        self.fails = sum(one.verdict == "fail" for one in findings)
        self.open = sum(one.verdict == "inconclusive" for one in findings)
        why = answer(assessment, ratings, context)[2]
        self.reason = why.items[0] if why.items else why.text
        self.rank = (_GRAVEST[school.grade], -self.fails, self.name.lower(), assessment.tool.id)


def _page(rows: list[_Row], wording: Wording) -> Iterator[str]:
    say = wording.say
    yield f"# {say('product.name')} – {say('product.subtitle')}"
    yield ""
    yield wording.count("summary.tools", len(rows))
    yield ""
    if not rows:
        return
    yield from _counts(rows, wording)
    columns = ("tool", "school", "public", "held", "fails", "open", "reason")
    yield "| " + " | ".join(say(f"summary.{column}") for column in columns) + " |"
    yield "| --- | :-: | :-: | --- | --: | --: | --- |"
    for row in rows[:MAX_ROWS]:
        school = _marked(row.school, row.provisional, wording)
        public = _marked(row.public, row.public_provisional, wording)
        tool = f"**{plain(row.name)}** {code(row.home)}"
        numbers = f"{wording.number(row.fails)} | {wording.number(row.open)}"
        yield f"| {tool} | {school} | {public} | {row.held} | {numbers} | {plain(row.reason)} |"
    if len(rows) > MAX_ROWS:
        yield ""
        yield wording.count("summary.more", len(rows) - MAX_ROWS)
    yield ""
    yield say("limits.silence")


def _marked(letter: str, provisional: bool, wording: Wording) -> str:
    return f"{letter} ({wording.say('summary.provisional')})" if provisional else letter


def _counts(rows: list[_Row], wording: Wording) -> Iterator[str]:
    """How many tools have each letter, in both scopes."""
    yield "| " + " | ".join((wording.say("summary.scope"), *BEST_FIRST)) + " |"
    yield "| --- |" + " --: |" * len(BEST_FIRST)
    for scope in ("school", "public"):
        numbers = [wording.number(sum(getattr(row, scope) == grade for row in rows)) for grade in BEST_FIRST]
        yield "| " + " | ".join((wording.name("scope", scope), *numbers)) + " |"
    yield ""
