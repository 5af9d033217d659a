"""The reader: language, units, statements, one reading a clause, values, placeholders, structure."""

from __future__ import annotations

from typing import Final

from catalog.nouns.reading import ClauseReading, DocumentReading, Quote, Readability

from .compiled import language as compiled_language
from .document import TextDocument
from .evidence import decide, statements
from .load import clauses, languages, reader_digest
from .recognise import recognise
from .units import Unit, units

_SHORTEST: Final = 12
"""Words below which a text says nothing that could be read."""


def read_document(document: TextDocument, language: str | None = None) -> DocumentReading:
    """Read a document; see :func:`rules.reading.read`. A `language` given is believed, however short the text."""
    words = len(document.text.split())
    if language is not None:
        return _read(document, words, language, ())
    code, others = recognise(document)
    readable: Readability = document.legibility
    if readable == "ok" and words < _SHORTEST:
        readable = "too-short"
    if readable == "ok" and code not in languages():
        readable = "unsupported-language"
    if readable != "ok" or code is None:
        stance = "unclear" if readable == "unsupported-language" else "absent"
        nothing = tuple(ClauseReading(clause=c.clause, stance=stance) for c in clauses())  # type: ignore[arg-type]
        return DocumentReading(
            language=code, words=words, title=document.title, readable=readable, clauses=nothing, reader=reader_digest()
        )
    return _read(document, words, code, others)


def _read(document: TextDocument, words: int, code: str, others: tuple[str, ...]) -> DocumentReading:
    from .placeholders import placeholders
    from .values import values

    language = compiled_language(code)
    found: list[Unit] = list(units(document, language.automaton))
    readings = decide(statements(found, language), language, document)
    blanks: tuple[Quote, ...] = placeholders(document)
    prose = [unit for unit in found if unit.kind in ("paragraph", "item", "row")]
    kinds = [block.kind for block in document.blocks]
    told = sum(b.end - b.start for b in document.blocks if b.kind in ("paragraph", "item", "row"))
    return DocumentReading(
        language=code,
        other_languages=others,
        words=words,
        title=document.title,
        unreliable=bool(blanks),
        placeholders=blanks,
        clauses=readings,
        values=values(document, found, language),
        headings=kinds.count("heading") + kinds.count("question"),
        items=kinds.count("item"),
        rows=kinds.count("row"),
        sentences=len(prose),
        average_sentence=round(sum(len(u.sentence.tokens) for u in prose) / len(prose), 1) if prose else 0.0,
        legible=round(told / max(1, len(document.text)), 3),
        reader=reader_digest(),
    )
