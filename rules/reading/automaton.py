"""Concepts as phrases over words, matched all at once by an automaton that is made deterministic as texts need it.

A phrase is a row of atoms; an atom accepts a word by its plain form or its lemma. Phrases nest concepts, so the whole
is a nondeterministic automaton; its deterministic states are worked out on first use and kept, so that a text costs
about one dictionary look-up a word. Every place of a text can start a phrase, and a phrase spans at most
`MAX_SPAN` words: the cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from .fold import Folded, plain_letters
from .tokens import words

MAX_SPAN: Final = 24
_STATES_LIMIT: Final = 60_000
_EDGES_LIMIT: Final = 400_000
_ATOM: Final = re.compile(r"\{([a-z0-9_.-]+)\}|<(\d{1,2})>|\(([^()]*)\)(\?)?|\[([^\[\]]*)\]|(\S+)")


class PhraseError(ValueError):
    """A phrase of a lexicon that cannot be read."""


class Hit(NamedTuple):
    """A concept found: its number, and the words `start:end` (end exclusive)."""

    concept: int
    start: int
    end: int


class _State:
    """A deterministic state: what it accepts and where each word leads."""

    __slots__ = ("accepts", "edges", "nodes")

    def __init__(self, nodes: frozenset[int], accepts: tuple[int, ...]) -> None:
        self.nodes = nodes
        self.accepts = accepts
        self.edges: dict[str, _State | None] = {}


class Automaton:
    """All concepts of one language, compiled. `forms` gives a word's comparable forms.

    Only `wanted` concepts are reported; the others serve as parts of phrases.
    """

    def __init__(
        self,
        concepts: Mapping[str, Iterable[str]],
        forms: Callable[[str], tuple[str, ...]],
        wanted: Callable[[str], bool] = lambda name: True,
    ) -> None:
        self.names: tuple[str, ...] = tuple(concepts)
        self.number = {name: index for index, name in enumerate(self.names)}
        self._phrases = {name: tuple(phrases) for name, phrases in concepts.items()}
        self._forms = forms
        self._on: list[dict[str, list[int]]] = []
        self._prefixes: list[list[tuple[str, int]]] = []
        self._any: list[list[int]] = []
        self._free: list[list[int]] = []
        self._accept: dict[int, int] = {}
        self._root = self._node()
        for name in filter(wanted, self.names):
            last = self._node()
            self._accept[last] = self.number[name]
            self._alternatives(name, self._root, last, ())
        self._reset()

    def _reset(self) -> None:
        self._states: dict[frozenset[int], _State] = {}
        self._edges = 0
        self._start = self._state(self._closure({self._root}))

    # -- building -----------------------------------------------------------------------------------------------

    def _node(self) -> int:
        self._on.append({})
        self._prefixes.append([])
        self._any.append([])
        self._free.append([])
        return len(self._on) - 1

    def _alternatives(self, name: str, start: int, end: int, within: tuple[str, ...]) -> None:
        if name in within:
            raise PhraseError(f"concept {name} contains itself: {' > '.join((*within, name))}")
        if name not in self._phrases:
            raise PhraseError(f"unknown concept {{{name}}} in {within[-1] if within else 'the lexicon'}")
        for phrase in self._phrases[name]:
            self._phrase(phrase, start, end, (*within, name))

    def _phrase(self, phrase: str, start: int, end: int, within: tuple[str, ...]) -> None:
        atoms = list(_ATOM.finditer(phrase))
        if not atoms or atoms[0][2] or atoms[-1][2]:
            raise PhraseError(f"phrase {phrase!r} of {within[-1]} is empty, or begins or ends with a gap")
        here = start
        for index, atom in enumerate(atoms):
            last = index == len(atoms) - 1
            there = end if last else self._node()
            if atom[1]:
                self._alternatives(atom[1], here, there, within)
            elif atom[2]:
                here = self._gap(here, there, int(atom[2]))
                continue
            elif atom[3] is not None or atom[5] is not None:
                for choice in (atom[3] if atom[3] is not None else atom[5]).split("|"):
                    self._phrase(choice, here, there, within)
                if atom[4] or atom[5] is not None:
                    self._free[here].append(there)
            else:
                self._word(atom[6], here, there, within)
            here = there

    def _gap(self, here: int, there: int, size: int) -> int:
        self._free[here].append(there)
        for _ in range(size):
            step = self._node()
            self._any[here].append(step)
            self._free[step].append(there)
            here = step
        return there

    def _word(self, written: str, here: int, there: int, within: tuple[str, ...]) -> None:
        if written in ("#", "#year"):
            self._on[here].setdefault(written, []).append(there)
            return
        exact, prefix = written.startswith("="), written.endswith("*")
        pieces = words(Folded(written.strip("=*")).text)
        if not pieces:
            raise PhraseError(f"no word in {written!r} of {within[-1]}")
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            target = there if last else self._node()
            key = plain_letters(piece)
            if prefix and last:
                self._prefixes[here].append((key, target))
            else:
                self._on[here].setdefault("=" + key if exact else key, []).append(target)
            here = target

    # -- running ------------------------------------------------------------------------------------------------

    def _closure(self, nodes: set[int]) -> frozenset[int]:
        pending = list(nodes)
        while pending:
            for free in self._free[pending.pop()]:
                if free not in nodes:
                    nodes.add(free)
                    pending.append(free)
        return frozenset(nodes)

    def _state(self, nodes: frozenset[int]) -> _State:
        state = self._states.get(nodes)
        if state is None:
            accepts = sorted({self._accept[node] for node in nodes if node in self._accept})
            state = self._states[nodes] = _State(nodes, tuple(accepts))
        return state

    def _step(self, state: _State, word: str) -> _State | None:
        forms = self._forms(word)
        keys = (*forms, "=" + forms[0])
        stops = word in (";", ":")
        reached: set[int] = set()
        for node in state.nodes:
            on = self._on[node]
            if on:
                for key in keys:
                    reached.update(on.get(key, ()))
            for prefix, target in self._prefixes[node]:
                if forms[0].startswith(prefix):
                    reached.add(target)
            if self._any[node] and not stops:
                reached.update(self._any[node])
        self._edges += 1
        following = self._state(self._closure(reached)) if reached else None
        state.edges[word] = following
        return following

    def find(self, tokens: list[str]) -> list[Hit]:
        """All hits in a list of folded words, ordered by start; for one start and concept only the longest."""
        if self._edges > _EDGES_LIMIT or len(self._states) > _STATES_LIMIT:
            self._reset()
        hits: list[Hit] = []
        first, step, size, make = self._start.edges, self._step, len(tokens), tuple.__new__
        for place, word in enumerate(tokens):
            try:
                state = first[word]
            except KeyError:
                state = step(self._start, word)
            if state is None:
                continue
            found: dict[int, int] = {}
            here = place + 1
            limit = min(size, place + MAX_SPAN)
            while True:
                for concept in state.accepts:
                    found[concept] = here
                if here >= limit:
                    break
                word = tokens[here]
                following = state.edges[word] if word in state.edges else step(state, word)
                if following is None:
                    break
                state = following
                here += 1
            for concept, end in found.items():
                hits.append(make(Hit, (concept, place, end)))
        return hits
