"""The items of a French legal notice (LCEN article 1-1, formerly 6 III), read line by line.

A notice is a small form with free layout: who publishes, who directs the publication, who hosts. Each line is read
within the part it stands in, so that the host's number is never taken for the publisher's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from rules.derive.fold import fold_same_length
from rules.derive.numbers import numbers, phones
from rules.reading.rows import PARTED
from rules.words import holds, words

Part = Literal["publisher", "host", "director", "none"]


class Item(NamedTuple):
    """A field of the notice: its kind, its value and its place in the text."""

    field: str
    value: str
    start: int
    end: int


HOST_CUES = words("legal-notice", "host-cues")
DIRECTOR_CUES = words("legal-notice", "director-cues")
PUBLISHER_CUES = words("legal-notice", "publisher-cues")
LABELS = words("legal-notice", "labels")
"""Labels that publisher and host have alike."""
OTHER_CUES = words("legal-notice", "other-cues")
STRANGERS = words("legal-notice", "strangers")
"""Words of a line on what others run ("a plugin of the network X, operated by X Inc."): it presents no publisher."""
COMPANY_FORMS = (
    "SAS", "S.A.S.", "S.A.S", "SASU", "SARL", "S.A.R.L.", "S.A.R.L", "EURL", "SA", "S.A.", "SCOP", "SCIC", "SNC", "SCA",
    "SELARL",
)  # fmt: skip
COMPANY_WORDS = words("legal-notice", "company-words")
"""Forms of company that must print their capital (Code de commerce R123-238 [M]): in capitals, or in words."""
PERSON_FORMS = words("legal-notice", "person-forms")
BODY_FORMS = words("legal-notice", "body-forms")
STREETS = words("legal-notice", "streets")
REGISTERS = words("legal-notice", "registers")
MAX_TEXT = 60_000
"""Characters of a notice that are read; the items of a notice inside long terms stand near its head or its foot."""
THOUSANDS = re.compile(r"(?:,\d{3})+(?!\d)")
VALUE = 160
DEFINED = ("»", "”", '"', "’)", ")")
"""What closes a term that a sentence defines (`Alpha (« l’Éditeur ») may …`): its name stands before, not after."""
ACTING = words("legal-notice", "acting")
"""What a sentence on the publisher goes on with (folded): `l’Éditeur peut modifier …` names nobody."""
LABEL = 45
"""Characters of a label before a colon at most: "et responsable de la rédaction :"."""
ARTICLES = ("le ", "la ", "l'", "notre ", "son ", "sa ", "the ", "our ", "its ")
"""Words that open an office rather than a name (folded)."""
LONGEST_PERSON = 5
"""Words of a person's name at most, title included."""


def notice_items(text: str) -> tuple[Item, ...]:
    """The items found, each kind once, in the order of the text. `company-form` and `body-form` are among them."""
    found: dict[str, Item] = {}
    for part, start, line in _parts(text[:MAX_TEXT]):
        for item in _items(part, start, line, text):
            found.setdefault(item.field, item)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def publisher_part(text: str) -> str:
    """The lines of a notice that speak of the publisher, not of the host or of anything else."""
    pieces = [text[start : start + len(line)] for part, start, line in _parts(text[:MAX_TEXT]) if part == "publisher"]
    return "\n".join(pieces)


def _parts(text: str) -> Iterator[tuple[Part, int, str]]:
    """Each line with its offset, folded, and the part of the notice it stands in.

    A line may hold several parts ("Éditeur : X. Hébergeur : Y."): it is cut before each cue.
    """
    part: Part = "publisher"
    at, awaited = 0, False
    for line in text.split("\n"):
        folded = fold_same_length(line)
        for start, piece in _cut(folded):
            # Under a bare title "Hébergement", "Société : X" is the host's name and opens no part of its own.
            if not (awaited and holds(piece, LABELS)):
                part = _part_of(piece, part)
            yield part, at + start, piece
            if piece.strip():
                awaited = part == "host" and _is_title(piece)
        at += len(line) + 1


def _is_title(piece: str) -> bool:
    """Whether a line only names the host's part, without saying who hosts."""
    return any(cue in piece and not _stripped(piece.partition(cue)[2]) for cue in HOST_CUES)


def _cut(folded: str) -> list[tuple[int, str]]:
    """Pieces of a line, each beginning where a cue changes who is spoken of."""
    places = {0}
    for cue in (*HOST_CUES, *DIRECTOR_CUES):
        at = folded.find(cue)
        if at > 0:
            places.add(_sentence_start(folded, at))
    ordered = sorted(places)
    return [
        (start, folded[start:end])
        for start, end in zip(ordered, [*ordered[1:], len(folded)], strict=True)
        if end > start
    ]


