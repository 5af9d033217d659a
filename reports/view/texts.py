"""From the ids in a finding to words: the rule file's own texts first, then the shared ones, then a plain sentence."""

from __future__ import annotations

from catalog.nouns.criterion import Bilingual, Criterion
from catalog.nouns.finding import Finding
from catalog.nouns.rating import Step
from catalog.nouns.vocabulary import Verdict
from reports.context import Context

MAX_TITLES = 4
GENERAL = frozenset({"pass", "not-shown", "not-concerned"})
"""Shared messages that only repeat the result."""


def finding_message(finding: Finding, context: Context) -> str:
    """What the finding says: its message in words, or the criterion's title with the name of the result."""
    text = _look_up(finding.message, finding, context)
    if text is not None:
        return context.wording.bilingual(text, dict(finding.params))
    title = criterion_title(finding.criterion, context)
    return context.wording.say("text.title-and-verdict", title=title, verdict=verdict_name(finding.verdict, context))


def says_its_own(finding: Finding, context: Context) -> bool:
    """Whether the message says what was found, and not only the result in general words."""
    if finding.message in context.criteria[finding.criterion].messages:
        return True
    return finding.message in context.texts and finding.message not in GENERAL and "." not in finding.message


def has_own_reason(finding: Finding, context: Context) -> bool:
    """Whether the reason is one of this finding, and not the criterion's general rule."""
    general = not finding.reason or finding.reason.startswith("decision.")
    return not general and _look_up(finding.reason, finding, context) is not None


def own_reason(finding: Finding, context: Context) -> str:
    """The reason of a finding that has one of its own, see `has_own_reason`; empty where it has none."""
    text = _look_up(finding.reason, finding, context)
    return context.wording.bilingual(text, dict(finding.params)) if text else ""


def missing_names(finding: Finding, context: Context) -> tuple[str, ...]:
    """The capabilities that were needed and not there, by name."""
    return tuple(context.wording.name("capability", one) for one in finding.missing)


def step_text(step: Step, context: Context) -> str:
    """A step of the rating method in words; a step without a text names the criteria that caused it."""
    values = dict(step.params)
    if step.grade:
        values.setdefault("grade", step.grade)
    values.setdefault("count", str(len(step.criteria)))
    values.setdefault("criteria", _titles(step.criteria, context))
    for text_id in (step.id, f"rating.{step.id}", f"step.{step.id}"):
        if text_id in context.texts:
            return context.wording.bilingual(context.texts[text_id], values)
    if not step.criteria:
        return context.wording.say("text.step", grade=step.grade or "", step=context.wording.name("step", step.id))
    return context.wording.say("text.step-criteria", grade=step.grade or "", criteria=values["criteria"])


def _titles(criteria: tuple[str, ...], context: Context) -> str:
    """The titles of the first criteria, quoted; how many more there are. An NE may name some sixty of them."""
    wording = context.wording
    shown = [wording.say("text.quoted", text=criterion_title(one, context)) for one in criteria[:MAX_TITLES]]
    hidden = len(criteria) - len(shown)
    return wording.listing([*shown, wording.count("text.others", hidden)] if hidden else shown)


def criterion_title(criterion_id: str, context: Context) -> str:
    """The title of a criterion, or its id where the rule set does not have it any more."""
    criterion = context.criteria.get(criterion_id)
    return context.wording.bilingual(criterion.title) if criterion else criterion_id


def verdict_name(verdict: Verdict, context: Context) -> str:
    """The name of a result: *manquement apparent*, *non démontré* …"""
    return context.wording.name("verdict", verdict)


def _look_up(text_id: str, finding: Finding, context: Context) -> Bilingual | None:
    if not text_id:
        return None
    criterion = context.criteria.get(finding.criterion)
    if criterion:
        own = _own_text(text_id, criterion, finding.verdict)
        if own:
            return own
    return context.texts.get(text_id)


def _own_text(text_id: str, criterion: Criterion, verdict: Verdict) -> Bilingual | None:
    if text_id in criterion.messages:
        return criterion.messages[text_id]
    if text_id.startswith("decision.") and verdict != "not-applicable":
        return criterion.decision.get(verdict)
    return None
