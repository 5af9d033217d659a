"""Durations: `13 months`, `trois ans`, `12 (twelve) months`, in days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .lists import units

_AGES: Final = (6 * 365, 22 * 365)
"""Days between which a number of years may be somebody's age at school."""
_AGED: Final = re.compile(
    r"(?:(?<!duree )(?<!periode )(?<!delai )\bde (?:plus|moins) de"
    r"|\b(?:ages?e?s?|mineurs?|majeurs?) (?:d.\s?au moins|de(?: plus de| moins de)?)"
    r"|\b(?:avoir|avez|ayez|ayant|aie|aient|tu as|vous avez)(?: (?:au moins|moins de|plus de|deja|atteint))?"
    r"|\baged(?: over| under)?|\bage of|(?<!for )(?<!of )(?<!seit )\b(?:over|under|below|unter|uber))"
    r"(?: the age of)?\s*$"
)
"""What stands before an age: « les élèves de plus de 15 ans », “children under 13 years”. A period stands otherwise."""
_AFTER: Final = re.compile(
    r"\s*(?:old|of age|d age|revolus|subscription|membership|licen[cs]e|plan\b|trial"
    r"|(?:contract|agreement|commitment|term)\b)"
)
"""What follows an age, or the term of a subscription or contract: “13 years old”, “a 1-year subscription”. Neither is a
period."""
_BEFORE: Final = re.compile(
    r"(?:\b(?:abonnement|adhesion|licence|forfait|essai gratuit) d\W?e?"
    r"|\b(?:contrat|abonnement|convention|adhesion|licence)s?(?: (?:est|sont))?"
    r"(?: (?:conclu|souscrit|sign|pass)e?e?s?)? (?:pour|d')(?: ?une (?:duree|periode) d[e'])?"
    r"|\b(?:contract|agreement|subscription)s?(?: (?:is|are))?(?: (?:concluded|signed|made))? (?:of|for)"
    r"(?: a (?:period|term) of)?"
    r"|\b(?:[6-9]|1\d|2[01])\W(?:a |to |and |or )?)\s*$"
)
"""What stands before the term of a subscription, or the second of two ages: « élèves de 14-15 ans »."""
_HALF: Final = re.compile(r"\s+(?:et demie?|and a half|y medio|e mezzo|en half)\b")
"""Half a unit more: « un an et demi », “two years and a half”."""
_EVERY: Final = re.compile(r"\b(?:every|tou(?:te)?s les|alle)\s*$")
_CLEARED: Final = re.compile(
    r"\b(?:delet|eras|purg|clear|wip|rotat|overwrit|remov|suppr|effac|ecras|vid|nettoy|renouvel|anonymis|geloscht|losch)"
)
"""What is done again and again (`every 30 days`) is no period, but where data go each time."""
_DAYS: Final = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def find(plain: str, language: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Durations in plain folded text as (whole days, rounded; span). Hours round up to a day at least."""
    pattern, spelled, numbers = units(language)
    if pattern is None:
        return
    for match in pattern.finditer(plain):
        written = match[1]
        amount = float(written.replace(",", ".")) if written[0].isdigit() else numbers[" ".join(written.split())]
        if not 0 < amount <= 3650:
            continue
        amount += 0.5 if _HALF.match(plain, match.end()) else 0
        days = amount * _DAYS[spelled[" ".join(match[2].split())]]
        if _AGES[0] <= days <= _AGES[1] and _AGED.search(plain, max(0, match.start() - 40), match.start()):
            continue
        if _EVERY.search(plain, max(0, match.start() - 12), match.start()) and not _CLEARED.search(plain):
            continue
        if _is_term(plain, match, _AGES[0] <= days <= _AGES[1]):
            continue
        yield max(1, round(days)), match.span()


def _is_term(plain: str, match: re.Match[str], as_old_as_pupils: bool) -> bool:
    """Whether a duration is the term of a subscription, or the age that a second number or `old` makes of it."""
    after = _AFTER.match(plain, match.end())
    before = _BEFORE.search(plain, max(0, match.start() - 30), match.start())
    ranged = before is not None and before[0][0].isdigit()
    if ranged or (after is not None and after[0].strip() in ("old", "of age", "d age", "revolus")):
        return as_old_as_pupils
    return before is not None or after is not None
