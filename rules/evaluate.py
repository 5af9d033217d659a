"""Evaluate a case: every criterion, once for each surface it is judged on, always in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from catalog.nouns.criterion import Criterion
from catalog.nouns.evidence import Evidence
from catalog.nouns.finding import Finding, Params
from catalog.nouns.tool import Profile
from catalog.nouns.vocabulary import SURFACES, Basis, Capability, Confidence, Severity, Surface, Verdict
from rules.applicability import (
    LearnerState,
    app_addresses,
    concerns,
    effective_profile,
    learner_state,
    severity_on,
    surface_seen,
)
from rules.case import Case, Outcome, distinct
from rules.knowledge.knowledge import Knowledge
from rules.registry import find_check

NOT_SHOWN = "not-shown"
NOT_CONCERNED = "not-concerned"
BAD_VANTAGE_NOTES: frozenset[str] = frozenset({"outside-eea", "filtering-dns", "tls-inspection"})
NOT_LOOKED_REASONS: frozenset[str] = frozenset(
    {"capability-missing", "learner-surface-not-seen", "surface-not-seen", "check-error", "wrong-target"}
    | {f"vantage-{note}" for note in BAD_VANTAGE_NOTES}
)
"""Reasons of the engine's own that mean: this scan could not look."""


class CheckError(RuntimeError):
    """A check raised although it never may; raised on only where `strict` asks for it."""


def evaluate(case: Case, criteria: Mapping[str, Criterion], *, strict: bool = False) -> tuple[Finding, ...]:
    """Return the findings of every criterion on each of its surfaces, in the order of `criteria` and surfaces.

    Silence, a surface nobody saw, a missing capability or an unknown profile give `inconclusive`, never `pass`;
    `not-applicable` needs a profile known not to be concerned. A check that raises gives `inconclusive` with the
    reason `check-error` and low confidence, or CheckError where `strict`.
    """
    profile = effective_profile(case.tool, case.facts)
    learner = learner_state(case, profile)
    found = [
        _judge(case, criterion, surface, profile, learner, strict)
        for criterion in criteria.values()
        for surface in _in_order(tuple(criterion.severity))
    ]
    # What the checks shared points back to the case: let go of it, or only the collector of cycles frees the two.
    case.worked_out.clear()
    return tuple(found)


@lru_cache(maxsize=64)
def _in_order(surfaces: tuple[Surface, ...]) -> tuple[Surface, ...]:
    return tuple(surface for surface in SURFACES if surface in surfaces)


def _judge(
    case: Case, criterion: Criterion, surface: Surface, profile: Profile, learner: LearnerState, strict: bool
) -> Finding:
    outcome = _before_check(case, criterion, surface, profile, learner)
    not_yet = outcome is None and criterion.check is None
    if outcome is None:
        outcome = (
            _not_shown("not-yet-decided", confidence="low") if not_yet else _checked(case, criterion, surface, strict)
        )
        outcome = _within_limits(case, criterion, surface, profile, outcome)
    try:
        return _finding(case, criterion, surface, profile, outcome, not_yet)
    except ValueError as error:
        if strict:
            raise CheckError(f"{criterion.id} on {surface}: {error}") from error
        return _finding(case, criterion, surface, profile, _failed_check(error), not_yet)


def _before_check(
    case: Case, criterion: Criterion, surface: Surface, profile: Profile, learner: LearnerState
) -> Outcome | None:
    """What can be said before any check: not the product's page, not concerned, or nothing of the surface seen."""
    if case.facts.wrong_target:
        return _not_shown("wrong-target", params={"kind": case.facts.wrong_target})
    if concerns(criterion, profile) == "no":
        return Outcome("not-applicable", NOT_CONCERNED, f"profile-without-{criterion.applies}", confidence="high")
    if surface == "learner" and learner == "none":
        return Outcome("not-applicable", NOT_CONCERNED, "no-learner-surface", confidence="high")
    if surface == "learner" and learner == "not-seen" and not app_addresses(case):
        return _not_shown("learner-surface-not-seen")
    return None


def _checked(case: Case, criterion: Criterion, surface: Surface, strict: bool) -> Outcome:
    assert criterion.check is not None
    try:
        return find_check(criterion.check.name)(case, criterion, surface)
    except Exception as error:
        if strict:
            raise CheckError(f"{criterion.id} on {surface}: {error!r}") from error
        return _failed_check(error)


def _failed_check(error: Exception) -> Outcome:
    return _not_shown("check-error", params={"error": type(error).__name__}, confidence="low")


def _not_shown(
    reason: str, params: dict[str, str] | None = None, confidence: Confidence = "medium", outcome: Outcome | None = None
) -> Outcome:
    """An `inconclusive`; what the check had found stays cited beside it."""
    return Outcome(
        "inconclusive",
        NOT_SHOWN,
        reason,
        params=params or {},
        citations=outcome.citations if outcome else (),
        searched=outcome.searched if outcome else (),
        confidence=confidence,
    )


