"""Concepts as phrases over words, matched all at once by an automaton that is made deterministic as texts need it.

A phrase is a row of atoms; an atom accepts a word by its plain form or its lemma. Phrases nest concepts, so the whole
is a nondeterministic automaton; its deterministic states are worked out on first use and kept. Words that no phrase
tells apart are one symbol (a number), looked up once a word, and states lead on by symbols: most words of a language
are the same to a lexicon, so that few states and edges serve all texts. `walk` goes over a text with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from .fold import Folded, plain_letters
from .tokens import words

if TYPE_CHECKING:
    from .found import Found
    from .walk import Walk

MAX_SPAN: Final = 24
"""Words of one phrase at most, its gaps included."""
DEAD: Final = 0
"""The number of the state from which nothing can be met any more."""
START: Final = 1
"""The number of the state before a phrase's first word."""
_walking: Final = Lock()
"""States are worked out while texts are read, and kept: of several threads that read, one walks at a time."""
_STATES_LIMIT: Final = 80_000
_EDGES_LIMIT: Final = 1_000_000
"""Edges that are kept between two calls; as a table they take 25 MB."""
_ASKED_LIMIT: Final = 8_000
_WORDS_LIMIT: Final = 150_000
_FEW: Final = 8
_Asked = dict[str, tuple[int, ...]]
"""What a node, or a state's nodes together, ask of the next word: the nodes that each key leads to."""
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


def starting_within(hits: Sequence[Hit], low: int, high: int) -> Sequence[Hit]:
    """Of one concept's hits, in order, those that start at `low` to `high`; all of them where they are few.

    A sentence of an honest text has few; one made to hurt has hundreds, and asks for them hundreds of times.
    """
    if len(hits) <= _FEW:
        return hits
    concept = hits[0][0]
    return hits[bisect_left(hits, (concept, low)) : bisect_left(hits, (concept, high + 1))]


@lru_cache(16_384)
def _atoms(phrase: str) -> tuple[re.Match[str], ...]:
    """The atoms of a phrase; concepts nest, so that each is asked for many times."""
    return tuple(_ATOM.finditer(phrase))


@lru_cache(16_384)
def _asked_by(written: str) -> tuple[str, ...]:
    """The keys of the words that one written word is, one after the other: `l’école` is two."""
    if written in ("#", "#year"):
        return (written,)
    exact, prefix = written.startswith("="), written.endswith("*")
    keys = [plain_letters(piece) for piece in words(Folded(written.strip("=*")).text)]
    return tuple(
        ("*" if prefix and place == len(keys) - 1 else "=" if exact else "") + key for place, key in enumerate(keys)
    )


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
        self._walk: Walk | None = None
        self._reset()

    def _reset(self) -> None:
        self._states: dict[tuple[int, ...], int] = {(): DEAD}
        self._nodes: list[tuple[int, ...]] = [()]
        self._asked: dict[int, _Asked] = {}
        self._gaps: list[int] = [DEAD]
        self.accepts: list[tuple[int, ...]] = [()]
        """The concepts that each state accepts, in order."""
        self._state(self._closure({self._root}))

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
        atoms = _atoms(phrase)
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
        keys = _asked_by(written)
        if not keys:
            raise PhraseError(f"no word in {written!r} of {within[-1]}")
        for key in keys[:-1]:
            target = self._node()
            self._ask(here, key, target)
            here = target
        self._ask(here, keys[-1], there)

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

    def _state(self, nodes: tuple[int, ...]) -> int:
        number = self._states.get(nodes)
        if number is None:
            number = self._states[nodes] = len(self._nodes)
            self._nodes.append(nodes)
            self._gaps.append(-1)
            self.accepts.append(tuple(sorted({self._accept[node] for node in nodes if node in self._accept})))
        return number

    def _ask_of(self, state: int) -> _Asked:
        """What all nodes of a state ask of the next word, kept for a while: a state is met by new words time and again.

        All that every state asks would be five times as large as all else that is kept.
        """
        if len(self._asked) >= _ASKED_LIMIT:
            self._asked.clear()
        asked: _Asked = {}
        for node in self._nodes[state]:
            for key, targets in self._on[node].items():
                asked[key] = asked[key] + targets if key in asked else targets
        self._asked[state] = asked
        if self._gaps[state] < 0:
            steps = {step for node in self._nodes[state] for step in self._any[node]}
            self._gaps[state] = self._state(self._closure(steps))
        return asked

    def leads(self, state: int) -> bool:
        """Whether any word leads on from a state."""
        return any(self._on[node] or self._any[node] for node in self._nodes[state])

    def step(self, state: int, symbol: int) -> int:
        """The state that a word of this symbol leads to."""
        keys = self._keys[symbol]
        asked = self._asked.get(state)
        if asked is None:
            asked = self._ask_of(state)
        beyond = self._gaps[state] if not keys or keys[-1] != _STOP else DEAD
        reached = {target for key in keys if key in asked for target in asked[key]}
        if not reached:
            return beyond
        return self._state(self._closure(reached.union(self._nodes[beyond])))

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
        return symbol

    def find(self, sentences: Sequence[list[str]]) -> list[Found]:
        """What each list of folded words holds; of the hits of a concept that start at one place only the longest."""
        with _walking:
            return self._find(sentences)

    def _find(self, sentences: Sequence[list[str]]) -> list[Found]:
        from .walk import Walk

        if len(self._symbols) > _WORDS_LIMIT:
            self._symbols.clear()
        if len(self._nodes) > _STATES_LIMIT or (self._walk and self._walk.edges > _EDGES_LIMIT):
            self._reset()
            self._walk = None
        if self._walk is None:
            self._walk = Walk(self)
        symbol = self._symbols.__getitem__
        return self._walk.over([list(map(symbol, tokens)) for tokens in sentences])
