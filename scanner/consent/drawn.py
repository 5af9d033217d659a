"""Drawn choices: switches that nothing names as such, radio buttons for a purpose, buttons that say a state.

A person sees what is on by their look. The machine goes by what their code or their words say of it (`class="switch
is-on"`, `data-state="unchecked"`, the radio button that is picked); what says nothing stays unread, and is never taken
for off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from scanner.consent.labels import kind_of
from scanner.consent.words import exact, fold, words

_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_DENIED = frozenset({"no", "non", "not", "un", "pas"})
_BOX = ("check", "tick", "coch")
"""Beginnings of names by which code calls a box: anything else that is square may be a picture."""
_SWITCHES = (*_BOX, "switch", "toggle", "slider", "bascul", "interrupt")
"""Beginnings of names by which code calls a switch."""


@dataclass(frozen=True)
class FoundToggle:
    """Something to tick. `id` is the number in the survey of what is pressed to change it."""

    id: int
    label: str
    checked: bool
    disabled: bool


Read = tuple[tuple[FoundToggle, ...], tuple[str, ...]]
"""Choices whose state is known, and the labels of those whose state is not."""


def says_a_state(text: str) -> bool:
    """Whether a label says how something is (`On`, `Désactivé`), so that pressing it makes it the opposite."""
    return fold(text) in exact("state_on") | exact("state_off")


def names_essential(folded: str) -> bool:
    """Whether a folded label names what is on for everybody (`strictly necessary`), and not its opposite."""
    return words("always_on").match(folded) and not _says_optional(folded)


def _says_optional(folded: str) -> bool:
    tokens = folded.split()
    negated = any(
        first in ("non", "not", "nicht", "niet", "no", "pas") and words("always_on").match_within(second)
        for first, second in pairwise(tokens)
    )
    return negated or words("optional").match(folded)


def drawn_choices(item: dict[str, Any]) -> Read:
    """The choices of a block of the survey beside its boxes. Raises KeyError, TypeError, ValueError where malformed."""
    known: list[FoundToggle] = []
    unread: list[str] = []
    for found in (*_switches(item["drawn"]), *_groups(item["radios"])):
        if isinstance(found, FoundToggle):
            known.append(found)
        else:
            unread.append(found)
    unread += (str(each["label"]) for each in item["stated"] if says_a_state(str(each["text"])) and each["label"])
    return tuple(known), tuple(label for label in unread if not names_essential(fold(label)))


def _switches(items: Iterable[dict[str, Any]]) -> Iterator[FoundToggle | str]:
    for each in items:
        label = str(each["label"])
        tokens = [token.lower() for token in _TOKEN.findall(" ".join(map(str, each["names"])))]
        if not label or kind_of(label) != "other":
            continue  # a picture that is a button
        if each["square"] and not any(token.startswith(_BOX) for token in tokens):
            continue
        on = _state(tokens)
        if on is None and each["row"] and not any(token.startswith(_SWITCHES) for token in tokens):
            continue  # an arrow that unfolds its row
        yield label if on is None else FoundToggle(int(each["id"]), label, on, bool(each["disabled"]))


def _state(tokens: list[str]) -> bool | None:
    """What the names in a switch's code say: None where they say nothing, or both."""
    on = any(token in exact("state_on") for token in tokens)
    off = any(token in exact("state_off") for token in tokens)
    return None if on == off or _DENIED & set(tokens) else on


def _groups(items: Iterable[dict[str, Any]]) -> Iterator[FoundToggle | str]:
    """Radio buttons, or a list, one of which says yes and one no, as a single choice."""
    for each in items:
        label = str(each["label"])
        answers = {answer: one for one in each["options"] if (answer := _answer(str(one["text"]))) is not None}
        label = label or " / ".join(str(one["text"]) for one in each["options"])
        if each["list"] and set(answers) != {True, False}:
            continue  # a list of languages
        if set(answers) != {True, False} or len(each["options"]) != len(answers):
            yield label
            continue
        ticked = bool(answers[True]["checked"])
        yield FoundToggle(int(answers[not ticked]["id"]), label, ticked, bool(each["disabled"]))


def _answer(text: str) -> bool | None:
    if says_a_state(text):
        return fold(text) in exact("state_on")
    return {"accept": True, "reject": False}.get(kind_of(text))
