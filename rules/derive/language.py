"""The language of a page by its commonest words; the `lang` attribute is often a template's leftover."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from rules.derive.fold import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON: dict[str, frozenset[str]] = {
    "fr": _words(
        "au aux avec ce cette dans de des du en est et la le les nous par pas pour que qui sur une vos votre vous"
    ),
    "en": _words("and are as at be by for from have is it not of on or our that the this to we will with you your"),
    "de": _words("auch auf bei das den der die ein eine fur ihre im ist mit nicht oder sie und von werden wir zu"),
    "es": _words("al como con de del el es las los mas no nuestra nuestro o para por que se su sus una usted y"),
    "it": _words("ai alla anche che con dal dei del della di e gli il le nel non per piu questo sono sul una"),
    "nl": _words("aan bij dat de deze door een en het is je kunt met naar niet ook op uw van voor wij zijn"),
}
_SHARED = {
    word for code, words in COMMON.items() for other, more in COMMON.items() if code != other for word in words & more
}
DISTINCT = {code: words - _SHARED for code, words in COMMON.items()}
"""The common words that only one of these languages has: `en` and `de` tell nothing."""
ENOUGH = 12
"""Common words needed before the text outweighs the attribute where another language comes near."""
CLEAR = 3
"""Common words that are enough where no other language has a third as many: short pages have few words."""


def page_language(text: str, declared: str | None) -> str | None:
    """The language (ISO 639-1) most of a page's common words belong to, else the one it declares, else None."""
    (best, most), (_, second), *_ = _ranked(text[:40_000])
    if (most >= ENOUGH and most >= 1.3 * second) or (most >= CLEAR and most >= 3 * second):
        return best
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else None


@lru_cache(maxsize=16)
def _ranked(text: str) -> tuple[tuple[str, int], ...]:
    """The languages by how many of their common words are met. Kept for the pages of a site: each is asked again."""
    words = fold(text).replace("'", " ").replace("-", " ").split()
    met = Counter(word.strip('.,;:!?()"«»') for word in words)
    counts = {code: sum(met[word] for word in own & met.keys()) for code, own in DISTINCT.items()}
    return tuple(sorted(counts.items(), key=lambda one: -one[1]))
