"""Which of the sentences that say a clause shows it best: that one is quoted first, and read first by a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .compiled import Language
from .definitions import Clause
from .statements import Statement
from .units import Unit

EXPLAINS: Final = "notice-explains"
"""Sentences on the notice itself (`this policy describes how we collect and share …`): they say nothing in detail."""
_TITLED: Final = 3
"""What a title above on the clause's own subject counts (lexicons, `under-X`)."""
_WORDED: Final = 2
"""What the words that such a sentence should hold count (lexicons, `best-X`): data, say, in one on their use."""
_EXPLAINS: Final = -5
_LABEL: Final = -2
"""A heading, a link or the head of a table says less than a sentence."""
_WEAKENED: Final = -1
_MOST_KEYS: Final = 3
"""Different things told in one sentence from which a further one counts no more."""


def best_first(found: Iterable[Statement], clause: Clause, language: Language) -> list[Statement]:
    """One statement a sentence, those that show the clause best first; equal ones as they stand in the document.

    A sentence counts more under a title on the clause's subject, with the words that belong to it, and the more
    different things of the clause it tells; less as a title, weakened, or as a sentence on the notice itself.
    """
    first: dict[int, Statement] = {}
    keys: dict[int, set[str]] = {}
    for statement in found:
        place = statement.unit.sentence.start
        first.setdefault(place, statement)
        keys.setdefault(place, set()).add(statement.key)
    if len(first) < 2:
        return list(first.values())
    judged = _Judged(clause, language)
    return sorted(first.values(), key=lambda one: -judged.rank(one, len(keys[one.unit.sentence.start])))


class _Judged:
    """What counts for one clause in one language."""

    def __init__(self, clause: Clause, language: Language) -> None:
        number = language.automaton.number
        self._under = number.get(f"under-{clause.clause}", -1)
        self._best = number.get(f"best-{clause.clause}", -1)
        asked = {name.removeprefix("^") for rule in clause.rules for term in rule.all for name in term.split("|")}
        # A clause on what the notice covers is told by just such sentences.
        self._explains = -1 if EXPLAINS in asked else number.get(EXPLAINS, -1)
        self._counts = clause.counts == "words" and clause.least > 1

    def rank(self, statement: Statement, keys: int) -> int:
        unit: Unit = statement.unit
        rank = min(keys, _MOST_KEYS) if self._counts else 0
        rank += _TITLED * (self._under in unit.headings)
        rank += _WORDED * (self._best in unit.present)
        rank += _EXPLAINS * (self._explains in unit.present)
        rank += _LABEL * (unit.kind in ("heading", "link") or (unit.kind == "row" and unit.lead is None))
        return rank + _WEAKENED * (statement.qualifier in ("condition", "hedge"))
