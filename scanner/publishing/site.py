"""The catalogue as a static website, with the data to download beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.assessing.assess import Assessor
from scanner.assessing.stored import picture_of
from scanner.clock import today
from scanner.opendata.export import LICENCE, write_export
from scanner.publishing.public_view import public_tool
from scanner.publishing.rendering import attributions, report_context
from scanner.publishing.summaries import summaries

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.vocabulary import Language
    from reports.site.model import CatalogueView, Download, ToolRecord
    from rules.knowledge import Knowledge

DATA = "open-data"
"""The folder of the open data, from the site's root."""


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

    folder.mkdir(parents=True, exist_ok=True)
    downloads = write_downloads(catalogue, folder, criteria, knowledge)
    view = site_view(catalogue, criteria, knowledge, downloads, drafts=drafts)
    for path, data in render_site(view):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    start = folder / language / "index.html"
    return start if start.exists() else folder / "index.html"


def site_view(
    catalogue: Catalogue,
    criteria: dict[str, Criterion],
    knowledge: Knowledge,
    downloads: tuple[Download, ...] = (),
    *,
    drafts: bool = False,
) -> CatalogueView:
    """The catalogue as the site shows it: the rows of its lists now, a tool's whole record when it is asked for."""
    from reports.site.model import CatalogueView

    assessor = Assessor.of(criteria, knowledge)
    return CatalogueView(
        tools=tuple(summaries(catalogue, assessor, drafts=drafts)),
        record=lambda tool_id: _record(catalogue, tool_id, assessor, drafts=drafts),
        contexts={
            code: report_context(code, criteria, knowledge, blobs=picture_of(catalogue), public=True)
            for code in ("fr", "en")
        },
        made_on=today(),
        downloads=downloads,
    )


def write_downloads(
    catalogue: Catalogue, folder: Path, criteria: dict[str, Criterion], knowledge: Knowledge
) -> tuple[Download, ...]:
    """Write the open data into a folder of the site's root and return what is offered for download."""
    assessor = Assessor.of(criteria, knowledge)
    everything = (public_tool(catalogue, tool, assessor) for tool in catalogue.tools.all())
    counts = write_export(folder / DATA, everything, criteria, attributions(knowledge), catalogue.audit.head)
    return tuple(_downloads(folder, counts))


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
            path = f"{DATA}/data/{name}.{ending}"
            titles = {one.language: f"{one.name('table', name)} ({form})" for one in wordings}
            yield Download(path, (folder / path).stat().st_size, titles, LICENCE["title"])
    package = f"{DATA}/datapackage.json"
    titles = {one.language: one.name("table", "package") for one in wordings}
    yield Download(package, (folder / package).stat().st_size, titles, LICENCE["title"])
