"""Template placeholders left in a document: `[NOM DE LA SOCIÉTÉ]`, `{{company}}`, `lorem ipsum`, `XXXX`."""

from __future__ import annotations

import re
from typing import Final

from catalog.nouns.reading import Quote

from .document import TextDocument

_BLANK: Final = re.compile(
    r"\[(?:[A-ZÀ-Ý][A-ZÀ-Ý’' ._/-]{3,60}|(?:insert|insérer|your|votre|nom de|name of|company|société|adresse|address|email|e-mail|date)"
    r"\b[^\]\n]{0,60}|(?:à compl[ée]ter|to be completed)[^\]\n]{0,40})\]"
    r"|\{\{\s*[\w. ]{2,40}\s*\}\}|\blorem ipsum\b|<(?:NOM|NAME|COMPANY|SOCIETE|SOCIÉTÉ)[^>\n]{0,40}>"
    r"|\b[Xx]{4,}\b|_{6,}|\[…\]|\[\.{3,}\]",
    re.IGNORECASE,
)
_SHOUTED: Final = re.compile(r"\[[A-ZÀ-Ý][A-ZÀ-Ý’' ._/-]{3,60}\]")
_MOST: Final = 10


def placeholders(document: TextDocument) -> tuple[Quote, ...]:
    """The placeholders still in the text (at most ten). Bracketed words in lower case are left alone."""
    found: list[Quote] = []
    for match in _BLANK.finditer(document.text):
        text = match[0]
        if text.startswith("[") and text[1:2].isalpha() and not _SHOUTED.fullmatch(text) and not _asks(text):
            continue
        if text in ("[…]", "[...]") or text.startswith(("_", "x", "X")):
            if len(found) == 0 and text.startswith(("[", "_")):
                continue
        found.append(Quote(text=text, start=match.start(), end=match.end()))
        if len(found) >= _MOST:
            break
    return tuple(found)


def _asks(text: str) -> bool:
    inner = text[1:-1].lower()
    return inner.startswith(("insert", "insérer", "your ", "votre ", "nom de", "name of", "à compl", "to be completed"))
