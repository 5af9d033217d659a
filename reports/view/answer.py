"""The answer in five lines that a head teacher understands."""

from __future__ import annotations

from catalog.nouns.finding import Finding
from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.view.held import counted
from reports.view.model import AnswerLine, RatingView
from reports.view.order import SEVERITY_RANK
from reports.view.reached import reached
from reports.view.texts import finding_message

MAX_REASONS = 3


def answer(assessment: Assessment, ratings: tuple[RatingView, ...], context: Context) -> tuple[AnswerLine, ...]:
    """Five lines: the letters with their scope, what holds them, why, how sure it is, what to do."""
    wording = context.wording
    school = next(one for one in ratings if one.scope == "school")
    return (
        AnswerLine(wording.say("answer.letters"), _letters(ratings, context)),
        AnswerLine(wording.say("answer.held-by"), _held(school, context)),
        _why(assessment, school, context),
        AnswerLine(wording.say("answer.sure"), _sure(assessment, school, context)),
        AnswerLine(wording.say("answer.next"), _next(assessment, school, context)),
    )


def _letters(ratings: tuple[RatingView, ...], context: Context) -> str:
    wording = context.wording
    parts = []
    for one in ratings:
        key = "answer.letter-provisional" if one.provisional else "answer.letter"
        parts.append(wording.say(key, scope=_capital(one.scope_name), grade=one.grade, words=one.grade_words))
    return " ".join(parts)


def _held(school: RatingView, context: Context) -> str:
    wording = context.wording
    if school.grade == "NE":
        return wording.say("answer.held-ne-failed" if _fell(school) else "answer.held-ne", best=school.best)
    key = f"answer.held-{school.limited_by}"
    if not school.failed and school.limited_by in ("failures", "both"):
        key = "answer.held-attention" if school.limited_by == "failures" else "answer.held-attention-both"
    words = wording.say(key)
    if school.best != school.worst:
        key = "answer.range-down" if school.best == school.grade else "answer.range"
        words += " " + wording.say(key, best=school.best, worst=school.worst)
    return words


def _fell(school: RatingView) -> bool:
    """Whether what was found keeps a tool without a letter from the best one, whatever is still shown."""
    return school.grade == "NE" and school.failed and school.best in "BCDE"


def _why(assessment: Assessment, school: RatingView, context: Context) -> AnswerLine:
    """The two or three most important reasons: apparent failures first, then open gates, then points of attention."""
    wording = context.wording
    label = wording.say("answer.why")
    if assessment.facts.wrong_target:
        kind = wording.name("wrong-target", assessment.facts.wrong_target)
        return AnswerLine(label, wording.say("answer.wrong-target", kind=kind))
    if not reached(assessment):
        return AnswerLine(label, wording.say("warning.nothing"))
    findings = counted(assessment, context, "school")
    fails = sorted((one for one in findings if one.verdict == "fail"), key=_firm_first)
    warns = [one for one in findings if one.verdict == "warn" and one.severity in ("blocking", "major")]
    gates = [one for one in findings if one.verdict == "inconclusive" and context.criteria[one.criterion].gate]
    chosen = (fails + (warns + gates if school.limited_by == "failures" else gates + warns))[:MAX_REASONS]
    if school.limited_by != "failures":
        unsettled = [one for one in findings if one.verdict in ("warn", "inconclusive") and one not in chosen]
        grave = [one for one in unsettled if one.severity in ("blocking", "major")]
        chosen = (chosen + (grave if chosen else grave or unsettled))[:MAX_REASONS]
    if not chosen:
        return AnswerLine(label, wording.say("answer.nothing-found"))
    return AnswerLine(label, "", tuple(_reason(one, context) for one in chosen))


def _reason(finding: Finding, context: Context) -> str:
    wording = context.wording
    title = wording.bilingual(context.criteria[finding.criterion].title)
    if finding.verdict == "inconclusive":
        return wording.say("answer.not-shown", title=title)
    own = finding.message in context.criteria[finding.criterion].messages
    if own or (finding.message in context.texts and not finding.message.startswith("decision.")):
        words = finding_message(finding, context)
        if not own:
            question = wording.bilingual(context.criteria[finding.criterion].plain)
            words = wording.say("answer.reason-named", question=question, message=words)
    else:
        words = wording.say(f"answer.reason-{finding.verdict}", title=title)
    return words if finding.confirmed else wording.say("answer.unconfirmed", message=words.rstrip("."))


def _sure(assessment: Assessment, school: RatingView, context: Context) -> str:
    wording = context.wording
    parts = [wording.say("answer.coverage", coverage=school.coverage_words, confidence=school.confidence_words)]
    seen = set(assessment.evidence.capabilities)
    if "script-execution" not in seen:
        parts.append(wording.say("answer.no-browser"))
    inside = "learner-recording" in seen or any(one.role == "app" for one in assessment.evidence.pages)
    if not inside:
        parts.append(wording.say("answer.no-inside"))
    return " ".join(parts)


def _next(assessment: Assessment, school: RatingView, context: Context) -> str:
    """What to do; where evidence is missing because no browser looked, looking comes before asking the vendor."""
    wording = context.wording
    if not reached(assessment):
        return wording.say("answer.next-not-reached")
    key = f"answer.next-{school.grade.lower()}"
    if school.grade == "C" and school.limited_by == "evidence":
        key = "answer.next-c-evidence"
    if _fell(school):
        key = "answer.next-ne-failed"
    unseen = "script-execution" not in assessment.evidence.capabilities and assessment.evidence.pages
    if unseen and school.limited_by == "evidence":
        return f"{wording.say('answer.next-browser')} {wording.say(key)}"
    return wording.say(key)


def _firm_first(finding: Finding) -> tuple[int, bool]:
    return (SEVERITY_RANK[finding.severity], not finding.confirmed)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
