"""Usability: whether a page can still be used after a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.consent.barring import barring_words
from scanner.consent.survey import first_layer
from scanner.consent.words import fold, speaks_of_trackers, words

if TYPE_CHECKING:
    from scanner.consent.survey import Survey

_LEAST_TEXT = 200
"""Characters below which a page has too little text to tell whether it was taken away."""
_GONE_TEXT = 0.2
"""Share of the text before the choice below which a page counts as taken away after a refusal."""
_SHORT_TEXT = 1500
"""Characters from which on a page has content of its own beside words that keep out."""
_COVERED = 6
"""Points of nine under a layer from which on the page behind cannot be reached."""


def usable(survey: Survey, before: Survey | None, *, same_page: bool = True) -> bool:
    """Whether a page can still be used: nothing lies over it for the refusal's sake, and its content is still there.

    `before` is the page with the interface before the choice; its content is compared where it is the `same_page`.
    """
    if _is_shut(survey, before):
        return False
    if len(survey.text) < _SHORT_TEXT and barring_words(survey.text):
        return False
    had = _own_text(before) if before is not None and same_page else 0
    return had < _LEAST_TEXT or len(survey.text) >= had * _GONE_TEXT


def _is_shut(survey: Survey, before: Survey | None) -> bool:
    """Whether something lies over the page that is not plainly about something else than trackers."""
    over = [block.text for block in survey.blocks if block.modal]
    over += survey.covers if survey.covered >= _COVERED else ()
    if survey.covered < _COVERED and not over:
        return False
    said = [text for text in over if text]
    return not said or not all(_is_about_something_else(text, survey, before) for text in said)


def _is_about_something_else(text: str, survey: Survey, before: Survey | None) -> bool:
    """A letter to subscribe to, a log-in: it was there before the choice, or its words say what it is.

    A log-in wall is no cookie wall (criteria, trap of `cookies.wall`).
    """
    folded, asking = fold(text), first_layer(survey.blocks)
    if speaks_of_trackers(folded) or (asking is not None and (asking.text in text or text in asking.text)):
        return False
    if before is not None and text in (*before.covers, *(block.text for block in before.blocks)):
        return True
    typed = any(block.fields for block in survey.blocks if block.text in text)
    return typed or words("elsewhere").match_within(folded)


def _own_text(survey: Survey) -> int:
    """Characters of a page without its consent interface, whose words a choice rightly takes away."""
    asking = first_layer(survey.blocks)
    return len(survey.text) - (len(asking.text) if asking is not None and not asking.in_frame else 0)
