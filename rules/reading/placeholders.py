"""Template placeholders left in a document: `[NOM DE LA SOCIÉTÉ]`, `{{company}}`, `lorem ipsum`, `XXXX`."""

from __future__ import annotations

import re
from typing import Final

from catalog.nouns.reading import Quote

from .document import TextDocument

_BLANK: Final = re.compile(
    r"[\[{<LlXx](?:(?<=\[)[A-ZÀ-Ý][A-ZÀ-Ý’' ._/-]{3,60}\]"
    r"|(?<=\[)(?i:insert|insérer|your |votre |nom de |name of |à compléter|to be completed|my/our|i/we)[^\]\n]{0,60}\]"
    r"|(?<=\[)(?i:(?:e-?mail|courriel|téléphone|phone|adresse|address|date|nom|name|site)"
    r"(?: (?:dpo|de contact|de l[’']entreprise|de la société|de l[’']éditeur|de mise à jour|of the company))?)\]"
    r"|(?<=\{)\{\s*[\w. ]{2,40}\s*\}\}|(?<=\b[Ll])(?i:orem ipsum\b)"
    r"|(?<=<)(?:NOM|NAME|COMPANY|SOCIETE|SOCIÉTÉ)[^>\n]{0,40}>|(?<=\b[Xx])[Xx]{4,}\b)"
)
"""The first character stands before the choices, so that the search goes from one to the next of its kind."""
_MOST: Final = 10


def placeholders(document: TextDocument) -> tuple[Quote, ...]:
    """The placeholders still in the text (at most ten). Bracketed words in lower case are left alone."""
    found: list[Quote] = []
    if not _may_hold(document.text):
        return ()
    for match in _BLANK.finditer(document.text):
        found.append(Quote(text=match[0], start=match.start(), end=match.end()))
        if len(found) >= _MOST:
            break
    return tuple(found)


def _may_hold(text: str) -> bool:
    """Whether a text has a mark or a word that no placeholder lacks: far faster to look for than the pattern."""
    if "[" in text or "{{" in text or "<" in text:
        return True
    lowered = text.lower()
    return "orem " in lowered or "xxxxx" in lowered
