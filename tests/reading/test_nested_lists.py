"""Lists within lists: what the outer list opens with is said of the inner one's items, as Markdown and as a page.

`nested_lists.txt` holds little lists, each under `[language clause=X]`: A affirmed, D denied, N not affirmed, as an
expert reads them, written before the reader was run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from rules.reading import read
from rules.reading.extract import extract

_BLOCKS: Final = (Path(__file__).parent / "nested_lists.txt").read_text(encoding="utf8").strip().split("\n\n[")
CASES: Final = [block.removeprefix("[").partition("]\n") for block in _BLOCKS]
TYPED: Final = {
    "en": ("We never:\n• share personal data with:\n– advertisers\n• read your messages", "third-party-advertising"),
    "fr": ("L’application ne collecte jamais :\n• sur un téléphone :\n– la géolocalisation", "location-data"),
}


def _page(text: str) -> str:
    """The list as a page: four spaces of the Markdown are one list deeper."""
    made, depth = [], 0
    for line in text.split("\n"):
        words = line.lstrip(" ")
        deep = (len(line) - len(words)) // 4 + 1 if words.startswith("- ") else 0
        made.append("<ul>" * (deep - depth) + "</ul>" * (depth - deep))
        made.append(f"<li>{words[2:]}" if deep else f"<p>{words}</p>")
        depth = deep
    return f"<main>{''.join(made)}{'</ul>' * depth}</main>"


@pytest.mark.parametrize(("head", "text"), [(head, text) for head, _, text in CASES])
@pytest.mark.parametrize("media_type", ["text/markdown", "text/html"])
def test_an_inner_list_goes_on_with_what_opens_the_outer_one(head: str, text: str, media_type: str) -> None:
    language, _, said = head.partition(" ")
    clause, _, wanted = said.partition("=")
    source = text if media_type == "text/markdown" else _page(text)
    reading = read(extract(source.encode(), media_type, None), language).clause(clause)
    if wanted == "N":
        assert reading.stance != "affirmed", reading.quotes
    else:
        assert reading.stance == {"A": "affirmed", "D": "denied"}[wanted], reading.quotes
        assert reading.qualified_by in (None, "scope")


@pytest.mark.parametrize("language", list(TYPED))
def test_other_marks_than_those_of_the_list_make_an_inner_one(language: str) -> None:
    text, clause = TYPED[language]
    reading = read(extract(text.encode(), "text/plain", None), language).clause(clause)
    assert reading.stance == "denied"
    assert len(reading.quotes[0].parts) == 3, "the quote shows both lead-ins"
