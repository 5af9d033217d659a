"""Persons: the words by which a recording itself names who was logged in, so that they can be removed wherever else
they stand: in paths, host names, names of cookies and of files.

What an account's name is, the recording says: in forms, in JSON (GraphQL variables among it), in cookies, behind
percent-encoding and base64. Where it says it nowhere, only the form of an address can tell (see `redaction`).
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote_plus

from scanner.traffic.words import word_list

_SHORTEST: Final = 3
"""Letters below which a word of a name (`de`, `Al`) is left alone: it stands in too much else."""
_INSIDE: Final = 5
"""Letters from which on a name also counts inside a word (`lmartin`)."""
_LIMIT: Final = 64 * 1024
_LAYERS: Final = 3
_KEYS: Final = (
    r"(?:first|last|full|family|given|user|display|nick|student|pupil|sur)_?-?name|nom(?:_?complet|_?eleve)?|prenom"
    r"(?:_?eleve)?|login|username|identifiant|pseudo|nickname|eleve|pupil|student"
)
_NAMED = re.compile(rf"""["']?\b(?:{_KEYS})["']?\s*[=:]\s*["']?([^"'&;,{{}}\[\]<>\n]{{2,60}})""", re.IGNORECASE)
"""A key that names a person, and its value: in a form, a query, JSON or GraphQL."""
_NAME_IN_COOKIE = re.compile(r"""["']name["']\s*:\s*["']([^"']{2,60})["']""", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{2,64})@[\w-]+\.[\w.-]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_WORD = re.compile(r"[^\W\d_]+")
_NO_NAMES: Final = word_list("no-names")
"""Values and parts of addresses that name nobody: placeholders, roles, words of code."""


def fold_name(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


def personal_words(texts: Iterable[str], cookies: Iterable[str] = ()) -> frozenset[str]:
    """The words, folded, of the names and of the local parts of the e-mail addresses that the texts hold.

    `cookies` are values of cookies: there a bare `name` is the account's, elsewhere it may be anything's.
    """
    found: set[str] = set()
    for given, patterns in ((texts, (_NAMED, _MAIL)), (cookies, (_NAMED, _MAIL, _NAME_IN_COOKIE))):
        for text in dict.fromkeys(given):
            for readable in _readings(text):
                for pattern in patterns:
                    for value in pattern.findall(readable):
                        found.update(_words(value))
    return frozenset(found - _NO_NAMES)


def names_a_person(text: str, words: frozenset[str]) -> bool:
    """Whether a part of an address holds one of the words, alone or within one (`lmartin`)."""
    if not words:
        return False
    for token in _WORD.findall(fold_name(decoded(text))):
        if token in words or any(len(word) >= _INSIDE and word in token for word in words):
            return True
    return False


def decoded(text: str) -> str:
    """What stands behind up to three layers of percent-encoding."""
    for _ in range(_LAYERS):
        plain = unquote_plus(text, errors="replace")
        if plain == text:
            break
        text = plain
    return text


def _words(value: str) -> Iterator[str]:
    return (word for word in _WORD.findall(fold_name(value)) if len(word) >= _SHORTEST)


def _readings(text: str) -> Iterator[str]:
    """The text decoded, and what is written in base64 within it."""
    plain = decoded(text[:_LIMIT])
    yield plain
    for part in _BASE64.findall(plain)[:200]:
        try:
            raw = base64.b64decode(part.replace("-", "+").replace("_", "/") + "=" * (-len(part) % 4))
        except (binascii.Error, ValueError):
            continue
        inner = raw.decode("utf-8", "replace")
        if "\N{REPLACEMENT CHARACTER}" not in inner[:-1]:
            yield inner
