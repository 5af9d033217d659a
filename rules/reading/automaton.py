"""Concepts as phrases over words, matched all at once by an automaton that is made deterministic as texts need it.

A phrase is a row of atoms; an atom accepts a word by its plain form or its lemma. Phrases nest concepts, so the whole
is a nondeterministic automaton; its deterministic states are worked out on first use and kept. Words that no phrase
tells apart are one symbol (a number), looked up once a word, and states lead on by symbols: most words of a language
are the same to a lexicon, so that few states and edges serve all texts. Every place of a text can start a phrase, and
a phrase spans at most `MAX_SPAN` words: the cost is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Final, NamedTuple

from .fold import Folded, plain_letters
from .tokens import words

MAX_SPAN: Final = 24
_STATES_LIMIT: Final = 60_000
_EDGES_LIMIT: Final = 400_000
_WORDS_LIMIT: Final = 150_000
_FEW: Final = 8
_Asked = dict[str, tuple[int, ...]]
"""What a node asks of the next word: the nodes that each key leads to."""
_STOP: Final = "\n"
"""The key of the marks over which no gap reaches; no word is written so."""
_ATOM: Final = re.compile(r"\{([a-z0-9_.-]+)\}|<(\d{1,2})>|\(([^()]*)\)(\?)?|\[([^\[\]]*)\]|(\S+)")


class PhraseError(ValueError):
    """A phrase of a lexicon that cannot be read."""


class Hit(NamedTuple):
    """A concept found: its number, and the words `start:end` (end exclusive)."""

    concept: int
    start: int
    end: int


def starting_within(hits: list[Hit], low: int, high: int) -> list[Hit]:
    """Of one concept's hits, in order, those that start at `low` to `high`; all of them where they are few.

    A sentence of an honest text has few; one made to hurt has hundreds, and asks for them hundreds of times.
    """
    if len(hits) <= _FEW:
        return hits
    concept = hits[0][0]
    return hits[bisect_left(hits, (concept, low)) : bisect_left(hits, (concept, high + 1))]


class _State:
    """A deterministic state: what it accepts and where each symbol leads, as far as known; whether any leads on.

    `asked` holds what its nodes ask of the next word, `gaps` the nodes that any word leads to, `beyond` the state
    these make up. `passing` says that it accepts nothing and leads on, as most do.
    `hopes` are the symbols of which one must stand among the `reach` words that follow for anything more to be
    accepted; they are worked out for the states that a phrase's first word leads to.
    """

    __slots__ = ("accepts", "asked", "beyond", "edges", "gaps", "hopes", "leads", "passing", "reach")

    def __init__(self, accepts: tuple[int, ...], asked: tuple[_Asked, ...], gaps: tuple[int, ...]) -> None:
        self.accepts = accepts
        self.asked = asked
        self.gaps = gaps
        self.beyond: _State | None = None
        self.leads = bool(asked or gaps)
        self.passing = self.leads and not accepts
        self.edges: dict[int, _State | None] = {}
        self.hopes: set[int] | None = None
        self.reach = 0


class _Symbols(dict[str, int]):
    """The symbol of each word, worked out when the word is first met."""

    def __init__(self, work_out: Callable[[str], int]) -> None:
        self._work_out = work_out

    def __missing__(self, word: str) -> int:
        symbol = self[word] = self._work_out(word)
        return symbol


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
        self._on: list[_Asked] = []
        self._any: list[tuple[int, ...]] = []
        self._free: list[tuple[int, ...]] = []
        self._accept: dict[int, int] = {}
        self._root = self._node()
        for name in filter(wanted, self.names):
            last = self._node()
            self._accept[last] = self.number[name]
            self._alternatives(name, self._root, last, ())
        self._alphabet = {key for on in self._on for key in on}
        self._prefixes: dict[int, set[str]] = {}
        for key in self._alphabet:
            if key[0] == "*":
                self._prefixes.setdefault(len(key) - 1, set()).add(key)
        self._symbols = _Symbols(self._symbol)
        self._keys: list[tuple[str, ...]] = []
        self._known: dict[tuple[str, ...], int] = {}
        self._holders: dict[str, list[int]] = {}
        self._reset()

    def _reset(self) -> None:
        self._states: dict[tuple[int, ...], _State] = {}
        self._edges = 0
        self._hoping: dict[str, list[set[int]]] = {}
        self._start = self._state(self._closure({self._root}))

    # -- building -----------------------------------------------------------------------------------------------

    def _node(self) -> int:
        # Tuples of numbers, and dictionaries of these, are nothing that the collector of garbage has to go through.
        self._on.append({})
        self._any.append(())
        self._free.append(())
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
                    self._free[here] += (there,)
            else:
                self._word(atom[6], here, there, within)
            here = there

    def _gap(self, here: int, there: int, size: int) -> int:
        self._free[here] += (there,)
        for _ in range(size):
            step = self._node()
            self._any[here] += (step,)
            self._free[step] += (there,)
            here = step
        return there

    def _word(self, written: str, here: int, there: int, within: tuple[str, ...]) -> None:
        if written in ("#", "#year"):
            self._ask(here, written, there)
            return
        exact, prefix = written.startswith("="), written.endswith("*")
        pieces = words(Folded(written.strip("=*")).text)
        if not pieces:
            raise PhraseError(f"no word in {written!r} of {within[-1]}")
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            target = there if last else self._node()
            key = plain_letters(piece)
            mark = "*" if prefix and last else "=" if exact else ""
            self._ask(here, mark + key, target)
            here = target

    def _ask(self, here: int, key: str, there: int) -> None:
        on = self._on[here]
        on[key] = (*on.get(key, ()), there)

    # -- running ------------------------------------------------------------------------------------------------

    def _closure(self, nodes: set[int]) -> tuple[int, ...]:
        pending = list(nodes)
        while pending:
            for free in self._free[pending.pop()]:
                if free not in nodes:
                    nodes.add(free)
                    pending.append(free)
        return tuple(sorted(nodes))

    def _state(self, nodes: tuple[int, ...]) -> _State:
        state = self._states.get(nodes)
        if state is None:
            accepts = sorted({self._accept[node] for node in nodes if node in self._accept})
            asked = tuple([on for node in nodes if (on := self._on[node])])
            gaps = self._closure({step for node in nodes for step in self._any[node]})
            state = self._states[nodes] = _State(tuple(accepts), asked, gaps)
        return state

    def _symbol(self, word: str) -> int:
        """The number of a word's keys: those of its forms and beginnings that any phrase asks for."""
        forms = self._forms(word)
        keys = [key for key in (*forms, "=" + forms[0]) if key in self._alphabet]
        keys += [key for size, found in self._prefixes.items() if (key := "*" + forms[0][:size]) in found]
        if word in (";", ":"):
            keys.append(_STOP)
        symbol = self._known.setdefault(tuple(keys), len(self._keys))
        if symbol == len(self._keys):
            self._keys.append(tuple(keys))
            for key in keys:
                self._holders.setdefault(key, []).append(symbol)
                for hopes in self._hoping.get(key, ()):
                    hopes.add(symbol)
        return symbol

    def _step(self, state: _State, symbol: int) -> _State | None:
        keys = self._keys[symbol]
        gaps = state.gaps if not keys or keys[-1] != _STOP else ()
        reached = [target for on in state.asked for key in keys if key in on for target in on[key]]
        self._edges += 1
        following: _State | None = None
        if reached:
            following = self._state(self._closure({*gaps, *reached}))
        elif gaps:
            following = state.beyond = state.beyond or self._state(gaps)
        state.edges[symbol] = following
        if state is self._start and following is not None and following.hopes is None:
            self._foresee(following)
        return following

    def _foresee(self, state: _State) -> None:
        """Work out what a state hopes for: what it, and the states that gaps lead on to, ask of the next word."""
        asked: set[str] = set()
        reach, following = 0, state
        while True:
            reach += 1
            asked.update(*following.asked)
            if not following.gaps:
                break
            following.beyond = following.beyond or self._state(following.gaps)
            following = following.beyond
            if following.accepts:
                return
        state.hopes, state.reach = set(), reach
        for key in asked:
            self._hoping.setdefault(key, []).append(state.hopes)
            state.hopes.update(self._holders.get(key, ()))

    def _make_room(self) -> None:
        if self._edges > _EDGES_LIMIT or len(self._states) > _STATES_LIMIT:
            self._reset()
        if len(self._symbols) > _WORDS_LIMIT:
            self._symbols.clear()

    def find(self, tokens: list[str]) -> list[Hit]:
        """All hits in a list of folded words, ordered by start; for one start and concept only the longest."""
        self._make_room()
        symbols = list(map(self._symbols.__getitem__, tokens))
        start, step = self._start, self._step
        first = start.edges
        found: list[tuple[int, int, int]] = []
        here = 0
        for symbol in symbols:
            here += 1
            try:
                state = first[symbol]
            except KeyError:
                state = step(start, symbol)
            if state is None:
                continue
            place, end = here - 1, here
            hopes, accepts = state.hopes, state.accepts
            if hopes is not None and hopes.isdisjoint(symbols[here : here + state.reach]):
                for concept in accepts:
                    found.append((concept, place, end))
                continue
            at = here
            ends: dict[int, int] | None = None
            for following in symbols[here : place + MAX_SPAN]:
                at += 1
                try:
                    reached = state.edges[following]
                except KeyError:
                    reached = step(state, following)
                if reached is None:
                    break
                state = reached
                if state.passing:
                    continue
                if accepts and state.accepts:
                    if ends is None:
                        ends = dict.fromkeys(accepts, end)
                    ends.update(dict.fromkeys(state.accepts, at))
                elif state.accepts:
                    accepts, end = state.accepts, at
                if not state.leads:
                    break
            if ends is not None:
                found.extend([(concept, place, last) for concept, last in ends.items()])
            else:
                for concept in accepts:
                    found.append((concept, place, end))
        return list(map(tuple.__new__, repeat(Hit), found))
