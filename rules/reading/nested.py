"""Lists within lists: what introduces the outer list reaches into the inner one.

`We never: – share with: – advertisers` denies of the advertisers too. The lead-in of an inner list is the item above
it, read with the lead-in of its own list before it, as one sentence.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .automaton import Automaton

if TYPE_CHECKING:
    from .document import Block
    from .units import Sentence

_WORDS: Final = 70
"""Words of a lead-in at most, the outer ones included: more is read of none."""


_OUTER: Final = 30
"""Words of the outer lead-in at most: a longer one is a sentence of its own more often than a head."""
_SHORT: Final = 6
"""Words of an outer lead-in at most that the inner one goes on with as one phrase: `We do not use:`."""


class Nested:
    """The lead-ins of one document's inner lists; `wanted` are the blocks that introduce something."""

    def __init__(self, automaton: Automaton, wanted: Set[int]) -> None:
        self._automaton = automaton
        self._wanted = wanted
        self._publisher = automaton.number.get("subject-publisher", -1)
        self._leads: dict[int, Sentence] = {}

    def of(self, block: int) -> Sentence | None:
        """What introduces the list under a block, or None."""
        return self._leads.get(block)

    def see(self, some: list[tuple[int, Block, list[Sentence]]]) -> None:
        """Note the lead-ins among the next blocks, in order; each block with its number."""
        made: list[Sentence] = []
        for number, block, found in some:
            if number not in self._wanted or not found:
                continue
            lead, outer = found[-1], self._leads.get(block.lead) if block.kind == "item" else None
            if outer is not None and len(outer.tokens) <= _OUTER and outer.tokens[-1] == ":":
                lead = replace(lead, tokens=self._joined(outer, lead)[-_WORDS:], outer=outer)
                made.append(lead)
            self._leads[number] = lead
        for lead, seen in zip(made, self._automaton.find([one.tokens for one in made]) if made else (), strict=True):
            lead.found, lead.present = seen, seen.present

    def _joined(self, outer: Sentence, lead: Sentence) -> list[str]:
        """The words of both, a comma between them where the inner one is no part of a phrase of the outer."""
        words = outer.tokens[:-1]
        anew = any(hit.start == 0 for hit in lead.hits(self._publisher)[:1])
        return [*words, *([","] if anew or len(words) >= _SHORT else []), *lead.tokens]
