"""Barring: words by which a site keeps out whoever does not accept trackers (a cookie wall)."""

from __future__ import annotations

import re

from scanner.consent.words import fold, phrases, speaks_of_trackers, words

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_LONGEST = 400


def barring_words(text: str) -> str | None:
    """The sentence of a text that keeps out whoever refuses, None where there is none."""
    return next((sentence.strip()[:_LONGEST] for sentence in _SENTENCES.split(text) if _bars(sentence)), None)


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
