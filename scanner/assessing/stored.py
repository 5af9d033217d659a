"""Assessments as reports take them, from what the catalogue keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.scan import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.catalogue import Catalogue
    from catalog.kept import StoredAssessment
    from catalog.nouns.tool import Tool


def stored_assessment(catalogue: Catalogue, tool: Tool, kept: StoredAssessment | None = None) -> Assessment | None:
    """The tool's present assessment (or `kept`) with its evidence; None where it was never rated."""
    from scanner.clock import today

    present = kept is None
    kept = kept or catalogue.scans.last_assessment(tool.id)
    if kept is None:
        return None
    # A later scan that found nothing new is what was seen last: its dates are the ones to show.
    scan = catalogue.scans.confirmed_by(kept.tool_id, kept.scan_id) if present else kept.scan_id
    return Assessment(
        tool=tool,
        evidence=catalogue.scans.evidence(scan),
        facts=kept.facts,
        findings=kept.findings,
        ratings=kept.ratings,
        versions=kept.versions,
        reviews=catalogue.reviews.in_force(tool.id, today()),
    )


def picture_of(catalogue: Catalogue) -> Callable[[str], bytes | None]:
    """Blobs by digest for reports; None for one that is kept no more."""

    def picture(digest: str) -> bytes | None:
        return catalogue.blobs.get(digest) if catalogue.blobs.has(digest) else None

    return picture
