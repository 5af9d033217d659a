"""The closed vocabularies, one word for one idea; the JSON report uses them letter for letter."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["fr", "en"]
Verdict = Literal["pass", "warn", "fail", "inconclusive", "not-applicable"]
Severity = Literal["blocking", "major", "minor", "info"]
Basis = Literal["observed", "declared", "contractual", "third-party", "none"]
Confidence = Literal["low", "medium", "high"]
Surface = Literal["showcase", "learner", "documents"]
Scope = Literal["public", "school"]
Grade = Literal["A", "B", "C", "D", "E", "NE"]
LimitedBy = Literal["failures", "evidence", "both", "none"]
Tri = Literal["yes", "no", "unknown"]
Audience = Literal["pupils", "staff", "both", "unknown"]
Automation = Literal["auto", "semi", "manual"]
Force = Literal["L", "G", "P", "B"]
"""Binding law, regulator guidance, French State policy, best practice."""

Role = Literal[
    "home", "login", "signup", "app", "privacy", "terms", "legal-notice", "cookies", "dpa", "subprocessors", "other"
]
DOCUMENT_ROLES: Final[tuple[Role, ...]] = ("privacy", "terms", "legal-notice", "cookies", "dpa", "subprocessors")
LEARNER_ROLES: Final[tuple[Role, ...]] = ("login", "signup", "app")

SkipReason = Literal[
    "robots",
    "too-large",
    "timeout",
    "blocked",
    "login-required",
    "budget",
    "unsafe-address",
    "unreadable-format",
    "error",
]

PassedOverReason = Literal[
    "not-there",
    "under-construction",
    "too-short",
    "other-content",
    "home-again",
    "other-publisher",
    "leads-on",
]
"""Why a page that answered is no page of the evidence: the site says that nothing is there, or that it is still to be
written; it holds hardly a text, or another than what was sought; it is the home page again, or somebody else's; or it
only leads on to documents."""

Capability = Literal[
    "static-html",
    "dns",
    "tls",
    "script-execution",
    "browser-storage",
    "consent-refusal",
    "consent-acceptance",
    "learner-recording",
    "supplied-document",
]
"""What a scan was able to look at. `learner-recording`: a school's HAR; `supplied-document`: a vendor's document."""

Phase = Literal["before-choice", "after-refusal", "after-acceptance", "none"]
Cause = Literal["evidence", "rules", "knowledge", "review", "profile", "calendar"]
"""What made a rating move (see `docs` on replay): a change of ours is never shown as a change of the vendor's."""

SURFACES: Final[tuple[Surface, ...]] = ("showcase", "learner", "documents")
SEVERITIES: Final[tuple[Severity, ...]] = ("blocking", "major", "minor", "info")
GRADES: Final[tuple[Grade, ...]] = ("A", "B", "C", "D", "E", "NE")
