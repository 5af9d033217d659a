"""What a document was read to say: clauses with their stance, values with their context, quotes with offsets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

from pydantic import field_validator

from .noun import Noun

Stance = Literal["affirmed", "denied", "absent", "unclear"]
Qualifier = Literal["exception", "condition", "hedge", "scope"]
Population = Literal["pupils", "visitors", "adults", "teachers", "parents", "schools", "all"]
ValueKind = Literal[
    "duration", "date", "organisation", "country", "email", "phone", "url", "address", "registration", "age", "share"
]
Readability = Literal["ok", "unreadable-format", "too-short", "unsupported-language", "not-read"]


_INDEX = "clauses by name"


class Quote(Noun):
    """Verbatim text of a document. Parts that do not touch are joined by ` … `.

    `start` and `end` are character offsets in the extracted text. Where parts are joined they run from the first part
    to the last, and `parts` holds the (start, end) of each, in the order of the text; the last carries the statement.
    """

    text: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> int:
        """Where the part that carries the statement begins."""
        return self.parts[-1][0] if self.parts else self.start


class ClauseReading(Noun):
    """What one document says about one clause, decided from all its sentences.

    `denied` only where every statement found denies. `unclear` opens a human review and moves no letter.
    `qualified_by` says what weakens the statement; `populations` whom its sentences name (empty: nobody in
    particular). Every stance but `absent` carries quotes, the telling ones first (at most five).
    """

    clause: str
    stance: Stance
    qualified_by: Qualifier | None = None
    populations: tuple[Population, ...] = ()
    quotes: tuple[Quote, ...] = ()
    contradicted: bool = False
    """The document both affirms and denies it; then `stance` is `affirmed`."""


@lru_cache(maxsize=1024)
def absent(clause: str) -> ClauseReading:
    """The reading of a clause that a document does not hold: one for all documents, for most clauses are absent."""
    return ClauseReading(clause=clause, stance="absent")


class ValueReading(Noun):
    """A value read in a document.

    `value` is normalised by kind: `duration` whole days as a decimal string, `date` ISO 8601, `country` ISO 3166-1
    alpha-2 (or `EU`, `EEA`), `organisation` its name, `email` lower case, `phone` digits with a leading `+` where
    written so, `url` as written, `address` and `registration` as written, `age` years, `share` a percentage.
    `days` repeats a duration as a number. `subject` says what the value is about: for durations `account`, `logs`,
    `cookies`, `backups`, `invoices`, `inactivity`, `response`, `breach`, `notice`, `contract-end`, `other` (a trial, a
    refund: nothing is kept), `general`; for dates `last-updated`, `effective`, `other`; for organisations `recipient`,
    `host`, `controller`, `dpo`, `ai-provider`, `mentioned`; for countries `hosting`, `transfer`, `recipient`
    (a line of a list of recipients says where one is), `mentioned`; for contacts `dpo`, `privacy`, `general`; for ages
    `child`.
    """

    kind: ValueKind
    value: str
    days: int | None = None
    subject: str = "general"
    quote: Quote


_Index = tuple[tuple[ClauseReading, ...], dict[str, ClauseReading]]
"""The clauses that it was made of, and those of them that are not absent, by name."""


class DocumentReading(Noun):
    """One document, read. `clauses` holds every name of the vocabulary exactly once, in its order.

    `words` counts the words of the extracted text. `placeholders` are blanks of a template left in the text; the
    sentences that hold one are not read, and where they leave open who speaks, or are many, the text is `unreliable`:
    then nothing it says is believed. `legible` is a share (0 to 1) of words that stand in prose or lists; `headings`,
    `items` and `rows` count blocks; `average_sentence` is words a sentence. `reader` is the digest of the code,
    lexicons and clauses that read it: a fact is kept by (document, reader).
    """

    language: str | None = None
    other_languages: tuple[str, ...] = ()
    words: int = 0
    title: str = ""
    readable: Readability = "ok"
    unreliable: bool = False
    placeholders: tuple[Quote, ...] = ()
    clauses: tuple[ClauseReading, ...] = ()
    values: tuple[ValueReading, ...] = ()
    headings: int = 0
    items: int = 0
    rows: int = 0
    sentences: int = 0
    average_sentence: float = 0.0
    legible: float = 1.0
    reader: str = ""

    @field_validator("clauses", mode="before")
    @classmethod
    def _in_full(cls, value: Any) -> Any:
        """What `shortened` writes is spelt out: names after their stance, or a name alone for an absent clause."""
        return [clause for one in value for clause in _spelt_out(one)] if isinstance(value, list) else value

    def clause(self, name: str) -> ClauseReading:
        """The reading of one clause; `absent` for a name this reading does not hold."""
        return self._by_name()[1].get(name) or absent(name)

    @property
    def present(self) -> Mapping[str, ClauseReading]:
        """The clauses that are not absent, by name."""
        return self._by_name()[1]

    def _by_name(self) -> _Index:
        known: _Index | None = self.__dict__.get(_INDEX)
        if known is not None and known[0] is self.clauses:
            return known
        # Asked for some hundred times a scan: kept beside the fields, and made again where a copy has others.
        there = {one.clause: one for one in self.clauses if one.stance != "absent"}
        index = self.__dict__[_INDEX] = (self.clauses, there)
        return index

    def __getstate__(self) -> dict[Any, Any]:
        state = super().__getstate__()
        return {**state, "__dict__": {key: value for key, value in state["__dict__"].items() if key != _INDEX}}

    def values_of(self, kind: ValueKind, *subjects: str) -> tuple[ValueReading, ...]:
        """The values of a kind, limited to the given subjects where any is given."""
        return tuple(v for v in self.values if v.kind == kind and (not subjects or v.subject in subjects))


def shortened(reading: dict[str, Any]) -> dict[str, Any]:
    """A dumped reading as it is kept. DocumentReading takes both forms.

    Clauses of which there is nothing but a stance to tell are kept as a row of names: `{"absent": "ad-free ai-…"}`.
    Of some hundred and fifty clauses a document holds a dozen, and of one that could not be read all are unclear;
    written out, the others are most of what is kept and most of the time that loading facts takes.
    """
    clauses: list[Any] = []
    for stance, row in groupby(reading["clauses"], key=_bare_stance):
        same = list(row)
        clauses += [{stance: " ".join(one["clause"] for one in same)}] if stance else same
    return {**reading, "clauses": clauses}


_NOTHING_MORE = {"contradicted": False, "populations": [], "qualified_by": None, "quotes": []}


def _bare_stance(clause: dict[str, Any]) -> str | None:
    """The stance of a dumped clause of which there is nothing else to tell, None for others."""
    return clause["stance"] if _NOTHING_MORE.items() <= clause.items() else None


def _spelt_out(one: Any) -> Sequence[Any]:
    """What one entry of a kept list of clauses stands for. Catalogues before 2026-11-27 hold names alone."""
    if isinstance(one, str):
        return (absent(one),)
    if isinstance(one, dict) and len(one) == 1:
        ((stance, names),) = one.items()
        return _row(stance, names) if isinstance(names, str) else (one,)
    return (one,)


@lru_cache(maxsize=1024)
def _row(stance: Stance, names: str) -> tuple[ClauseReading, ...]:
    return tuple(
        absent(name) if stance == "absent" else ClauseReading(clause=name, stance=stance) for name in names.split()
    )
