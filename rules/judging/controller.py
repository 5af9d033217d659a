"""How a notice names the controller: a legal entity, or a brand alone (GDPR article 13(1)(a))."""

from __future__ import annotations

import re

from catalog.nouns.facts import DocumentFact
from rules.derive.fold import fold_same_length
from rules.derive.legal_forms import names_legal_form
from rules.judging.text import Said, values
from rules.words import Words, holds, words

STREETS = words("controller", "streets")
"""Words of a postal address (folded): with a number beside them a letter arrives."""


BARE = re.compile(r"\(\W*(?:we|us|our|nous|notre|nos)\b")
"""A brand set down as "we" (folded): `Tool ("we", "us") protects…` names no legal entity by itself."""
BODIES = words("controller", "bodies")
"""Words of an organisation that has no legal form of companies (folded)."""
ROLES = words("controller", "roles")
"""Words by which a notice says itself that what it names is the controller."""
SIGNS = words("controller", "signs")
"""Further words of a public body, a register or a person: `EduTool is the controller` has none."""


def only_a_brand(one: Said) -> bool:
    """Whether every sentence only says that "we" means the brand (codebook: a bare brand name is none)."""
    quotes = [quote.text for quote in one.reading.quotes]
    return bool(quotes) and all(BARE.search(fold_same_length(text)) and not _named(text, ROLES) for text in quotes)


def _named(text: str, besides: Words) -> bool:
    """Whether a sentence names an organisation as one: by a legal form, what it is, or a word `besides`."""
    folded = fold_same_length(text)
    return names_legal_form(text) or holds(folded, BODIES) or holds(folded, besides)


def gives_street(identity: tuple[Said, ...]) -> bool:
    """Whether the sentence that names the controller gives its postal address."""
    folded = (fold_same_length(f" {quote.text} ") for one in identity for quote in one.reading.quotes)
    return any(any(sign.isdigit() for sign in text) and holds(text, STREETS) for text in folded)


def unformed(documents: tuple[DocumentFact, ...], identity: tuple[Said, ...], contact: tuple[Said, ...]) -> bool:
    """Whether the controller is only named by one word or two, without a legal form or an address anywhere."""
    told = (*identity, *contact)
    quotes = [quote.text for one in told for quote in one.reading.quotes]
    formed = values(documents, "address") or any(_named(text, SIGNS) for text in quotes)
    return bool(identity) and not formed and not gives_street(told)
