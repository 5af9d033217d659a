"""The walk over many sentences at once finds what looking for each phrase by itself finds."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.reading import automaton, walk
from rules.reading.automaton import MAX_SPAN, Automaton

LETTERS = "abcd"
_words = st.lists(st.sampled_from([*LETTERS, "x", ";"]), max_size=40)
_phrase = st.lists(st.one_of(st.sampled_from(LETTERS), st.integers(1, 9)), min_size=1, max_size=5).filter(
    lambda atoms: isinstance(atoms[0], str) and isinstance(atoms[-1], str)
)
"""Words, and numbers for gaps of so many words at most, none at the ends."""


def _forms(word: str) -> tuple[str, ...]:
    return (word,)


def _ends(atoms: list[str | int], words: list[str], place: int) -> set[int]:
    """Where a phrase that starts at a place may end: atom by atom, by its definition alone."""
    ends = {place}
    for atom in atoms:
        if isinstance(atom, str):
            ends = {end + 1 for end in ends if end < len(words) and words[end] == atom}
        else:
            ends = {
                end + more
                for end in ends
                for more in range(atom + 1)
                if end + more <= len(words) and ";" not in words[end : end + more]
            }
    return {end for end in ends if end - place <= MAX_SPAN}


def _longest(phrases: list[list[str | int]], words: list[str]) -> list[tuple[int, int]]:
    found = []
    for place in range(len(words)):
        ends = set().union(*(_ends(atoms, words, place) for atoms in phrases))
        if ends:
            found.append((place, max(ends)))
    return found


@given(st.lists(st.lists(_phrase, min_size=1, max_size=3), min_size=1, max_size=4), st.lists(_words, max_size=6))
@settings(max_examples=150, deadline=None)
def test_every_hit_is_one_and_the_longest(concepts: list[list[list[str | int]]], sentences: list[list[str]]) -> None:
    written = {
        f"c{number}": tuple(" ".join(a if isinstance(a, str) else f"<{a}>" for a in atoms) for atoms in phrases)
        for number, phrases in enumerate(concepts)
    }
    made = Automaton(written, _forms)
    for _ in range(2):  # states are made on the first way and known on the second
        for words, seen in zip(sentences, made.find(sentences), strict=True):
            for number, phrases in enumerate(concepts):
                expected = _longest(phrases, words)
                assert (number in seen.present) == bool(expected)
                if expected:
                    assert [(hit.start, hit.end) for hit in seen.hits(number)] == expected


def test_sentences_of_one_batch_do_not_run_into_each_other() -> None:
    made = Automaton({"a": ("b <3> c",)}, _forms)
    apart, together = made.find([["b"], ["c"]]), made.find([["b", "c"]])
    assert [seen.present for seen in apart] == [set(), set()]
    assert together[0].present == {0}


def test_more_words_than_are_walked_together_and_more_symbols_than_there_were() -> None:
    made = Automaton({"rare": tuple(f"w{n} end" for n in range(6000))}, _forms)
    one = [f"w{n}" for n in range(6000)]
    sentences = [["w1", "end"], [*one, "end"], *([["x"] * 200] * (walk.AT_ONCE // 100)), ["w5999", "end"]]
    seen = made.find(sentences)
    assert len(seen) == len(sentences)
    assert [one for one, found in enumerate(seen) if found.present] == [0, 1, len(sentences) - 1]
    assert [(hit.start, hit.end) for hit in seen[1].hits(0)] == [(5999, 6001)]


def test_what_a_sentence_says_before_a_word() -> None:
    made = Automaton({"a": ("a", "a b"), "c": ("c",), "far": ("d",)}, _forms)
    (seen,) = made.find([["a", "b", "c", "d", "a"]])
    assert seen.within(1) == frozenset()
    assert seen.within(2) == {0}
    assert seen.within(3) == {0, 1}


def test_nothing_is_found_in_nothing() -> None:
    made = Automaton({"a": ("a",)}, _forms)
    assert made.find([]) == []
    assert [seen.present for seen in made.find([[], []])] == [set(), set()]


def test_a_sentence_too_long_for_its_places_is_refused() -> None:
    with pytest.raises(ValueError, match="has to be cut"):
        Automaton({"a": ("a",)}, _forms).find([["a"] * 70_000])


def test_what_was_learnt_is_given_up_at_the_bound_and_learnt_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_EDGES_LIMIT", 3)
    small = Automaton({"a": ("a <3> b",)}, _forms)
    sentences = [["a", other, "b"] for other in "cdefgh"] + [["a", "a", "a", "b"]]
    for _ in range(3):
        assert [seen.present for seen in small.find(sentences)] == [{0}] * len(sentences)
        first = small._walk
        small.find(sentences)
        assert small._walk is not first


def test_several_threads_read_with_one_automaton() -> None:
    words = [f"w{number}" for number in range(600)]
    concepts = {f"c{place}": (" ".join(words[place : place + 3]),) for place in range(597)}
    texts = [[words[start : start + 60]] for start in range(0, 540, 7)]
    alone = [Automaton(concepts, _forms).find(text)[0].present for text in texts[:3]]
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(3):
            shared = Automaton(concepts, _forms)
            with ThreadPoolExecutor(8) as pool:
                found = [one[0].present for one in pool.map(shared.find, texts)]
            assert found[:3] == alone and all(len(one) == 58 for one in found)
    finally:
        sys.setswitchinterval(switching)
