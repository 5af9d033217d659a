"""What a run has to say: in the forms of the contract, one tool in memory at a time where the form allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.stored import picture_of, stored_assessment

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.finding import Finding
    from catalog.nouns.scan import Assessment
    from catalog.runs import Item, Run
    from scanner.cli.language import Words
    from scanner.cli.setting import Setting


def print_run(
    setting: Setting,
    catalogue: Catalogue,
    run: Run,
    criteria: dict[str, Criterion],
    format_: str,
    output: Path | None,
    *,
    per_criterion: bool,
) -> None:
    """Write the result of a run."""
    from scanner.cli.output import write_parts, write_result
    from scanner.reference import knowledge_for
    from scanner.rendering import report_context, stream

    if format_ == "text":
        write_result("\n".join(_lines(catalogue, run, setting.words)), output, setting.words)
        return
    context = report_context(
        setting.words.language,
        criteria,
        knowledge_for(setting.config),
        blobs=picture_of(catalogue),
        per_criterion=per_criterion,
    )
    form = "summary" if format_ == "markdown" else format_
    write_parts(stream(form, assessments_of(catalogue, run), context), output, setting.words)


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


def _lines(catalogue: Catalogue, run: Run, words: Words) -> Iterator[str]:
    summary = run.summary
    yield words("rescan.summary", done=summary.get("done", 0), tools=sum(summary.values()))
    for item in catalogue.runs.items(run.id):
        tool = catalogue.tools.get(item.tool_id)
        name = tool.name if tool else item.tool_id
        if item.state in ("unreachable", "failed"):
            yield words(f"rescan.line-{item.state}", tool=name, why=_why(item.reason, words))
        elif item.assessment is not None:
            yield from _moved(catalogue, item, name, words)


def _moved(catalogue: Catalogue, item: Item, name: str, words: Words) -> Iterator[str]:
    now, *before = list(catalogue.scans.history(item.tool_id))[:2]
    causes = ", ".join(words(f"cause.{cause}") for cause in now.causes)
    if not before or "first" in now.causes:
        yield words("rescan.line-first", tool=name, public=now.public, school=now.school)
        return
    for scope in ("public", "school"):
        old, new = getattr(before[0], scope), getattr(now, scope)
        if old != new:
            yield words("evaluate.moved", tool=name, scope=words(f"scope.{scope}"), old=old, new=new, causes=causes)
    if (before[0].public, before[0].school) == (now.public, now.school):
        yield words("rescan.line-moved", tool=name, causes=causes)


def _why(reason: str | None, words: Words) -> str:
    parts = (reason or "error").split(", ")
    return ", ".join(words(f"skipped.{part}") if words.has(f"skipped.{part}") else part for part in parts)
