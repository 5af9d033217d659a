"""What the program wrote down in English, in the words of the reader.

Evidence and citations keep short facts as they were written, in English and never edited: why an address was left out,
what a proof shows. Here they are recognised by the English template they were made from (in the texts) and said in the
report's language. A detail that no template fits, such as the message of a network library, is quoted as a technical
message; a note that none fits is a name or a title and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reports.clean import clean_line
from reports.load import read_texts
from reports.wording import Wording

DETAIL = "skipped-detail."
NOTE = "note."
_NAMED = {
    "sign": "bot-sign",
    "failure": "name-failure",
    "kind": "wrong-target",
    "outcome": "http-outcome",
    "probe": "http-outcome",
    "language": "language",
    "problem": "problem",
    "storage": "storage",
}
"""Places that hold a value of a vocabulary."""
_CLOSED = ("sign", "outcome", "probe", "storage")
"""Of these, those whose template fits only a value that has a name: what it is made from is the program's own."""


def detail_in_words(detail: str, wording: Wording) -> str:
    """The detail of a skipped address in the language of `wording`; empty where there is none."""
    text = clean_line(detail)
    return (_said(DETAIL, text, wording) or wording.say("label.technical", text=text)) if text else ""


def note_in_words(note: str, wording: Wording) -> str:
    """The note of a citation in the language of `wording`; one that is no phrase of the program as it stands."""
    text = clean_line(note)
    return _said(NOTE, text, wording) or text


def _said(family: str, text: str, wording: Wording) -> str | None:
    for key, template in templates(family):
        places = places_in(template, text)
        if places is not None and all(_fits(name, value) for name, value in places.items()):
            return wording.say(key, **{name: _named(name, value, wording) for name, value in places.items()})
    return None


def _fits(name: str, value: str) -> bool:
    if name in ("asn", "max_age"):
        return value.isdecimal()
    return name not in _CLOSED or f"{_NAMED[name]}.{value}" in read_texts("en")


def _named(name: str, value: str, wording: Wording) -> str:
    if name == "detail":
        return detail_in_words(value, wording)
    if name == "date":
        return wording.localise({name: value})[name]
    if name == "max_age":
        return wording.days(int(value) / 86_400)
    if name == "place":
        return _place(value, wording)
    return wording.name(_NAMED[name], value) if name in _NAMED else value


def _place(value: str, wording: Wording) -> str:
    """Where a host is: a country by its code, or what stands in front of it."""
    if value.startswith("behind "):
        return wording.say("host.masked", operator=value.removeprefix("behind "))
    return wording.say("label.undetermined") if value == "undetermined" else wording.country(value)


@cache
def templates(family: str) -> tuple[tuple[str, str], ...]:
    """The English templates of a family, the fullest first: a wide one must not take what a fuller one fits."""
    texts = read_texts("en")
    return tuple(
        sorted(
            ((key, text) for key, text in texts.items() if key.startswith(family)),
            key=lambda pair: (-len(_parts(pair[1])[0][0]), -sum(len(fixed) for fixed, _ in _parts(pair[1]))),
        )
    )


@cache
def _parts(template: str) -> tuple[tuple[str, str], ...]:
    """The template as fixed text, each with the place after it (the last with none)."""
    found, rest = [], template
    while rest:
        fixed, _, after = rest.partition("{")
        name, _, rest = after.partition("}")
        found.append((fixed, name))
    if found and found[-1][1]:
        found.append(("", ""))
    return tuple(found)


def places_in(template: str, text: str) -> Mapping[str, str] | None:
    """What stands in the template's places where the text was made from it, else None."""
    (start, name), *others = _parts(template)
    if not text.startswith(start):
        return None
    values, rest = {}, text[len(start) :]
    for fixed, following in others:
        at = len(rest) if not fixed else rest.rfind(fixed) if not following else rest.find(fixed)
        if at < 0 or (not following and at + len(fixed) != len(rest)):
            return None
        values[name], rest, name = rest[:at], rest[at + len(fixed) :], following
    return values if not rest else None
