"""Whether the publisher is established in France, and how well that is known."""

from __future__ import annotations

from typing import Literal, NamedTuple

from catalog.nouns.finding import Citation
from rules.case import Case
from rules.derive.names import host_of
from rules.judging.citing import of_statement
from rules.judging.documents import statements, with_role

FRENCH_LAW = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "MF", "BL", "PM", "WF", "PF", "NC", "TF"})
"""France and its territories: the act on confidence in the digital economy applies to them [M]."""


NEIGHBOURS = (".be", ".ch", ".lu", ".ca", ".quebec", ".brussels", ".ma", ".sn", ".ci", ".tn", ".dz")
"""Endings of other countries where notices are in French too."""


class Establishment(NamedTuple):
    """`yes`, `no` or `unknown`; `firm` where a register number or the catalogue says so, not only likelihood."""

    in_france: Literal["yes", "no", "unknown"]
    firm: bool
    country: str | None
    citation: Citation | None


def establishment(case: Case) -> Establishment:
    """Where the publisher is established: by its notice, by the catalogue, by its being a public operator.

    Without any of them a French telephone number makes it likely, and so does a notice in French beside a French offer.
    """
    facts = case.facts
    if facts.publisher_country:
        yes = facts.publisher_country in FRENCH_LAW
        return Establishment("yes" if yes else "no", True, facts.publisher_country, facts.publisher_country_citation)
    if case.tool.country:
        return Establishment("yes" if case.tool.country in FRENCH_LAW else "no", True, case.tool.country, None)
    if case.knowledge.is_public_education_host(host_of(case.evidence.home)):
        return Establishment("yes", True, "FR", None)
    phone = next((one for one in statements(case, "publisher-phone") if _french_phone(one.value)), None)
    french = [one for one in with_role(case, "legal-notice") if one.reading.language == "fr"]
    abroad = host_of(case.evidence.home).endswith(NEIGHBOURS)
    if phone or (french and facts.french_offer and not abroad):
        return Establishment("yes", False, "FR", of_statement(phone) if phone else None)
    return Establishment("unknown", False, None, None)


def _french_phone(digits: str) -> bool:
    return (len(digits) == 10 and digits[0] == "0") or (len(digits) == 11 and digits.startswith("33"))
