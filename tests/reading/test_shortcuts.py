"""What spares the reader work changes nothing it reads: each example with the shortcuts and without them."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.compiled import language
from rules.reading.load import clauses, languages
from rules.reading.markdown import read_markdown


@pytest.mark.parametrize("spoken", languages())
def test_a_sentence_without_a_turning_word_reads_the_same_when_all_is_worked_out(
    spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A grammar concept that denies or weakens and is missing in `stance._TURNING` shows here."""
    texts = [read_markdown(one.text) for clause in clauses() for one in clause.examples if one.language == spoken]
    quick = [read(text, spoken) for text in texts]
    grammar = language(spoken).grammar
    everything = frozenset(range(-1, 10_000))
    monkeypatch.setattr(grammar, "turning", everything)
    monkeypatch.setattr(grammar, "others", everything)
    monkeypatch.setattr(grammar, "negating", everything)
    assert texts
    for text, before in zip(texts, quick, strict=True):
        assert read(text, spoken) == before, text.text
