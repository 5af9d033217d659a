"""Numbers in words up to 399, composed as French, English and German compose them: `quarante-cinq`, `forty-five`.

A period is often written so. A list of the usual ones reads the rest in part only: five days for `quarante-cinq jours`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

_FR_UNITS: Final = (
    "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_FR_TENS: Final = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_EN_UNITS: Final = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DE_UNITS: Final = (
    "", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)  # fmt: skip
_DE_TENS: Final = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_MOST: Final = 400


@cache
def numerals(language: str) -> dict[str, float]:
    """The value of each number's spelling, from 1 to 399; empty for a language whose way of composing is not known."""
    below = {"fr": _french, "en": _english, "de": _german}.get(language)
    return {spelling: float(n) for n in range(1, _MOST) for spelling in below(n) if spelling} if below else {}


def _french(number: int) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "cent" if hundreds == 1 else f"{_FR_UNITS[hundreds]} cent"
        tails = tuple(_french(rest)) if rest else ()
        yield from (f"{head} {tail}" for tail in tails)
        if not rest:
            yield from (head, f"{head}s") if hundreds > 1 else (head,)
        return
    if number < len(_FR_UNITS):
        yield _FR_UNITS[number]
        if number == 1:
            yield "une"
        return
    # Seventy and ninety count on from sixty and from eighty: `soixante-douze`, `quatre-vingt-dix`.
    ten = max(one for one in _FR_TENS if one <= number)
    unit = _FR_UNITS[number - ten]
    if not unit:
        yield from (_FR_TENS[ten], f"{_FR_TENS[ten]}s") if ten == 80 else (_FR_TENS[ten],)
    elif unit in ("un", "onze") and ten != 80:
        yield f"{_FR_TENS[ten]} et {unit}"
    else:
        yield f"{_FR_TENS[ten]}-{unit}"


def _english(number: int) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        heads = (f"{_EN_UNITS[hundreds]} hundred", *(("a hundred",) if hundreds == 1 else ()))
        tails = tuple(f"{joint}{tail}" for tail in _english(rest) for joint in (" and ", " ")) if rest else ("",)
        yield from (head + tail for head in heads for tail in tails)
        return
    ten, unit = divmod(number, 10)
    yield _EN_UNITS[number] if number < len(_EN_UNITS) else f"{_EN_TENS[ten]}{'-' if unit else ''}{_EN_UNITS[unit]}"


def _german(number: int) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        for head in (f"{_DE_UNITS[hundreds]}hundert", *(("hundert",) if hundreds == 1 else ())):
            yield from (f"{head}{tail}" for tail in _german(rest)) if rest else (head,)
        return
    ten, unit = divmod(number, 10)
    joint = "und" if unit else ""
    yield _DE_UNITS[number] if number < len(_DE_UNITS) else f"{_DE_UNITS[unit]}{joint}{_DE_TENS[ten]}"
