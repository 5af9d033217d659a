"""What weighs on a letter: the findings that count, by kind, each with its title, what was found, where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from catalog.nouns.finding import Finding
from catalog.nouns.rating import Rating
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Scope, Severity, Verdict
from reports.clean import clean_line
from reports.context import Context
from reports.view.anchors import finding_anchor
from reports.view.because import because, roles_of
from reports.view.model import CauseView, ProofView
from reports.view.order import gravity
from reports.view.settled import as_counted, decisions
from reports.view.texts import criterion_title, finding_message, has_own_reason, own_reason, says_its_own, verdict_name

KINDS: tuple[tuple[Verdict, Severity], ...] = (
    ("fail", "blocking"),
    ("fail", "major"),
    ("fail", "minor"),
    ("warn", "blocking"),
    ("warn", "major"),
    ("inconclusive", "blocking"),
    ("inconclusive", "major"),
)
"""What can cap a letter (criteria §4.2, steps 2 to 6), the gravest first; minor points of attention cannot."""
CHARGED: dict[tuple[Verdict, Severity], str] = {
    ("fail", "blocking"): "blocking-fails",
    ("fail", "major"): "major-fails",
    ("fail", "minor"): "minor-fails",
    ("warn", "blocking"): "major-warns",
    ("warn", "major"): "major-warns",
}
"""The step of the method that names the criteria of a kind."""
NAMED: dict[Verdict, int] = {"fail": 6, "warn": 4, "inconclusive": 3}
"""How many are named of each kind; the rest is counted and stands among the findings."""


def counted(assessment: Assessment, context: Context, scope: Scope) -> list[Finding]:
    """The findings that count in a letter, one a criterion (the worst of its surfaces), the gravest first.

    Human decisions in force are applied. Badges and findings charged to another criterion of that letter do not
    count; criteria of the scope `school` do not count in the public letter.
    """
    worst: dict[str, Finding] = {}
    found = as_counted(assessment)
    rating: Rating = getattr(assessment.ratings, scope)
    if rating.of_confirmed:
        found = _left_open(found)
    charged = _charged(rating)
    for finding in sorted(found, key=gravity):
        criterion = context.criteria.get(finding.criterion)
        if criterion is None or not criterion.in_letter or (scope == "public" and criterion.scope == "school"):
            continue
        step = CHARGED.get((finding.verdict, finding.severity))
        elsewhere = finding.explained_by or (step and finding.criterion in charged["explained-elsewhere"])
        if elsewhere and not (step and finding.criterion in charged[step]):
            continue
        worst.setdefault(finding.criterion, finding)
    return sorted(worst.values(), key=gravity)


def _charged(rating: Rating) -> Mapping[str, frozenset[str]]:
    """The criteria of each step of this very letter: what is charged to a criterion of school use in the one counts
    for itself in the other, or is charged to a criterion that anyone can see."""
    return defaultdict(frozenset, {step.id: frozenset(step.criteria) for step in rating.steps})


def _left_open(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A failure that the machine only proposes counts in no published letter, nor does it stand for another there."""
    turned = [
        one.model_copy(update={"verdict": "inconclusive", "explained_by": None})
        if one.verdict == "fail" and not one.confirmed
        else one
        for one in findings
    ]
    standing = {one.criterion for one in turned if one.verdict in ("fail", "warn")}
    return tuple(
        one.model_copy(update={"explained_by": None}) if one.explained_by and one.explained_by not in standing else one
        for one in turned
    )


def causes(rating: Rating, assessment: Assessment, context: Context, prefix: str) -> tuple[CauseView, ...]:
    """What caps a letter, or, where there is none, what could not be shown; `prefix` is that of the anchors."""
    found = counted(assessment, context, rating.scope)
    views = []
    for verdict, severity in KINDS:
        own = [one for one in found if one.verdict == verdict and one.severity == severity]
        if not own or (rating.grade == "NE" and verdict == "warn"):
            continue
        views.append(_cause(verdict, severity, own, assessment, context, prefix))
    return tuple(views)


def decision_words(assessment: Assessment, context: Context, scope: Scope) -> tuple[str, ...]:
    """The human decisions that count in a letter: of which criterion, what, by whom, when and why."""
    wording = context.wording
    said = []
    for review in decisions(assessment):
        criterion = context.criteria.get(review.criterion)
        if criterion is None or (scope == "public" and criterion.scope == "school"):
            continue
        said.append(
            wording.say(
                "rating.decision",
                title=criterion_title(review.criterion, context),
                verdict=verdict_name(review.verdict, context),
                author=clean_line(review.author),
                date=wording.date(review.made_on),
                reason=clean_line(review.reason).rstrip("."),
            )
        )
    return tuple(said)


def _cause(
    verdict: Verdict, severity: Severity, own: list[Finding], assessment: Assessment, context: Context, prefix: str
) -> CauseView:
    wording = context.wording
    kind = "open" if verdict == "inconclusive" else verdict
    shown = own[: NAMED[verdict]]
    hidden = len(own) - len(shown)
    return CauseView(
        text=wording.count(f"rating.{kind}-{severity}", len(own)),
        proofs=_proofs(shown, assessment, context, prefix),
        more=wording.count("text.others", hidden) if hidden else "",
        with_proof=verdict != "inconclusive",
    )


def _proofs(
    findings: Iterable[Finding], assessment: Assessment, context: Context, prefix: str
) -> tuple[ProofView, ...]:
    wording, roles = context.wording, roles_of(assessment.facts.documents)
    proofs: list[ProofView] = []
    before = ""
    for one in findings:
        said = finding_message(one, context) if says_its_own(one, context) else ""
        if not said:
            said = own_reason(one, context) if has_own_reason(one, context) else because(one, context, roles)
        before, said = said, wording.say("rating.same-reason") if said == before else said
        facts = [wording.name("basis", one.basis)] if one.basis != "none" else []
        facts += [] if one.confirmed else [wording.say("label.to-confirm")]
        proofs.append(
            ProofView(
                criterion=one.criterion,
                title=criterion_title(one.criterion, context),
                message=said,
                facts=", ".join(facts),
                seen_on=wording.date(one.seen_on) if one.seen_on else "",
                anchor=finding_anchor(prefix, one.criterion, one.surface),
            )
        )
    return tuple(proofs)
