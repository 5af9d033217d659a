"""The rows of the site's lists, read from the little that they show: a list of thousands must not load all evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scanner.publishing.public_view import public_tool, standing

if TYPE_CHECKING:
    from datetime import datetime

    from catalog.catalogue import Catalogue
    from catalog.kept import FindingMark
    from catalog.nouns.finding import Finding
    from catalog.nouns.rating import Ratings
    from catalog.nouns.tool import Tool
    from catalog.nouns.vocabulary import Verdict
    from reports.site.model import ToolSummary
    from scanner.assessing.assess import Assessor
    from scanner.publishing.public_view import PublicTool, Standing

_WORST: tuple[Verdict, ...] = ("fail", "warn", "inconclusive", "pass", "not-applicable")


def summaries(catalogue: Catalogue, assessor: Assessor, *, drafts: bool) -> Iterator[ToolSummary]:
    """The rows of every tool in use of which something may be shown, by id; `drafts` as in `public_tool`."""
    for tool in catalogue.tools.all():
        summary = _summary(catalogue, tool, assessor, drafts=drafts)
        if summary is not None:
            yield summary


def _summary(catalogue: Catalogue, tool: Tool, assessor: Assessor, *, drafts: bool) -> ToolSummary | None:
    present = catalogue.scans.present(tool.id)
    if present is None:
        return None
    seen = catalogue.scans.glance(catalogue.scans.confirmed_by(tool.id, present.scan_id))
    if seen.has_private or (not drafts and not _all_confirmed(present.ratings)):
        return _of_public(public_tool(catalogue, tool, assessor, drafts=drafts))
    stands = standing(catalogue, tool.id, present.ratings, drafts=drafts)
    if stands.silent:
        return None
    return _row(
        tool,
        stands,
        present.ratings if drafts else _settled(present.ratings),
        catalogue.scans.marks(present.number),
        seen.ended_at,
    )


def _all_confirmed(ratings: Ratings) -> bool:
    """Whether no letter rests on failures that the machine only proposes: it may be published as it is."""
    return all(one.confirmed == one.grade for one in (ratings.public, ratings.school))


def _settled(ratings: Ratings) -> Ratings:
    """The ratings as they may be published, see `Assessor.as_published`: what is published is not provisional."""
    settled = {"of_confirmed": True, "provisional": False}
    return ratings.model_copy(
        update={scope: getattr(ratings, scope).model_copy(update=settled) for scope in ("public", "school")}
    )


def _of_public(shown: PublicTool) -> ToolSummary | None:
    seen = shown.assessment
    return None if seen is None else _row(shown.tool, shown, seen.ratings, seen.findings, seen.evidence.ended_at)


def _row(
    tool: Tool,
    stands: Standing | PublicTool,
    ratings: Ratings,
    findings: Iterable[Finding | FindingMark],
    ended: datetime,
) -> ToolSummary | None:
    """The row of a tool, None where a letter of it may not be shown."""
    from reports.site.model import ToolSummary

    school, public = stands.letters["school"], stands.letters["public"]
    if school is None or public is None:
        return None
    verdicts: dict[str, Verdict] = {}
    for finding in findings:
        known = verdicts.get(finding.criterion, "not-applicable")
        verdicts[finding.criterion] = min(known, finding.verdict, key=_WORST.index)
    rating = ratings.school
    return ToolSummary(
        id=tool.id,
        name=tool.name,
        home=tool.home,
        school=school,
        public=public,
        scanned_at=ended,
        vendor=tool.vendor or "",
        levels=tool.levels,
        subjects=tool.subjects,
        provisional=rating.provisional,
        public_provisional=ratings.public.provisional,
        limited_by=rating.limited_by,
        coverage=rating.coverage,
        confidence=rating.confidence,
        verdicts=verdicts,
        stale=stands.stale,
        under_way=any(stands.under_way.values()),
    )
