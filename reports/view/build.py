"""Build the view model of an assessment."""

from __future__ import annotations

from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.view.anchors import slug
from reports.view.answer import answer
from reports.view.browsing import browsing_view, recording_views
from reports.view.documents import document_places, document_views
from reports.view.drawn import drawn_documents
from reports.view.findings import badge_views, family_views, finding_views
from reports.view.flows import flow_view
from reports.view.header import header, history_lines, provenance
from reports.view.inventory import (
    cookie_views,
    host_views,
    page_views,
    passed_over_views,
    skipped_views,
    third_party_views,
)
from reports.view.model import ReportView
from reports.view.private import without_private
from reports.view.questions import vendor_letter
from reports.view.ratings import rating_views
from reports.view.seen import BrowsingView


def build_view(assessment: Assessment, context: Context) -> ReportView:
    """All that any renderer shows of `assessment`, in the language of `context`.

    With `context.public`, what a school brought in private is withheld.
    """
    if context.public:
        assessment = without_private(assessment)
    wording, facts, evidence = context.wording, assessment.facts, assessment.evidence
    prefix = slug(assessment.tool.id)
    findings = finding_views(assessment, context, prefix, document_places(facts.documents, prefix, context.wording))
    ratings = rating_views(assessment, context, prefix)
    hosts = host_views(facts.hosts, wording)
    browsing = browsing_view(assessment, context, prefix)
    return ReportView(
        anchor=prefix,
        language=context.language,
        header=header(assessment, context),
        answer=answer(assessment, ratings, context),
        ratings=ratings,
        families=family_views(findings, context),
        badges=badge_views(findings),
        flows=flow_view(assessment, hosts, wording),
        hosts=hosts,
        third_parties=third_party_views(facts.third_parties, wording),
        cookies=cookie_views(facts.cookies, wording),
        documents=document_views(facts.documents, drawn_documents(evidence), wording, prefix),
        pages=page_views(assessment, wording),
        passed_over=passed_over_views(evidence, wording),
        skipped=skipped_views(evidence.skipped, wording),
        browsing=browsing,
        recordings=recording_views(evidence.recordings, evidence.started_at, wording),
        letter=vendor_letter(assessment, context),
        history=history_lines(context.history.get(assessment.tool.id, ()), wording),
        provenance=provenance(assessment, context),
        blobs=_pictures(browsing, context),
    )


def _pictures(browsing: BrowsingView | None, context: Context) -> dict[str, bytes]:
    """The pictures the report shows, by digest, as far as they are still kept."""
    if browsing is None or browsing.interface is None or not browsing.interface.screenshot or context.blobs is None:
        return {}
    data = context.blobs(browsing.interface.screenshot)
    return {browsing.interface.screenshot: data} if data else {}
