"""Labels: what a control of a consent interface does, by the words on it, in all languages at once.

Measured on labelled button texts of real banners (`python -m scanner.consent.measure`): precision on accept and refuse
comes first, because a wrong click makes a wrong finding. What is paid for (`refuse and subscribe`), asks for an account
or a declaration of age, or is about something else (a newsletter, notifications) is neither: none of it is the
scanner's to press.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from catalog.nouns.browser import ControlKind
from scanner.consent.words import exact, fold, phrases, words

Label = Literal["accept", "reject", "settings", "acknowledge", "other"]

_LONGEST = 16
"""Words from which on a text is a sentence, not a label."""
_CONSENT_AGE = 16
"""The highest age from which on a minor consents alone in a member state (GDPR 8(1))."""
_CROSSES = frozenset({"×", "✕", "✖", "x", "╳", "⨯", "⨉", "🗙", "✗", "✘"})
_PRICE = re.compile(r"\d\s?(?:€|£|eur\b|euros?\b)|[€£$]\s?\d", re.IGNORECASE)
"""A price on a button: what it offers is paid for."""
_PREFIXES = frozenset({"non", "un"})
_NEGATING_PREFIXES = ("ne", "nie")
"""Slavic and Baltic languages write the negation and its verb in one word (`nesouhlasím`, `nepriimti`)."""
_COURTESY = ("merci", "thank", "danke", "gracias", "grazie", "bedankt", "dank", "dziekuje", "obrigad", "tack", "tak",
             "takk", "kiitos", "dekuji", "dakujem", "multumesc", "koszonom", "ευχαριστω", "спасибо")  # fmt: skip


@lru_cache(maxsize=4096)
def kind_of(text: str) -> ControlKind:
    """What a control does, by its text (label, value or accessible name)."""
    if text.strip().casefold() in _CROSSES:
        return "close"
    folded = fold(text)
    tokens = folded.split()
    if not tokens or len(tokens) > _LONGEST:
        return "other"
    read = _Reading(text)
    kind = _decided(read)
    return "other" if kind in ("accept", "reject", "settings", "save") and _is_elsewhere(read) else kind


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label:
    """The coarser label that research data use: saving a selection counts as accepting, closing as acknowledging.

    `Allow only what I selected` is neither accepting nor refusing by its words alone: `other`; so is `accept
    non-essential`, which people label both ways. A refusal that is paid for is a refusal by its words, though nothing
    the scanner could press.
    """
    kind = kind_of(text)
    read = _Reading(text) if fold(text) else None
    if kind == "save" and read is not None:
        if read.has("only"):
            return "other" if read.accepts() else "reject"
        return "acknowledge" if read.has("close") else "accept"
    if kind == "save" or kind == "close":
        return "acknowledge"
    if kind == "accept" and read is not None and read.negated_essential and len(read.tokens) <= 3:
        return "other"
    if kind == "other" and read is not None and read.has("paid") and read.has("reject") and len(read.tokens) < 7:
        return "reject"
    return kind


def names_a_category(text: str) -> bool:
    """Whether a label only names the essential items (`Essential cookies`): a choice, or the heading of a list."""
    read = _Reading(text)
    acts = read.accepts() or any(read.has(each) for each in ("only", "reject", "continue", "save")) or read.negated()
    return (read.has("essential") or read.has("functional")) and not acts


def names_consent_alone(text: str) -> bool:
    """Whether a label is the bare noun (`Consent`): it gives consent beside a refusal, and heads a part elsewhere."""
    tokens = fold(text).split()
    return len(tokens) == 1 and words("consent_noun").holds(tokens[0])


def only_says_no(text: str) -> bool:
    """Whether a label says no (`No thanks`) and not to what."""
    read = _Reading(text)
    return _bare_no(read) or read.folded in exact("no")


def declines_to_accept(text: str) -> bool:
    """Whether a label goes on without accepting (`Continuer sans accepter`): what it refuses is an acceptance."""
    read = _Reading(text)
    return read.has("continue") and read.negated() and (read.accepts() or read.noun)


def accepts_everything(text: str) -> bool:
    """Whether a label that accepts speaks of everything (`Accept all`), not of one purpose."""
    return _Reading(text).has("all")


class _Reading:
    """Which meanings a label holds. `optional` also stands for a negated word for essential."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.folded = fold(text)
        self.tokens = _without_idioms(self.folded).split() or self.folded.split()
        kept, negated_essential = _without_negated_essential(self.tokens)
        noun = words("consent_noun")
        self.rest = " ".join(kept)
        self._positive = _without_refusals([token for token in kept if not noun.holds(token)])
        self.negated_essential = negated_essential
        self.optional = negated_essential or self.has("optional")
        self.noun = any(noun.holds(token) for token in kept)

    def has(self, meaning: str) -> bool:
        if meaning == "reject" and any(_negates_acceptance(token) for token in self.rest.split()):
            return True
        return words(meaning).match(self.rest)

    def accepts(self) -> bool:
        """A word of accepting; the bare noun (`consent`) is none, `give consent` is, `nesouhlasím` is not."""
        if self.rest in words("reject").whole:
            return False  # `nu accept` refuses in Romanian; its beginning would accept in Dutch
        phrases_left = _without_refusals(self.rest.split())
        return words("accept").match(self._positive) or words("accept").holds_phrase(phrases_left)

    def negated(self) -> bool:
        return any(token in exact("negation") for token in self.rest.split())

    def about_consent(self) -> bool:
        return any(word in self.folded for word in phrases("consent_words"))


