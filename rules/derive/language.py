"""The language of a page by its commonest words; the `lang` attribute is often a template's leftover."""

from __future__ import annotations

from rules.derive.fold import fold

COMMON: dict[str, frozenset[str]] = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "une",
            "et",
            "est",
            "pour",
            "dans",
            "vous",
            "nous",
            "votre",
            "vos",
            "sur",
            "avec",
            "pas",
            "que",
            "qui",
            "aux",
            "par",
            "ce",
            "cette",
            "en",
            "au",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "of",
            "to",
            "is",
            "for",
            "you",
            "your",
            "with",
            "on",
            "are",
            "this",
            "that",
            "we",
            "our",
            "by",
            "or",
            "from",
            "as",
            "be",
            "have",
            "will",
            "not",
            "it",
            "at",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "fur",
            "sie",
            "wir",
            "ihre",
            "mit",
            "auf",
            "nicht",
            "von",
            "den",
            "ein",
            "eine",
            "werden",
            "oder",
            "zu",
            "im",
            "auch",
            "bei",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "del",
            "una",
            "y",
            "es",
            "para",
            "usted",
            "con",
            "su",
            "sus",
            "por",
            "que",
            "como",
            "se",
            "al",
            "no",
            "nuestra",
            "nuestro",
            "o",
            "mas",
        ]
    ),
    "it": frozenset(
        [
            "il",
            "gli",
            "della",
            "di",
            "che",
            "e",
            "per",
            "con",
            "una",
            "sono",
            "del",
            "le",
            "nel",
            "alla",
            "dei",
            "non",
            "anche",
            "piu",
            "dal",
            "sul",
            "ai",
            "questo",
        ]
    ),
    "nl": frozenset(
        [
            "het",
            "een",
            "en",
            "van",
            "de",
            "is",
            "voor",
            "met",
            "op",
            "zijn",
            "wij",
            "je",
            "uw",
            "niet",
            "dat",
            "aan",
            "door",
            "bij",
            "ook",
            "naar",
            "kunt",
            "deze",
        ]
    ),
}
ENOUGH = 12
"""Common words needed before the text outweighs the attribute."""


def page_language(text: str, declared: str | None) -> str | None:
    """The language (ISO 639-1) most of a page's common words belong to, else the one it declares, else None."""
    words = fold(text[:40_000]).replace("'", " ").split()
    counts = {code: sum(word.strip('.,;:!?()"') in common for word in words) for code, common in COMMON.items()}
    ranked = sorted(counts.items(), key=lambda one: -one[1])
    if ranked[0][1] >= ENOUGH and ranked[0][1] >= 1.3 * ranked[1][1]:
        return ranked[0][0]
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else None
