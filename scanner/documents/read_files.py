"""Read local documents and say which clauses stand in them: JSON lines, text or HTML.

Runs by itself as `python -m scanner.documents.read_files --format jsonl FILES`; the command line hooks in `read_path`
and the three writers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catalog.nouns.reading import ClauseReading, DocumentReading
    from rules.reading.document import TextDocument

LARGEST = 60_000_000
"""Bytes of a file beyond which it is not read."""


def document_of(data: bytes, media_type: str | None = None, name: str | None = None) -> TextDocument:
    """Extract any supported format, PDF included (that one in a process of its own, with limits)."""
    from rules.reading.extract import extract, sniff

    if sniff(data, media_type, name) == "application/pdf":
        from rules.reading.pages import join_pages

        from .pdf import pages_of

        return join_pages(pages_of(data))
    return extract(data, media_type, name)


def read_path(path: Path, language: str | None = None) -> tuple[TextDocument, DocumentReading]:
    """Extract and read one file. OSError where it cannot be opened; a file too large is unreadable.

    `language` names the language instead of having it recognised.
    """
    from rules.reading import read
    from rules.reading.document import unreadable

    if path.stat().st_size > LARGEST:
        document = unreadable("application/octet-stream")
    else:
        document = document_of(path.read_bytes(), None, path.name)
    return document, read(document, language if document.legibility == "ok" else None)


def as_record(path: str, reading: DocumentReading) -> dict[str, Any]:
    """The JSON object of the contract: every clause of the vocabulary, then the values."""
    return {
        "document": path,
        "language": reading.language,
        "words": reading.words,
        "readable": reading.readable,
        "unreliable": reading.unreliable,
        "clauses": [_clause(clause) for clause in reading.clauses],
        "values": [value.model_dump(mode="json") for value in reading.values],
    }


def _clause(clause: ClauseReading) -> dict[str, Any]:
    return clause.model_dump(
        mode="json", include={"clause", "stance", "qualified_by", "populations", "quotes", "contradicted"}
    )


def records(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """The record of each file in turn."""
    for path in paths:
        _, reading = read_path(path)
        yield as_record(str(path), reading)


def main(arguments: list[str] | None = None) -> int:
    """Run as a program; exit status 1 where a file could not be opened."""
    parser = argparse.ArgumentParser(prog="read_files", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--format", choices=("text", "jsonl", "html"), default="text")
    parser.add_argument("--show-text", action="store_true")
    parser.add_argument("--language", help="the documents' language, where it should not be recognised")
    parser.add_argument("--lang", choices=("fr", "en"), default="en")
    chosen = parser.parse_args(arguments)
    from .written import as_html, as_text

    failed = 0
    for path in chosen.files:
        try:
            document, reading = read_path(path, chosen.language)
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            failed = 1
            continue
        if chosen.format == "jsonl":
            print(json.dumps(as_record(str(path), reading), ensure_ascii=False))
        elif chosen.format == "html":
            print(as_html(str(path), document, reading, chosen.lang))
        else:
            print(as_text(str(path), document, reading, chosen.show_text, chosen.lang))
    return failed


if __name__ == "__main__":
    sys.exit(main())
