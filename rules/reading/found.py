"""The concepts found in one sentence, and their hits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, repeat

from .automaton import Hit


class Batch:
    """What was found in many sentences, in columns: a group is one concept in one sentence.

    `concepts` names the groups' concepts, in order within a sentence; the hits of group `g` are those from `opens[g]`
    to `opens[g + 1]` of `starts` and `stops`, which count words of the sentence, in order.
    """

    __slots__ = ("concepts", "opens", "starts", "stops")

    def __init__(self, concepts: list[int], opens: list[int], starts: list[int], stops: list[int]) -> None:
        self.concepts = concepts
        self.opens = opens
        self.starts = starts
        self.stops = stops


class Found:
    """The concepts of one sentence (`present`) and their hits, which are made when they are asked for: few are."""

    __slots__ = ("_batch", "_first", "_last", "_made", "present")

    def __init__(self, batch: Batch, first: int, last: int) -> None:
        self._batch = batch
        self._first = first
        self._last = last
        self._made: dict[int, Sequence[Hit]] = {}
        self.present = set(batch.concepts[first:last])

    def hits(self, concept: int) -> Sequence[Hit]:
        """The hits of a concept that is present, in order of start."""
        made = self._made.get(concept)
        if made is None:
            batch = self._batch
            group = bisect_left(batch.concepts, concept, self._first, self._last)
            low, high = batch.opens[group], batch.opens[group + 1]
            rows = zip(repeat(concept), batch.starts[low:high], batch.stops[low:high])
            made = self._made[concept] = list(map(tuple.__new__, repeat(Hit), rows))
        return made

    def within(self, end: int) -> frozenset[int]:
        """The concepts that have a hit in the words before `end`."""
        batch, first = self._batch, self._first
        opens = batch.opens[first : self._last + 1]
        return frozenset(
            concept
            for concept, (low, high) in zip(batch.concepts[first : self._last], pairwise(opens), strict=True)
            if min(batch.stops[low:high]) <= end
        )
