"""Step 0 of the method: what has one cause is charged once, to the most severe criterion that it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Finding
from catalog.nouns.vocabulary import SEVERITIES

INCOMPLETE_NOTICE = "incomplete-notice"
"""Root cause of failures that rest only on what documents do not say (reading b)."""

CAUSES_JOINED = " + "
"""Joins the causes of a finding that has several."""

Key = tuple[str, str]


def charge_root_causes(findings: Iterable[Finding], criteria: Mapping[str, Criterion]) -> tuple[Finding, ...]:
    """Return the findings, in their order, with `explained_by` set on those that another criterion is charged for.

    A failure stands for every failure all of whose causes it shares and that is no graver than it, and, from major
    up, for the warnings of that cause; a warning stands for warnings no graver. A failure never hides under a
    warning, nor a major warning under a minor failure, so that a fault added never lightens another. Criteria
    outside the letter neither charge nor are charged.
    """
    kept = list(findings)
    charged = _charges(kept, criteria)
    return tuple(_explained_as(one, charged.get(_key(one))) for one in kept)


def _explained_as(finding: Finding, by: str | None) -> Finding:
    return finding if finding.explained_by == by else finding.model_copy(update={"explained_by": by})


def _key(finding: Finding) -> Key:
    return (finding.criterion, finding.surface)


def _charges(findings: Sequence[Finding], criteria: Mapping[str, Criterion]) -> dict[Key, str]:
    order = {name: number for number, name in enumerate(criteria)}
    noticed: list[Finding] = []
    seen: list[Finding] = []
    for one in findings:
        in_letter = one.criterion in criteria and criteria[one.criterion].in_letter
        if one.root_cause and in_letter and one.verdict in ("fail", "warn"):
            (noticed if one.root_cause == INCOMPLETE_NOTICE else seen).append(one)
    explained: dict[Key, str] = {}
    for members in ([one for one in noticed if is_notice_item(one)], seen):
        members.sort(key=lambda one: _rank(one, criteria[one.criterion], order))
        explained.update(_explained(members))
    return explained


def _causes(finding: Finding) -> frozenset[str]:
    """The causes of a finding: an observed one may have several organisations, joined by ` + `."""
    return frozenset((finding.root_cause or "").split(CAUSES_JOINED))


def _rank(finding: Finding, criterion: Criterion, order: Mapping[str, int]) -> tuple[int, int, bool, bool, int]:
    """Failures first, then by severity, the settled before the unconfirmed, what anyone can see before the rest."""
    return (
        finding.verdict != "fail",
        SEVERITIES.index(finding.severity),
        not finding.confirmed,
        criterion.scope != "public",
        order[finding.criterion],
    )


def _explained(members: Sequence[Finding]) -> dict[Key, str]:
    explained: dict[Key, str] = {}
    for number, one in enumerate(members):
        for charged in members[:number]:
            shared = _causes(one) <= _causes(charged) and charged.criterion != one.criterion
            if shared and _key(charged) not in explained and _covers(charged, one):
                explained[_key(one)] = charged.criterion
                break
    return explained


def _covers(charged: Finding, other: Finding) -> bool:
    if charged.verdict == other.verdict:
        return SEVERITIES.index(charged.severity) <= SEVERITIES.index(other.severity)
    return charged.verdict == "fail" and charged.severity in ("blocking", "major")


def is_notice_item(finding: Finding) -> bool:
    """Whether it is a failure for silence alone. A site without any policy is another matter: blocking never is."""
    return (
        finding.root_cause == INCOMPLETE_NOTICE and finding.verdict == "fail" and finding.severity in ("major", "minor")
    )
