"""Numbers in words: composed once for each language, and read whole."""

from __future__ import annotations

from typing import Any

import pytest

from rules.reading.values.numerals import numerals


@pytest.mark.parametrize(
    ("language", "spelling", "value"),
    [
        ("fr", "une", 1), ("fr", "dix-sept", 17), ("fr", "vingt et un", 21), ("fr", "quarante-cinq", 45),
        ("fr", "soixante-dix", 70), ("fr", "soixante et onze", 71), ("fr", "soixante-dix-neuf", 79),
        ("fr", "quatre-vingts", 80), ("fr", "quatre-vingt-un", 81), ("fr", "quatre-vingt-onze", 91),
        ("fr", "cent vingt", 120), ("fr", "deux cents", 200), ("fr", "trois cent soixante-cinq", 365),
        ("en", "seventeen", 17), ("en", "ninety-two", 92), ("en", "a hundred", 100), ("en", "one hundred and one", 101),
        ("en", "three hundred sixty-five", 365),
        ("de", "einundzwanzig", 21), ("de", "hundert", 100), ("de", "hundertachtzig", 180),
    ],
)  # fmt: skip
def test_a_number_in_words(language: str, spelling: str, value: int) -> None:
    assert numerals(language)[spelling] == value


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_every_number_has_a_spelling_of_its_own(language: str) -> None:
    assert set(numerals(language).values()) == {float(n) for n in range(1, 400)}
    assert "" not in numerals(language)


def test_a_language_that_is_not_composed_has_none() -> None:
    assert numerals("nl") == {}


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("fr", "Les comptes sont supprimés après quarante-cinq jours.", "45"),
        ("fr", "Les journaux sont conservés vingt et un jours.", "21"),
        ("fr", "Les sauvegardes sont gardées cent vingt jours.", "120"),
        ("en", "Accounts are deleted after fifty-five days.", "55"),
        ("en", "Backups are kept for one hundred and twenty days.", "120"),
        ("de", "Konten werden spätestens nach fünfundvierzig Tagen gelöscht.", "45"),
    ],
)
def test_a_period_in_words_is_read_whole(say: Any, language: str, text: str, days: str) -> None:
    assert [one.value for one in say(text, language).values if one.kind == "duration"] == [days]
