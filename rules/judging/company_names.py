"""What a sentence says besides the names of companies: "École Facile SAS" is no school."""

from __future__ import annotations

from collections.abc import Iterator

from rules.case import Case, once
from rules.derive.fold import fold
from rules.derive.legal_forms import is_legal_form
from rules.derive.names import site_of

LONGEST_NAME = 4
"""Words before a legal form that may belong to the name, and words a brand may be written in."""


@once
def brand(case: Case) -> str:
    """The tool's own name as its domain writes it, letters and digits only: `ecolefacile` for `ecole-facile.fr`."""
    return _letters(site_of(case.tool.home).split(".")[0])


def without_company_names(text: str, own: str) -> str:
    """A quote, folded, without companies' names before a legal form and without the tool's `own` name."""
    words = text.split()
    kept = [True] * len(words)
    for place, word in enumerate(words):
        if word[:1].isupper() and is_legal_form(word):
            before = place - 1
            while before >= max(0, place - LONGEST_NAME) and words[before][:1].isupper():
                kept[before] = False
                before -= 1
    for start, end in _places_of(own, words) if len(own) > 3 and own in _letters(text) else ():
        kept[start:end] = [False] * (end - start)
    return fold(" ".join(word for word, stays in zip(words, kept, strict=True) if stays))


def _places_of(own: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where words, read as one, write a name: begin and end of each place."""
    written = [_letters(word) for word in words]
    for start, first in enumerate(written):
        if not own.startswith(first):
            continue
        so_far = ""
        for end in range(start, min(start + LONGEST_NAME, len(written))):
            so_far += written[end]
            if so_far == own:
                yield start, end + 1
            elif not own.startswith(so_far):
                break


def _letters(text: str) -> str:
    folded = fold(text)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))
