"""The value data of the package: country names by language, organisations by spelling, value words by language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Final

import tomli

from rules.knowledge.datafiles import read_toml
from rules.reading.fold import fold, plain_letters
from rules.reading.load import REGIONS, languages, lexicon
from rules.reading.tokens import words
from rules.reading.values.numerals import numerals

_NO_SEAT: Final = "".join(f"(?<!{form} )" for form in ("sas", "sa", "sarl", "inc", "inc.", "ltd", "gmbh", "llc"))

_REGIONS_OF: Final = ("aws", "gcp", "azure", "azure-documented")
"""Clouds whose regions have names that are nothing else in a text."""


def _table(name: str) -> dict[str, dict[str, list[str]]]:
    text = (resources.files("rules.reading.values") / name).read_text(encoding="utf-8")
    return tomli.loads(text)


def _regions() -> dict[str, list[str]]:
    """The names of clouds' regions by country, as their operators' documentation and published ranges have them."""
    table, found = read_toml(REGIONS), dict[str, list[str]]()
    for vendor in _REGIONS_OF:
        for name, country in table[vendor].items():
            found.setdefault(country, []).append(name)
    return found


def alternation(spellings: list[str]) -> str:
    """A pattern for any of the spellings, the longest that fits, white space free.

    Common beginnings are written once, as a tree: a list of some hundred names would be tried name by name at every
    word of a text.
    """
    root = _Branches()
    for spelling in sorted(set(spellings)):
        branch = root
        for part in re.findall(r" +|[^ ]", spelling):
            branch = branch.setdefault(r"\s+" if part[0] == " " else re.escape(part), _Branches())
        branch[""] = _Branches()
    return _written(root)


class _Branches(dict[str, "_Branches"]):
    """What may follow: a pattern for one character, with its own followers; the empty one ends a spelling."""


def _written(branches: dict[str, _Branches]) -> str:
    ways = [part + _written(following) for part, following in branches.items() if part]
    if not ways:
        return ""
    if "" in branches:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@cache
def countries(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern over plain folded text and the code of each spelling; English names serve every language.

    The regions of clouds (`eu-west-3`) are spellings of the countries that they stand in.
    """
    table = _table("countries.toml")
    codes = {name: code for code, names in _regions().items() for name in names}
    for source in dict.fromkeys(("en", language)):
        for code, names in table.get(source, {}).items():
            for name in names:
                codes[plain_letters(name)] = code
    short = [name for name in codes if len(name) <= 3]
    full = [name for name in codes if len(name) > 3]
    codes.update({name.rstrip("."): codes[name] for name in list(codes)})
    pattern = rf"(?<![\w@.-])(?:{alternation(full)}|{alternation([*short, 'u.s', 'u.k'])})(?![\w@]|-\w|\.c\b)"
    return re.compile(pattern), codes


def mentions(text: str, place: str, language: str) -> Iterator[re.Match[str]]:
    """Where plain folded text names a country, given by its ISO 3166-1 code (or `EU`, `EEA`)."""
    pattern, codes = countries(language)
    return (match for match in pattern.finditer(text) if codes.get(" ".join(match[0].split())) == place)


@cache
def cities(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern over plain folded text for cities where something stands, and the country of each spelling.

    One match is a city, or several of a list; what stands before the first is a word of place, a colon, or a bracket
    that does not follow a company's legal form: that would be its seat.
    """
    table = _table("cities.toml")
    codes = {
        plain_letters(name): code
        for source in dict.fromkeys(("en", language))
        for code, names in table.get(source, {}).items()
        for name in names
    }
    located = "|".join(table["located"].get(language, table["located"]["en"]))
    city = rf"(?:{alternation(list(codes))})(?![\w@]|-\w|\.c\b)"
    before = rf"(?:(?<![\w-])(?:{located})(?: the)? |{_NO_SEAT}\(|: )"
    return re.compile(rf"{before}({city}(?: ?(?:,|and|et|und|ou|or|&|/) ?(?:(?:a|in) )?{city})*)"), codes


@cache
def city_names(language: str) -> re.Pattern[str]:
    """A pattern for one city's name."""
    return re.compile(rf"(?<!\w)(?:{alternation(list(cities(language)[1]))})(?!\w)")


@cache
def states() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern over plain folded text, from the end of a city's name on, for the state that says which city is meant.

    `Dublin, Ohio` and `London (Ontario)` are in the country of the state; its name is the pattern's first group. Where
    more names follow, it may be one more place of a list.
    """
    codes = {plain_letters(name): code for code, names in _table("cities.toml")["states"].items() for name in names}
    return re.compile(rf" ?[,(] ?({alternation(list(codes))})(?!\w)(?! ?(?:,|and |et |und |ou |or |&))"), codes


@cache
def words_of_places(language: str) -> frozenset[str]:
    """The longest word of each country's and each city's name: a sentence without any of them names none."""
    tables = (_table("countries.toml"), _table("cities.toml"))
    sources = dict.fromkeys(("en", language))
    by_code = [_regions(), *(one.get(code, {}) for one in tables for code in sources)]
    return _telling(name for names_by_code in by_code for names in names_by_code.values() for name in names)


@cache
def words_of_organisations() -> frozenset[str]:
    """The longest word of each organisation's name: a sentence without any of them names none."""
    return _telling(name for names in _table("organisations.toml")["organisations"].values() for name in names)


@cache
def words_of_durations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Units and number words: a sentence without a unit, or with neither digit nor number word, tells no duration."""
    known = lexicon(language).values
    spelled = {**numerals(language), **known.numbers}
    return _telling(name for names in known.units.values() for name in names), _telling(spelled)


def _telling(names: Iterable[str]) -> frozenset[str]:
    """The word of each name that other texts have least, as a rule the longest; with its accents and without."""
    longest = [max(found, key=len) for name in names if (found := words(fold(name)))]
    return frozenset(longest) | frozenset(map(plain_letters, longest))


@cache
def organisations() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern over plain folded text and the name of each spelling."""
    names = {
        plain_letters(s): name for name, found in _table("organisations.toml")["organisations"].items() for s in found
    }
    return re.compile(rf"(?<![\w@./-])(?:{alternation(list(names))})(?![\w@-]|\.\w)"), names


@cache
def units(language: str) -> tuple[re.Pattern[str] | None, dict[str, str], dict[str, float]]:
    """A pattern for `number unit`, the unit of each spelling, the value of each number word."""
    known = lexicon(language).values
    spelled = {plain_letters(s): unit for unit, names in known.units.items() for s in names}
    written = {**numerals(language), **known.numbers}
    numbers = {plain_letters(n): value for n, value in written.items()}
    if not spelled:
        return None, {}, {}
    number = rf"(\d{{1,4}}(?:[.,]\d)?|{alternation(list(numbers))})" if numbers else r"(\d{1,4}(?:[.,]\d)?)"
    unit = alternation(list(spelled))
    between = r"(?:\s*\(\s*\w[\w\s-]{0,23}\))?(?:[\s-]+(?:[^\W\d]\w*\s+)?|(?<=\d))"
    pattern = rf"(?<![\w.,/]){number}{between}({unit})(?!\w)"
    return re.compile(pattern), dict(spelled), numbers


@cache
def months(language: str) -> dict[str, int]:
    """The number of each month's spellings, English ones included."""
    found: dict[str, int] = {}
    for code in dict.fromkeys(("en", language)):
        if code in languages():
            for number, names in enumerate(lexicon(code).values.months, 1):
                found.update({plain_letters(name): number for name in names})
    return found
