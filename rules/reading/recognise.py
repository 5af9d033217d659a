"""Which language a text is in, by its most frequent words: no model, no guess from a single word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from .document import TextDocument
from .fold import fold, plain_letters

_WORD: Final = re.compile(r"[^\W_]+|@")
_OTHERS: Final = {
    "es": "el la los las de que y en un una por con para su sus se no es al lo como mas o pero usted datos nuestro",
    "it": "il lo la i gli le di che e un una per con non si del della dei nel alla al dati sono da come suoi nostri",
    "nl": "de het een van en in dat op voor met zijn is niet te aan die wij u uw worden door of om gegevens bij onze",
    "pt": "o a os as de que e em um uma por com para não se do da dos das no na ao seu seus dados são ou nos",
    "pl": "w i z na do że się nie o oraz przez dla od lub jest są danych jako ich może po tym być",
    "da": "og i af til at en et den det er for på med de som ikke vi du dine kan om har vores oplysninger",
    "sv": "och i att av en ett det är för på med som inte vi du dina kan om har vår eller uppgifter",
    "ru": "и в на не что с по для или мы вы от как о к это при вас данных",
}
_SAMPLE: Final = 6_000
_KEPT: Final = 50_000
_WORD_LENGTH: Final = 30
"""Words whose number is kept, and letters of the longest of them."""
_LEAST: Final = 25
"""Words from which a share of 12 % frequent words settles the language."""
_A_SENTENCE: Final = 2
"""Frequent words that settle a shorter text, where no other language comes near: one sentence has few."""


@cache
def _known() -> dict[str, frozenset[str]]:
    from .load import languages, lexicon

    known = {code: frozenset(text.split()) for code, text in _OTHERS.items()}
    known.update({code: frozenset(lexicon(code).function_words) for code in languages()})
    return {code: frozenset(map(plain_letters, words)) for code, words in known.items()}


class _Languages(dict[str, int]):
    """For each word a number that stands for the languages it is frequent in, worked out when it is first met.

    0 stands for none, as most words have it: words are counted by their number, far fewer than there are words.
    """

    def __init__(self) -> None:
        self.codes: list[tuple[str, ...]] = [()]
        self._numbers: dict[tuple[str, ...], int] = {(): 0}
        self._frequent: dict[str, tuple[str, ...]] = {}
        for code, frequent in _known().items():
            for word in frequent:
                self._frequent[word] = (*self._frequent.get(word, ()), code)

    def __missing__(self, word: str) -> int:
        codes = self._frequent.get(word, ())
        if not word.isascii():
            codes += self._frequent.get(plain_letters(word), ())
        number = self._numbers.setdefault(codes, len(self.codes))
        if number == len(self.codes):
            self.codes.append(codes)
        if len(word) <= _WORD_LENGTH and len(self) < _KEPT:
            self[word] = number
        return number


@cache
def _languages() -> _Languages:
    return _Languages()


def shares(numbers: Sequence[int]) -> dict[str, float]:
    """For each known language the share of the words, given by their numbers, that are its frequent words."""
    codes_of = _languages().codes
    counts = dict.fromkeys(_known(), 0)
    for number, count in Counter(numbers).items():
        for code in codes_of[number]:
            counts[code] += count
    total = len(numbers) or 1
    return {code: count / total for code, count in counts.items()}


def recognise(document: TextDocument) -> tuple[str | None, tuple[str, ...]]:
    """The text's language and the further languages that large parts of it are in.

    Falls back to what the page declares where the text is too short to tell; None where nothing tells.
    """
    pieces = [document.text[b.start : b.end] for b in document.blocks if b.kind in ("paragraph", "item", "row")]
    prose = (
        " ".join(pieces) if len(document.text) < 60_000 else " ".join(pieces[:: max(1, len(document.text) // 60_000)])
    )
    words = _numbered(prose[:60_000])
    if len(words) < _LEAST:
        words = _numbered(document.text[:10_000])
    step = max(1, len(words) // _SAMPLE)
    by_share = sorted(shares(words[::step]).items(), key=lambda item: -item[1])
    best, share = by_share[0]
    count = len(words)
    ahead = share - by_share[1][1]
    short = share >= 0.15 and round(share * count) >= _A_SENTENCE and ahead >= max(0.08, 0.99 / max(1, count))
    sure = share >= 0.12 if count >= _LEAST else short
    if not sure:
        return document.language_hint, ()
    return best, _further(words, best)


def _numbered(text: str) -> list[int]:
    return list(map(_languages().__getitem__, _WORD.findall(fold(text))))


def _further(words: Sequence[int], best: str) -> tuple[str, ...]:
    """Languages that whole stretches of the text are in."""
    size = max(150, len(words) // 20)
    found: Counter[str] = Counter()
    stretches = [words[i : i + size] for i in range(0, len(words), size)]
    long = [stretch for stretch in stretches if len(stretch) >= 100]
    # One stretch alone makes no further language: most pages are short.
    for stretch in long if len(long) > 1 else ():
        code, share = max(shares(stretch).items(), key=lambda item: item[1])
        if share >= 0.15:
            found[code] += 1
    return tuple(code for code, count in found.most_common() if code != best and count >= max(2, len(stretches) // 5))
