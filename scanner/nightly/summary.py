"""What a run has to say: in the forms of the contract, one tool in memory at a time where the form allows."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scanner.assessing.stored import picture_of, stored_assessment

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.finding import Finding
    from catalog.nouns.scan import Assessment
    from catalog.runs import Item, Run
    from scanner.cli.language import Words
    from scanner.cli.setting import Setting

Told = Literal["missed", "first", "moved"]
MOST_LINES = 100
"""Lines of a kind on a job page, which has a limit; what is left out is counted."""


def print_run(
    setting: Setting,
    catalogue: Catalogue,
    run: Run,
    criteria: dict[str, Criterion],
    format_: str,
    output: Path | None,
    *,
    per_criterion: bool,
    ended: str,
) -> None:
    """Write the result of a run. `ended` is the sentence with which it ended."""
    from scanner.cli.output import write_parts, write_result
    from scanner.publishing.rendering import report_context, stream
    from scanner.reference import knowledge_for

    if format_ == "text":
        summary = run.summary
        heading = setting.words("rescan.summary", done=summary.get("done", 0), tools=sum(summary.values()))
        lines = (line for _, line in told(catalogue, run, setting.words))
        write_result("\n".join((heading, *lines)), output, setting.words)
        return
    context = report_context(
        setting.words.language,
        criteria,
        knowledge_for(setting.config),
        blobs=picture_of(catalogue),
        per_criterion=per_criterion,
        missed=missed(catalogue, run, setting.words),
    )
    parts = stream("summary" if format_ == "markdown" else format_, assessments_of(catalogue, run), context)
    if format_ == "markdown":
        parts = with_night(parts, ended, list(told(catalogue, run, setting.words)), setting.words)
    write_parts(parts, output, setting.words)


def with_night(
    parts: Generator[str, None, str], ended: str, lines: Sequence[tuple[Told, str]], words: Words
) -> Generator[str, None, str]:
    """The Markdown summary with what the night itself has to say, under its title: a job page is read from the top."""
    from reports import joined
    from reports.markdown import plain

    title, _, rest = joined(parts).partition("\n")
    yield f"{title}\n\n**{plain(ended)}**\n"
    for kind, heading in (("missed", "rescan.heading-missed"), ("moved", "rescan.heading-moved")):
        of_kind = [line for found, line in lines if found == kind]
        if of_kind:
            yield f"\n## {words(heading)} ({len(of_kind)})\n\n"
            yield "".join(f"- {plain(line)}\n" for line in of_kind[:MOST_LINES])
        if len(of_kind) > MOST_LINES:
            yield f"- {words('rescan.more', count=len(of_kind) - MOST_LINES)}\n"
    yield f"\n## {words('rescan.heading-all')}\n{rest}"
    return ""


def missed(catalogue: Catalogue, run: Run, words: Words) -> dict[str, str]:
    """The tools that this run could not scan, and the sentence that says so."""
    return {
        item.tool_id: _missed_line(catalogue, item, words)
        for state in ("unreachable", "failed")
        for item in catalogue.runs.items(run.id, state)
    }


def assessments_of(catalogue: Catalogue, run: Run) -> Iterator[Assessment]:
    """The present assessment of every tool of a run that has one."""
    for item in catalogue.runs.items(run.id):
        tool = catalogue.tools.get(item.tool_id)
        found = stored_assessment(catalogue, tool) if tool else None
        if found is not None:
            yield found


def matched_in_run(catalogue: Catalogue, run: Run, levels: Sequence[str]) -> list[str]:
    """The `--fail-on` levels that any tool scanned in this run matches; `new:` against the assessment before it."""
    from scanner.levels import matched_levels

    matched: set[str] = set()
    for item in catalogue.runs.items(run.id, "done") if levels else ():
        tool = catalogue.tools.get(item.tool_id)
        assessment = stored_assessment(catalogue, tool) if tool else None
        if assessment is not None:
            matched.update(matched_levels(levels, assessment, _before(catalogue, item)))
    return sorted(matched)


def _before(catalogue: Catalogue, item: Item) -> tuple[Finding, ...] | None:
    """The findings before this run's scan: the present ones where it moved nothing; None for a first scan."""
    kept = list(catalogue.scans.assessments(item.tool_id, limit=2))
    if item.assessment is None:
        return kept[0].findings if kept else None
    return next((one.findings for one in kept if one.number < item.assessment), None)


def told(catalogue: Catalogue, run: Run, words: Words) -> Iterator[tuple[Told, str]]:
    """What is worth a line: tools that could not be scanned, first ratings, and what moved and why."""
    for item in catalogue.runs.items(run.id):
        if item.state in ("unreachable", "failed"):
            yield "missed", _missed_line(catalogue, item, words)
        elif run.state != "unreachable":
            yield from _moved(catalogue, item, _name(catalogue, item), words)


def _name(catalogue: Catalogue, item: Item) -> str:
    tool = catalogue.tools.get(item.tool_id)
    return tool.name if tool else item.tool_id


def _missed_line(catalogue: Catalogue, item: Item, words: Words) -> str:
    """Why a tool could not be scanned, and what becomes of its letters; none stands where no scan ever saw anything."""
    line = words(f"rescan.line-{item.state}", tool=_name(catalogue, item), why=why_not(item.reason, words))
    rated = bool(catalogue.publications.letters_by_scan(item.tool_id, limit=1))
    return line + words("rescan.earlier-stands" if rated else "rescan.no-earlier")


def _moved(catalogue: Catalogue, item: Item, name: str, words: Words) -> Iterator[tuple[Told, str]]:
    if item.assessment is None or not catalogue.scans.causes_of(item.assessment):
        return
    now, *before = list(catalogue.scans.history(item.tool_id))[:2]
    causes = ", ".join(words(f"cause.{cause}") for cause in now.causes)
    if not before or "first" in now.causes:
        yield "first", words("rescan.line-first", tool=name, public=now.public, school=now.school)
        return
    for scope in ("public", "school"):
        old, new = getattr(before[0], scope), getattr(now, scope)
        if old != new:
            scope_name = words(f"scope.{scope}")
            yield "moved", words("evaluate.moved", tool=name, scope=scope_name, old=old, new=new, causes=causes)
    if (before[0].public, before[0].school) == (now.public, now.school):
        yield "moved", words("rescan.line-moved", tool=name, causes=causes)


def why_not(reason: str | None, words: Words) -> str:
    """The reasons of a scan that saw nothing, in words; what another program said stays as it is."""
    if reason in _LOST:
        return words(f"lost.{_LOST[reason]}")
    parts = (reason or "error").split(", ")
    return ", ".join(words(f"skipped.{part}") if words.has(f"skipped.{part}") else part for part in parts)


_LOST = {
    "the worker hung and was stopped": "hung",
    "the worker process died": "died",
    "nothing was heard of it from the cluster": "unheard",
    "the worker was not given what it needs": "unequipped",
    "the worker has another version of the program": "other-version",
}
"""What the engines keep in a run's record of a scan that its worker did not bring, by the text that says it."""
