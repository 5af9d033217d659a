"""Countries that a sentence names, `US` in capitals too, and which of them are only part of the name of a law."""

from __future__ import annotations

import re
from typing import Final

from . import lists

_OF_A_LAW: Final = re.compile(
    r"(?:'s)? (?:(?:general|digital|personal|data|protection|privacy|information|federal|consumer|international"
    r"|transfer|standard|contractual|model|contract) )*(?:acts?|laws?|gdpr|dpa|addendum|idta|fadp|regulations?|sccs?"
    r"|clauses)\b"
)
"""What makes the country before it the name of a law or of clauses (plain folded): `UK GDPR`, `EU SCCs`."""
_LAW_OF: Final = re.compile(
    r"\b(?:loi|lois|legislation|droit|rgpd|ordonnance)(?: (?:federale?s?|generale?s?))*(?: (?:de la|du|de|des) )? ?$"
)
"""What makes the country after it so (`la loi fédérale suisse`)."""
_LETTERS: Final = re.compile(r"(?<![\w.@-])(?i:us)(?![\w@-])")
_PEOPLE_OF: Final = re.compile(
    r" (?:educational|schools?|students?|pupils?|districts?|residents?|users?|customers?|citizens?|consumers?|persons?"
    r"|teachers?|federal|states?|department|government|authorit\w+|compan\w+|institutions?|privacy|dollars?)\b"
)
"""Of whom or what `US` is said before them: no place where data are."""
_CALLED_OUT: Final = re.compile(r"[A-Z]{2,} $")
"""A word in capitals right before `US`: `CONTACT US` names no country."""


def named_countries(raw: str, plain: str, language: str) -> list[tuple[str, tuple[int, int], bool]]:
    """Countries in a text as written and as plain folded text: code, span in the latter, whether a law's name has it.

    `US` is the United States in capitals only, and not in a text that is all in capitals.
    """
    places, codes = lists.countries(language)
    found = [(codes.get(" ".join(match[0].split())), match.span()) for match in places.finditer(plain)]
    found += [("US", span) for span in _in_capitals(raw, plain)]
    return [(code, span, _names_a_law(plain, span)) for code, span in found if code]


def _names_a_law(plain: str, span: tuple[int, int]) -> bool:
    return _OF_A_LAW.match(plain, span[1]) is not None or _LAW_OF.search(plain[: span[0]]) is not None


def _in_capitals(raw: str, plain: str) -> list[tuple[int, int]]:
    if "US" not in raw or sum(map(str.isupper, raw)) > sum(map(str.islower, raw)):
        return []
    written, folded = list(_LETTERS.finditer(raw)), list(_LETTERS.finditer(plain))
    if len(written) != len(folded):
        return []
    return [
        there.span()
        for here, there in zip(written, folded, strict=True)
        if here[0] == "US" and not _CALLED_OUT.search(raw[: here.start()]) and not _PEOPLE_OF.match(raw, here.end())
    ]
