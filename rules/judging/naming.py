"""Countries named in a quote: a reading keeps each value once, where its document names it first."""

from __future__ import annotations

from collections.abc import Iterable

from rules.judging.text import Said
from rules.reading.fold import fold, plain_text
from rules.reading.values import lists
from rules.reading.values.named import named_countries

NAMED_IN = ("fr", "en", "de")
"""Languages whose names of countries are known."""


def countries_in(text: str, language: str | None) -> tuple[str, ...]:
    """ISO 3166-1 codes (or `EU`, `EEA`) of the countries that a text names, save in names of laws, in its order.

    None in other languages.
    """
    if language not in NAMED_IN:
        return ()
    found = named_countries(text, plain_text(fold(text)), language)
    return tuple(dict.fromkeys(code for code, _, of_a_law in found if not of_a_law))


def countries_named(text: str, language: str | None) -> int:
    """How often a text names countries, each mention counted; none in languages whose names are not known."""
    if language not in NAMED_IN:
        return 0
    return sum(1 for _ in lists.countries(language)[0].finditer(plain_text(fold(text))))


def countries_said(found: Iterable[Said]) -> tuple[str, ...]:
    """Codes of the countries that the quotes of what was said name."""
    return tuple(
        dict.fromkeys(
            code
            for one in found
            for quote in one.reading.quotes
            for code in countries_in(quote.text, one.document.reading.language)
        )
    )
