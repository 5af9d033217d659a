"""The catalogue as a static website, with the data to download beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.assess import Assessor
from scanner.clock import today
from scanner.opendata.export import LICENCE, write_export
from scanner.public_view import PublicTool, public_tool
from scanner.rendering import attributions, report_context
from scanner.stored import picture_of

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.vocabulary import Language, Verdict
    from reports.site.model import Download, ToolRecord, ToolSummary
    from rules.knowledge import Knowledge

_WORST: tuple[Verdict, ...] = ("fail", "warn", "inconclusive", "pass", "not-applicable")
_DATA = "open-data"


def write_site(
    catalogue: Catalogue,
    folder: Path,
    criteria: dict[str, Criterion],
    knowledge: Knowledge,
    language: Language,
    *,
    drafts: bool = False,
) -> Path:
    """Write the site into `folder` and return the page to open first, in `language`.

    Only what is published is shown. `drafts`: every assessed tool with the machine's letters, for a look before
    anything is published; private evidence stays out all the same.
    """
    from reports.site import render_site
    from reports.site.model import CatalogueView

    assessor = Assessor.of(criteria, knowledge)
    folder.mkdir(parents=True, exist_ok=True)
    everything = (public_tool(catalogue, tool, assessor) for tool in catalogue.tools.all())
    counts = write_export(folder / _DATA, everything, criteria, attributions(knowledge), catalogue.audit.head)
    view = CatalogueView(
        tools=tuple(_summaries(catalogue, assessor, drafts=drafts)),
        record=lambda tool_id: _record(catalogue, tool_id, assessor, drafts=drafts),
        contexts={
            code: report_context(code, criteria, knowledge, blobs=picture_of(catalogue), public=True)
            for code in ("fr", "en")
        },
        made_on=today(),
        downloads=tuple(_downloads(folder, counts)),
    )
    for path, data in render_site(view):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    start = folder / language / "index.html"
    return start if start.exists() else folder / "index.html"


def _summaries(catalogue: Catalogue, assessor: Assessor, *, drafts: bool) -> Iterator[ToolSummary]:
    for tool in catalogue.tools.all():
        summary = _summary(public_tool(catalogue, tool, assessor, drafts=drafts))
        if summary is not None:
            yield summary


def _summary(shown: PublicTool) -> ToolSummary | None:
    """The row of a tool, None where nothing of it may be shown."""
    from reports.site.model import ToolSummary

    seen, school, public = shown.assessment, shown.letters["school"], shown.letters["public"]
    if seen is None or school is None or public is None:
        return None
    verdicts: dict[str, Verdict] = {}
    for finding in seen.findings:
        known = verdicts.get(finding.criterion, "not-applicable")
        verdicts[finding.criterion] = min(known, finding.verdict, key=_WORST.index)
    rating = seen.ratings.school
    return ToolSummary(
        id=shown.tool.id,
        name=shown.tool.name,
        home=shown.tool.home,
        school=school,
        public=public,
        scanned_at=seen.evidence.ended_at,
        vendor=shown.tool.vendor or "",
        levels=shown.tool.levels,
        subjects=shown.tool.subjects,
        provisional=rating.provisional,
        public_provisional=seen.ratings.public.provisional,
        limited_by=rating.limited_by,
        coverage=rating.coverage,
        confidence=rating.confidence,
        verdicts=verdicts,
        stale=shown.stale,
        under_way=any(shown.under_way.values()),
    )


def _record(catalogue: Catalogue, tool_id: str, assessor: Assessor, *, drafts: bool) -> ToolRecord | None:
    from reports.context import VendorAnswer
    from reports.site.model import ToolRecord

    tool = catalogue.tools.get(tool_id)
    shown = public_tool(catalogue, tool, assessor, drafts=drafts) if tool else None
    if shown is None or shown.assessment is None:
        return None
    answers = tuple(
        VendorAnswer(one.criterion, one.answer, one.made_on, one.surface)  # type: ignore[arg-type]
        for one in catalogue.publications.answers(tool_id)
    )
    return ToolRecord(shown.assessment, tuple(catalogue.scans.history(tool_id)), answers)


def _downloads(folder: Path, counts: dict[str, int]) -> Iterator[Download]:
    from reports.site.model import Download
    from reports.site.paths import LANGUAGES
    from reports.wording import Wording

    wordings = [Wording(code) for code in LANGUAGES]
    for name in counts:
        for ending, form in (("csv", "CSV"), ("jsonl", "JSON Lines")):
            path = f"{_DATA}/data/{name}.{ending}"
            titles = {one.language: f"{one.name('table', name)} ({form})" for one in wordings}
            yield Download(path, (folder / path).stat().st_size, titles, LICENCE["title"])
    package = f"{_DATA}/datapackage.json"
    titles = {one.language: one.name("table", "package") for one in wordings}
    yield Download(package, (folder / package).stat().st_size, titles, LICENCE["title"])
