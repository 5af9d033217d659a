"""Legal forms of companies (SAS, Ltd, GmbH …) among the words of a text as it is written.

Some are words of a language too: `sa` is a French possessive, `limited` an English adjective. Those count only as forms
are written: in capitals, with full stops inside (`s.a.`), or the long ones with a capital.
"""

from __future__ import annotations

import re

from rules.derive.fold import fold
from rules.words import words

FORMS = frozenset(words("legal-forms", "forms"))
"""Abbreviations that are no words of a language, folded and without full stops."""
CAPITAL_FORMS = frozenset(words("legal-forms", "capital-forms"))
"""Abbreviations that are words of a language too, or written like some."""
LONG_FORMS = frozenset(words("legal-forms", "long-forms"))
"""Whole words that are legal forms where they have a capital."""
_WORDS = re.compile(r"[^\s/,]+")
_AROUND = "()[],;:!?«»\"“”'’*_/|"


def is_legal_form(word: str, *, long: bool = True) -> bool:
    """Whether a word, as it is written, is a legal form. `long`: whole words (`Limited`) count too."""
    bare = word.strip(_AROUND).removesuffix("’s").removesuffix("'s")
    letters = bare.replace(".", "")
    if not letters.isalpha():
        return False
    folded = fold(letters)
    if folded in FORMS:
        return True
    if folded in CAPITAL_FORMS:
        return any(letter.isupper() for letter in letters[1:]) or "." in bare.strip(".")
    return long and folded in LONG_FORMS and letters[0].isupper()


def names_legal_form(text: str, *, long: bool = True) -> bool:
    """Whether a text names a legal form. In a text all in capitals only abbreviations that are no words count."""
    shouted = text.isupper()
    return any(
        is_legal_form(word, long=long) and not (shouted and fold(word.strip(_AROUND)) in CAPITAL_FORMS | LONG_FORMS)
        for word in _WORDS.findall(text)
    )
