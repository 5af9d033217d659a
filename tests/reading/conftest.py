"""What the tests of reading share: a sentence or a small Markdown document read in a language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading
from rules.reading import read
from rules.reading.load import languages
from rules.reading.markdown import read_markdown

Say = Callable[[str, str], DocumentReading]


@pytest.fixture
def say() -> Say:
    """Read Markdown text in a given language; skips where that language has no lexicon."""

    def spoken(text: str, language: str) -> DocumentReading:
        if language not in languages():
            pytest.skip(f"no lexicon for {language}")
        return read(read_markdown(text), language)

    return spoken
