"""Why an address was left out, in the words of the reader.

Evidence keeps the detail as the program wrote it, in English and never edited. Here it is recognised by the English
template it was made from (`skipped-detail` in the texts) and said in the report's language; what no template fits, such
as the message of a network library, is quoted as a technical message.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reports.clean import clean_line
from reports.load import read_texts
from reports.wording import Wording

_FAMILY = "skipped-detail."


def detail_in_words(detail: str, wording: Wording) -> str:
    """The detail of a skipped address in the language of `wording`; empty where there is none."""
    text = clean_line(detail)
    if not text:
        return ""
    for key, template in _templates():
        places = _places(template, text)
        if places is not None:
            return wording.say(key, **{name: _said(name, value, wording) for name, value in places.items()})
    return wording.say("label.technical", text=text)


@cache
def _templates() -> tuple[tuple[str, str], ...]:
    texts = read_texts("en")
    # The longest fixed beginning first, then the longest fixed text: a wide template must not take what a fuller fits.
    return tuple(
        sorted(
            ((key, text) for key, text in texts.items() if key.startswith(_FAMILY)),
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


def _places(template: str, text: str) -> Mapping[str, str] | None:
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


def _said(name: str, value: str, wording: Wording) -> str:
    if name == "detail":
        return detail_in_words(value, wording)
    if name in ("sign", "failure", "kind"):
        family = {"sign": "bot-sign", "failure": "name-failure", "kind": "wrong-target"}[name]
        return wording.name(family, value)
    return value
