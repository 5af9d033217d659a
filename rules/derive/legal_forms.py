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


_JOINING = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "et", "&", "of", "the", "and", "for", "pour", "und", "der")
)
"""Words in lower case that stand inside a company's name."""
_KINDS = frozenset(words("legal-forms", "kinds"))
"""Words before a company's name that are no part of it, folded: `la société`, `the company`."""
_MOST_WORDS = 9


def company_name(text: str) -> str:
    """The name of the first company of a text with its legal form as it is written; empty where none stands there.

    The name is what bears capitals before the form (`Atelier du Préau, SAS`), or behind it (`la SAS Atelier du Préau`).
    """
    tokens = text.split()
    for place, token in enumerate(tokens):
        if not is_legal_form(token, long=False):
            continue
        form = token.strip(_AROUND)
        before = _before(tokens[max(0, place - _MOST_WORDS) : place])
        if before:
            return f"{before} {form}"
        behind = _behind(tokens[place + 1 : place + 1 + _MOST_WORDS])
        if behind and not token.endswith(tuple(_AROUND)):
            return f"{form} {behind}"
    return ""


def _before(tokens: list[str]) -> str:
    """The words of a name that ends where the tokens end."""
    name: list[str] = []
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if name and token[-1:] in ",;:.!?)»”" and not is_legal_form(token):
            break
        bare = token.strip(_AROUND)
        if not (bare[:1].isupper() or bare[:1].isdigit() or bare.casefold() in _JOINING):
            break
        name.insert(0, bare)
        if token[:1] in "([«“":
            break
    return _named(name)


def _behind(tokens: list[str]) -> str:
    """The words of a name that begins where the tokens begin."""
    name: list[str] = []
    for token in tokens:
        bare = token.strip(_AROUND)
        if not (bare[:1].isupper() or (name and bare.casefold() in _JOINING)):
            break
        name.append(bare)
        if token[-1:] in ",;:.!?)»”":
            break
    return _named(name)


def _named(name: list[str]) -> str:
    """A name without what stands around it: joining words, and what a company is called (`la société`)."""
    while name and (name[0] in _JOINING or fold(name[0]) in _KINDS or _is_article(name)):
        name = name[1:]
    while name and name[-1].casefold() in _JOINING:
        name = name[:-1]
    return " ".join(name)


def _is_article(name: list[str]) -> bool:
    """Whether a name opens with an article of what follows rather than its own: `La Société`, not `Les Carnets`."""
    return name[0].casefold() in _JOINING and (len(name) == 1 or fold(name[1]) in _KINDS)
