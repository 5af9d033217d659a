"""Whose act a predicate is: the publisher's, a third party's, or the user's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .automaton import Hit, starting_within

if TYPE_CHECKING:
    from .stance import Grammar
    from .units import Unit

_SUBJECT_REACH: Final = 22
"""Words between a subject and its verb at most."""
_PERMIT_REACH: Final = 30
"""Words between the user's permission and what is permitted (`l’utilisateur autorise l’éditeur à …`)."""
_BEFORE_PUBLISHER: Final = 4
"""Words between the publisher and a third party named right after it (`we and our partners share`)."""
SameSegment = Callable[[int, int], bool]
"""Whether no stop stands between two places of a unit."""


def acts_for_another(
    predicate: Hit, unit: Unit, grammar: Grammar, subjects: set[int], same_segment: SameSegment
) -> bool:
    """Whether a predicate is the act of a third party or of the user; `subjects` are the places of subjects' words."""
    passive = any(
        -4 < hit.end - 1 - predicate.start < predicate.end - predicate.start for hit in grammar.hits(unit, "passive")
    )
    if any(0 <= hit.start - predicate.end <= 8 for hit in grammar.hits(unit, "by-third")) and passive:
        return True
    if passive:
        return False
    if any(hit.start == predicate.start for hit in grammar.hits(unit, "subject-publisher")):
        return False  # `unlike other apps, we sell …` where the words of the clause hold their subject
    if any(hit.start <= predicate.start < hit.end for hit in grammar.hits(unit, "publisher-behind")):
        return False  # `an Dritte verkaufen wir …`: German sets the subject behind its verb
    nearest, whose = -1, ""
    for name in ("subject-third", "subject-user", "subject-publisher"):
        # Who stands further ahead is nobody's subject here.
        found = unit.hits(grammar.number[name])
        for hit in starting_within(found, predicate.start - _SUBJECT_REACH, predicate.start):
            ahead = hit.end <= predicate.start and hit.start in subjects
            if not ahead or hit.start < nearest or not same_segment(hit.end, predicate.start):
                continue
            if name == "subject-publisher" or not _is_object(hit, predicate, unit, grammar, same_segment):
                nearest, whose = hit.start, name
    if whose in ("", "subject-publisher") or predicate.start - nearest > _SUBJECT_REACH:
        return False
    if whose == "subject-user":
        return not permitted(predicate, unit, grammar, same_segment)
    # `the app store` names no app before it.
    return not any(
        0 < nearest - hit.start <= _BEFORE_PUBLISHER and hit.end <= nearest
        for hit in grammar.hits(unit, "subject-publisher")
    )


def _is_object(named: Hit, predicate: Hit, unit: Unit, grammar: Grammar, same_segment: SameSegment) -> bool:
    """Whether whoever is named is the object of a publisher that goes on: `we track no user and do not …`.

    A pronoun that opens a relative clause (`partners who … and do not`) is the subject of both its verbs.
    """
    goes_on = any(named.end <= hit.start < predicate.start for hit in grammar.hits(unit, "resumes"))
    if not goes_on or any(hit.start == named.start for hit in grammar.hits(unit, "relative")):
        return False
    return any(
        hit.end <= named.start and same_segment(hit.end, predicate.start)
        for hit in grammar.hits(unit, "subject-publisher")
    )


def permitted(predicate: Hit, unit: Unit, grammar: Grammar, same_segment: SameSegment) -> bool:
    """Whether the user authorises or accepts the predicate: a contract's way to say that the publisher does it.

    What the publisher permits to others (`we allow our partners to …`) is done, and asks for nobody's leave.
    """
    own = {place for hit in grammar.hits(unit, "publisher-permits") for place in range(hit.start, hit.end)}
    return any(
        hit.start <= predicate.start <= hit.end + _PERMIT_REACH
        and hit.start not in own
        and same_segment(hit.end, predicate.start)
        for hit in grammar.hits(unit, "user-permits")
    )
