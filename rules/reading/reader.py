"""The reader: language, units, statements, one reading a clause, values, placeholders, structure."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from catalog.nouns.reading import ClauseReading, DocumentReading, Quote, Readability

from .compiled import language as compiled_language
from .counted import with_counted_items
from .document import TextDocument
from .evidence import decide
from .load import clauses, languages, reader_digest
from .recognise import recognise
from .statements import gather
from .units import AT_ONCE, Unit, units

if TYPE_CHECKING:
    from .values import Values

_PROSE: Final = ("paragraph", "item", "row")
_SHORTEST: Final = 3
"""Words below which a text says nothing that could be read: "Jamais vendues." needs its question."""

_TELLING: Final = 25
"""Words below which a text whose language shows in none of them is too short to tell, and in no foreign language."""


def read_document(document: TextDocument, language: str | None = None) -> DocumentReading:
    """Read a document; see :func:`rules.reading.read`. A `language` given is believed, however short the text."""
    with _undisturbed():
        return _recognised(document, language)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """The collector of cyclic garbage held back while one document is read.

    A reading leaves no cycles behind, and its many small objects set the collector off to go through lexicons, clauses
    and automaton again and again: a sixth of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _recognised(document: TextDocument, language: str | None) -> DocumentReading:
    words = len(document.text.split())
    if language is not None:
        return _read(document, words, language, ())
    code, others = recognise(document)
    readable: Readability = document.legibility
    if readable == "ok" and words < _SHORTEST:
        readable = "too-short"
    if readable == "ok" and code not in languages():
        readable = "too-short" if code is None and words < _TELLING else "unsupported-language"
    if readable != "ok" or code is None:
        # "absent" is said after a whole text was read; of one that was not, nothing is known
        return DocumentReading(
            language=code,
            words=words,
            title=document.title,
            readable=readable,
            clauses=_unknown(),
            reader=reader_digest(),
        )
    return _read(document, words, code, others)


@cache
def _unknown() -> tuple[ClauseReading, ...]:
    return tuple(ClauseReading(clause=clause.clause, stance="unclear") for clause in clauses())


class _Told:
    """Counts of what passes by: sentences of prose and their words."""

    sentences = 0
    words = 0


def _without(found: Iterable[Unit], blanks: tuple[Quote, ...]) -> Iterable[Unit]:
    """The units without those that hold a blank of a template: what they say is not said yet."""
    if not blanks:
        return found
    places = [(one.start, one.end) for one in blanks]
    return (
        one for one in found if not any(one.sentence.start < end and start < one.sentence.end for start, end in places)
    )


def _passing(found: Iterable[Unit], values: Values, told: _Told) -> Iterator[Unit]:
    """The units, some at a time and none kept, seen by the values and the counts on their way."""
    coming = iter(found)
    while some := list(islice(coming, AT_ONCE)):
        for unit in some:
            values.see(unit)
            if unit.kind in _PROSE:
                told.sentences += 1
                told.words += len(unit.sentence.tokens)
        yield from some


def _read(document: TextDocument, words: int, code: str, others: tuple[str, ...]) -> DocumentReading:
    from .placeholders import is_template, placeholders
    from .values import Values

    document = with_counted_items(document)
    language = compiled_language(code)
    values = Values(document, language)
    told = _Told()
    blanks: tuple[Quote, ...] = placeholders(document)
    found = _without(units(document, language.automaton), blanks)
    readings = decide(gather(_passing(found, values, told), language), document)
    kinds = [block.kind for block in document.blocks]
    prose = sum(b.end - b.start for b in document.blocks if b.kind in _PROSE)
    return DocumentReading(
        language=code,
        other_languages=others,
        words=words,
        title=document.title,
        unreliable=is_template(blanks),
        placeholders=blanks,
        clauses=readings,
        values=values.found(),
        headings=kinds.count("heading") + kinds.count("question"),
        items=kinds.count("item"),
        rows=kinds.count("row"),
        sentences=told.sentences,
        average_sentence=round(told.words / told.sentences, 1) if told.sentences else 0.0,
        legible=round(prose / max(1, len(document.text)), 3),
        reader=reader_digest(),
    )
