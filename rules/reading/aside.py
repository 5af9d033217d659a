"""What a sentence says of others by comparison or choice, of what should be, or of a time that is over.

`Unlike apps that sell your data, we …`, `les géants du numérique vendent vos données ; pas nous`, `until 2023 we used
conversations to train …` (criteria, section 5.1: contrast and time). A comparison lasts to the comma that closes it.
`We only list tools that do not sell data` tells of the tools listed; `profiles must be private` of a duty.
"""

from __future__ import annotations

from typing import Final

from .automaton import Hit
from .units import Unit
from .watch import Watch

COMPARED: Final = "compared-with"
OTHERS_DO: Final = "others-do"
CHOSEN: Final = "chosen-others"
DUE: Final = "only-due"
OUGHT: Final = "ought-only"
ONCE: Final = "once-only"
RELATIVE: Final = "relative"
PUBLISHER: Final = "subject-publisher"
ONCE_AFTER: Final = "once-after"
ASIDE: Final = (COMPARED, OTHERS_DO, CHOSEN, DUE, OUGHT, ONCE, ONCE_AFTER)
"""Grammar concepts without any of which a sentence speaks of the publisher today."""

_CLOSES: Final = frozenset((";", ":", "but", "mais", "sondern"))
_STRETCHES: Final = frozenset(("year", "month", "few", "six", "twelve", "calendar"))
"""What makes of `in the past …` a stretch that ends today, as American law asks for it."""
_DUE: Final = 8
"""Words between a duty and what is owed by it."""
_SINCE: Final = 20
"""Words between a time that is over and what was done until then."""


class Aside(Watch):
    """What one unit says of others or of the past. `number` gives the grammar concepts' numbers."""

    def __init__(self, unit: Unit, number: dict[str, int]) -> None:
        super().__init__(unit, number, ASIDE)

    def of_others(self, predicate: Hit) -> bool:
        """Whether the predicate is said of others, with whom the publisher compares itself."""
        if self._none:
            return False
        compared = (hit for hit in self._hits(COMPARED) if hit.start <= predicate.start < self._closed(hit.end))
        return any(True for _ in compared) or any(
            self._opens(hit.start) and hit.start <= predicate.start < self._closed(hit.end)
            for hit in self._hits(OTHERS_DO)
        )

    def of_chosen(self, predicate: Hit) -> bool:
        """Whether the predicate, to somebody's credit, is said of tools that the publisher lists or asks for."""
        # `the companies to which we sell` has the publisher right behind its relative pronoun.
        return not self._none and any(
            hit.start <= predicate.start < self._closed(hit.end - 1) for hit in self._hits(CHOSEN)
        )

    def only_due(self, predicate: Hit) -> bool:
        """Whether the predicate is only said to be owed, by the publisher or anybody: `profiles must be private`."""
        return not self._none and any(0 <= predicate.end - hit.start <= _DUE for hit in self._hits(DUE))

    def only_ought(self, predicate: Hit) -> bool:
        """Whether the predicate is only what somebody thinks right: `profiles should never be public`.

        A contract's `shall` and `must` are commitments, where a practice is ruled out.
        """
        return not self._none and any(0 <= predicate.end - hit.start <= _DUE for hit in self._hits(OUGHT))

    def of_the_past(self, predicate: Hit) -> bool:
        """Whether the predicate is said of a time that is over."""
        return not self._none and any(
            hit.start <= predicate.start <= hit.end + _SINCE
            and not self._up_to_today(hit)
            and not _CLOSES & set(self._unit.tokens[hit.end : predicate.start])
            for hit in self._hits(ONCE)
        )

    def was_so(self, predicate: Hit) -> bool:
        """Whether a word of the past stands behind the predicate: `we did not sell any data last year`."""
        return not self._none and any(0 <= hit.start - predicate.end <= _DUE for hit in self._hits(ONCE_AFTER))

    def _up_to_today(self, hit: Hit) -> bool:
        """Whether a stretch follows that lasts until now: `in the past 12 months`."""
        after = self._unit.tokens[hit.end : hit.end + 1]
        return any(token.isdigit() or token in _STRETCHES for token in after)

    def _opens(self, place: int) -> bool:
        """Whether a part of the sentence begins at a place, give or take an article: there its subject stands."""
        before = self._unit.tokens[max(0, place - 2) : place]
        return len(before) < 2 or any(token in _CLOSES or token == "," for token in before)

    def _closed(self, start: int) -> int:
        """Where the comparison that opens before `start` ends.

        A comma that no `who` or `whose` follows closes it, or the publisher as a subject, before which German has the
        verb (`anders als andere verkaufen wir`).
        """
        tokens = self._unit.tokens
        relatives = {hit.start for hit in self._hits(RELATIVE)}
        subjects = {hit.start for hit in self._hits(PUBLISHER)}
        for place in range(start, len(tokens)):
            token = tokens[place]
            if place + 1 in subjects:
                return place
            if token in _CLOSES or (token == "," and relatives.isdisjoint((place + 1, place + 2))):
                return place
        return len(tokens)