def _negates_acceptance(token: str) -> bool:
    """`neakceptuju`, `neprihvaćam`: a word of accepting behind a negating prefix. It accepts nothing."""
    accept = words("accept")
    return any(token.startswith(each) and accept.holds(token[len(each) :]) for each in _NEGATING_PREFIXES)


def _without_refusals(tokens: list[str]) -> str:
    """Leave out what refuses: a word of accepting inside it (`nu sunt de acord`) accepts nothing."""
    refusal = words("reject")
    left = f" {' '.join(token for token in tokens if not (refusal.holds(token) or _negates_acceptance(token)))} "
    for phrase in refusal.phrases:
        while (at := left.find(f" {phrase}")) >= 0:
            left = left[:at] + left[left.index(" ", at + 1 + len(phrase)) :]
    return left.strip()


def _without_idioms(folded: str) -> str:
    """Leave out `no problem`, `pas de souci` …: they negate nothing. A label that says nothing else keeps them."""
    for idiom in sorted(exact("easy"), key=len, reverse=True):
        folded = f" {folded} ".replace(f" {idiom} ", " ").strip()
    return folded


def _without_negated_essential(tokens: list[str]) -> tuple[list[str], bool]:
    """Leave out `non essential`, `nicht notwendige` …: they are the opposite of essential."""
    kept: list[str] = []
    found = False
    for token in tokens:
        if kept and _negates(kept[-1]) and (_is("essential", token) or _is("functional", token)):
            kept.pop()
            found = True
        elif words("optional").holds(token) and _is("essential", token):  # `unnecessary`
            found = True
        else:
            kept.append(token)
    return kept, found


def _negates(token: str) -> bool:
    return token in _PREFIXES or token in exact("negation")


def _is(meaning: str, token: str) -> bool:
    return words(meaning).match_within(token)


def _decided(read: _Reading) -> ControlKind:
    if read.has("paid") or _PRICE.search(read.text):
        return "other"
    starts_by_accepting = any(_is("accept", token) and token != "acceptable" for token in read.tokens[:2])
    if read.has("information") and not starts_by_accepting and not _ends_by_accepting(read):
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


def _is_elsewhere(read: _Reading) -> bool:
    """About something else than consent to trackers: a newsletter, an account, a declaration of full age.

    An age of 16 or less is that of consent to trackers itself (GDPR 8).
    """
    if read.has("age") and any(token.isdigit() and int(token) > _CONSENT_AGE for token in read.tokens):
        return True
    return read.has("elsewhere") and not read.about_consent()


