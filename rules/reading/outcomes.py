"""What one rule makes of a predicate: affirmed, denied, unclear or nothing, as its clause takes denials and duties."""

from __future__ import annotations

from typing import Final

from .automaton import Hit
from .compiled import CompiledRule
from .definitions import Clause
from .stance import AFFIRMED, Outcome, Polarity

DENIED: Final = Outcome("denied")


def by_itself(predicate: Hit, others: tuple[Hit, ...], polarity: Polarity) -> Outcome:
    """What a phrase says that denies by itself: less with an exception behind it or a word that weakens it."""
    if polarity.excepted_from(predicate, others):
        return Outcome("denied", "exception")
    return Outcome("denied", "hedge") if polarity.hedged(predicate) else DENIED


def outcome_of(
    rule: CompiledRule, clause: Clause, predicate: Hit, others: tuple[Hit, ...], polarity: Polarity
) -> Outcome:
    """How a sentence tells a rule’s predicate: as its clause takes denials, duties and announcements."""
    reads = rule.rule.reads
    # In a question put to the publisher (`do you sell …?`) `you` is the publisher.
    if rule.publisher and not polarity.unit.sentence.question and polarity.subject_is_other(predicate):
        return Outcome("none")
    if clause.deniable and polarity.law_speaks(predicate):
        return Outcome("none")
    if clause.duty == "supplier" and polarity.customers_duty(predicate):
        return Outcome("none")
    if clause.negation != "matters" and reads == "stance":
        if clause.negation == "refusal" and polarity.refused(predicate):
            return Outcome("none")
        if clause.duty == "supplier" and polarity.planned(predicate):
            return Outcome("unclear", "hedge")
        return AFFIRMED
    outcome = polarity.outcome(predicate, clause.exception == "affirms", others)
    if reads == "stance":
        return outcome
    if reads == "affirmation":
        return Outcome("none") if outcome.effect == "denied" else outcome
    if reads == "doubt" and outcome.effect == "affirmed":
        # What an exception only may affirm leaves a denial with an exception.
        return Outcome("denied" if outcome.qualifier == "exception" else "unclear", outcome.qualifier)
    if reads == "doubt":
        return outcome
    if reads == "denial":
        asked = polarity.unit.sentence.question
        if asked and outcome.effect == "affirmed":
            return Outcome("unclear", outcome.qualifier)  # no rule may affirm by this predicate, not even a yes
        return outcome if asked or outcome.effect == "denied" else Outcome("none")
    if reads == "affirmed" and clause.duty == "any" and polarity.announced(predicate):
        return Outcome("unclear", "hedge")
    return Outcome(reads, outcome.qualifier)
