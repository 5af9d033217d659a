"""The view model: all that any renderer shows of one assessment, in words, ready to lay out.

Plain frozen values. Texts from scanned pages are cleaned of control characters (`reports.clean`) but not escaped:
escaping belongs to each renderer. Dates and numbers are words of the report's language already; codes stay beside
them where a renderer styles by them. Anchors are unique in a report and safe in an HTML id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from catalog.nouns.vocabulary import Grade, LimitedBy, Phase, Scope, Severity, Surface, Verdict
from reports.view.seen import (
    BrowsingView,
    CookieView,
    DocumentView,
    FlowView,
    HostView,
    Named,
    PageView,
    PassedOverView,
    RecordingView,
    SkippedView,
    ThirdPartyView,
)


@dataclass(frozen=True)
class AnswerLine:
    """A line of the answer for a head teacher: a label, a sentence, and further sentences where it lists reasons."""

    label: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepView:
    """A step of the rating method that held or would move the letter."""

    text: str
    grade: Grade | None
    criteria: tuple[Named, ...] = ()


@dataclass(frozen=True)
class ProofView:
    """A finding that weighs on a letter: its title, what was found, on what basis; `anchor` is where it stands."""

    criterion: str
    title: str
    message: str
    facts: str
    seen_on: str
    anchor: str

    @property
    def said(self) -> str:
        """What was found, with its basis and, where it is an earlier one, its day."""
        facts = ", ".join(filter(None, (self.facts, self.seen_on)))
        return f"{self.message.rstrip('.')} ({facts})." if facts else self.message


@dataclass(frozen=True)
class CauseView:
    """What weighs on a letter: how many findings of which kind, the first of them, how many more (in words).

    `with_proof` is false for what was not shown: a paragraph only counts those. `same_as` says that an earlier letter
    has the very same cause, empty where none has.
    """

    text: str
    proofs: tuple[ProofView, ...]
    more: str
    with_proof: bool
    same_as: str = ""


@dataclass(frozen=True)
class RatingView:
    """One letter with its scope, never apart from it. `best` and `worst` are the possible range.

    `explanation` is the whole in one paragraph; `opening`, `causes_intro`, `causes`, `decisions`, `moves_intro` with
    `next_steps`, and `possible_range` are its parts, for those who can set out a list.
    """

    scope: Scope
    scope_name: str
    scope_explained: str
    grade: Grade
    grade_words: str
    provisional: bool
    limited_by: LimitedBy
    limited_words: str
    failed: bool
    best: Grade
    worst: Grade
    range_words: str
    coverage: float
    coverage_words: str
    confidence: str
    confidence_words: str
    explanation: str
    opening: str
    causes_intro: str
    causes: tuple[CauseView, ...]
    decisions: tuple[str, ...]
    moves_intro: str
    possible_range: str
    steps: tuple[StepView, ...]
    next_steps: tuple[StepView, ...]
    method: str


@dataclass(frozen=True)
class CitationView:
    """A proof. `kind` tells which fields are filled; `link` is set only where an address is safe to follow."""

    kind: Literal["quote", "request", "reference", "note"]
    text: str
    link: str | None = None
    address: str = ""
    host: str = ""
    organisation: str = ""
    phase: Phase | None = None
    phase_name: str = ""
    page: str = ""
    note: str = ""
    start: int | None = None
    end: int | None = None
    document_anchor: str | None = None
    language: str = ""
    """Language of a quote (ISO 639-1) where it is not the report's: voices and hyphenation follow it."""


@dataclass(frozen=True)
class LawView:
    """A legal or doctrinal source; `caution` says how it was verified and when, empty for a verified one."""

    text: str
    mark: str
    caution: str


@dataclass(frozen=True)
class ReviewView:
    """A human decision that stands beside the machine's finding."""

    verdict: Verdict
    verdict_name: str
    reason: str
    author: str
    made_on: str
    until: str
    expired: bool


@dataclass(frozen=True)
class AnswerView:
    """What the vendor answered about a finding."""

    text: str
    received_on: str


