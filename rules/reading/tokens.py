"""Words and sentences of a folded text."""

from __future__ import annotations

import re
from typing import Final

WORD: Final = re.compile(
    r"\d+(?=(?:ans?|mois|jours?|semaines?|heures?|years?|yrs?|months?|days?|weeks?|hours?)(?![^\W_]))|[^\W_]+|[,;:@]"
)
"""A word (letters and digits), one of the marks that part a sentence's segments, or `@`. Apostrophes and hyphens part
words, so `d'accès` and `e-mail` are two words each, in texts and in lexicons alike; so are a number and its unit of
time where they touch (`3ans`)."""

_END: Final = re.compile(r"[.!?…\n](?:(?<=\n)\n*+|(?<!\n)(?<![.!?…]{2})[.!?…]*+[\"')\]»”’]*+\s+)")
"""The mark comes first, so that the search goes from one to the next. A row of stops is tried from its first only."""
_ABBREVIATIONS: Final = frozenset(
    [
        "art",
        "al",
        "cf",
        "ex",
        "p",
        "pp",
        "no",
        "n",
        "nr",
        "fig",
        "vol",
        "inc",
        "ltd",
        "pvt",
        "pty",
        "co",
        "corp",
        "st",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "mme",
        "mlle",
        "m",
        "etc",
        "e",
        "g",
        "i",
        "eg",
        "ie",
        "vs",
        "approx",
        "dept",
        "av",
        "bd",
        "tel",
        "tél",
        "fax",
        "min",
        "max",
        "env",
        "réf",
        "ref",
        "chap",
        "sect",
        "ann",
        "éd",
        "ed",
        "cie",
        "ste",
        "sté",
        "bzw",
        "z",
        "b",
        "u",
        "a",
        "d",
        "h",
        "abs",
        "ggf",
        "inkl",
        "usw",
        "vgl",
        "str",
        "resp",
        "seq",
        "tit",
        "cap",
        "lit",
        "para",
        "paras",
        "par",
        "sec",
        "subsec",
        "al",
        "rcs",
        "capt",
        "jr",
        "sr",
        "us",
        "u.s",
        "a.k.a",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "janv",
        "févr",
        "avr",
        "juil",
        "déc",
    ]
)
_NAME: Final = re.compile(r",\s+[^\W\d_a-z][^\W\d_]{1,5}$")
_DATED: Final = re.compile(r"[^\W\d_]{3,9}\.? (?:19|20)\d\d\b")
"""`12. März 2026`: the point of an ordinal before a month and a year."""
_STREET: Final = re.compile(r"[^\W\d_]+ \d{1,4}\b")
"""`…, Fred. Roeskestraat 115`: a first name cut short inside an address ends no sentence."""
_FINAL_ANYWAY: Final = frozenset(
    (
        "no",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "us",
        "a",
        "i",
        "e",
        "al",
        "usw",
        "m",
        "d",
        "b",
        "para",
        "paras",
        "par",
        "sec",
    )
)
_MONSIEUR: Final = re.compile(r"(?:^|[^\d\s.]\s|[(«’':–-])MM?$")
"""`M.` before a name, in French: a capital, and after no number, of which it would be a unit."""
_FORMS: Final = frozenset(("inc", "ltd", "co", "corp"))
"""Forms of companies: `Example, Inc. (“we”) runs this site` is one sentence, though they may end one as well."""
_LETTERS: Final = re.compile(r"(?:[^\W\d_]\. ?){0,3}[^\W\d_]$")
_ABBREVIATED: Final = frozenset(
    ("z.b", "d.h", "i.d.r", "i.v.m", "i.s.d", "i.s.v", "u.u", "z.t", "o.g", "u.a", "v.a", "o.ä", "u.ä", "s.o", "s.u")
)
"""German abbreviations of several letters. Nouns have capitals in German, so a capital after them opens no sentence."""
_MAY_END: Final = frozenset(("u.a", "v.a", "o.ä", "u.ä", "s.o", "s.u"))
_OPENERS: Final = re.compile(r"(?:Wir|Sie|Ihre?|Du|Deine?|Der|Die|Das|Diese[rs]?|Es|In|Im|Bei|Wenn|Falls|Hier|Zu) ")
"""Words that open a sentence rather than go on after one of those that may end it."""


def words(text: str) -> list[str]:
    """The words and marks of a text, without places: how lexicon phrases are cut."""
    return WORD.findall(text)


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Ends of the sentences of `text[start:end]` (folded), the last one being `end`.

    `text` is the *original-cased* text where the caller has it: a lower-case letter after the stop means that the
    sentence goes on.
    """
    ends: list[int] = []
    for match in _END.finditer(text, start, end):
        if match[0][0] == "\n":
            ends.append(match.end())
            continue
        if match.end() < end and _goes_on(text, match.start(), match.end(), match[0][0]):
            continue
        ends.append(match.end())
    if not ends or ends[-1] < end:
        ends.append(end)
    return ends


def _goes_on(text: str, stop: int, following: int, mark: str) -> bool:
    after = text[following]
    if after.islower():
        return mark != "?" or not text[following : following + 3].lower().startswith(("no", "ye", "non", "oui"))
    if mark != ".":
        return False
    head = text[max(0, stop - 12) : stop]
    word = re.split(r"[\s('’\"«,;:/-]", head)[-1].lower().rstrip(".")
    if not word:
        return False
    if len(word) == 1 and text[following + 1 : following + 2] == ".":
        return True  # `i. d. R.`, `e. V.`
    letters = _LETTERS.search(head)
    if letters and (short := letters[0].replace(" ", "").lower()) in _ABBREVIATED:
        return short not in _MAY_END or not _OPENERS.match(text, following)
    if after == "|" and word in _FORMS:
        return True  # a company's name in a table: its country stands in a further cell
    if _MONSIEUR.search(head):
        return True
    if word in _ABBREVIATIONS:
        return word not in _FINAL_ANYWAY or after.isdigit() or (after == "(" and word in _FORMS)
    if word.isdigit() and len(word) <= 2 and _DATED.match(text, following):
        return True
    if _NAME.search(head) and _STREET.match(text, following):
        return True
    return (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) <= 2 and head.strip() == word)


_SMALL: Final = r"(?:of|and|or|to|the|with|for|in|on|by|a|an|as|from|&)"
_TITLE: Final = re.compile(rf"(?:(?:[A-Z][a-z’'-]+|{_SMALL})[ ,]+){{2,14}}(?:[A-Z][a-z’'-]+)")
_GLUED: Final = re.compile(rf"{_TITLE.pattern} (?=(?:We|You|Our|Your|If|This|These|When) [a-z])")
"""A title that its source sets before the sentence without a stop: `Sharing With Partners We do not share …`."""


def is_title(raw: str) -> bool:
    """Whether every word but the small ones bears a capital, as in an English title."""
    return _TITLE.fullmatch(raw.rstrip(" .:")) is not None


def title_end(text: str, start: int, end: int) -> int | None:
    """Where the title ends that stands before a sentence in `text[start:end]`; None where there is none."""
    glued = _GLUED.match(text, start, end)
    return None if glued is None else glued.end()


def last_stops(tokens: list[str]) -> list[int]:
    """For each place the last `;` or `:` before it, -1 for none; empty where the sentence has none at all."""
    if ";" not in tokens and ":" not in tokens:
        return []
    last, stops = -1, [-1]
    for place, token in enumerate(tokens):
        last = place if token in (";", ":") else last
        stops.append(last)
    return stops
