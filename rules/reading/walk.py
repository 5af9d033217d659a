"""Going over texts with the states of an automaton, from all places of many sentences at once.

Every place of a text can start a phrase, and a phrase spans at most `MAX_SPAN` words: the cost is linear in the text.
Each step takes all places that are still under way one word further in a few operations on whole arrays, where going
place by place would wait for the memory at each of them: an automaton of a language has half a million edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from .automaton import MAX_SPAN, START, Automaton
from .found import Batch, Found

AT_ONCE: Final = 16_000
"""Words about which go through the steps together: enough for the operations to pay, few enough for the caches."""
_UNKNOWN: Final = -1
_SYMBOL_BITS: Final = 24
_PLACE_BITS: Final = 16
_CONCEPT_BITS: Final = 16
_LENGTH_BITS: Final = 5
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: multiplied with it neighbouring keys are spread well (Knuth, TAOCP 3, 6.4)."""

_Numbers = NDArray[np.int64]


class _Edges:
    """Where each state and symbol leads, as far as known: a table with open addressing, looked up array by array."""

    def __init__(self) -> None:
        self._bits = 16
        self.count = 0
        self._make()

    def _make(self) -> None:
        self._keys = np.full(1 << self._bits, _UNKNOWN, np.int64)
        self._targets = np.zeros(1 << self._bits, np.int32)

    def _slots(self, keys: _Numbers) -> _Numbers:
        return ((keys.view(np.uint64) * _SPREAD) >> np.uint64(64 - self._bits)).view(np.int64)

    def find(self, keys: _Numbers) -> tuple[NDArray[np.int32], _Numbers]:
        """The target of each key, and the places of those that have none yet."""
        slots = self._slots(keys)
        found = self._keys[slots]
        targets = self._targets[slots]
        elsewhere = (found != keys).nonzero()[0]
        unknown: list[_Numbers] = []
        while len(elsewhere):
            free = self._keys[slots[elsewhere]] == _UNKNOWN
            unknown.append(elsewhere[free])
            elsewhere = elsewhere[~free]
            slots[elsewhere] = (slots[elsewhere] + 1) & ((1 << self._bits) - 1)
            here = self._keys[slots[elsewhere]] == keys[elsewhere]
            met = elsewhere[here]
            targets[met] = self._targets[slots[met]]
            elsewhere = elsewhere[~here]
        return targets, np.concatenate(unknown) if unknown else elsewhere

    def add(self, keys: _Numbers, targets: NDArray[np.int32]) -> None:
        """Add keys that are not there yet, each once, with their targets."""
        if (self.count + len(keys)) * 2 > 1 << self._bits:
            kept = self._keys != _UNKNOWN
            keys, targets = np.concatenate((self._keys[kept], keys)), np.concatenate((self._targets[kept], targets))
            self._bits, self.count = max(self._bits + 1, (len(keys) * 2).bit_length()), 0
            self._make()
        self.count += len(keys)
        slots = self._slots(keys)
        while len(keys):
            free = self._keys[slots] == _UNKNOWN
            self._keys[slots[free]] = keys[free]  # of several that want one slot the last one gets it
            settled = self._keys[slots] == keys
            self._targets[slots[settled]] = targets[settled]
            keys, targets = keys[~settled], targets[~settled]
            slots = (slots[~settled] + 1) & ((1 << self._bits) - 1)


