"""Reading policies: from a text to clauses with their stance and their quotes, and to values.

`read` is pure: the same document and data files give the same reading. `VOCABULARY` names every clause;
`READER_DIGEST` says what a stored reading is valid for. Both are worked out when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catalog.nouns.reading import DocumentReading

    from .document import TextDocument

    VOCABULARY: tuple[str, ...]
    READER_DIGEST: str

__all__ = ["READER_DIGEST", "VOCABULARY", "read"]


def read(document: TextDocument, language: str | None = None) -> DocumentReading:
    """Read a document. Never raises on any text; costs time in proportion to its length.

    The language is recognised from the text unless `language` (a code that has a lexicon) names it.
    """
    from .reader import read_document

    return read_document(document, language)


def __getattr__(name: str) -> Any:
    if name == "VOCABULARY":
        from .load import clauses

        return tuple(clause.clause for clause in clauses())
    if name == "READER_DIGEST":
        from .load import reader_digest

        return reader_digest()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
