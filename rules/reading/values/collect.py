"""Values of a document, sentence by sentence, each with what it is about."""

from __future__ import annotations

import re
from typing import Final

from catalog.nouns.reading import Quote, ValueKind, ValueReading
from rules.reading.compiled import Language
from rules.reading.document import TextDocument
from rules.reading.fold import Folded, fold, plain_text
from rules.reading.rows import PARTED
from rules.reading.units import Unit

from . import contacts, dates, durations, lists
from .named import named_countries
from .subjects import About, Subjects

_MOST: Final = 400
"""Values kept a document."""
_LONG_QUOTE: Final = 420
_SHOP: Final = re.compile(r"(?:^|(?:.s)? )(?:app store|play(?! services))\b")
_WE: Final = re.compile(r" \(\W{0,2}(?:we|us|our|nous|wir)\b")
"""What makes of the name before it that of whoever speaks: `School App India (“we”)`."""
_LEGAL_FORM: Final = re.compile(r"\)? (?:limited|ltd|unlimited|inc|llc|plc|gmbh|sas|sarl|sa|srl|sl|bv|ab|oy|aps)\b")
"""Legal forms (folded) that make the country before them a part of a company's name."""
_UNION: Final = ("EU", "EEA")
_DISGUISED: Final = re.compile(r"[\[(]\s?(?:at|arobase|AT)\s?[\])]|\w\(a\)\w")


class Values:
    """Gathers the values of one document, unit by unit, in reading order; one value with one subject once."""

    def __init__(self, document: TextDocument, language: Language) -> None:
        self._document = document
        self._language = language
        self._subjects = Subjects(language)
        self._countries = lists.words_of_places(language.code)
        self._organisations = lists.words_of_organisations()
        self._units, self._numbers = lists.words_of_durations(language.code)
        self._seen: dict[tuple[str, str, str], ValueReading] = {}

    def found(self) -> tuple[ValueReading, ...]:
        """All values seen so far."""
        return tuple(self._seen.values())

    def see(self, unit: Unit) -> None:
        """Take in one unit. Each kind of value is looked for only where a word or mark stands that it cannot lack."""
        if len(self._seen) >= _MOST:
            return
        sentence = unit.sentence
        raw, tokens = self._document.text[sentence.start : sentence.end], sentence.tokens
        digits = _has_digit(raw)
        organisations = not self._organisations.isdisjoint(tokens)
        countries = not self._countries.isdisjoint(tokens) or "US" in raw
        address = _has_address(raw)
        named = digits or organisations or countries or address
        if not named and self._subjects.silent(unit):
            return
        about = self._subjects.of(unit)
        timed = (digits or about.durations) and self._may_tell_duration(tokens, digits)
        if not (named or timed or about.children):
            return
        plain = plain_text(sentence.folded or fold(raw))
        place = _Place(self._document, unit, raw, self._seen)
        code = self._language.code
        if timed:
            for days, span in durations.find(plain, code):
                place.value("duration", str(days), span, about.duration(plain, span), days)
        if digits:
            _numbers(raw, plain, place, about, code)
        if about.children and contacts.may_tell_age(plain, digits):
            for years, span in contacts.ages(plain):
                place.value("age", str(years), span, "child")
        if address:
            _addresses(raw, plain, place, about)
        if organisations:
            _organisations(plain, place, about)
        if countries:
            _countries(raw, plain, place, about, code)

    def _may_tell_duration(self, tokens: list[str], digits: bool) -> bool:
        return not self._units.isdisjoint(tokens) and (digits or not self._numbers.isdisjoint(tokens))


def _has_digit(raw: str) -> bool:
    """Whether a text has an Arabic digit: ten searches for one character each, far faster than one for a class."""
    return (
        "0" in raw or "1" in raw or "2" in raw or "3" in raw or "4" in raw
        or "5" in raw or "6" in raw or "7" in raw or "8" in raw or "9" in raw
    )  # fmt: skip


def _has_address(raw: str) -> bool:
    """Whether a text has what an address of a page or a mailbox, also a disguised one, cannot be without."""
    if "@" in raw or "www." in raw or "://" in raw:
        return True
    for sign in contacts.DISGUISES:
        if sign in raw:
            return True
    return ("(" in raw or "[" in raw) and _DISGUISED.search(raw) is not None