def _sentence_start(folded: str, at: int) -> int:
    """Where the sentence that holds `at` begins, so that "Le site est hébergé par" stays together."""
    for back in range(at - 1, max(0, at - 60), -1):
        if folded[back] in ".;" and folded[back + 1 : back + 2] == " ":
            return back + 2
    return at


def _part_of(piece: str, current: Part) -> Part:
    if holds(piece, DIRECTOR_CUES):
        return "director"
    if holds(piece, HOST_CUES):
        return "host"
    if holds(piece, PUBLISHER_CUES):
        return "none" if holds(piece, STRANGERS) else "publisher"
    if len(piece) < 70 and holds(piece, OTHER_CUES):
        return "none"
    return current


def _items(part: Part, start: int, line: str, text: str) -> Iterator[Item]:
    """The fields of one line; `start` is its offset in `text`, `line` is folded."""
    end = start + len(line)

    if part == "director" or holds(line, DIRECTOR_CUES):
        name = _named_before(DIRECTOR_CUES, line, start, text) or _named_after(DIRECTOR_CUES, line, start, text)
        if name:
            yield name._replace(field="publication-director")
    if part in ("publisher", "director"):
        yield from _publisher(start, line, text)
    elif part == "host":
        name = _named_after(HOST_CUES, line, start, text)
        if name:
            yield name._replace(field="host-name")
        if _has_address(line):
            yield Item("host-address", text[start:end].strip()[:VALUE], start, end)
        for phone in phones(line, short=True):
            yield Item("host-phone", phone.digits, start + phone.start, start + phone.end)


def _publisher(start: int, line: str, text: str) -> Iterator[Item]:
    end = start + len(line)
    written = text[start:end]
    company = company_form(written)
    body = next((form for form in BODY_FORMS if holds(line, (form,))), None)
    if company:
        yield Item("company-form", company, start, end)
    elif body:
        yield Item("body-form", body, start, end)
    registered = list(_registration(start, line, text))
    capital = _capital(start, line)
    name = _named_after(PUBLISHER_CUES, line, start, text)
    if name is None and (company or body or registered or capital or holds(line, PERSON_FORMS)):
        name = _first_part(start, written)
    if name:
        yield name._replace(field="publisher-name")
    if _has_address(line):
        yield Item("publisher-address", written.strip()[:VALUE], start, end)
    for phone in phones(line):
        yield Item("publisher-phone", phone.digits, start + phone.start, start + phone.end)
    yield from registered
    if capital:
        yield capital


def company_form(written: str) -> str | None:
    """The form of company a line names, in lower case; `SA` counts in capitals only (`sa` is also a possessive)."""
    words = {word.strip(',;:()«»"') for word in written.split()}
    words |= {word.rstrip(".") for word in words}
    found = next((form for form in COMPANY_FORMS if form in words), None)
    if found:
        return found.lower()
    folded = fold_same_length(written)
    return next((form for form in COMPANY_WORDS if form in folded), None)


def _capital(start: int, line: str) -> Item | None:
    at = line.find("capital")
    amount = next((one for one in numbers(line) if one.start > at), None) if at >= 0 else None
    if amount is None:
        return None
    after, before = line[amount.end : amount.end + 12], line[max(at, amount.start - 5) : amount.start]
    if any(unit in after for unit in ("€", "eur", "f")) or any(unit in before for unit in ("€", "eur")):
        thousands = THOUSANDS.match(line, amount.end)
        end = thousands.end() if thousands else amount.end
        digits = "".join(c for c in line[amount.start : end] if c.isdigit())
        return Item("capital", digits, start + amount.start, start + end)
    return None


def _first_part(start: int, written: str) -> Item | None:
    """The first words of a line that names the publisher without saying so, up to its address or capital."""
    value = _name_alone(_stripped(written.rpartition(PARTED)[2]))
    if not any(c.isupper() for c in value) or "[" in value or value not in written:
        return None
    place = start + written.find(value)
    return Item("", value[:VALUE], place, place + len(value))


def _registration(start: int, line: str, text: str) -> Iterator[Item]:
    """A register number: SIREN (9 digits), SIRET (14), RNA (W and 9 digits), or any number after a register's name.

    Where a line holds the register's name alone, the number stands on the next.
    """
    cue = next((word for word in REGISTERS if holds(line, (word,))), None)
    if cue is None:
        return
    after = line.find(cue) + len(cue)
    if not any(c.isdigit() for c in line) and not _stripped(line[after:]):
        start += len(line) + 1
        line, after = fold_same_length(text[start:].partition("\n")[0][:VALUE]), 0
    for number in numbers(line):
        if len(number.digits) in (9, 14) or (len(number.digits) >= 6 and number.start >= after):
            yield Item("registration", number.digits, start + number.start, start + number.end)
            return


