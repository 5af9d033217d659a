"""A practice that is only spoken of: `our lessons treat targeted advertising`, `Contents: – Targeted advertising`.

A frame that names a subject (`this page is about`, `questions about`, `the word`), a question what something is, or a
table of contents says of nobody that it is done, unless the publisher or a verb in the passive stands behind it (`this
page describes how we use your data for targeted advertising`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .automaton import Hit

if TYPE_CHECKING:
    from .units import Unit

SPOKEN_OF: Final = "only-speaks-of"
WHAT_IS: Final = "asks-what-is"
CONTENTS: Final = "contents-list"
MENTIONED: Final = (SPOKEN_OF, WHAT_IS, CONTENTS)
_REACH: Final = 20
"""Words between a frame and what it speaks of."""
_LINE: Final = 9
"""Words at most of a line in a table of contents."""
_STOPS: Final = frozenset((";", "but", "mais", "sondern"))


def only_mentioned(unit: Unit, number: dict[str, int], predicate: Hit) -> bool:
    """Whether a predicate is a subject that the unit names, and nobody's act."""
    above = unit.headings if unit.lead is None else unit.headings | unit.lead.present
    acts = [hit.start for name in ("subject-publisher", "passive") for hit in unit.hits(number[name])]
    if number[WHAT_IS] in above and not any(place >= unit.own for place in acts):
        return True
    if number[CONTENTS] in above and unit.kind in ("item", "link") and len(unit.tokens) - unit.own <= _LINE:
        return not any(place >= unit.own for place in acts)
    return any(
        hit.start <= predicate.start <= hit.end + _REACH
        and _STOPS.isdisjoint(unit.tokens[hit.end : predicate.start])
        and not any(hit.end <= place < predicate.end for place in acts)
        for hit in unit.hits(number[SPOKEN_OF])
    )