class Walk:
    """The states of an automaton as arrays, made as texts need them."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._edges = _Edges()
        self._first = np.full(1 << 12, _UNKNOWN, np.int32)
        self._leads = np.zeros(0, np.bool_)
        self._rows: dict[tuple[int, ...], int] = {}
        self._row = np.zeros(0, np.int32)
        self._starts = np.zeros(1, np.int64)
        self._concepts = np.zeros(0, np.int64)
        self._learn()

    def _learn(self) -> None:
        """Take over what the automaton's states made since the last time accept, and whether they lead on."""
        automaton = self._automaton
        new = range(len(self._row), len(automaton.accepts))
        known = len(self._rows)
        row = [self._rows.setdefault(automaton.accepts[state], len(self._rows)) for state in new]
        fresh = list(islice(self._rows, known, None))
        self._row = np.concatenate((self._row, np.array(row, np.int32)))
        self._leads = np.concatenate((self._leads, np.array([automaton.leads(state) for state in new], np.bool_)))
        if fresh:
            ends = self._starts[-1] + np.cumsum([len(accepts) for accepts in fresh])
            self._starts = np.concatenate((self._starts, ends))
            self._concepts = np.concatenate((self._concepts, np.array([c for a in fresh for c in a], np.int64)))

    @property
    def edges(self) -> int:
        """How many edges are known."""
        return self._edges.count

    def over(self, sentences: Sequence[list[int]]) -> list[Found]:
        """What each sentence, a list of symbols, holds; see :meth:`Automaton.find`."""
        found: list[Found] = []
        for some in _some(sentences):
            found += self._over(some)
        return found

    def _over(self, sentences: list[list[int]]) -> list[Found]:
        sizes = np.array([len(symbols) for symbols in sentences], np.int64)
        if sizes.max(initial=0) >> _PLACE_BITS:
            raise ValueError(f"a sentence of more than {1 << _PLACE_BITS} words: it has to be cut before")
        ends = np.cumsum(sizes)
        symbols = np.fromiter(chain.from_iterable(sentences), np.int64, int(sizes.sum()))
        places, rows, lengths = self._accepted(symbols, np.repeat(ends, sizes))
        return _by_sentence(*self._each(places, rows, lengths), ends, sizes)

    def _begin(self, symbols: _Numbers) -> NDArray[np.int32]:
        """The states after a phrase's first word, for every place."""
        missing = int(symbols.max(initial=0)) + 1 - len(self._first)
        if missing > 0:
            self._first = np.concatenate((self._first, np.full(missing + len(self._first), _UNKNOWN, np.int32)))
        states = self._first[symbols]
        unknown = states == _UNKNOWN
        if unknown.any():
            for symbol in np.unique(symbols[unknown]).tolist():
                self._first[symbol] = self._automaton.step(START, symbol)
            self._learn()
            states = self._first[symbols]
        return states

    def _next(self, states: NDArray[np.int32], symbols: _Numbers) -> NDArray[np.int32]:
        """The states that a step from each state by its symbol leads to."""
        keys = (states.astype(np.int64) << _SYMBOL_BITS) | symbols
        targets, unknown = self._edges.find(keys)
        if len(unknown):
            step = self._automaton.step
            new = np.unique(keys[unknown])
            pairs = zip((new >> _SYMBOL_BITS).tolist(), (new & ((1 << _SYMBOL_BITS) - 1)).tolist(), strict=True)
            self._edges.add(new, np.array([step(state, symbol) for state, symbol in pairs], np.int32))
            self._learn()
            targets, _ = self._edges.find(keys)
        return targets

    def _accepted(self, symbols: _Numbers, stops: _Numbers) -> tuple[_Numbers, NDArray[np.int32], _Numbers]:
        """Whatever is accepted: the place it starts at, the row of concepts, the length in words.

        `stops` gives for every place the end of its sentence.
        """
        states = self._begin(symbols)
        places = np.arange(len(symbols))
        starts: list[_Numbers] = []
        rows: list[NDArray[np.int32]] = []
        for length in range(1, MAX_SPAN + 1):
            row = self._row[states]
            met = row.nonzero()[0]
            starts.append(places[met])
            rows.append(row[met])
            on = (self._leads[states] & (places + length < stops[places])).nonzero()[0]
            if not len(on):
                break
            places = places[on]
            states = self._next(states[on], symbols[places + length])
        lengths = np.repeat(np.arange(1, len(rows) + 1), [len(row) for row in rows])
        return np.concatenate(starts), np.concatenate(rows), lengths

    def _each(
        self, places: _Numbers, rows: NDArray[np.int32], lengths: _Numbers
    ) -> tuple[_Numbers, _Numbers, _Numbers]:
        """The same with one concept each instead of a row of them."""
        counts = self._starts[rows + 1] - self._starts[rows]
        before = np.cumsum(counts) - counts
        inside = np.arange(int(counts.sum())) - np.repeat(before, counts)
        concepts = self._concepts[np.repeat(self._starts[rows], counts) + inside]
        return np.repeat(places, counts), concepts, np.repeat(lengths, counts)


def _some(sentences: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """The sentences, about `AT_ONCE` words at a time."""
    some: list[list[int]] = []
    size = 0
    for symbols in sentences:
        some.append(symbols)
        size += len(symbols)
        if size >= AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _by_sentence(
    places: _Numbers, concepts: _Numbers, lengths: _Numbers, ends: _Numbers, sizes: _Numbers
) -> list[Found]:
    """What was found by sentence and concept; of the hits that start at one place the longest."""
    number = np.searchsorted(ends, places, side="right")
    starts = places - (ends - sizes)[number]
    keys = (((((number << _CONCEPT_BITS) | concepts) << _PLACE_BITS) | starts) << _LENGTH_BITS) | lengths
    keys.sort()
    keys = keys[_differs(keys >> _LENGTH_BITS, 1)]
    groups = keys >> (_LENGTH_BITS + _PLACE_BITS)
    starts = (keys >> _LENGTH_BITS) & ((1 << _PLACE_BITS) - 1)
    opens = _differs(groups, -1).nonzero()[0]
    batch = Batch(
        (groups[opens] & ((1 << _CONCEPT_BITS) - 1)).tolist(),
        [*opens.tolist(), len(keys)],
        starts.tolist(),
        (starts + (keys & ((1 << _LENGTH_BITS) - 1))).tolist(),
    )
    cuts = np.searchsorted(groups[opens] >> _CONCEPT_BITS, np.arange(len(sizes) + 1)).tolist()
    return [Found(batch, first, last) for first, last in pairwise(cuts)]


def _differs(numbers: _Numbers, way: Literal[-1, 1]) -> NDArray[np.bool_]:
    """Which numbers differ from the one before (-1) or after (1); the first or last one does."""
    differs = np.ones(len(numbers), np.bool_)
    if way < 0:
        differs[1:] = numbers[1:] != numbers[:-1]
    else:
        differs[:-1] = numbers[1:] != numbers[:-1]
    return differs
