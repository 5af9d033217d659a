"""Values read in documents (periods, dates, recipients, countries …) in words."""

from __future__ import annotations

from catalog.nouns.reading import ValueReading
from reports.clean import clean_line
from reports.wording import Wording

MONTH = 30.44
YEAR = 365.25
"""Mean days of the Gregorian month and year."""


def value_words(value: ValueReading, wording: Wording) -> str:
    """What a value is about and what it says: “retention of accounts: 730 days (2 years)”."""
    return wording.say("value.line", about=_about(value, wording), said=_said(value, wording))


def period_words(days: int, wording: Wording) -> str:
    """A number of days, with the months or years it makes where it makes whole ones: periods are stated in those."""
    told = wording.count("unit.days", days)
    for unit, length in (("unit.years", YEAR), ("unit.months", MONTH)):
        number = round(days / length)
        if number and abs(days - number * length) < 1:
            return f"{told} ({wording.count(unit, number)})"
    return told


def _about(value: ValueReading, wording: Wording) -> str:
    kind = wording.name("value-kind", value.kind)
    about = wording.name(f"about-{_family(value)}", value.subject) if value.subject != "general" else ""
    return wording.say("value.about", kind=kind, about=about) if about else kind


def _family(value: ValueReading) -> str:
    if value.kind in ("duration", "date", "organisation", "country"):
        return value.kind
    return "contact"


def _said(value: ValueReading, wording: Wording) -> str:
    if value.kind == "duration" and value.days is not None:
        return period_words(value.days, wording)
    if value.kind == "country":
        return wording.country(value.value)
    if value.kind == "date":
        return wording.localise({"date": value.value})["date"]
    if value.kind == "age":
        return wording.count("unit.years", int(value.value)) if value.value.isdecimal() else clean_line(value.value)
    if value.kind == "share" and value.value.isdecimal():
        return wording.percent(int(value.value) / 100)
    return clean_line(value.value)
