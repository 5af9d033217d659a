"""What was observed and is named in a document: cookies by name, recipients by organisation or service.

Only names that were seen in this scan are looked for. A list may write a family of cookies once (`_pk_id.*`), so the
part of a name before its counter counts as the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalog.nouns.facts import CookieFact, StatementFact, ThirdPartyFact
from rules.derive.documents import ReadDocument
from rules.derive.fold import fold_same_length
from rules.derive.names import host_of
from rules.words import words

COOKIE = "cookie-declared"
RECIPIENT = "recipient-declared"
_AROUND = 80
_SHORTEST = 3
_COUNTER = 6
"""Letters from which on the last part of a name is a counter or an account's number, not a word."""


_PARTS = re.compile(r"[^_\-.%]+")
"""The parts of a cookie's name between the signs that join them."""
_JOINTS = ("_", "-")
_OF_COOKIES = re.compile(
    r"\bcookies?\b|\bsession\b|(?<!\w)_\w+|\d+ *(?:jours?|mois|ans?|heures?|minutes?|days?|months?|years?|hours?)\b"
)
"""What a line of a list of cookies holds beside a name (folded): the word, another name, a period."""
_DENYING = words("declared", "denying")
"""Words that deny what is named after them (folded)."""


def declared(
    documents: Iterable[ReadDocument], cookies: Iterable[CookieFact], parties: Iterable[ThirdPartyFact]
) -> tuple[StatementFact, ...]:
    """The observed names that documents hold, each once for each document. Documents that cannot be believed count
    here all the same: a name is a name."""
    names = dict.fromkeys(one.name for one in cookies if one.name)
    owners: dict[str, tuple[str, ...]] = {}
    for one in parties:
        if one.organisation and one.basis == "observed":
            forms = (*owners.get(one.organisation, (one.organisation,)), *_labels(one.cloaked_as or one.host))
            owners[one.organisation] = tuple(dict.fromkeys(forms))
    found: list[StatementFact] = []
    for document in documents:
        text = fold_same_length(document.text)
        for name in names:
            found += _named(document, text, COOKIE, name, cookie_forms(name)) or _listed(document, text, name)
        own = _labels(host_of(document.fact.url))
        for owner, forms in owners.items():
            others = tuple(form for form in forms if form == owner or form not in own)
            found += _named(document, text, RECIPIENT, owner, others)
    return tuple(found)


def cookie_forms(name: str) -> tuple[str, ...]:
    """How a list may write a cookie's name: in full, up to its counter or to a site's number, up to its first dot."""
    forms = [name]
    for part in _PARTS.finditer(name):
        if part.start() and _is_counter(part[0]):
            forms.append(name[: part.start()])
            break
    head, mark, tail = name.rpartition("_")
    if mark and head and tail.isupper() and len(tail) >= _COUNTER:
        forms.append(f"{head}_")
    if "." in name:
        forms.append(name.split(".", 1)[0])
    if "%2F" in name or "/" in name:
        forms.append(name.replace("%2F", "/").split("/", 1)[0])
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _SHORTEST))


def _is_counter(part: str) -> bool:
    """Whether a part of a name differs from site to site: digits alone, or letters and digits in a long row."""
    return part.isdigit() or (len(part) >= _COUNTER and any(each.isdigit() for each in part))


def _labels(host: str) -> tuple[str, ...]:
    """The name before the suffix of a host: `hotjar` of `static.hotjar.com`.

    A host of the site that stands for another (`cloaked_as`) has the name of that other: a site that names itself
    names no recipient.
    """
    parts = host.split(".")
    return (parts[-2],) if len(parts) > 1 and len(parts[-2]) > _SHORTEST else ()


def _named(
    document: ReadDocument, text: str, field: str, name: str, forms: tuple[str, ...]
) -> tuple[StatementFact, ...]:
    for form in forms:
        at = _find(text, fold_same_length(form), denied=field == RECIPIENT)
        if at >= 0:
            return (_statement(document, field, name, at, len(form)),)
    return ()


def _listed(document: ReadDocument, text: str, name: str) -> tuple[StatementFact, ...]:
    """A cookie whose name is shorter than a word (`fr`, `DV`), where it stands as an item of a line on cookies: one
    with a duration, or the name of another cookie."""
    if not 0 < len(name) < _SHORTEST:
        return ()
    item = re.compile(rf"(?:^|[|,;:\t(/]) *({re.escape(fold_same_length(name))}) *(?=$|[|,;\t)/])", re.MULTILINE)
    for found in item.finditer(text):
        line = text[text.rfind("\n", 0, found.start(1)) + 1 : (text.find("\n", found.end(1)) + 1 or len(text) + 1) - 1]
        if _OF_COOKIES.search(line):
            return (_statement(document, COOKIE, name, found.start(1), len(name)),)
    return ()


def _statement(document: ReadDocument, field: str, name: str, at: int, length: int) -> StatementFact:
    fact = document.fact
    start, end = max(0, at - _AROUND), min(len(document.text), at + length + _AROUND)
    return StatementFact(
        field=field, value=name, url=fact.url, blob=fact.blob, quote=document.text[start:end], start=start, end=end
    )


def _find(text: str, form: str, denied: bool = False) -> int:
    """Where a form stands as a word of its own, -1 where it does not; a form that ends in `_` or `-` is a beginning.

    `denied`: leave out places whose sentence denies it before ("no Google Analytics here" declares no Google).
    """
    at = text.find(form)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
        whole = not _is_letter(before) and (form.endswith(_JOINTS) or not _is_letter(after))
        if whole and not (denied and _is_denied(text, at)):
            return at
        at = text.find(form, at + 1)
    return -1


def _is_denied(text: str, at: int) -> bool:
    """Whether the words before a name, in its sentence, deny it."""
    head = text[max(0, at - _AROUND) : at]
    for stop in (".", "\n", ";", ":"):
        head = head.rpartition(stop)[2]
    words = f" {' '.join(head.replace(',', ' ').split())} "
    return any(f" {cue} " in words for cue in _DENYING)


def _is_letter(each: str) -> bool:
    return each.isalnum() or each == "_"
