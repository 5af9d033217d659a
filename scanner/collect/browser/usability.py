"""Usability: whether a page can still be used after a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.consent.survey import first_layer
from scanner.consent.words import fold, words

if TYPE_CHECKING:
    from scanner.consent.survey import Survey

_LEAST_TEXT = 200
"""Characters below which a page has too little text to tell whether it was taken away."""
_GONE_TEXT = 0.2
"""Share of the text before the choice below which a page counts as taken away after a refusal."""


def usable(survey: Survey, before: Survey | None) -> bool:
    """Whether a page can still be used: nothing lies over it, and it did not lose its content for a refusal."""
    if survey.covered >= 6 or any(block.modal for block in survey.blocks):
        return False
    if any(phrase_words in fold(survey.text) for phrase_words in _wall_phrases()) and len(survey.text) < 1500:
        return False
    had = _own_text(before) if before is not None else 0
    return had < _LEAST_TEXT or len(survey.text) >= had * _GONE_TEXT


def _own_text(survey: Survey) -> int:
    """Characters of a page without its consent interface, whose words a choice rightly takes away."""
    asking = first_layer(survey.blocks)
    return len(survey.text) - (len(asking.text) if asking is not None and not asking.in_frame else 0)


def _wall_phrases() -> tuple[str, ...]:
    return words("wall").phrases