def _within_limits(case: Case, criterion: Criterion, surface: Surface, profile: Profile, outcome: Outcome) -> Outcome:
    """Hold a check's answer to what the scan could see at all and to what is known of the tool."""
    if outcome.verdict in ("inconclusive", "not-applicable"):
        return _name_missing(case.evidence, criterion, surface, outcome)
    if criterion.vantage_sensitive and (note := bad_vantage(case.evidence, case.knowledge)):
        return _not_shown(f"vantage-{note}", outcome=outcome)
    if outcome.verdict == "fail":
        return outcome
    if concerns(criterion, profile) == "unknown":
        return _not_shown(f"profile-unknown-{criterion.applies}", outcome=outcome)
    if outcome.verdict == "pass":
        missing = missing_capabilities(criterion, case.evidence, surface)
        if missing:
            return _without(missing, outcome)
        if surface != "documents" and not surface_seen(case, surface):
            return _not_shown("surface-not-seen", outcome=outcome)
    return outcome


def _name_missing(evidence: Evidence, criterion: Criterion, surface: Surface, outcome: Outcome) -> Outcome:
    """Name the capabilities that an undecided criterion would need, where the check did not."""
    if outcome.verdict != "inconclusive" or outcome.missing:
        return outcome
    missing = missing_capabilities(criterion, evidence, surface)
    if not missing:
        return outcome
    return outcome if outcome.reason == "not-yet-decided" else outcome._replace(missing=missing)


def _without(missing: tuple[Capability, ...], outcome: Outcome) -> Outcome:
    named = _not_shown("capability-missing", params={"capabilities": ", ".join(missing)}, outcome=outcome)
    return named._replace(missing=missing)


def missing_capabilities(criterion: Criterion, evidence: Evidence, surface: Surface) -> tuple[Capability, ...]:
    """Return what the scan lacks to let the criterion pass on this surface; empty where an alternative is met.

    A school's recording shows the learner surface only, a vendor's document the documents only. Of several
    alternatives, the one that lacks least is named.
    """
    return _lacking(criterion.needs, surface, evidence.capabilities)


@lru_cache(maxsize=2048)
def _lacking(
    needs: tuple[tuple[Capability, ...], ...], surface: Surface, there: tuple[Capability, ...]
) -> tuple[Capability, ...]:
    usable = [one for one in needs if _usable(one, surface)]
    lacking = [tuple(capability for capability in one if capability not in there) for one in usable]
    return min(lacking, key=len, default=())


def _usable(alternative: tuple[Capability, ...], surface: Surface) -> bool:
    if "learner-recording" in alternative:
        return surface == "learner"
    return "supplied-document" not in alternative or surface == "documents"


def bad_vantage(evidence: Evidence, knowledge: Knowledge) -> str | None:
    """Why this vantage shows too little for vantage-sensitive criteria (reading k), None where it is sound.

    A country nobody stated is taken to be inside the EEA, as the contract's configuration says where it is not.
    """
    for note in evidence.vantage_notes:
        if note in BAD_VANTAGE_NOTES:
            return note
    country = evidence.vantage_country
    return "outside-eea" if country and not knowledge.is_eea(country) else None


def _finding(
    case: Case, criterion: Criterion, surface: Surface, profile: Profile, outcome: Outcome, not_yet: bool
) -> Finding:
    if not (outcome.citations or outcome.searched or outcome.params):
        return _bare(
            criterion.id, surface, outcome.verdict, severity_on(criterion, surface, case, profile), outcome.basis,
            _confirmed(criterion, outcome), outcome.confidence, outcome.message, outcome.reason, outcome.root_cause,
            outcome.missing, not_yet,
        )  # fmt: skip
    return Finding(
        criterion=criterion.id,
        surface=surface,
        verdict=outcome.verdict,
        severity=severity_on(criterion, surface, case, profile),
        basis=outcome.basis,
        confirmed=_confirmed(criterion, outcome),
        confidence=outcome.confidence,
        message=outcome.message,
        reason=outcome.reason or f"decision.{outcome.verdict}",
        params=_params(outcome.params),
        citations=distinct(outcome.citations),
        searched=distinct(outcome.searched),
        root_cause=outcome.root_cause,
        missing=outcome.missing,
        not_yet=not_yet,
    )


@lru_cache(maxsize=4096)
def _bare(
    criterion: str, surface: Surface, verdict: Verdict, severity: Severity, basis: Basis, confirmed: bool,
    confidence: Confidence, message: str, reason: str, root_cause: str | None, missing: tuple[Capability, ...],
    not_yet: bool,
) -> Finding:  # fmt: skip
    """A finding that cites nothing is the same for every tool: it is frozen, and made once."""
    return Finding(
        criterion=criterion,
        surface=surface,
        verdict=verdict,
        severity=severity,
        basis=basis,
        confirmed=confirmed,
        confidence=confidence,
        message=message,
        reason=reason or f"decision.{verdict}",
        root_cause=root_cause,
        missing=missing,
        not_yet=not_yet,
    )


def _confirmed(criterion: Criterion, outcome: Outcome) -> bool:
    """Of a criterion that is not automatic the machine only proposes a fail (reading d)."""
    if outcome.verdict != "fail":
        return True
    if criterion.automation != "auto":
        return False
    return outcome.confirmed is not False


def _params(params: Mapping[str, str]) -> Params:
    return tuple(sorted([(key, str(value)) for key, value in params.items()])) if params else ()


def could_not_look(finding: Finding) -> bool:
    """Whether an undecided finding means that this scan could not look, rather than that it looked and doubts.

    So it is where capabilities were missing, where the engine says so, and where the check saw nothing to cite.
    """
    if finding.verdict != "inconclusive":
        return False
    return bool(finding.missing) or finding.reason in NOT_LOOKED_REASONS or not (finding.citations or finding.searched)
