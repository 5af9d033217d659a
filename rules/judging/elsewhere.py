"""Places that a sentence names without putting the tool's data there: denied, left to others, or past.

"Not hosted in the United States but in France", "unlike tools that keep their data there", "until 2023 they were": who
takes such a country for the place of hosting charges a vendor with what it rules out (criteria, 5.1: negation, contrast
and time; 5.2: who a sentence is about).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rules.derive.fold import fold
from rules.reading.fold import plain_text
from rules.reading.values.lists import mentions
from rules.words import holds, words
from rules.words.phrases import one_of, phrases

OTHERS = words("elsewhere", "others")
"""Words that begin a comparison, or name other tools (folded)."""
PAST = words("elsewhere", "past")
"""Words of what was so and is no more (folded)."""
STILL = words("elsewhere", "still")
"""Words by which a denial keeps the place after it (folded): `not outside France`, `nowhere but`, `does not leave`."""
IF_EVER = words("elsewhere", "if-ever")
"""Words of what may come one day, is being weighed, or hangs on what a customer chooses (folded)."""
LATER = words("elsewhere", "later")
"""Words of a day to come (folded): beside a verb in the future they tell a plan; `will be hosted` alone promises."""
ANOTHER = words("elsewhere", "another-service")
"""Who keeps data for another end than running the tool (folded)."""
RELATIVE = words("elsewhere", "relative")
"""Words by which a part of a sentence goes on with the one before it (folded)."""
NEGATION = phrases("elsewhere", "negation")
NO_NEGATION = phrases("elsewhere", "no-negation")
"""Words that look like an `and` and deny what follows: the reach of a denial goes on over them."""
JOINED = phrases("elsewhere", "joined")
"""What ends the reach of a denial: `are not sold and are hosted in …`."""
RATHER = phrases("elsewhere", "rather-than")
"""What sets a place aside for another; the place stands a few words behind it."""
LEFT = phrases("elsewhere", "left-behind")
"""What was left: `we moved our servers from …`; the place stands at its end, and where they went after it."""
NEW_SUBJECT = phrases("elsewhere", "new-subject")
"""Where a sentence goes on with another subject: an option before it is none of what follows."""
OPTION = phrases("elsewhere", "option")
"""What makes of a place an option (folded): a customer asks for it, chooses it or pays for it."""
THEN_OPTION = phrases("elsewhere", "then-option")
"""The same right behind the place."""
POSSIBLE = phrases("elsewhere", "possible")
PEOPLE_THERE = words("elsewhere", "people-there")
KEEPING = words("elsewhere", "keeping")
FUTURE = phrases("elsewhere", "future")
FLEET = phrases("elsewhere", "fleet")
"""The sites that a host has, here and elsewhere: they say nothing of this tool's data."""
KEPT = phrases("elsewhere", "what-is-kept")
OF_PEOPLE = phrases("elsewhere", "of-people")
"""Whom a country is named for: `schools in …`."""
_RATHER = 5
"""Words between what sets a place aside and the place."""
_PARTS = re.compile(rf"[;:.!?()]|, | {one_of(words('elsewhere', 'contrast'))}(?=\W|e\b)| [–—-] ")
_AT = one_of(words("elsewhere", "at"))
_THE = one_of(words("elsewhere", "the"))
_BARE = re.compile(rf" ?(?:{_AT}(?: {_THE})? )?")
"""A place set between commas, which goes on with what stands before it."""
_STATES = re.compile(r"\bU\.?S\.?(?:A\.?)?(?![\w])")
"""The United States in capitals: folded they are a pronoun."""
_PEOPLE = one_of(words("elsewhere", "people"))
_BASED = one_of(words("elsewhere", "based"))
_THERE = one_of((*words("elsewhere", "based"), *words("elsewhere", "at"), *words("elsewhere", "the")))
_ASIDE = rf"\b{one_of(words('elsewhere', 'of-or-for'))}(?<!\w')\b(?:[ ']\w+){{0,3}}[ ']"
_IF_YOU = one_of(words("elsewhere", "if-you"))
_OUTSIDE = one_of(words("elsewhere", "outside"))


def places_nothing(quote: str, place: str, language: str) -> bool:
    """Whether every mention of a country in a quote is denied, past, of other tools, or for customers over there.

    `place` is an ISO 3166-1 code, or `EU` and the like; a quote that does not name it in words places it as it may.
    """
    parts = list(_set_aside(_spelled(quote), place, language))
    return bool(parts) and all(parts)