def _named_after(cues: tuple[str, ...], line: str, start: int, text: str) -> Item | None:
    """What follows a cue: after a colon or a verb on the line, else the next line. None where nothing is named.

    A name holds a letter and a capital; a heading that only repeats the cue names nobody. The item's field is empty.
    """
    for cue in cues:
        at = line.find(cue)
        if at < 0:
            continue
        begin, end = start + at + len(cue), start + len(line)
        if text[begin:end].lstrip().startswith(DEFINED):
            continue
        value = _stripped(text[begin:end])
        if value[:1].islower() and fold_same_length(value).startswith(ACTING):
            continue
        if not value and len(line) - len(cue) < 40:
            begin = end + 1
            stop = text.find("\n", begin)
            value = _stripped(text[begin : stop if stop >= 0 else len(text)])
            folded = fold_same_length(value)
            if holds(folded, (*HOST_CUES, *DIRECTOR_CUES)):
                continue
            inner = next((folded.find(one) + len(one) for one in cues if one in folded), 0)
            value = _stripped(value[inner:]) or value
        value = _name_alone(_after_office(value))
        if value and (any(c.isupper() for c in value) or _is_brand(value, line)) and "[" not in value:
            place = text.find(value, begin)
            return Item("", value[:VALUE], place, place + len(value))
    return None


def _is_brand(value: str, line: str) -> bool:
    """Whether a word without capitals is a name, as hosts write theirs: `o2switch`, `ovh` before an address."""
    if len(value.split()) != 1 or sum(c.isalpha() for c in value) == 0:
        return False
    return any(c.isdigit() or c in ".&" for c in value) or (len(value) > 2 and _has_address(line))


def _named_before(cues: tuple[str, ...], line: str, start: int, text: str) -> Item | None:
    """The name that stands before its office: `Mme Louise Martin, directrice de la publication`."""
    places = [at for cue in cues if (at := line.find(cue)) >= 0]
    if not places:
        return None
    end = start + min(places)
    begin = text.rfind("\n", 0, end) + 1
    before = text[begin:end]
    if not before.rstrip().endswith(","):
        return None
    for mark in (". ", " : ", ": ", " – ", " — ", "; "):
        before = before.rpartition(mark)[2]
    # "…, représentée par son président Jean Martin, directeur …": the last words in capitals before the office.
    for part in reversed(before.strip(" ,").split(", ")):
        first = next((word for word in part.split() if word[0].isupper()), None)
        if first is None:
            continue
        value = part[part.find(first) :]
        if len(value.split()) > LONGEST_PERSON:
            return None
        place = text.rfind(value, begin, end)
        return Item("", value, place, place + len(value))
    return None


def _after_office(value: str) -> str:
    """What follows an office that stands before the name: `la présidente, Claire Fabre`."""
    office, comma, name = value.partition(", ")
    opened = fold_same_length(office).startswith(ARTICLES) and not any(c.isupper() for c in office)
    return name if comma and opened and name[:1].isupper() else value


def _name_alone(value: str) -> str:
    """A name without what follows it: address, capital, another sentence."""
    head, colon, rest = value.partition(":")
    if colon and len(head) < LABEL and rest.strip():
        value = rest.strip()
    for mark in (", ", " au capital", " capital ", ". ", " – ", " — ", " - ", ";", " ("):
        cut = fold_same_length(value).find(mark)
        # A dot ends initials and titles too ("M. Petit", "S.A. Livre"): not after one or two letters.
        if cut > (3 if mark == ". " else 1):
            value = value[:cut]
    return value.strip(" .,:;–-")


LEADING = words("legal-notice", "leading")
MARKS = " \t\u00a0\u202f:;.-–—•*«»\"'’|"
"""What stands around a value: blanks, marks, and what parts the cells of a table."""


def _stripped(value: str) -> str:
    """A value without the words and marks that lead to it."""
    value = value.strip(MARKS)
    while True:
        folded = fold_same_length(value)
        for word in LEADING:
            if folded == word or folded.startswith((word + " ", word + ":", word + "\u00a0")):
                value = value[len(word) :].strip(MARKS)
                break
        else:
            return value if any(c.isalpha() for c in value) else ""


def _has_address(line: str) -> bool:
    """A postal address: a street word beside a digit, or a five-digit code before a word."""
    written = [word.strip(",;:()") for word in line.split()]
    if any(word in STREETS for word in written) and any(c.isdigit() for c in line):
        return True
    return any(len(word) == 5 and word.isdigit() and following[:1].isalpha() for word, following in pairwise(written))
