"""Sentences: what the text of a consent interface takes for consent, and what it takes for a refusal."""

from __future__ import annotations

import re

from scanner.consent.words import exact, fold, phrases, speaks_of_trackers, words

_NEAR = 3
"""Words after `without` among which what one goes without is named: `senza accettare i cookie`."""


def implied_wording(text: str) -> str | None:
    """The sentence that takes mere use of the site for consent, None where there is none."""
    for sentence in _sentences(text):
        folded = fold(sentence)
        if _goes_without(folded) or _refuses(folded):
            continue
        if any(phrase in folded for phrase in phrases("implied")) or _takes_use_for_consent(folded):
            return sentence.strip()[:400]
    return None


def _takes_use_for_consent(folded: str) -> bool:
    """An act that chooses nothing (scrolling, staying, closing) and an acceptance in one sentence that offers no
    refusal: `En faisant défiler cette page, vous acceptez`."""
    if words("reject").match_within(folded) or any(denied in folded for denied in phrases("implied_denied")):
        return False
    return all(any(phrase in folded for phrase in phrases(each)) for each in ("implied_act", "implied_accept"))


def closing_refuses(text: str) -> bool:
    """Whether a sentence says that closing the interface refuses: `fermer ce bandeau vaut refus`, `chiudendo con la X
    continui senza cookie` (as the Italian authority asks: Garante, guidelines on cookies of 10 June 2021, 7.1 [M]).

    One that also speaks of accepting tells of several ways, and says nothing of this one.
    """
    return any(_closing_refuses(fold(sentence)) for sentence in _sentences(text))


def _closing_refuses(folded: str) -> bool:
    if not words("closing").match_within(folded):
        return False
    if _goes_without(folded):
        return True
    return _refuses(folded)


def _refuses(folded: str) -> bool:
    """Whether it speaks of refusing, of nothing else and without denying it: `votre silence vaut refus`."""
    tokens = folded.split()
    at = next((index for index, token in enumerate(tokens) if words("reject").match_within(token)), len(tokens))
    denied = any(token in exact("negation") - {"non"} for token in tokens[:at])  # `non essential` denies nothing
    return not denied and words("reject").match_within(folded) and not words("accept").match_within(folded)


def _goes_without(folded: str) -> bool:
    """Whether it says that one goes on without trackers or without accepting, and speaks of no acceptance besides.

    `En poursuivant sans modifier vos cookies, vous acceptez` goes without something else.
    """
    rest = folded
    for absence in (*exact("without"), *phrases("absence")):
        at = f" {rest} ".find(f" {absence} ")
        if at < 0:
            continue
        after = rest[at + len(absence) :].split()[:_NEAR]
        named = next((index for index, word in enumerate(after) if _is_named(word)), None)
        if named is not None and not any(_is_an_act(word) for word in after[: named + 1]):
            rest = " ".join((rest[:at], " ".join(rest[at + len(absence) :].split()[_NEAR:])))
            return not words("accept").match_within(rest)
    return False


def _is_an_act(word: str) -> bool:
    """What one does to trackers: going on without having changed or refused them is no refusal."""
    return words("settings").holds(word) or words("reject").holds(word)


def _is_named(word: str) -> bool:
    return words("accept").holds(word) or speaks_of_trackers(word)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+|\n", text)