def of_another_service(quote: str, place: str, language: str) -> bool:
    """Whether every mention of a country in a quote tells where a payment service, a partner or a ministry keeps data.

    Such data may be the tool's own, sent there; but the tool is not hosted there for it.
    """
    text = _spelled(quote)
    before = [_part_before(text, match.start()) for match in mentions(text, place, language)]
    return bool(before) and all(holds(part, ANOTHER) for part in before)


def only_possible(quote: str, place: str, language: str) -> bool:
    """Whether every mention of a country in a quote only tells where data can or may be kept."""
    text = _spelled(quote)
    before = [_clause_before(text, match.start()) for match in mentions(text, place, language)]
    return bool(before) and all(POSSIBLE.search(part) for part in before)


def _spelled(quote: str) -> str:
    return plain_text(fold(_STATES.sub("United States", quote)))


def _set_aside(text: str, place: str, language: str) -> Iterator[bool]:
    """For each mention of the place, whether it is void."""
    for match in mentions(text, place, language):
        part = _part_before(text, match.start())
        whole = _clause_before(text, match.start())
        told = _apposed(text, match.start()) or part
        yield (
            _is_denied(part)
            or holds(told, PAST)
            or holds(told, OTHERS)
            or OF_PEOPLE.search(whole) is not None
            or _only_planned(text, whole)
            or THEN_OPTION.match(text[match.end() :].lstrip(" ,")) is not None
            or (holds(part, PEOPLE_THERE) and not holds(part, KEEPING))
            or LEFT.search(whole) is not None
            or (FLEET.search(whole) is not None and KEPT.search(text) is None)
            or _of_customers_there(text, place)
        )


def _apposed(text: str, end: int) -> str:
    """The part before a place that stands between commas (`our former servers, in …, were shut`); empty elsewhere."""
    comma = text.rfind(",", 0, end)
    if comma < 0 or not _BARE.fullmatch(text, comma + 1, end):
        return ""
    return f"{_part_before(text, comma)}{text[comma:end]}"


def _clause_before(text: str, end: int) -> str:
    """The words before a place from the last full stop, semicolon or colon on: their opening holds behind commas."""
    start = max(text.rfind(mark, 0, end) for mark in ".;:!?")
    return f" {text[start + 1 : end]}"


def _only_planned(text: str, before: str) -> bool:
    """Whether a place is a plan, a possibility or an option: `from 2027 on data will be hosted in …`, `on request`."""
    own = before[max((match.end() for match in NEW_SUBJECT.finditer(before)), default=0) :]
    return (
        holds(f" {own}", IF_EVER)
        or OPTION.search(own) is not None
        or (FUTURE.search(before) is not None and holds(f" {text}", LATER))
    )


def _part_before(text: str, end: int) -> str:
    """The part of the sentence that leads to a place, with the part before it where it only goes on with that one."""
    starts = [0, *(match.end() for match in _PARTS.finditer(text, 0, end))]
    while len(starts) > 1 and holds(f" {text[starts[-1] : end].lstrip()[:12]}", RELATIVE):
        starts.pop()
    return f" {text[starts[-1] : end]} "


def _is_denied(part: str) -> bool:
    """Whether the last denial of a part reaches the place at its end."""
    if any(len(part[found.end() :].split()) <= _RATHER for found in RATHER.finditer(part)):
        return True
    denials = list(NEGATION.finditer(part))
    if not denials or holds(part, STILL):
        return False
    return JOINED.search(NO_NEGATION.sub(" ", part[denials[-1].end() :])) is None


def _of_customers_there(text: str, place: str) -> bool:
    """Whether a sentence says where the data of customers in that very country are: `for US schools, in Virginia`."""
    pattern = _customers_of(place)
    return pattern is not None and pattern.search(text) is not None


@cache
def _customers_of(place: str) -> re.Pattern[str] | None:
    named = [one.partition(" ")[2] for one in words("elsewhere", "demonyms") if one.startswith(place.lower() + " ")]
    if not named:
        return None
    names = f"(?:{'|'.join(map(re.escape, named))})"
    there = rf"(?:{_THERE} )+{names}"
    based = rf"(?:-{_BASED}| {_BASED})?"
    return re.compile(
        rf"{_ASIDE}?{names}{based} {_PEOPLE}\b(?=[^;.]*[,:]|'| data)"
        rf"|{_ASIDE}{names}{based} {_PEOPLE}\b|{_ASIDE}?{_PEOPLE} {names}\b(?=[^;.]*[,:])"
        rf"|{_ASIDE}{_PEOPLE} (?:\w+ )?{names}\b|{_ASIDE}{_PEOPLE} {there}\b"
        rf"|^ ?(?:{_THE} )?{_PEOPLE} {there}\b"
        rf"|\b{_IF_YOU}\b(?![^,;.]*{_OUTSIDE})[^,;.]*{names}\b[^,;.]*,"
    )
