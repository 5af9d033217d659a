"""Values of a document, sentence by sentence, each with what it is about."""

from __future__ import annotations

import re
from typing import Final

from catalog.nouns.reading import Quote, ValueKind, ValueReading
from rules.reading.compiled import Language
from rules.reading.document import TextDocument
from rules.reading.fold import Folded, plain_letters
from rules.reading.units import Unit

from . import contacts, dates, durations, lists
from .subjects import About, Subjects

_MOST: Final = 400
"""Values kept a document."""
_LONG_QUOTE: Final = 420
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_DIGIT: Final = re.compile(r"\d")
_ADDRESS: Final = re.compile(r"@|www\.|://|[\[(]\s?(?:at|arobase)\s?[\])]")
"""What an address of a page or a mailbox, also a disguised one, cannot be without."""


class Values:
    """Gathers the values of one document, unit by unit, in reading order; one value with one subject once."""

    def __init__(self, document: TextDocument, language: Language) -> None:
        self._document = document
        self._language = language
        self._subjects = Subjects(language)
        self._first_words = lists.first_words(language.code)
        self._seen: dict[tuple[str, str, str], ValueReading] = {}

    def found(self) -> tuple[ValueReading, ...]:
        """All values seen so far."""
        return tuple(self._seen.values())

    def see(self, unit: Unit) -> None:
        """Take in one unit."""
        if len(self._seen) >= _MOST:
            return
        sentence = unit.sentence
        raw = self._document.text[sentence.start : sentence.end]
        digits = _DIGIT.search(raw) is not None
        named = not self._first_words.isdisjoint(sentence.tokens)
        about = self._subjects.of(unit)
        if not (digits or named or about.durations or about.children or _ADDRESS.search(raw)):
            return
        folded = Folded(raw)
        place = _Place(self._document, unit, folded, self._seen)
        self._of(raw, _plain(folded.text), place, about, digits, named)

    def _of(self, raw: str, plain: str, place: _Place, about: About, digits: bool, named: bool) -> None:
        code = self._language.code
        if digits or about.durations:
            for days, span in durations.find(plain, code):
                place.value("duration", str(days), span, about.duration(plain, span), days)
        if digits:
            _numbers(raw, plain, place, about, code)
        if about.children:
            for years, span in contacts.ages(plain):
                place.value("age", str(years), span, "child")
        if _ADDRESS.search(raw):
            for address, span in contacts.emails(plain):
                place.value("email", address, span, about.email(address))
        if "://" in raw or "www." in raw:
            for url, span in contacts.urls(raw):
                place.raw_value("url", url, span, "general")
        if named:
            _names(plain, place, about, code)


def _numbers(raw: str, plain: str, place: _Place, about: About, code: str) -> None:
    for date, span in dates.find(plain, code):
        place.value("date", date, span, about.date(plain, span))
    for number, span in contacts.registrations(raw):
        place.raw_value("registration", number, span, "general")
    for number, span in contacts.phones(raw):
        place.raw_value("phone", number, span, about.contact)


def _names(plain: str, place: _Place, about: About, code: str) -> None:
    pattern, known = lists.organisations()
    for match in pattern.finditer(plain):
        place.value(
            "organisation", known[" ".join(match[0].split())], match.span(), about.organisation(plain, match.span())
        )
    places, codes = lists.countries(code)
    for match in places.finditer(plain):
        country = codes.get(" ".join(match[0].split()))
        if country and not (country == "US" and match[0] == "us"):
            place.value("country", country, match.span(), about.country)


class _Place:
    """Where values stand: turns a span of the sentence, folded or as written, into a quote.

    A value is made once for what it is about; its further places, most of all there are, cost one look.
    """

    def __init__(
        self, document: TextDocument, unit: Unit, folded: Folded, seen: dict[tuple[str, str, str], ValueReading]
    ) -> None:
        self._document = document
        self._start, self._end = unit.sentence.start, unit.sentence.end
        self._folded = folded
        self._seen = seen

    def value(self, kind: ValueKind, text: str, span: tuple[int, int], subject: str, days: int | None = None) -> None:
        """A value found in the folded sentence."""
        if (kind, text, subject) in self._seen:
            return
        if self._end - self._start > _LONG_QUOTE:
            span = (self._folded.offset(span[0]), self._folded.offset(max(span[1] - 1, 0)) + 1)
        self._seen[kind, text, subject] = ValueReading(
            kind=kind, value=text, days=days, subject=subject, quote=self._quote(span)
        )

    def raw_value(self, kind: ValueKind, text: str, span: tuple[int, int], subject: str) -> None:
        """A value found in the sentence as written."""
        if (kind, text, subject) not in self._seen:
            quote = self._quote(span)
            self._seen[kind, text, subject] = ValueReading(kind=kind, value=text, subject=subject, quote=quote)

    def _quote(self, span: tuple[int, int]) -> Quote:
        start, end = self._start, self._end
        if end - start > _LONG_QUOTE:
            start, end = max(start, start + span[0] - 160), min(end, start + span[1] + 160)
        return Quote(text=self._document.text[start:end], start=start, end=end)


def _plain(text: str) -> str:
    """The folded text without accents and of the same length, so that spans carry over."""
    if not text.isascii():
        for char in set(_NOT_ASCII.findall(text)):
            text = text.replace(char, plain_letters(char)[:1] or char)
    return text
