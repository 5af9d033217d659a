"""Words, numbers and dates of a report in one language.

Texts are plain strings with named places (`{host}`); where the words depend on a number they come in two forms,
chosen by the rules of the language (French: 0 and 1 are singular; English: only 1 is).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any

from catalog.nouns.criterion import Bilingual
from catalog.nouns.vocabulary import Language
from reports.clean import clean_line
from reports.load import read_countries, read_school_terms, read_texts

NBSP = "\u00a0"
NARROW = "\u202f"
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_COUNTRY_PARAMS = frozenset(
    {"country", "countries", "control_country", "publisher_country", "vantage_country", "claimed_countries"}
)
DAYS_A_MONTH = 365.25 / 12
_PERIOD_PARAMS = frozenset({"days", "accounts", "logs"})
"""Parameters that are numbers of days."""
_NUMBER_PARAMS = frozenset({"count", "words", "runs", "loads", "pages"})
_NAME_PARAMS = {
    "phase": "phase", "phases": "phase", "role": "role", "roles": "role", "surface": "surface",
    "surfaces": "surface", "categories": "category", "category": "category", "capability": "capability",
    "capabilities": "capability", "severity": "severity", "verdict": "verdict", "basis": "basis",
    "items": "item", "problem": "problem", "state": "state", "logins": "login", "status": "framework",
    "languages": "language", "language": "language", "kinds": "identifier", "interfaces": "behaviour",
    "provider": "interface",
}  # fmt: skip


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each `{name}` replaced by its value; a name without value stays as it stands.

    Nothing else is interpreted (no format specification, no attribute): values come from scanned pages.
    """
    if "{" not in text:
        return text
    pieces: list[str] = []
    rest = text
    while rest:
        before, opened, after = rest.partition("{")
        name, closed, tail = after.partition("}")
        pieces.append(before)
        if not opened:
            break
        if closed and name in values:
            pieces.append(values[name])
            rest = tail
        else:
            pieces.append("{")
            rest = after
    return "".join(pieces)


@lru_cache(maxsize=8192)
def french_spaces(text: str) -> str:
    """`text` with non-breaking spaces where French typography asks for them, and typographic apostrophes.

    Before `: ; ? ! » %` and after `«`; only spaces that are there are changed, so that addresses stay intact.
    """
    for mark in (":", ";", "?", "!", "»", "%"):
        text = text.replace(f" {mark}", f"{NBSP}{mark}")
    return text.replace("« ", f"«{NBSP}").replace("'", "’")


