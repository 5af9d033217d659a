"""Numbers as they stand in French and English notices: runs of digits, telephone numbers, dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rules.words import holds, words

BETWEEN = " .-()\u00a0\u202f\u2009"
"""Characters that may stand between the digits of one number."""
SHORTEST_WHOLE = 9
"""Digits of the shortest number after which a dash set apart begins another (a SIREN has nine). Source: own."""
TOWN = 30
"""Characters of a town's name with its code before it at most: `59100 Roubaix 1007`."""
PHONE_CUES = words("numbers", "phone-cues")
NUMBER_CUES = words("numbers", "number-cues")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january", "fevrier february", "mars march", "avril april", "mai may", "juin june",
            "juillet july", "aout august", "septembre september", "octobre october", "novembre november",
            "decembre december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


class Number(NamedTuple):
    """A run of digits: its place in the text, the digits alone, and whether a plus sign leads it."""

    start: int
    end: int
    digits: str
    international: bool


def numbers(text: str) -> Iterator[Number]:
    """Every run of digits with at most two separators between two of them, left to right."""
    at, length = 0, len(text)
    while at < length:
        if not _is_digit(text[at]):
            at += 1
            continue
        start, end, digits = at, at, ""
        while at < length:
            if _is_digit(text[at]):
                digits += text[at]
                end = at = at + 1
                continue
            ahead = at
            while ahead < length and ahead - at < 3 and text[ahead] in BETWEEN:
                ahead += 1
            if ahead == at or ahead >= length or not _is_digit(text[ahead]):
                break
            if text[at:ahead] == " - " and len(digits) >= SHORTEST_WHOLE:
                break  # `SIRET 123 456 789 00012 - 01 23 45 67 89`: a dash between two numbers
            at = ahead
        yield Number(start, end, digits, text[max(0, start - 2) : start].strip(" (").endswith("+"))
        at = max(at, end)


def phones(folded: str, short: bool = False) -> Iterator[Number]:
    """Telephone numbers of a line of folded text.

    French numbers have ten digits and begin with 0; others count with a plus sign, or after a word for telephone.
    A number right after a word for a register or an amount is none. `short`: numbers such as 1007 or 3939 count too
    where they stand alone between commas, as hosts print them.
    """
    last = 0
    for number in numbers(folded):
        before = folded[max(last, number.start - 28) : number.start]
        before = before[max(before.rfind(mark) for mark in ",;") + 1 :]
        last = number.end
        size = len(number.digits)
        cue = holds(before, PHONE_CUES)
        if size > 15 or (holds(before, NUMBER_CUES) and not cue):
            continue
        national = size == 10 and (number.digits[0] == "0" or _is_american(folded, number))
        plain = (number.international and size >= 8) or national or (cue and size >= 4)
        brief = short and size == 4 and number.digits.startswith(("10", "3")) and _alone(folded, number)
        if plain or brief:
            yield number


def _alone(folded: str, number: Number) -> bool:
    """Whether a mark or a town after its code stands before a number, and nothing but a mark after it."""
    before = folded[: number.start].rstrip(BETWEEN[:1])
    after = folded[number.end :].lstrip(BETWEEN[:1])
    if after and after[0] not in ".,;–-":
        return False
    code, _, _town = before[-TOWN:].rpartition(" ")
    return before.endswith((",", ";", "–", "-", "(")) or code[-5:].isdigit()


def first_date(folded: str) -> date | None:
    """The first complete date of a folded text: `12 mars 2025`, `1er mars 2025`, `12/03/2025`, `2025-03-12`."""
    tokens = [token.strip(".,;:()[]") for token in folded.replace("\n", " ").split()]
    for index, token in enumerate(tokens):
        found = _numeric_date(token)
        if found is None and token in MONTHS and index + 1 < len(tokens):
            found = _worded_date(tokens, index)
        if found is not None:
            return found
    return None


def _numeric_date(token: str) -> date | None:
    for mark in "/-.":
        parts = token.split(mark)
        if len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
            year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
            return _date(year, month, day)
    return None


def _worded_date(tokens: list[str], index: int) -> date | None:
    month = str(MONTHS[tokens[index]])
    if index and (day := tokens[index - 1].removesuffix("er").removesuffix("th")).isdigit():
        return _date(tokens[index + 1], month, day)
    if index + 2 < len(tokens):
        return _date(tokens[index + 2], month, tokens[index + 1].removesuffix("th").removesuffix("st"))
    return None


def _date(year: str, month: str, day: str) -> date | None:
    if len(year) != 4 or not (year.isascii() and month.isascii() and day.isascii()):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _is_american(text: str, number: Number) -> bool:
    """Ten digits written `(559) 288-7060`, as American hosts print them."""
    written = text[max(0, number.start - 1) : number.end]
    return written[:1] == "(" and written[4:5] == ")" and "-" in written


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"
