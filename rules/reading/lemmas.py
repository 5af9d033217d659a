"""From a word as written to the forms it is compared by: itself and its lemma, without accents. Each word once."""

from __future__ import annotations

from typing import Final

from .fold import plain_letters

_CACHE_LIMIT: Final = 150_000
_LEAST_BEFORE_HEAD: Final = 3
"""Letters of a compound before its last part at least: no German noun that opens one is shorter (`Tag`, `Weg`)."""


class Forms:
    """The comparable forms of one language's words, worked out once a word and kept.

    `irregular` overrides the lemma dictionary where it errs or says nothing (form → lemma). A lemma written `=lemma`
    stands for the form itself too: `élevé` must not be compared as `élève`, nor `sûr` as `sur`. `endings` give one more
    form to a word whose lemma the dictionary leaves in that ending: `rangées`, for it a noun, is `ranger` as well. One
    written `=form` names the last part of a compound, and the word is compared by it too: `Werbezwecke` as `zweck`.
    """

    def __init__(self, language: str, irregular: dict[str, str], endings: dict[str, str] | None = None) -> None:
        self._language = language
        self._irregular = irregular
        self._endings = sorted((endings or {}).items(), key=lambda pair: -len(pair[0]))
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, word: str) -> tuple[str, ...]:
        """The forms of a folded word: its plain spelling, then its lemma's; `#` for a number, `#year` for a year."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            found = self._known[word] = self._work_out(word)
        return found

    def _work_out(self, word: str) -> tuple[str, ...]:
        own = plain_letters(word)
        if own.isdigit():
            return (own, "#year", "#") if len(own) == 4 and own[:2] in ("19", "20") else (own, "#")
        if len(word) < 3 or len(word) > 40 or not word.isalpha():
            return (own,)
        lemma = self._irregular.get(word) or self._irregular.get(own)
        known = lemma is not None
        if lemma is None:
            from simplemma import lemmatize

            lemma = lemmatize(word, lang=self._language).lower()
            if lemma == word and self._language == "de":
                lemma = lemmatize(word.capitalize(), lang="de").lower()
        if lemma.startswith("="):
            return (plain_letters(lemma[1:]),)
        further = None if known else self._further(word, lemma)
        return tuple(dict.fromkeys(plain_letters(form) for form in (word, lemma, further) if form))

    def _further(self, word: str, lemma: str) -> str | None:
        for ending, other in self._endings:
            if not word.endswith(ending):
                continue
            if other.startswith("="):
                if len(word) >= len(ending) + _LEAST_BEFORE_HEAD:
                    return other[1:]
            elif not lemma.endswith(other):
                return word.removesuffix(ending) + other
        return None
