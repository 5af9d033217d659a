"""Every example of every clause file, and that the clause files and lexicons are whole."""

from __future__ import annotations

import pytest

from rules.reading import VOCABULARY, read
from rules.reading.compiled import language
from rules.reading.definitions import Example
from rules.reading.load import clauses, languages
from rules.reading.markdown import read_markdown

EXAMPLES = [(clause.clause, example) for clause in clauses() for example in clause.examples]


@pytest.mark.parametrize(
    ("clause", "example"), EXAMPLES, ids=[f"{e.language}-{c}-{i}" for i, (c, e) in enumerate(EXAMPLES)]
)
def test_example(clause: str, example: Example) -> None:
    if example.language not in languages():
        pytest.skip(f"no lexicon for {example.language}")
    reading = read(read_markdown(example.text), example.language).clause(clause)
    assert reading.stance == example.stance, (example.text, reading.quotes)
    if example.qualified_by is not None:
        assert reading.qualified_by == example.qualified_by
    if example.populations is not None:
        assert reading.populations == example.populations


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.clause)
def test_every_clause_has_an_english_example_of_both_kinds(clause: object) -> None:
    stances = {e.stance for e in clause.examples if e.language == "en"}  # type: ignore[attr-defined]
    assert "affirmed" in stances
    assert stances & {"absent", "denied"}


def test_english_uses_every_rule() -> None:
    assert language("en").missing == {}


def test_vocabulary_holds_each_clause_once() -> None:
    assert len(set(VOCABULARY)) == len(VOCABULARY) == len(clauses())