@dataclass(frozen=True)
class FindingView:
    """One finding in words.

    `reason` is why it has its result, whole; `because` the part of it that a reader who sees message and proof still
    needs, empty where they say all; `ground` what the result rests on or lacked. `rule` is the criterion's general
    rule for that result. `told`: its message says something of its own.
    """

    anchor: str
    criterion: str
    title: str
    plain: str
    family: str
    family_name: str
    verdict: Verdict
    verdict_name: str
    severity: Severity
    severity_name: str
    surface: Surface
    surface_name: str
    scope: Scope
    in_letter: bool
    gate: bool
    message: str
    reason: str
    because: str
    ground: str
    rule: str
    why: str
    basis: str
    basis_name: str
    confirmed: bool
    confidence: str
    confidence_name: str
    law: tuple[LawView, ...]
    forces: tuple[Named, ...]
    citations: tuple[CitationView, ...]
    searched: tuple[str, ...]
    explained_by: Named | None
    explained_anchor: str | None
    not_yet: bool
    seen_on: str
    told: bool
    reviews: tuple[ReviewView, ...] = ()
    answers: tuple[AnswerView, ...] = ()

    @property
    def charged(self) -> bool:
        """Whether the finding itself counts in a letter: False where another criterion carries its root cause."""
        return self.in_letter and self.explained_by is None


@dataclass(frozen=True)
class VerdictGroup:
    """The findings of one verdict in one family."""

    verdict: Verdict
    name: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class FamilyView:
    """A family of criteria with its findings by verdict, the gravest first; `counts` says how many of each."""

    code: str
    name: str
    groups: tuple[VerdictGroup, ...]
    counts: tuple[tuple[Verdict, str], ...]


@dataclass(frozen=True)
class BadgeView:
    """A criterion outside the letters (State doctrine, accessibility, claims)."""

    criterion: str
    title: str
    verdict: Verdict
    verdict_name: str
    message: str
    anchor: str


@dataclass(frozen=True)
class Question:
    """A question for the vendor, with the criteria that ask it and what was `found`, if anything."""

    text: str
    severity: Severity
    criteria: tuple[str, ...]
    found: str = ""


@dataclass(frozen=True)
class QuestionGroup:
    """The questions of one kind: about apparent failures, points of attention, what was not shown, what is minor.

    `brief`: a letter only names what was found, without the question.
    """

    intro: str
    questions: tuple[Question, ...]
    brief: bool = False


@dataclass(frozen=True)
class VendorLetter:
    """The letter to the vendor, ready to paste; where there is nothing to ask, `nothing` says why."""

    subject: str
    greeting: str
    opening: str
    groups: tuple[QuestionGroup, ...]
    closing: str
    signature: str
    nothing: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.groups


@dataclass(frozen=True)
class HistoryLine:
    """A line of the history."""

    when: str
    public: str
    school: str
    causes: str


@dataclass(frozen=True)
class Header:
    """What was looked at, when, from where, with what, and what was not looked at."""

    tool_id: str
    tool_name: str
    home: str
    home_link: str | None
    vendor: str
    levels: str
    subjects: str
    profile: tuple[tuple[str, str], ...]
    scanned: str
    vantage: str
    seen: tuple[str, ...]
    not_seen: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Provenance:
    """What the letter depends on: versions and sources. Attributions are (source, licence, link)."""

    lines: tuple[tuple[str, str], ...]
    attributions: tuple[tuple[str, str, str | None], ...]
    limits: tuple[str, ...]


@dataclass(frozen=True)
class ReportView:
    """All of one report."""

    anchor: str
    language: str
    header: Header
    answer: tuple[AnswerLine, ...]
    ratings: tuple[RatingView, ...]
    families: tuple[FamilyView, ...]
    badges: tuple[BadgeView, ...]
    flows: FlowView
    hosts: tuple[HostView, ...]
    third_parties: tuple[ThirdPartyView, ...]
    cookies: tuple[CookieView, ...]
    documents: tuple[DocumentView, ...]
    pages: tuple[PageView, ...]
    passed_over: tuple[PassedOverView, ...]
    skipped: tuple[SkippedView, ...]
    browsing: BrowsingView | None
    recordings: tuple[RecordingView, ...]
    letter: VendorLetter
    history: tuple[HistoryLine, ...]
    provenance: Provenance
    blobs: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """All findings in the order in which they are shown."""
        return tuple(one for family in self.families for group in family.groups for one in group.findings)

    def rating(self, scope: Scope) -> RatingView:
        """The rating of a scope."""
        return next(one for one in self.ratings if one.scope == scope)
