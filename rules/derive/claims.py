"""Claims of a page that are held against dated lists: GAR and SecNumCloud. And what it says of accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rules.derive.fold import fold_same_length
from rules.derive.numbers import first_date
from rules.derive.sentences import sentences
from rules.words import holds, words

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge


class Claim(NamedTuple):
    """A claim: its field, its value and its place in the text."""

    field: str
    value: str
    start: int
    end: int


FUTURE = words("claims", "future")
DENIED = words("claims", "denied")
SOFT = words("claims", "soft")
GAR_CUES = words("claims", "gar-cues")
STATES = (
    ("fully", words("claims", "fully")),
    ("partially", words("claims", "partially")),
    ("non", words("claims", "non")),
)
"""The three states that the decree of 24 July 2019 has printed on every page, with their English forms."""
ACCESSIBILITY = words("claims", "accessibility")
CONTENT = words("claims", "content")
"""Words by which a sentence speaks of parts of a page that fail, and not of the state of the whole."""
DATED = words("claims", "dated")
CONTACT = words("claims", "contact")
OFFER_WORDS = frozenset(words("claims", "offer-words"))
"""Words that stand between a provider and its offer: "Nuage SA, offre Cloud privé"."""
LONGEST_OFFER = 6
"""Words of a cloud offer's name at most."""


def claims(text: str, knowledge: Knowledge) -> Iterator[Claim]:
    """GAR and SecNumCloud claims of a text, sentence by sentence.

    Values: for GAR `listed`, `soft` (compatible …), `future`, `denied`; for SecNumCloud the same with
    `offer:<name>` where an offer of the reference list is named and the claim is plain, `bare` where none is.
    """
    for start, sentence in sentences(text):
        folded = fold_same_length(sentence)
        end = start + len(sentence)
        if "secnumcloud" in folded:
            yield Claim("secnumcloud-claim", _secnumcloud(sentence, folded, knowledge), start, end)
        if _names_gar(sentence, folded):
            yield Claim("gar-claim", _tone(folded) or "listed", start, end)


def accessibility(text: str, dedicated: bool) -> Iterator[Claim]:
    """What a text says of its accessibility: state, date, contact.

    `dedicated`: the page is a statement of accessibility; elsewhere only a state beside the word counts.
    """
    for start, sentence in sentences(text):
        folded = fold_same_length(sentence)
        end = start + len(sentence)
        about = holds(folded, ACCESSIBILITY)
        if about or dedicated:
            state = next((key for key, cues in STATES if holds(folded, cues)), None)
            if state and "?" not in sentence and not holds(folded, CONTENT):
                yield Claim("accessibility-state", state, start, end)
        if dedicated:
            day = first_date(folded) if holds(folded, DATED) else None
            if day is not None:
                yield Claim("accessibility-date", day.isoformat(), start, end)
            if "@" in sentence or holds(folded, CONTACT):
                yield Claim("accessibility-contact", sentence.strip()[:160], start, end)


def _tone(folded: str) -> str | None:
    """What takes a claim back: `denied`, `future` or `soft`; None for a plain claim."""
    if holds(folded, FUTURE):
        return "future"
    if holds(folded, DENIED):
        return "denied"
    return "soft" if holds(folded, SOFT) else None


def _secnumcloud(sentence: str, folded: str, knowledge: Knowledge) -> str:
    tone = _tone(folded)
    if tone is not None:
        return tone
    written = sentence.replace(",", " ").replace("(", " ").replace(")", " ").replace("«", " ").replace("»", " ").split()
    written = [word for word in written if fold_same_length(word) not in OFFER_WORDS]
    for size in range(LONGEST_OFFER, 0, -1):
        for at in range(len(written) - size + 1):
            name = " ".join(written[at : at + size]).strip(".;: ")
            if "secnum" in name.casefold() and size < 3 and "avenue" not in name.casefold():
                continue
            if knowledge.secnumcloud(name) is not None:
                return f"offer:{name}"
    return "bare"


def _names_gar(sentence: str, folded: str) -> bool:
    """The acronym in capitals as a whole word, beside a word of its field ("gare" and initials are none)."""
    if "gestionnaire d'acces aux ressources" in folded:
        return True
    written = {word.strip("().,;:«»\"'’!?[]") for word in sentence.replace("’", " ").replace("'", " ").split()}
    return "GAR" in written and holds(folded, GAR_CUES)
