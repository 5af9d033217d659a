"""Values of a document, sentence by sentence, each with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from catalog.nouns.reading import Quote, ValueKind, ValueReading

from ..compiled import Language
from ..document import TextDocument
from ..fold import Folded, plain_letters
from ..units import Unit
from . import contacts, dates, durations, lists
from .subjects import Subjects

_MOST: Final = 400
"""Values kept a document."""
_DIGIT: Final = re.compile(r"\d")


def values(document: TextDocument, found: Iterable[Unit], language: Language) -> tuple[ValueReading, ...]:
    """All values, in reading order; the same value with the same subject once."""
    seen: dict[tuple[str, str, str], ValueReading] = {}
    subjects = Subjects(language)
    for unit in found:
        for value in _of_unit(document, unit, language, subjects):
            seen.setdefault((value.kind, value.value, value.subject), value)
        if len(seen) >= _MOST:
            break
    return tuple(seen.values())


def _of_unit(document: TextDocument, unit: Unit, language: Language, subjects: Subjects) -> Iterator[ValueReading]:
    sentence = unit.sentence
    raw = document.text[sentence.start : sentence.end]
    folded = Folded(raw)
    plain = folded.text if folded.text.isascii() else _plain(folded.text)
    about = subjects.of(unit)

    def value(kind: ValueKind, text: str, span: tuple[int, int], subject: str, days: int | None = None) -> ValueReading:
        return ValueReading(kind=kind, value=text, days=days, subject=subject, quote=_quote(document, unit, folded, span))

    if _DIGIT.search(raw) or about.durations:
        for days, span in durations.find(plain, language.code):
            yield value("duration", str(days), span, about.duration(plain, span), days)
    if _DIGIT.search(raw):
        for date, span in dates.find(plain, language.code):
            yield value("date", date, span, about.date(plain, span))
        for years, span in contacts.ages(plain):
            if about.children:
                yield value("age", str(years), span, "child")
        for number, span in contacts.registrations(raw):
            yield value("registration", number, _folded_span(span), "general")
        for number, span in contacts.phones(raw):
            yield value("phone", number, _folded_span(span), about.contact)
    if "@" in raw or "[at]" in plain or "(at)" in plain:
        for address, span in contacts.emails(plain):
            yield value("email", address, span, about.email(address))
    if "://" in raw or "www." in raw:
        for url, span in contacts.urls(raw):
            yield value("url", url, _folded_span(span), "general")
    yield from _names(plain, language, about, value)


def _folded_span(span: tuple[int, int]) -> tuple[int, int]:
    return (-span[0] - 1, span[1])


def _names(plain: str, language: Language, about: object, value: object) -> Iterator[ValueReading]:
    pattern, known = lists.organisations()
    for match in pattern.finditer(plain):
        name = known[" ".join(match[0].split())]
        yield value("organisation", name, match.span(), about.organisation(match.span()))  # type: ignore[operator,attr-defined]
    places, codes = lists.countries(language.code)
    for match in places.finditer(plain):
        code = codes.get(" ".join(match[0].split()))
        if code and not (code == "US" and match[0] == "us"):
            yield value("country", code, match.span(), about.country)  # type: ignore[operator,attr-defined]


def _plain(text: str) -> str:
    """The folded text without accents and of the same length, so that spans carry over."""
    return "".join(c if c.isascii() else plain_letters(c)[:1] or c for c in text)


def _quote(document: TextDocument, unit: Unit, folded: Folded, span: tuple[int, int]) -> Quote:
    start, end = unit.sentence.start, unit.sentence.end
    if end - start > 420:
        if span[0] < 0:
            first, last = -span[0] - 1, span[1]
        else:
            first, last = folded.offset(span[0]), folded.offset(max(span[1] - 1, 0)) + 1
        base = start
        start, end = max(base, base + first - 160), min(end, base + last + 160)
    text = document.text[start:end]
    return Quote(text=text, start=start, end=end)
