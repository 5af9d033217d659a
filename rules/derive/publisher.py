"""Where the publisher is established, by what it prints of itself; and whether it addresses French schools."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import tomli

from catalog.nouns.facts import StatementFact
from catalog.nouns.finding import Citation
from rules.derive.fold import fold, fold_same_length
from rules.derive.legal_notice import HOST_CUES, company_form
from rules.derive.names import host_of
from rules.derive.providers import SCHOOL_PROVIDERS
from rules.derive.sentences import sentences
from rules.derive.statements import PageText
from rules.reading.fold import plain_letters
from rules.reading.values.lists import countries
from rules.words import holds, words

FRENCH_ENDINGS = (".fr", ".re", ".gp", ".mq", ".gf", ".yt", ".bzh", ".paris", ".alsace", ".corsica", ".nc", ".pf")
"""Endings of French names: the country, its territories and regions."""

DATA: dict[str, dict[str, list[str]]] = tomli.loads(
    files("rules.derive").joinpath("established.toml").read_text("utf-8")
)
"""Registers, streets and names in addresses; the file says whence."""
DOES = re.compile(r"\b(?:provides?|operates?|offers?|runs?|publishes|develops?|fournit|propose|exploite|édite|offre)\b")
"""Verbs between a company's name and address and what it does for whom."""
FRENCH_REGISTERS = tuple(DATA["french"]["registers"])
REGISTERS = tuple((code, tuple(cues)) for code, cues in DATA["registers"].items())
STREETS = frozenset(DATA["french"]["streets"])

Established = tuple[str | None, Citation | None]


def publisher_country(statements: Iterable[StatementFact], notices: Iterable[tuple[str, str, str]]) -> Established:
    """The country where the publisher is established and what shows it, or (None, None).

    `statements` are the items of legal notices; `notices` are (address, blob, text of the publisher's part).
    A French register number settles it; then a foreign register's words; then the country of the postal address.
    """
    items = list(statements)
    texts = list(notices)
    for one in items:
        near = fold(_before_the_host(one.quote))
        french = "luxembourg" not in near and any(cue in near for cue in FRENCH_REGISTERS)
        if one.field == "registration" and french:
            return "FR", _cited(one)
    for url, blob, text in texts:
        country = _by_register(fold(text))
        if country:
            return country, Citation(url=url, blob=blob)
    for one in items:
        if one.field in ("publisher-address", "publisher-name"):
            country = country_in(_before_the_host(one.quote))
            if country:
                return country, _cited(one)
    for one in items:
        if one.field == "publisher-address" and _french_code(_before_the_host(one.quote)):
            return "FR", _cited(one)
    for one in items:
        if one.field == "controller-identity" and (country := country_of_company(one.quote)):
            return country, _cited(one)
    forms = [one for one in items if one.field == "company-form"]
    return ("FR", _cited(forms[0])) if forms and any(i.field == "capital" for i in items) else (None, None)


def _before_the_host(quote: str) -> str:
    """A line of a notice up to where it names the host, whose address and register are not the publisher's."""
    folded = fold_same_length(quote)
    places = [at for cue in HOST_CUES if (at := folded.find(cue)) > 0]
    return quote[: min(places)] if places else quote


@lru_cache(maxsize=4096)
def country_in(text: str) -> str | None:
    """The country named in an address, by whole words; the last one named wins (an address ends with its country)."""
    written = plain_letters(fold(text))
    for place in DATA["not-countries"]["places"]:
        written = written.replace(place, " ")
    named = [
        (match.end(), codes[re.sub(r"\s+", " ", match[0])])
        for pattern, codes in _names_of_countries()
        for match in pattern.finditer(written)
    ]
    return max(named)[1] if named else None


@cache
def _names_of_countries() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Patterns and codes of English, French and German names, and of those that stand in addresses."""
    others = {plain_letters(name): code for code, names in DATA["addresses"].items() for name in names}
    longest_first = "|".join(sorted(map(re.escape, others), key=len, reverse=True))
    return (*(countries(language) for language in ("fr", "de")), (re.compile(rf"\b(?:{longest_first})\b"), others))


def country_of_company(text: str) -> str | None:
    """The country of a company by one line that presents it: its address, its register, its legal form."""
    # "… Atlanta, USA runs a library for schools in France": what the company does is no address of it.
    presented = DOES.split(text, maxsplit=1)[0]
    return _of_company(presented) or (_of_company(text) if presented != text else None)


def _of_company(text: str) -> str | None:
    named = country_in(text)
    if named:
        return named
    folded = fold(text)
    if (company_form(text) and _french_code(text)) or any(cue in folded for cue in FRENCH_REGISTERS):
        return "FR"
    return _by_register(folded) or ("DE" if " gmbh" in folded else None) or ("NL" if " b.v." in folded else None)


SCHOOLS_OF_FRANCE = words("publisher", "schools-of-france")
"""Words by which a page in another language addresses schools of France (folded)."""
NOT_THERE = words("publisher", "not-there")


def french_offer(pages: Iterable[PageText], home: str) -> bool:
    """Whether the site addresses French-speaking schools of France: a French name, pages in French, a log-in with
    accounts of French public education, or words on schools in France in any language.

    Documents alone do not make an offer: a translated policy may stand beside an English product.
    """
    if host_of(home).endswith(FRENCH_ENDINGS):
        return True
    own = [one for one in pages if one.page.surface != "documents" and one.page.status == 200]
    return any(
        one.page.language == "fr"
        or not SCHOOL_PROVIDERS.isdisjoint(one.page.social_logins)
        or _addresses_schools_of_france(one.text)
        for one in own
    )


def _addresses_schools_of_france(text: str) -> bool:
    folded = fold(text)
    if not holds(folded, SCHOOLS_OF_FRANCE):
        return False
    said = [sentence for _, sentence in sentences(folded.replace(". ", ".\n")) if holds(sentence, SCHOOLS_OF_FRANCE)]
    return any(not holds(sentence, NOT_THERE) for sentence in said)


def _by_register(folded: str) -> str | None:
    padded = f" {' '.join(folded.split())} "
    return next((code for code, cues in REGISTERS if any(cue in padded for cue in cues)), None)


def _french_code(text: str) -> bool:
    """A five-digit code of a French department before a word (departments 01 to 98) and a French street word."""
    words = [word.strip(",;:()–-") for word in fold(text).split()]
    street = not STREETS.isdisjoint(words)
    return any(
        len(word) == 5 and word.isdigit() and "01" <= word[:2] <= "98" and (street or following == "paris")
        for word, following in zip(words, [*words[1:], ""], strict=True)
    )


def _cited(one: StatementFact) -> Citation:
    return Citation(url=one.url, quote=one.quote, start=one.start, end=one.end, blob=one.blob)