def _ends_by_accepting(read: _Reading) -> bool:
    """`En savoir plus Accepter`: two controls in one element, the second of which accepts."""
    phrase = next((each for each in words("information").phrases if read.rest.startswith(f"{each} ")), None)
    after = read.rest.removeprefix(phrase or "").split()
    return phrase is not None and len(after) <= 2 and bool(after) and _is("accept", after[0]) and not read.negated()


def _refusal(read: _Reading) -> ControlKind | None:
    accepts = read.accepts()
    essential = (read.has("essential") or read.has("functional")) and not read.optional
    if _says_both(read):
        return "other"
    if read.has("reject"):
        if read.has("settings"):
            return "settings"
        if accepts and not essential and not read.negated():
            return "other"  # both in one text: a group of controls, not one
        return "reject"
    if (accepts or read.noun) and read.negated() and read.tokens[0] not in exact("yes"):
        return _with_negation(read)
    if read.folded in exact("no") or _bare_no(read):
        return "reject"
    if read.negated() and (read.rest.endswith("sans choisir") or _no_cookies(read)):
        return "reject"
    if read.negated() and not read.has("settings") and read.has("continue"):
        return "reject"
    if essential and not read.has("settings") and not (read.has("save") and read.has("choice")):
        return _essential(read, accepts)
    if accepts and read.has("only") and not read.has("choice"):
        return "other"
    return None


def _says_both(read: _Reading) -> bool:
    """`No, accept all`, `accept all except ads`: no and yes in one label, which is doubtful."""
    first, rest = read.tokens[0], read.tokens[1:]
    if read.has("except"):
        return read.accepts() and not read.has("reject") and not read.negated()
    if first not in exact("no") or read.text[len(first) : len(first) + 1] not in (",", ".", "!", ";", ":"):
        return False
    yes = " ".join(rest)
    if not _is("accept", yes):
        return False
    limited = any(_is(each, yes) for each in ("only", "essential", "functional", "reject"))
    return not limited and not any(token in exact("negation") for token in rest)


def _with_negation(read: _Reading) -> ControlKind:
    """A word of accepting and a negation: a refusal, unless a mere `without` follows the acceptance.

    `Accept without customising` accepts, `accept without cookies` refuses, `accepter sans réserve` is doubtful.
    """
    tokens = read.rest.split()
    negations = [index for index, token in enumerate(tokens) if token in exact("negation")]
    at = negations[0]
    if at == 0 or not _is("accept", tokens[0]):
        return "reject"
    after = " ".join(tokens[at + 1 :])
    if words("settings").match_within(after):
        return "accept"
    refused = any(word in after for word in phrases("consent_words"))
    return "other" if not refused and all(tokens[index] in exact("without") for index in negations) else "reject"


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
    return len(read.tokens) <= 4 and read.tokens[0] in exact("negation") and read.about_consent()


def _bare_no(read: _Reading) -> bool:
    """`No, …` with nothing that leads on to settings or says yes after all; `non-executive` says no `no`."""
    first = read.tokens[0]
    if first not in exact("no") or len(read.tokens) > 6:
        return False
    parted = read.text[len(first) : len(first) + 1] in (",", ".", "!", ";", ":")
    if not parted and not any(token.startswith(_COURTESY) for token in read.tokens[1:]):
        return False
    return not (read.has("settings") or read.accepts() or read.has("change"))


def _saving(read: _Reading) -> ControlKind | None:
    """Saving what is ticked: by a verb of saving, or by accepting a selection."""
    if read.folded in words("acknowledge").whole:
        return None
    if read.has("save"):
        short = len(read.tokens) <= 3 and not read.accepts()
        return "save" if read.has("choice") or read.has("close") or short else None
    if read.has("change"):
        return None
    if read.has("choice") and (read.accepts() or read.has("only") or _goes_on_with(read)):
        return "accept" if read.has("recommended") and not read.has("only") else "save"
    return None


def _goes_on_with(read: _Reading) -> bool:
    """`Continuer avec ces choix`: what is ticked is kept; `continuer vers les paramètres` leads to it.

    With what is essential, or without something, it is another matter.
    """
    if read.has("essential") or read.has("functional") or read.negated():
        return False
    return read.has("continue") and any(words("with").holds(token) for token in read.tokens)


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
