"""Lexicons and clauses as written in the data files, checked when they are loaded."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Definition(BaseModel):
    """A part of a data file: an unknown key is an error that names it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ValueWords(Definition):
    """Words by which values are read in one language.

    `units`: names of day, week, month, year, hour. `months`: for each month of the year its spellings. `numbers`:
    number words. Written folded (lower case); accents do not matter.
    """

    units: dict[Literal["hour", "day", "week", "month", "year"], tuple[str, ...]] = Field(default_factory=dict)
    months: tuple[tuple[str, ...], ...] = ()
    numbers: dict[str, float] = Field(default_factory=dict)


class Lexicon(Definition):
    """The concepts of one language. See `docs/reading.md` for how phrases are written."""

    language: str
    name: str = ""
    function_words: tuple[str, ...] = ()
    """Frequent words by which the language is recognised."""
    lemmas: dict[str, str] = Field(default_factory=dict)
    """Form → lemma where the dictionary errs."""
    endings: dict[str, str] = Field(default_factory=dict)
    """Ending → ending: a further form tried where neither the dictionary nor `lemmas` knows better (`ées` → `er`);
    ending → `=form`: the last part of a compound, by which the whole is compared too (`zwecke` → `=zweck`)."""
    values: ValueWords = ValueWords()
    concepts: dict[str, tuple[str, ...]] = Field(default_factory=dict)


Effect = Literal["stance", "denial", "affirmation", "doubt", "affirmed", "denied", "unclear"]
Subject = Literal["publisher", "any"]


class Rule(Definition):
    """One way to say a clause: concepts that stand together in one sentence (with its lead-in).

    `all`: concepts that must be there, the first being the predicate whose polarity is read; `a|b` means either, a
    leading `^` lets a heading above supply it. `none`: concepts whose presence in the sentence forbids the rule.
    `within`: words between the predicate and each other concept. `ordered`: the others follow the predicate;
    `preceded`: they stand before it. `barrier`: concepts that may not stand between (`we rent servers to keep data`).
    `heading`: concepts of which one must stand in a heading above; `outside`: of which none may. `reads`:
    `stance` applies the machinery, `denial` and `affirmation` as well but keep that only, `doubt` as well but affirms
    nothing; `affirmed`, `denied`, `unclear` fix the outcome. `in_headings`: a heading or a link may say it. `subject`:
    `publisher` drops sentences whose subject is a third party or the user. `unless`: the rule only infers, and counts
    where the document says nothing else of the clause and does not affirm that other clause anywhere.
    """

    all: tuple[str, ...] = Field(min_length=1)
    none: tuple[str, ...] = ()
    barrier: tuple[str, ...] = ()
    within: int = 30
    ordered: bool = False
    preceded: bool = False
    heading: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    reads: Effect = "stance"
    in_headings: bool = False
    subject: Subject | None = None
    unless: str | None = None
    weak: bool = False
    """Two weak sentences make an affirmation; one alone nothing (`unclear` where the clause says so)."""


class Example(Definition):
    """A sentence (or a small Markdown document) and what the clause must read in it. It is a test."""

    language: str
    text: str
    stance: Literal["affirmed", "denied", "absent", "unclear"]
    qualified_by: Literal["exception", "condition", "hedge", "scope"] | None = None
    populations: tuple[str, ...] | None = None


class Clause(Definition):
    """A clause, written once over concepts.

    `deniable`: a denial is a reading of its own; elsewhere a negated sentence counts for nothing. `exception`: whether
    an exception after a denial `affirms` the practice or only `qualifies` the denial. `least`: how many different
    predicates the document must show. `veto`: concepts whose presence in a sentence forbids every rule. `negation`:
    `ignored` reads a sentence whatever it negates, `refusal` drops only what is refused (`you have no right to`, `is
    not obliged to`). `duty`: `supplier` drops what a contract lays upon the customer (`the school shall …`).
    """

    clause: str
    about: str
    about_fr: str = ""
    deniable: bool = False
    exception: Literal["affirms", "qualifies"] = "qualifies"
    subject: Subject = "any"
    denied_by: Literal["any", "service", "publisher"] = "any"
    """Whose conduct a denial must tell: `publisher` lets no ban upon third parties or users rule the practice out,
    `service` none upon users (what suppliers are forbidden is left undone for the publisher as well)."""
    mention: Literal["says", "nothing"] = "says"
    """What naming the practice as a subject says of it: `nothing` where only telling that it is done counts."""
    quoted: Literal["affirmed", "unclear"] = "affirmed"
    """What an affirmation reads whose predicate stands in quotation marks: a law's wide sense of a sale, say."""
    least: int = 1
    counts: Literal["words", "rules"] = "words"
    """What makes two of `least` different: the predicate's words, or the rule (`rules`: items of a list, each once)."""
    quotes: int = 5
    """Sentences shown of it at most; more where each tells of another matter (what is stated elsewhere)."""
    shown: bool = False
    """Whether only a sentence with the words of `shows-X`, or under a title that holds those of `under-X`, shows it
    where a lexicon has them: any other, on whatever matter, is too weak to affirm it."""
    lone: Literal["absent", "unclear"] = "absent"
    """What fewer than `least` predicates, or one weak sentence, make of it."""
    conflict: Literal["affirmed", "denied"] = "affirmed"
    """What a document reads that both affirms and denies it."""
    doubt: Literal["yields", "hedges", "qualifies"] = "yields"
    """What doubtful sentences elsewhere in the document do to a denial: nothing, or they make it a hedged one (a choice
    about targeted advertising implies it), or one with an exception (`we do not sell pupils' data`, then `some
    disclosures may count as a sale under state law`)."""
    doubting: str = ""
    """A concept that a doubtful sentence must hold to weigh so; any does where none is named."""
    veto: tuple[str, ...] = ()
    negation: Literal["matters", "ignored", "refusal"] = "matters"
    duty: Literal["any", "supplier"] = "any"
    compelled: Literal["possibly", "never"] = "possibly"
    """Whether an authority may order it: where none ever does, an exception for orders takes nothing from a denial."""
    promise: bool = False
    """Whether it is said to the publisher's credit: then only what is told of its own tool today counts, not what a law
    or a charter asks for or what others do, and an exception or those it is limited to weaken it."""
    holder: Literal["any", "person"] = "any"
    """Whose the power told of must be: `person` lets no power of the publisher or of another grant a person a right."""
    rules: tuple[Rule, ...] = ()
    examples: tuple[Example, ...] = ()
