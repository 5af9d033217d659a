"""What the sentences of a document, and the parts of one, make of what each other say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from .automaton import Hit
from .compelled import only_ordered
from .compiled import Language
from .told import excepts_the_last
from .units import Unit

if TYPE_CHECKING:
    from .statements import Statement

MAKES_ONE: Final = ("makes-an-exception", "makes-an-exception-last")
"""What makes of a sentence an exception to the one before: anywhere in it, or as its last words (`the app does`)."""
PUBLISHER: Final = "subject-publisher"
_ACTS: Final = 3
"""Words between the publisher and its act."""


def except_last(before: list[Statement], unit: Unit, language: Language) -> None:
    """Weaken what the sentence before denies or promises, where this one excepts: `The only exception is …`."""
    number = language.grammar.number
    anywhere, last = (unit.hits(number[name]) for name in MAKES_ONE)
    if not (excepts_the_last(unit, number) or anywhere or any(hit.end == len(unit.tokens) for hit in last)):
        return
    orders = only_ordered(unit, number)
    for statement in before:
        clause = language.clauses[statement.clause]
        if orders and clause.compelled == "never":
            continue
        weakened = statement.effect == "denied" or clause.promise
        if weakened and statement.qualifier in (None, "scope"):
            statement.qualifier = "exception"


def turn(told: list[Statement], language: Language) -> None:
    """Weaken what a sentence denies and then affirms: `we do not sell your data: we rent it to publishers`.

    Only where a denial settles what a document reads: elsewhere what it affirms does. What stands before a denial may
    be a title that a text without marks glues to it. Where the publisher is named anew for what it does (`we rent it`),
    the denial is of a word only, and nothing is left of it.
    """
    affirmed = {statement.clause: statement for statement in told if statement.effect == "affirmed"}
    publisher = language.grammar.number[PUBLISHER]
    for statement in told:
        settles = statement.effect == "denied" and language.clauses[statement.clause].conflict == "denied"
        other = affirmed.get(statement.clause)
        if not settles or statement.qualifier is not None or other is None:
            continue
        end = other.stretch.end
        if end <= statement.stretch.end:
            if _of_others(statement, other, statement.unit.hits(publisher)):
                statement.effect = "unclear"
            continue
        anew = any(statement.stretch.end <= hit.start < end for hit in statement.unit.hits(publisher))
        if anew and not _excepting(statement, language):
            statement.effect = "unclear"
        else:
            statement.qualifier = "exception"


def _of_others(denial: Statement, before: Statement, publishers: Iterable[Hit]) -> bool:
    """Whether the publisher does it and the denial behind is another's: `we sell data to partners whose resale of it
    is prohibited`. Where the publisher is named before the denial too, that is its word of what it does."""
    start, end = before.stretch.start, before.stretch.end
    places = [hit.start for hit in publishers]
    acts = any(start - _ACTS <= place < end for place in places)
    return acts and end < denial.stretch.end and not any(end <= place < denial.stretch.end for place in places)


def _excepting(denial: Statement, language: Language) -> bool:
    """Whether a word of exception stands behind a denial: `we do not sell data, but we may sell statistics`."""
    number = language.grammar.number
    return any(hit.start >= denial.stretch.end for hit in denial.unit.hits(number["exception"]))


def condition(told: Iterable[Statement], language: Language) -> None:
    """Weaken what a section for some readers only says of what is done."""
    for statement in told:
        clause = language.clauses[statement.clause]
        if (clause.deniable or clause.promise) and statement.qualifier in (None, "scope"):
            statement.qualifier = "condition"
