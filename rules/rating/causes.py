"""Step 0 of the method: what has one cause is charged once, to the most severe criterion that it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Finding
from catalog.nouns.vocabulary import SEVERITIES, Basis, Severity, Surface, Verdict

INCOMPLETE_NOTICE = "incomplete-notice"
"""Root cause of failures that rest only on what documents do not say (reading b)."""

CAUSES_JOINED = " + "
"""Joins the causes of a finding that has several."""

Key = tuple[str, str]


class Mark(NamedTuple):
    """What the rating counts of a finding, and of one that is not there: what-if letters need no whole finding."""

    criterion: str
    surface: Surface
    verdict: Verdict
    severity: Severity
    basis: Basis
    confirmed: bool
    root_cause: str | None


Counted = Finding | Mark
"""Anything the rating can count."""


def charge_root_causes(findings: Iterable[Finding], criteria: Mapping[str, Criterion]) -> tuple[Finding, ...]:
    """Return the findings, in their order, with `explained_by` set on those that another criterion is charged for.

    A failure stands for every failure all of whose causes it shares and that is no graver than it, and, from major
    up, for the warnings of that cause; a warning stands for warnings no graver. A failure never hides under a
    warning, nor a major warning under a minor failure, so that a fault added never lightens another. Criteria
    outside the letter neither charge nor are charged.
    """
    kept = tuple(findings)
    charged = charges(kept, criteria)
    if not charged and not any(one.explained_by for one in kept):
        return kept
    return tuple(_explained_as(one, charged.get(_key(one))) for one in kept)


def _explained_as(finding: Finding, by: str | None) -> Finding:
    return finding if finding.explained_by == by else finding.model_copy(update={"explained_by": by})


def _key(finding: Counted) -> Key:
    return (finding.criterion, finding.surface)


def charges(findings: Sequence[Counted], criteria: Mapping[str, Criterion]) -> dict[Key, str]:
    """What is not charged for itself: (criterion, surface) with the criterion that is charged for it."""
    noticed: list[Counted] = []
    seen: list[Counted] = []
    for one in findings:
        if not one.root_cause or one.verdict not in ("fail", "warn"):
            continue
        if one.criterion in criteria and criteria[one.criterion].in_letter:
            (noticed if one.root_cause == INCOMPLETE_NOTICE else seen).append(one)
    if not noticed and not seen:
        return {}
    order = {name: number for number, name in enumerate(criteria)}
    explained: dict[Key, str] = {}
    for members in ([one for one in noticed if is_notice_item(one)], seen):
        members.sort(key=lambda one: _rank(one, criteria[one.criterion], order))
        explained.update(_explained(members))
    return explained


def _causes(finding: Counted) -> frozenset[str]:
    """The causes of a finding: an observed one may have several organisations, joined by ` + `."""
    return frozenset((finding.root_cause or "").split(CAUSES_JOINED))


def _rank(finding: Counted, criterion: Criterion, order: Mapping[str, int]) -> tuple[int, int, bool, bool, int]:
    """Failures first, then by severity, the settled before the unconfirmed, what anyone can see before the rest."""
    return (
        finding.verdict != "fail",
        SEVERITIES.index(finding.severity),
        not finding.confirmed,
        criterion.scope != "public",
        order[finding.criterion],
    )


def _explained(members: Sequence[Counted]) -> dict[Key, str]:
    explained: dict[Key, str] = {}
    for number, one in enumerate(members):
        for charged in members[:number]:
            shared = _causes(one) <= _causes(charged) and charged.criterion != one.criterion
            if shared and _key(charged) not in explained and _covers(charged, one):
                explained[_key(one)] = charged.criterion
                break
    return explained


def _covers(charged: Counted, other: Counted) -> bool:
    if charged.verdict == other.verdict:
        return SEVERITIES.index(charged.severity) <= SEVERITIES.index(other.severity)
    return charged.verdict == "fail" and charged.severity in ("blocking", "major")


def is_notice_item(finding: Counted) -> bool:
    """Whether it is a failure for silence alone. A site without any policy is another matter: blocking never is."""
    return (
        finding.root_cause == INCOMPLETE_NOTICE and finding.verdict == "fail" and finding.severity in ("major", "minor")
    )