@dataclass(frozen=True)
class Wording:
    """The words of one language. `shared` holds the rules' own texts by id (messages, reasons, rating steps)."""

    language: Language
    shared: Mapping[str, Bilingual] = field(default_factory=dict)

    @cached_property
    def _texts(self) -> dict[str, Any]:
        return read_texts(self.language)

    def say(self, text_id: str, **values: object) -> str:
        """An interface text with its places filled. Raises KeyError for an id that does not exist."""
        text = self._texts[text_id]
        return fill(text, {name: self._plain(value) for name, value in values.items()})

    def count(self, text_id: str, number: int, **values: object) -> str:
        """An interface text that depends on `number`, itself available in it as `{n}`."""
        forms = self._texts[text_id]
        singular = number in (0, 1) if self.language == "fr" else number == 1
        form = forms["one"] if singular else forms["other"]
        return fill(form, {"n": self.number(number)} | {name: self._plain(value) for name, value in values.items()})

    def name(self, kind: str, value: str) -> str:
        """The name of a value of a vocabulary (`verdict`, `pass`); a code without name loses its hyphens.

        Items may be names that a site gave (`yt-remote-device-id`), interfaces those of a product: as they stand.
        """
        text = self._texts.get(f"{kind}.{value}")
        if isinstance(text, str):
            return text
        given = self.shared.get(f"{kind}.{value}")
        if given:
            return given.in_language(self.language)
        return clean_line(value if kind in ("item", "interface") else value.replace("-", " "))

    def bilingual(self, text: Bilingual, values: Mapping[str, str] | None = None) -> str:
        """A text of a rule in this language; French gets its non-breaking spaces before values are filled in."""
        chosen, values = text.in_language(self.language), values or {}
        for name, value in values.items():
            if value == "–" or (name == "hosts" and value == values.get("services")):
                chosen = _without_bracket(chosen, name)
        if self.language == "fr":
            chosen = french_spaces(chosen)
        return fill(chosen, self.localise(values))

    def localise(self, values: Mapping[str, str]) -> dict[str, str]:
        """Parameters of a message as they are shown: codes become names, ISO days become dates, text is cleaned."""
        return {name: self._localised(name, value) for name, value in values.items()}

    def number(self, value: float, decimals: int = 1) -> str:
        """A number: `1 234,5` in French, `1,234.5` in English; whole numbers without decimals."""
        whole = float(value).is_integer()
        text = f"{int(value):,}" if whole else f"{value:,.{decimals}f}"
        if self.language == "en":
            return text
        return text.replace(",", NARROW).replace(".", ",")

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as a whole percentage, rounded down so that 100 % means all."""
        figure = self.number(int(share * 100 + 1e-9))
        return f"{figure}{NBSP}%" if self.language == "fr" else f"{figure}%"

    def date(self, day: date) -> str:
        """`24 novembre 2026`, `1er décembre 2026`, `24 November 2026`."""
        number = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{number}{NBSP}{_MONTHS[self.language][day.month - 1]} {day.year}"

    def moment(self, moment: datetime) -> str:
        """A date with its time in UTC, which is said: reports from several machines must agree."""
        at = moment.astimezone(UTC) if moment.tzinfo else moment
        if self.language == "fr":
            return f"{self.date(at.date())} à {at.hour}{NBSP}h{NBSP}{at:%M}{NBSP}UTC"
        return f"{self.date(at.date())} at {at:%H:%M}{NBSP}UTC"

    def country(self, code: str | None) -> str:
        """The name of a country by its code; an unknown code as it stands, None as *undetermined*."""
        if not code:
            return self.say("label.undetermined")
        return read_countries(self.language).get(code.upper(), clean_line(code))

    def school_term(self, given: str) -> str:
        """A level or subject as this language names it; as it was given where it is not known."""
        text = clean_line(given)
        return read_school_terms(self.language).get(text.lower(), text)

    def listing(self, items: Iterable[str]) -> str:
        """`a, b et c` / `a, b and c`."""
        parts = list(items)
        if len(parts) < 2:
            return "".join(parts)
        joint = " et " if self.language == "fr" else " and "
        return ", ".join(parts[:-1]) + joint + parts[-1]

    def series(self, items: Iterable[str]) -> str:
        """Longer parts, separated by semicolons."""
        return (f"{NBSP}; " if self.language == "fr" else "; ").join(items)

    def days(self, days: float) -> str:
        """A lifetime in days, in the unit people use: minutes, hours, days, months above two months."""
        if days < 1 / 24:
            return self.count("unit.minutes", max(1, round(days * 1440)))
        if days < 1:
            return self.count("unit.hours", round(days * 24))
        if days < 62:
            return self.count("unit.days", round(days))
        return self.say("unit.days-months", days=self.number(round(days)), months=self.number(round(days / 30.44)))

    def period(self, days: int) -> str:
        """A period that a document states, in whole months or years where it is as long as the reader counts them.

        Three months are 91 days for it (365.25 / 12), so that a stated “90 days” stays as it is.
        """
        months = round(days / DAYS_A_MONTH)
        if months < 2 or round(months * DAYS_A_MONTH) != days:
            return self.count("unit.days", days)
        years, rest = divmod(months, 12)
        return self.count("unit.months", months) if rest else self.count("unit.years", years)

    def _localised(self, name: str, value: str) -> str:
        if value == "–":
            return self.say("label.not-stated")
        known, _, more = value.rpartition(" (+")
        if known and more[:-1].isdecimal() and more.endswith(")"):
            others = self.count("text.others", int(more[:-1]))
            return self.listing([*(self._localised(name, part) for part in known.split(", ")), others])
        parts = value.split(", ")
        if name in _COUNTRY_PARAMS and all(len(part) == 2 and part.isupper() for part in parts):
            return self.listing(self.country(part) for part in parts)
        if name in _NAME_PARAMS:
            return self.listing(self.name(_NAME_PARAMS[name], part) for part in parts)
        if name in _PERIOD_PARAMS and all(part.isdecimal() for part in parts):
            return self.listing(self.period(int(part)) for part in parts)
        if name in _NUMBER_PARAMS and value.isdecimal():
            return self.number(int(value))
        day = _iso_day(value)
        if day:
            return self.date(day)
        month = _iso_day(f"{value}-01") if len(value) == len("2026-03") else None
        return f"{_MONTHS[self.language][month.month - 1]} {month.year}" if month else clean_line(value)

    def _plain(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return clean_line(str(value))
        return self.number(value)


def _without_bracket(text: str, name: str) -> str:
    """`text` without a bracket that would say only that `name` is not stated, with its label where it has one."""
    before, place, after = text.partition(f"{{{name}}}")
    opening = before.rfind(" (")
    if not place or opening < 0 or not after.startswith(")") or set("{})") & set(before[opening:]):
        return text
    return before[:opening] + after[1:]


def _iso_day(value: str) -> date | None:
    if len(value) != 10 or value[4:5] != "-" or value[7:8] != "-":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
