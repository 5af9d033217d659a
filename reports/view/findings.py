"""Findings in words, grouped by family and verdict."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.nouns.criterion import Criterion, LawReference
from catalog.nouns.finding import Finding, Review
from catalog.nouns.scan import Assessment
from reports.clean import clean, clean_line
from reports.context import Context
from reports.view.anchors import DocumentPlace, finding_anchor
from reports.view.because import Roles, because, finding_reason, roles_of
from reports.view.citations import citation_view
from reports.view.model import AnswerView, BadgeView, FamilyView, FindingView, LawView, ReviewView, VerdictGroup
from reports.view.order import VERDICT_RANK, VERDICTS, gravity
from reports.view.seen import Named
from reports.view.texts import (
    criterion_title,
    finding_message,
    has_own_reason,
    own_reason,
    says_its_own,
    verdict_name,
)
from reports.wording import Wording


def finding_views(
    assessment: Assessment, context: Context, prefix: str, documents: Mapping[str, DocumentPlace]
) -> tuple[FindingView, ...]:
    """All findings whose criterion the rule set has, the gravest first."""
    anchors: dict[tuple[str, str], str] = {
        (one.criterion, one.surface): finding_anchor(prefix, one.criterion, one.surface) for one in assessment.findings
    }
    ordered = sorted((one for one in assessment.findings if one.criterion in context.criteria), key=gravity)
    roles = roles_of(assessment.facts.documents)
    return tuple(_finding(one, assessment, context, anchors, documents, roles) for one in ordered)


def family_views(findings: tuple[FindingView, ...], context: Context) -> tuple[FamilyView, ...]:
    """The findings by family, in the order of the rule set, each by verdict."""
    families = []
    for family in context.families:
        own = [one for one in findings if one.family == family]
        if own:
            families.append(_family(family, own, context.wording))
    return tuple(families)


def badge_views(findings: tuple[FindingView, ...]) -> tuple[BadgeView, ...]:
    """The criteria outside the letters, each once with its worst result."""
    worst: dict[str, FindingView] = {}
    for one in findings:
        known = worst.get(one.criterion)
        if not one.in_letter and (known is None or VERDICT_RANK[one.verdict] < VERDICT_RANK[known.verdict]):
            worst[one.criterion] = one
    return tuple(
        BadgeView(one.criterion, one.title, one.verdict, one.verdict_name, one.message, one.anchor)
        for one in worst.values()
    )


def law_view(reference: LawReference, wording: Wording) -> LawView:
    """A source of law; what is unverified is shown with its mark and date."""
    caution = ""
    if reference.mark != "V":
        caution = wording.say(f"law.{reference.mark.lower()}", date=wording.date(reference.as_of))
    return LawView(wording.bilingual(reference.text), reference.mark, caution)


def review_view(review: Review, assessment: Assessment, context: Context) -> ReviewView:
    """A review; `expired` where its last day is before the day the rating was judged for."""
    wording = context.wording
    return ReviewView(
        verdict=review.verdict,
        verdict_name=verdict_name(review.verdict, context),
        reason=clean_line(review.reason),
        author=clean_line(review.author),
        made_on=wording.date(review.made_on),
        until=wording.date(review.until) if review.until else "",
        expired=review.until is not None and review.until < assessment.versions.on,
    )


def _family(family: str, own: list[FindingView], wording: Wording) -> FamilyView:
    groups = tuple(
        VerdictGroup(verdict, wording.name("verdict", verdict), tuple(one for one in own if one.verdict == verdict))
        for verdict in VERDICTS
        if any(one.verdict == verdict for one in own)
    )
    counts = tuple(
        (group.verdict, wording.count(f"verdict-count.{group.verdict}", len(group.findings))) for group in groups
    )
    return FamilyView(family, wording.name("family", family), groups, counts)


def _finding(
    finding: Finding,
    assessment: Assessment,
    context: Context,
    anchors: Mapping[tuple[str, str], str],
    documents: Mapping[str, DocumentPlace],
    roles: Roles,
) -> FindingView:
    wording, criterion = context.wording, context.criteria[finding.criterion]
    explained = finding.explained_by
    return FindingView(
        anchor=anchors[(finding.criterion, finding.surface)],
        criterion=finding.criterion,
        title=wording.bilingual(criterion.title),
        plain=wording.bilingual(criterion.plain),
        family=criterion.family,
        family_name=wording.name("family", criterion.family),
        verdict=finding.verdict,
        verdict_name=verdict_name(finding.verdict, context),
        severity=finding.severity,
        severity_name=wording.name("severity", finding.severity),
        surface=finding.surface,
        surface_name=wording.name("surface", finding.surface),
        scope=criterion.scope,
        in_letter=criterion.in_letter,
        gate=criterion.gate,
        message=finding_message(finding, context),
        reason=finding_reason(finding, context, roles),
        because=_because(finding, context, roles),
        ground=because(finding, context, roles),
        rule=_rule(finding, criterion, wording),
        why=wording.bilingual(criterion.why),
        basis=finding.basis,
        basis_name=wording.name("basis", finding.basis),
        confirmed=finding.confirmed,
        confidence=finding.confidence,
        confidence_name=wording.name("confidence", finding.confidence),
        law=tuple(law_view(one, wording) for one in criterion.law),
        forces=_forces(criterion, wording),
        citations=tuple(citation_view(one, wording, documents) for one in finding.citations),
        searched=tuple(clean_line(one) for one in finding.searched),
        explained_by=Named(explained, criterion_title(explained, context)) if explained else None,
        explained_anchor=_explained_anchor(finding, anchors),
        not_yet=finding.not_yet,
        seen_on=wording.date(finding.seen_on) if finding.seen_on else "",
        told=finding.verdict in ("fail", "warn") or says_its_own(finding, context),
        reviews=tuple(review_view(one, assessment, context) for one in _reviews(finding, assessment)),
        answers=_answers(finding, assessment.tool.id, context),
    )


def _because(finding: Finding, context: Context, roles: Roles) -> str:
    """What a reader does not see beside it: the reason of its own; where nothing was found, why nothing could be."""
    if has_own_reason(finding, context) and finding.reason != finding.message:
        return own_reason(finding, context)
    if finding.verdict != "inconclusive" or says_its_own(finding, context):
        return ""
    return because(finding, context, roles)


def _rule(finding: Finding, criterion: Criterion, wording: Wording) -> str:
    """The criterion's general rule for this result; of what was not shown, only the finding itself says why."""
    if finding.verdict in ("not-applicable", "inconclusive") or finding.verdict not in criterion.decision:
        return ""
    return wording.bilingual(criterion.decision[finding.verdict])


def _forces(criterion: Criterion, wording: Wording) -> tuple[Named, ...]:
    return tuple(Named(force, wording.name("force", force)) for force in criterion.force)


def _explained_anchor(finding: Finding, anchors: Mapping[tuple[str, str], str]) -> str | None:
    if not finding.explained_by:
        return None
    same = anchors.get((finding.explained_by, finding.surface))
    return same or next((anchor for key, anchor in anchors.items() if key[0] == finding.explained_by), None)


def _answers(finding: Finding, tool_id: str, context: Context) -> tuple[AnswerView, ...]:
    return tuple(
        AnswerView(clean(one.text), context.wording.date(one.received_on))
        for one in context.answers.get(tool_id, ())
        if one.criterion == finding.criterion and one.surface in (None, finding.surface)
    )


def _reviews(finding: Finding, assessment: Assessment) -> tuple[Review, ...]:
    return tuple(
        one
        for one in assessment.reviews
        if one.criterion == finding.criterion and one.surface in (None, finding.surface)
    )
