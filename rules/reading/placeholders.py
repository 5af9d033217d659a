"""Template placeholders left in a document: `[NOM DE LA SOCIÉTÉ]`, `{{company}}`, `lorem ipsum`, `XXXX`."""

from __future__ import annotations

import re
from typing import Final

from catalog.nouns.reading import Quote

from .document import TextDocument

_ASKED: Final = re.compile(
    r"(?<![A-ZÀ-Ý])(?:NOM|NOMS|NAME|SOCI[EÉ]T[EÉ]|ENTREPRISE|COMPANY|ORGANI[SZ]ATION|ORGANISME"
    r"|STRUCTURE|[EÉ]TABLISSEMENT|ASSOCIATION"
    r"|[EÉ]DITEUR|PUBLISHER|MARQUE|BRAND|PRODUIT|PRODUCT|SERVICE|SITE|URL|LIEN|LINK|LINKS|LOGO|DATE|DUR[EÉ]E|PERIOD"
    r"|DURATION|NUM[EÉ]RO|NUMBER|E-?MAIL|COURRIEL|ADRESSE|ADDRESS|T[EÉ]L[EÉ]PHONE|PHONE|CONTACT|DPO|DPD|VILLE|CITY"
    r"|PAYS|COUNTRY|STATE|SIRET|SIREN|RCS|CAPITAL|H[EÉ]BERGEUR|HOST|INSERT|INS[EÉ]RER|INCLUDE|ADD|AJOUTER|COMPL[EÉ]TER"
    r"|COMPLETE|YOUR|VOTRE|X+)(?![A-ZÀ-Ý])"
)
"""Words of what a template asks for, of which a blank in capitals holds one: `[RGPD]` after a law's name is none."""
_BLANK: Final = re.compile(
    r"[\[{<LlXx](?:(?<=\[)[A-ZÀ-Ý][A-ZÀ-Ý’' ._/-]{3,60}\]"
    r"|(?<=\[)(?i:insert|insérer|your |votre |nom de |name of |à compléter|to be completed|my/our|i/we)[^\]\n]{0,60}\]"
    r"|(?<=\[)(?i:(?:e-?mail|courriel|téléphone|phone|adresse|address|date|nom|name|site)"
    r"(?: (?:dpo|de contact|de l[’']entreprise|de la société|de l[’']éditeur|de mise à jour|of the company))?)\]"
    r"|(?<=\{)\{(?!\s*data\.)\s*[\w. ]{2,40}\s*\}\}|(?<=\b[Ll])(?i:orem ipsum\b)"
    r"|(?<=<)(?:NOM|NAME|COMPANY|SOCIETE|SOCIÉTÉ)[^>\n]{0,40}>|(?<=\b[Xx])(?<![\dXx][ -][Xx])[Xx]{3,}\b(?![ -]?[\dXx]))"
)
"""The first character stands before the choices, so that the search goes from one to the next of its kind."""
_MOST: Final = 10
_TEMPLATE: Final = 3
"""Blanks from which on a text is a template that nobody filled in. Source: own."""
_SOMEBODY: Final = re.compile(
    r"nom\b|name|soci[eé]t[eé]|entreprise|company|organi|structure|association|[eé]diteur|publisher|marque|brand|my/our|i/we"
    r"|orem ipsum|xxx"
)
"""A blank for whoever speaks, or a text of no sense: then it is anybody's. Name and sense decide, not the count."""
_ELSE: Final = re.compile(
    r"dp[od]\b|d[eé]l[eé]gu|officer|contact|h[eé]berg|host|e-?mail|courriel|adresse|address|t[eé]l|phone"
)
"""A blank for somebody else's name, or for a way to reach somebody."""


def placeholders(document: TextDocument) -> tuple[Quote, ...]:
    """The placeholders still in the text (at most ten). Bracketed words in lower case are left alone."""
    found: list[Quote] = []
    if not _may_hold(document.text):
        return ()
    for match in _BLANK.finditer(document.text):
        if match[0].isupper() and match[0].startswith("[") and not _ASKED.search(match[0]):
            continue
        found.append(Quote(text=match[0], start=match.start(), end=match.end()))
        if len(found) >= _MOST:
            break
    return tuple(found)


def is_template(blanks: tuple[Quote, ...]) -> bool:
    """Whether nothing of a text with these blanks may be believed: nobody is named in it, or it was never filled in.

    Of a text with a blank or two for a date or an address only the sentences that hold them are not read.
    """
    lowered = [one.text.lower() for one in blanks]
    return len(blanks) >= _TEMPLATE or any(_SOMEBODY.search(one) and not _ELSE.search(one) for one in lowered)


def _may_hold(text: str) -> bool:
    """Whether a text has a mark or a word that no placeholder lacks: far faster to look for than the pattern."""
    if "[" in text or "{{" in text or "<" in text:
        return True
    lowered = text.lower()
    return "orem " in lowered or "xxxx" in lowered
