"""Usability: whether a page can still be used after a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.consent.survey import first_layer
from scanner.consent.words import fold, words

if TYPE_CHECKING:
    from scanner.consent.survey import Survey

_LEAST_TEXT = 200
"""Characters below which a page has too little text to tell whether it was taken away."""
_GONE_TEXT = 0.2
"""Share of the text before the choice below which a page counts as taken away after a refusal."""
_SHORT_TEXT = 1500
"""Characters from which on a page has content of its own beside words that keep out."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")


def usable(survey: Survey, before: Survey | None) -> bool:
    """Whether a page can still be used: nothing lies over it, and it did not lose its content for a refusal."""
    if survey.covered >= 6 or any(block.modal for block in survey.blocks):
        return False
    if len(survey.text) < _SHORT_TEXT and any(_bars(sentence) for sentence in _SENTENCES.split(survey.text)):
        return False
    had = _own_text(before) if before is not None else 0
    return had < _LEAST_TEXT or len(survey.text) >= had * _GONE_TEXT


def _bars(sentence: str) -> bool:
    """Whether a sentence keeps out whoever refuses; one about a single video or map keeps nobody out."""
    folded = fold(sentence)
    return any(phrase in folded for phrase in words("wall").phrases) and not words("embedded").match_within(folded)


def _own_text(survey: Survey) -> int:
    """Characters of a page without its consent interface, whose words a choice rightly takes away."""
    asking = first_layer(survey.blocks)
    return len(survey.text) - (len(asking.text) if asking is not None and not asking.in_frame else 0)
