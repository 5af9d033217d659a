"""What a document was read to say: clauses with their stance, values with their context, quotes with offsets."""

from __future__ import annotations

from typing import Any, Literal

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


class ValueReading(Noun):
    """A value read in a document.

    `value` is normalised by kind: `duration` whole days as a decimal string, `date` ISO 8601, `country` ISO 3166-1
    alpha-2 (or `EU`, `EEA`), `organisation` its name, `email` lower case, `phone` digits with a leading `+` where
    written so, `url` as written, `address` and `registration` as written, `age` years, `share` a percentage.
    `days` repeats a duration as a number. `subject` says what the value is about: for durations `account`, `logs`,
    `cookies`, `backups`, `invoices`, `inactivity`, `response`, `breach`, `notice`, `contract-end`, `general`; for
    dates `last-updated`, `effective`, `other`; for organisations `recipient`, `host`, `controller`, `dpo`,
    `ai-provider`, `mentioned`; for countries `hosting`, `transfer`, `mentioned`; for contacts `dpo`, `privacy`,
    `general`; for ages `child`.
    """

    kind: ValueKind
    value: str
    days: int | None = None
    subject: str = "general"
    quote: Quote


class DocumentReading(Noun):
    """One document, read. `clauses` holds every name of the vocabulary exactly once, in its order.

    `words` counts the words of the extracted text. `unreliable` where the text still holds template placeholders:
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

    def clause(self, name: str) -> ClauseReading:
        """The reading of one clause; `absent` for a name this reading does not hold."""
        known = self.__dict__.get(_INDEX)
        if known is None or known[0] is not self.clauses:
            # Asked for some hundred times a scan: kept beside the fields, and made again where a copy has others.
            known = self.__dict__[_INDEX] = (self.clauses, {one.clause: one for one in self.clauses})
        found: ClauseReading | None = known[1].get(name)
        return found if found is not None else ClauseReading(clause=name, stance="absent")

    def __getstate__(self) -> dict[Any, Any]:
        state = super().__getstate__()
        return {**state, "__dict__": {key: value for key, value in state["__dict__"].items() if key != _INDEX}}

    def values_of(self, kind: ValueKind, *subjects: str) -> tuple[ValueReading, ...]:
        """The values of a kind, limited to the given subjects where any is given."""
        return tuple(v for v in self.values if v.kind == kind and (not subjects or v.subject in subjects))