def _numbers(raw: str, plain: str, place: _Place, about: About, code: str) -> None:
    for date, span in dates.find(plain, code):
        place.value("date", date, span, about.date(plain, span))
    for number, span in contacts.registrations(raw):
        place.raw_value("registration", number, span, "general")
    for number, span in contacts.phones(raw):
        place.raw_value("phone", number, span, about.contact)


def _addresses(raw: str, plain: str, place: _Place, about: About) -> None:
    for address, span in contacts.emails(plain):
        place.value("email", address, span, about.email(address))
    if "://" in raw or "www." in raw:
        for url, span in contacts.urls(raw):
            place.raw_value("url", url, span, "general")


def _organisations(plain: str, place: _Place, about: About) -> None:
    pattern, known = lists.organisations()
    for match in pattern.finditer(plain):
        named = known[" ".join(match[0].split())]
        # "Google Play" and "Apple App Store" are shops of apps, whose rules are followed: no data are sent there.
        shop = _SHOP.search(match[0]) is not None or _SHOP.match(plain, match.end()) is not None
        subject = "mentioned" if shop else about.organisation(plain, match.span())
        place.value("organisation", named, match.span(), subject)


def _countries(raw: str, plain: str, place: _Place, about: About, code: str) -> None:
    found = named_countries(raw, plain, code)
    last = max((place.column(span) for _, span, _ in found), default=0)
    for country, span, of_a_law in found:
        # "AWS (USA) | hosting | Ireland": behind the name stands the seat where a later column tells the place.
        seat = place.column(span) < last and plain[span[0] - 1 : span[0]] == "(" and plain[span[1] : span[1] + 1] == ")"
        # "Google Ireland Limited" places no data.
        company = _LEGAL_FORM.match(plain, span[1]) is not None or _WE.match(plain, span[1]) is not None
        named = seat or of_a_law or company
        column, union = place.column(span), country in _UNION
        subject = "mentioned" if named else about.country(plain, span, union, column, place.listed)
        place.value("country", country, span, subject)
    cities, codes = lists.cities(code)
    for listed in cities.finditer(plain):
        if about.hosts_at(plain, listed.span(1)) and not about.told_of_others(plain, listed.span(1)):
            for city in lists.city_names(code).finditer(plain, *listed.span(1)):
                alone = city.start() == listed.start(1)
                where = (alone and _of_its_state(plain, city.end())) or codes[" ".join(city[0].split())]
                place.value("country", where, city.span(), "hosting")


def _of_its_state(plain: str, end: int) -> str | None:
    """The country of the state that stands right after a city's name, if one does."""
    pattern, codes = lists.states()
    match = pattern.match(plain, end)
    return codes[" ".join(match[1].split())] if match else None


class _Place:
    """Where values stand: turns a span of the sentence, folded or as written, into a quote.

    A value is made once for what it is about; its further places, most of all there are, cost one look.
    """

    def __init__(
        self, document: TextDocument, unit: Unit, raw: str, seen: dict[tuple[str, str, str], ValueReading]
    ) -> None:
        self._document = document
        self._start, self._end = unit.sentence.start, unit.sentence.end
        self._block = unit.sentence.block
        self._raw = raw
        self._seen = seen

    def value(self, kind: ValueKind, text: str, span: tuple[int, int], subject: str, days: int | None = None) -> None:
        """A value found in the folded sentence."""
        if (kind, text, subject) in self._seen:
            return
        if self._end - self._start > _LONG_QUOTE:
            folded = Folded(self._raw)
            span = (folded.offset(span[0]), folded.offset(max(span[1] - 1, 0)) + 1)
        self._seen[kind, text, subject] = ValueReading(
            kind=kind, value=text, days=days, subject=subject, quote=self._quote(span)
        )

    @property
    def listed(self) -> bool:
        """Whether the sentence is a line of a list or a row of a table."""
        return self._document.blocks[self._block].kind in ("item", "row")

    def column(self, span: tuple[int, int]) -> int:
        """The column of a table in which something of the sentence stands, 0 for the first and outside of tables."""
        block = self._document.blocks[self._block]
        if block.kind != "row":
            return 0
        return self._document.text.count(PARTED, block.start, self._start + span[0])

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
