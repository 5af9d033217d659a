"""Companies by the names that documents use for them: exact on normalised names, never on parts of words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rules.knowledge.datafiles import read_toml
from rules.knowledge.model import Organisation
from rules.reading.marks import thinned

_LEGAL_FORMS = frozenset(
    [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "corp",
        "corporation",
        "co",
        "company",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "se",
        "sa",
        "sas",
        "sasu",
        "sarl",
        "srl",
        "spa",
        "bv",
        "nv",
        "ab",
        "as",
        "aps",
        "oy",
        "oyj",
        "pty",
        "pte",
        "pbc",
        "ou",
        "sro",
        "doo",
        "kft",
        "scop",
        "scic",
        "unlimited",
        "lda",
        "sl",
        "sro",
        "uc",
    ]
)
"""Legal forms that may end a company's name, without dots."""
_PLACES = frozenset(
    [
        "france",
        "ireland",
        "europe",
        "emea",
        "international",
        "uk",
        "us",
        "usa",
        "deutschland",
        "germany",
        "switzerland",
        "netherlands",
        "luxembourg",
        "belgium",
        "spain",
        "italy",
        "malta",
        "irlande",
    ]
)
"""Places that may end the name of a group's company: Google Ireland Limited."""


_ASCII = "".join(sign.casefold() if sign.isalnum() or sign == "+" else " " for sign in map(chr, range(128)))
"""What each plain letter becomes in a normalised name."""


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Return the name without case, accents and punctuation, one space between its words."""
    if name.isascii():
        return " ".join(name.translate(_ASCII).split())
    folded = unicodedata.normalize("NFKD", thinned(name.casefold()))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() or sign == "+" else " " for sign in bare).split())


@lru_cache(maxsize=4096)
def bare_names(name: str) -> tuple[str, ...]:
    """Return the forms under which a name is looked up, most complete first: legal form, then place, taken off."""
    words = _joined_forms(name).split()
    forms = [" ".join(words)]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
        forms.append(" ".join(words))
    while len(words) > 1 and words[-1] in _PLACES | _LEGAL_FORMS | {"operations"}:
        words = words[:-1]
        forms.append(" ".join(words))
    return tuple(dict.fromkeys(forms))


def _joined_forms(name: str) -> str:
    """Return the normalised name with dotted legal forms (``S.A.S.``, ``B.V.``) joined into one word."""
    words: list[str] = []
    for word in name.split():
        squeezed = word.replace(".", "").strip(",;").casefold()
        words.append(squeezed if squeezed in _LEGAL_FORMS else word)
    return normal_name(" ".join(words))


@dataclass(frozen=True)
class Organisations:
    """Companies by normalised name."""

    by_name: Mapping[str, Organisation]
    rows: tuple[Organisation, ...]

    def find(self, name: str) -> Organisation | None:
        """Return the company of that name or alias, None where no whole name fits."""
        for form in bare_names(name):
            if form in self.by_name:
                return self.by_name[form]
        return None

    def country(self, name: str) -> str | None:
        """Return the country of the company's ultimate parent, None where it is not known."""
        known = self.find(name)
        return known.country if known else None

    def all(self) -> tuple[Organisation, ...]:
        """Return every company, in the order of their names."""
        return self.rows


def load_organisations() -> Organisations:
    """Build the table from the data file."""
    table = read_toml("organisations.toml")
    rows = [_organisation(name, row, table["head"]) for name, row in sorted(table["organisation"].items())]
    by_name: dict[str, Organisation] = {}
    for one in rows:
        for name in (one.name, *one.aliases):
            by_name.setdefault(normal_name(name), one)
    return Organisations(by_name, tuple(rows))


def _organisation(name: str, row: dict[str, Any], head: dict[str, Any]) -> Organisation:
    return Organisation(
        name=name,
        country=row.get("country"),
        aliases=tuple(row.get("aliases", ())),
        common_names=((name,) if row.get("common_word") else ()) + tuple(row.get("common_aliases", ())),
        mark=row.get("mark", head["mark"]),
    )
