"""Labels: what a control of a consent interface does, by the words on it, in six languages at once.

Measured on labelled button texts of real banners (see `docs`): precision on accept and refuse comes first, because a
wrong click makes a wrong finding. What is paid for (`refuse and subscribe`) is neither.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from catalog.nouns.browser import ControlKind
from scanner.consent.words import exact, fold, words

Label = Literal["accept", "reject", "settings", "acknowledge", "other"]

_LONGEST = 16
"""Words from which on a text is a sentence, not a label."""
_CROSSES = frozenset({"×", "✕", "✖", "x", "╳", "⨯", "⨉", "🗙", "✗", "✘"})
_NEGATIONS = ("non", "nicht", "niet", "no", "not", "un", "pas")


@lru_cache(maxsize=4096)
def kind_of(text: str) -> ControlKind:
    """What a control does, by its text (label, value or accessible name)."""
    if text.strip().casefold() in _CROSSES:
        return "close"
    folded = fold(text)
    tokens = folded.split()
    if not tokens or len(tokens) > _LONGEST:
        return "other"
    return _decided(_Reading(folded))


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label:
    """The coarser label that research data use: saving a selection counts as accepting, closing as acknowledging.

    `Allow only what I selected` is neither accepting nor refusing by its words alone: `other`. A refusal that is paid
    for is a refusal by its words, though nothing the scanner could press.
    """
    kind = kind_of(text)
    read = _Reading(fold(text)) if text.strip() else None
    if kind == "save" and read is not None:
        if read.has("only"):
            return "other" if read.accepts() else "reject"
        return "acknowledge" if read.has("close") else "accept"
    if kind == "save" or kind == "close":
        return "acknowledge"
    if kind == "other" and read is not None and read.has("paid") and read.has("reject") and len(read.tokens) < 7:
        return "reject"
    return kind


class _Reading:
    """Which meanings a folded label holds. `optional` also stands for a negated word for essential."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.tokens = folded.split()
        kept, negated_essential = _without_negated_essential(self.tokens)
        noun = words("consent_noun")
        self.rest = " ".join(kept)
        self._without_nouns = " ".join(token for token in kept if not noun.holds(token))
        self.optional = negated_essential or self.has("optional")
        self.noun = any(noun.holds(token) for token in kept)

    def has(self, meaning: str) -> bool:
        return words(meaning).match(self.rest)

    def accepts(self) -> bool:
        """A word of accepting; the bare noun (`consent`) is none, `give consent` is."""
        return words("accept").match(self._without_nouns) or words("accept").holds_phrase(self.rest)

    def negated(self) -> bool:
        return any(token in exact("negation") for token in self.rest.split())


def _without_negated_essential(tokens: list[str]) -> tuple[list[str], bool]:
    """Leave out `non essential`, `nicht notwendige` …: they are the opposite of essential."""
    kept: list[str] = []
    found = False
    for token in tokens:
        if kept and kept[-1] in _NEGATIONS and (_is("essential", token) or _is("functional", token)):
            kept.pop()
            found = True
        elif token.startswith(("unnecess", "nonessen", "nonnecess", "unwesentlich")):
            found = True
        else:
            kept.append(token)
    return kept, found


def _is(meaning: str, token: str) -> bool:
    return words(meaning).match_within(token)


def _decided(read: _Reading) -> ControlKind:
    if read.has("paid"):
        return "other"
    starts_by_accepting = any(_is("accept", token) and token != "acceptable" for token in read.tokens[:2])
    if read.has("information") and not starts_by_accepting:
        return "settings" if read.has("change") or (read.has("settings") and len(read.tokens) > 3) else "other"
    refusal = _refusal(read)
    if refusal is not None:
        return refusal
    saving = _saving(read)
    if saving is not None:
        return saving
    if read.has("recommended") and read.has("continue"):
        return "accept"
    if read.has("partners") and any(token.isdigit() for token in read.tokens):
        return "other"  # a list of partners, however it is worded
    if read.has("settings") and (read.has("change") or not read.accepts()):
        return "settings"
    return _agreement(read)


def _refusal(read: _Reading) -> ControlKind | None:
    accepts = read.accepts()
    essential = (read.has("essential") or read.has("functional")) and not read.optional
    if read.has("reject"):
        if read.has("settings"):
            return "settings"
        if accepts and not essential and not read.negated():
            return "other"  # both in one text: a group of controls, not one
        return "reject"
    if (accepts or read.noun) and read.negated() and read.tokens[0] not in exact("yes"):
        return "reject"
    if read.folded in exact("no") or _bare_no(read):
        return "reject"
    if read.negated() and (read.folded.endswith("sans choisir") or _no_cookies(read)):
        return "reject"
    if read.negated() and not read.has("settings") and read.has("continue"):
        return "reject"
    if essential and not read.has("settings") and not (read.has("save") and read.has("choice")):
        return _essential(read, accepts)
    if accepts and read.has("only") and not read.has("choice"):
        return "other"
    return None


def _essential(read: _Reading, accepts: bool) -> ControlKind | None:
    """A label that offers essential items: a refusal where it offers nothing else."""
    if read.has("only"):
        return "reject"
    if read.has("essential"):
        return "reject" if accepts or read.has("continue") or len(read.tokens) <= 4 else None
    if accepts:
        return "other"  # `functional` is essential for some and optional for others
    return "reject" if "cookie" in read.folded and len(read.tokens) <= 3 else None


def _no_cookies(read: _Reading) -> bool:
    return len(read.tokens) <= 4 and read.tokens[0] in exact("negation") and "cookie" in read.folded


def _bare_no(read: _Reading) -> bool:
    """`No, …` with nothing that leads on to settings or says yes after all."""
    starts = read.tokens[0] in ("no", "non", "nee", "nein", "nope", "nie")
    return starts and len(read.tokens) <= 6 and not (read.has("settings") or read.accepts() or read.has("change"))


def _saving(read: _Reading) -> ControlKind | None:
    """Saving what is ticked: by a verb of saving, or by accepting a selection."""
    if read.folded in words("acknowledge").whole:
        return None
    if read.has("save"):
        short = len(read.tokens) <= 3 and not read.accepts()
        return "save" if read.has("choice") or read.has("close") or short else None
    if read.has("change"):
        return None
    if read.has("choice") and (read.accepts() or read.has("only")):
        return "accept" if read.has("recommended") and not read.has("only") else "save"
    return None


def _agreement(read: _Reading) -> ControlKind:
    if read.accepts():
        return "accept"
    if read.has("acknowledge") or read.tokens[0] in ("ok", "okay", "oke"):
        return "acknowledge"
    if not any(token.isdigit() for token in read.tokens) and _says_yes(read):
        return "accept"
    if read.has("close"):
        return "close"
    if read.has("continue") and len(read.tokens) <= 2:
        return "acknowledge"
    return "other"


def _says_yes(read: _Reading) -> bool:
    if read.tokens[0] in exact("yes") and len(read.tokens) <= 7:
        return True
    return any(read.rest.startswith(phrase) for phrase in exact("yes") if " " in phrase)
