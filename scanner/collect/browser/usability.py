"""Usability: whether a page can still be used after a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.consent.survey import first_layer
from scanner.consent.words import fold, phrases, speaks_of_trackers, words

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
    """Whether a sentence keeps out whoever refuses: by a known wording, or by what it asks and what for.

    One about a single video or map, about logging in, or that leaves the site open keeps nobody out; one that asks to
    accept something else than trackers (terms) does not either.
    """
    folded = fold(sentence)
    if words("embedded").match_within(folded) or _holds(folded, "wall_open") or _holds(folded, "wall_other"):
        return False
    trackers = speaks_of_trackers(folded)
    if any(phrase in folded for phrase in words("wall").phrases):
        return trackers or not words("accept").match_within(folded)
    return trackers and _holds(folded, "wall_need") and _holds(folded, "wall_access")


def _holds(folded: str, meaning: str) -> bool:
    return any(phrase in folded for phrase in phrases(meaning))


def _own_text(survey: Survey) -> int:
    """Characters of a page without its consent interface, whose words a choice rightly takes away."""
    asking = first_layer(survey.blocks)
    return len(survey.text) - (len(asking.text) if asking is not None and not asking.in_frame else 0)
