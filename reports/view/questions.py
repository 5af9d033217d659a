"""The questions for the vendor, ready to paste: for what seems wrong, what deserves attention, what was not shown."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Finding
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Capability, Severity, Verdict
from reports.clean import clean_line
from reports.context import Context
from reports.view.held import counted
from reports.view.model import Question, QuestionGroup, VendorLetter
from reports.view.reached import reached
from reports.view.texts import criterion_title, finding_message, says_its_own

GRAVE: tuple[Severity, ...] = ("blocking", "major")

GROUPS: tuple[tuple[str, tuple[Verdict, ...], tuple[Severity, ...]], ...] = (
    ("fail", ("fail",), GRAVE),
    ("warn", ("warn",), GRAVE),
    ("open", ("inconclusive",), GRAVE),
    ("minor", ("fail", "warn"), ("minor",)),
)
"""The groups of questions: what seems wrong first, then what deserves attention, then what was not shown; last, in
few words, what is minor: a vendor who has to read thirty paragraphs answers none."""

POLICY = "transparency.privacy-policy-present"
IN_A_POLICY = frozenset({"transparency", "rights", "retention", "transfers"})
"""Families that a policy answers: where none was seen, it is asked for once, and not point by point."""

AI = "ai-features"
"""What a criterion applies to that is about AI alone."""

INSIDE = "learner-surface-not-seen"
"""The reason of all that is open because no page for pupils was seen: asked about once. Put as thirty requests, it
would ask a vendor to remove trackers that nobody saw."""

LOOKS: frozenset[Capability] = frozenset(
    {"script-execution", "browser-storage", "consent-refusal", "consent-acceptance"}
)
"""Capabilities of a browser: a vendor's word does not stand for them."""


def vendor_letter(assessment: Assessment, context: Context) -> VendorLetter:
    """The letter to the vendor.

    Only criteria of a letter that failed, warned, or are grave and stayed open; one question once, ordered by
    gravity. What a browser or another look would show is not asked: an answer would not replace the look. Minor
    open points are in the report: a letter of eighty questions gets no answer.
    """
    wording = context.wording
    tool = clean_line(assessment.tool.name)
    groups = []
    asked: set[str] = set()
    there = reached(assessment)
    for kind, verdicts, severities in GROUPS:
        questions = _questions(assessment, context, verdicts, severities, asked)
        if questions and there:
            groups.append(QuestionGroup(wording.say(f"letter.{kind}"), questions, brief=kind == "minor"))
    when = wording.date(assessment.evidence.started_at.date())
    return VendorLetter(
        subject=wording.say("letter.subject", tool=tool),
        greeting=wording.say("letter.greeting"),
        opening=wording.say("letter.opening", tool=tool, home=assessment.tool.home, date=when),
        groups=tuple(groups),
        closing=wording.say("letter.closing"),
        signature=wording.say("letter.signature"),
        nothing=wording.say("letter.nothing" if there else "letter.not-reached"),
    )


def _questions(
    assessment: Assessment,
    context: Context,
    verdicts: tuple[Verdict, ...],
    severities: tuple[Severity, ...],
    asked: set[str],
) -> tuple[Question, ...]:
    """Questions of one kind; the same words asked for several criteria become one question.

    Where nobody knows whether the tool uses AI, one question asks that; those on how it does wait for the answer.
    Where no page for pupils was seen, one question asks for them.
    Where something was found, that stands before the question: a vendor can only answer what is named. Of what is
    merely not shown, `ask_open` of the rule file is asked where there is one: it supposes nothing.
    """
    gathered: dict[str, list[Finding]] = {}
    known = _shows_ai(assessment, context)
    no_policy = any(one.criterion == POLICY and one.verdict in ("fail", "inconclusive") for one in assessment.findings)
    for finding in counted(assessment, context, "school"):
        if finding.verdict not in verdicts or finding.severity not in severities or _is_ours_to_look_at(finding):
            continue
        criterion = context.criteria[finding.criterion]
        answered = criterion.family in IN_A_POLICY and criterion.scope == "public"
        if no_policy and answered and finding.verdict == "inconclusive":
            continue
        text = _asked(finding, criterion, context, known)
        if text not in asked:
            gathered.setdefault(text, []).append(finding)
    asked.update(gathered)
    return tuple(
        Question(text, own[0].severity, tuple(one.criterion for one in own), _found(own, context))
        for text, own in gathered.items()
    )


def _asked(finding: Finding, criterion: Criterion, context: Context, known: bool) -> str:
    """The question of one finding; `known` says whether it is known that the tool uses AI or does not."""
    wording = context.wording
    if finding.verdict != "inconclusive":
        return wording.bilingual(criterion.ask, dict(finding.params))
    if finding.reason == INSIDE:
        return wording.say("letter.inside")
    if criterion.applies == AI and not known:
        return wording.say("letter.uses-ai")
    return wording.bilingual(criterion.ask_open or criterion.ask, dict(finding.params))


def _shows_ai(assessment: Assessment, context: Context) -> bool:
    """Whether it is known, or was found, that the tool has AI features or has none."""
    about_ai = (one for one in assessment.findings if one.criterion in context.criteria)
    return assessment.tool.profile.ai != "unknown" or any(
        one.verdict in ("fail", "warn") and context.criteria[one.criterion].applies == AI for one in about_ai
    )


def _found(findings: list[Finding], context: Context) -> str:
    """What was found, each sentence once; empty where nothing was, or where the rule has no words of its own."""
    told = [_told(one, context) for one in findings if one.verdict in ("fail", "warn") and says_its_own(one, context)]
    return " ".join(dict.fromkeys(told))


def _told(finding: Finding, context: Context) -> str:
    """The message, after the criterion's title where it is one that many criteria share and names no subject."""
    message = finding_message(finding, context)
    if finding.message in context.criteria[finding.criterion].messages:
        return message
    title = criterion_title(finding.criterion, context)
    return context.wording.say("text.title-and-message", title=title, message=message)


def _is_ours_to_look_at(finding: Finding) -> bool:
    """Whether a finding is open only because no browser looked; where data are hosted a vendor can well answer."""
    return finding.verdict == "inconclusive" and any(capability in LOOKS for capability in finding.missing)
