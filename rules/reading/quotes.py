"""The quotes that a reading cites: the sentence as it stands, its lead-in before it; a long one cut."""

from __future__ import annotations

from typing import Final

from catalog.nouns.reading import Quote

from .automaton import Hit
from .document import TextDocument
from .fold import Folded
from .statements import Statement
from .tokens import WORD
from .units import Sentence, Unit

_LONG_QUOTE: Final = 420
"""Characters of a sentence, or of a lead-in, up to which it is quoted whole."""
_AROUND: Final = 120
"""Characters that are quoted before and after what matched in a long sentence."""
_LEAST_CUT: Final = 200
_MOST_CUT: Final = 900
_MOST_PARTS: Final = 4
"""Parts of a quote at most: a sentence and the lead-ins of the lists that it stands in."""


class Quotes:
    """The quotes of one document.

    A sentence that tells several clauses is one quote, unless it is long and cut; its words are counted once.
    """

    def __init__(self, document: TextDocument) -> None:
        self._document = document
        self._whole: dict[tuple[int, int], Quote] = {}
        self._words: dict[int, tuple[Folded, list[tuple[int, int]]]] = {}

    def of(self, statement: Statement) -> Quote:
        """The quote of a statement."""
        unit = statement.unit
        sentence, lead = unit.sentence, unit.lead
        if sentence.end - sentence.start > _LONG_QUOTE:
            return self._quoted(unit, *self._cut(unit, statement.stretch))
        key = sentence.start, -1 if lead is None else lead.start
        known = self._whole.get(key)
        if known is None:
            known = self._whole[key] = self._quoted(unit, sentence.start, sentence.end)
        return known

    def _quoted(self, unit: Unit, start: int, end: int) -> Quote:
        parts = [(start, end)]
        lead = unit.lead
        while lead is not None and lead.end <= parts[0][0] and len(parts) < _MOST_PARTS:
            parts.insert(0, (max(lead.start, lead.end - _LONG_QUOTE), lead.end))
            lead = lead.outer
        text = " … ".join(self._document.text[first:last] for first, last in parts)
        if len(parts) == 1:
            return Quote(text=text, start=start, end=end)
        return Quote(text=text, start=parts[0][0], end=end, parts=tuple(parts))

    def _cut(self, unit: Unit, stretch: Hit) -> tuple[int, int]:
        """Where a long sentence is cut around what matched in it: between words, and not much shorter than can be."""
        sentence = unit.sentence
        folded, spans = self._spans(sentence)
        if not spans:
            return sentence.start, sentence.end
        raw = self._document.text[sentence.start : sentence.end]
        first, last = max(0, stretch.start - unit.own), max(1, stretch.end - unit.own)
        begin = folded.offset(spans[min(first, len(spans) - 1)][0])
        close = folded.offset(spans[min(last, len(spans)) - 1][1] - 1) + 1
        begin, close = max(0, begin - _AROUND), min(len(raw), max(close + _AROUND, begin + _LEAST_CUT))
        close = min(close, begin + _MOST_CUT)
        begin = raw.rfind(" ", 0, begin) + 1 if begin else 0
        stop = raw.find(" ", close) if close < len(raw) else -1
        return sentence.start + begin, sentence.start + (stop if stop > 0 else len(raw))

    def _spans(self, sentence: Sentence) -> tuple[Folded, list[tuple[int, int]]]:
        """A sentence folded, and where each of its words stands in that."""
        known = self._words.get(sentence.start)
        if known is None:
            folded = Folded(self._document.text[sentence.start : sentence.end])
            known = folded, [match.span() for match in WORD.finditer(folded.text)]
            self._words[sentence.start] = known
        return known
