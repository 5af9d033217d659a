"""How a notice names the controller: a legal entity, or a brand alone (GDPR article 13(1)(a))."""

from __future__ import annotations

import re

from catalog.nouns.facts import DocumentFact
from rules.derive.fold import fold_same_length
from rules.judging.text import Said, values
from rules.words import holds, words

STREETS = words("controller", "streets")
"""Words of a postal address (folded): with a number beside them a letter arrives."""


BARE = re.compile(r"\(\W*(?:we|us|our|nous|notre|nos)\b")
"""A brand set down as "we" (folded): `Tool ("we", "us") protects…` names no legal entity by itself."""
ENTITY = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|corp|plc|pty|pte|sas|sasu|sarl|sa|eurl|scop|bv|srl|oy|ag|ug)\b"
    r"|\b(?:foundation|fondation|association|societe|company|cooperative|ministere|ministry|rectorat|academie"
    r"|universi|institut|controller|responsable|editeur|publisher|lycee|college|ecole|school|commune|mairie|groupement|e\.v)"
)


def only_a_brand(one: Said) -> bool:
    """Whether every sentence only says that "we" means the brand (codebook: a bare brand name is none)."""
    folded = [fold_same_length(quote.text) for quote in one.reading.quotes]
    return bool(folded) and all(BARE.search(text) and not ENTITY.search(text) for text in folded)


def gives_street(identity: tuple[Said, ...]) -> bool:
    """Whether the sentence that names the controller gives its postal address."""
    folded = (fold_same_length(f" {quote.text} ") for one in identity for quote in one.reading.quotes)
    return any(any(sign.isdigit() for sign in text) and holds(text, STREETS) for text in folded)


FORMED = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|corp|corporation|plc|pty|pte|sas|sasu|sarl|sa|eurl|scop|scic|bv|srl|oy|ag|ug|ab|aps|uab|kft|sia)\b"
    r"|\b(?:[a-z]\.){2,}"
    r"|\b(?:foundation|fondation|association|societe|company|cooperative|minist|rectorat|academie|universi|institut|"
    r"lycee|college|ecole|school|commune|mairie|groupement|agence|agency|commission|reseau|centre|office|auto-entrepreneur|"
    r"entreprise individuelle|micro-entreprise|siren|siret|rcs|registered|m\.|mme|mr|ms|e\.v)"
)
"""Words of a legal form, a public body, a register or a person (folded): `EduTool is the controller` has none."""


def unformed(documents: tuple[DocumentFact, ...], identity: tuple[Said, ...], contact: tuple[Said, ...]) -> bool:
    """Whether the controller is only named by one word or two, without a legal form or an address anywhere."""
    told = (*identity, *contact)
    folded = [fold_same_length(quote.text) for one in told for quote in one.reading.quotes]
    formed = values(documents, "address") or any(FORMED.search(text) for text in folded)
    return bool(identity) and not formed and not gives_street(told)
