"""Read local documents and say which clauses stand in them: JSON lines, text or HTML.

Runs by itself as `python -m scanner.documents.read_files --format jsonl FILES`; the command line hooks in `read_path`
and the three writers.
"""

from __future__ import annotations

import argparse
import html
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


def as_text(path: str, document: TextDocument, reading: DocumentReading, show_text: bool, lang: str) -> str:
    """A document's clauses with their quotes and offsets; `show_text` adds the extracted text the offsets count in."""
    from reports.wording import Wording
    from scanner.cli.language import Words, known_language

    words, wording = Words(known_language(lang) or "en"), Wording(known_language(lang) or "en")
    lines = [f"{path} · {reading.language or '?'} · {words.number(reading.words)} {words('read.words')}"]
    if reading.readable != "ok":
        lines.append(f"  {words(f'read.{reading.readable}')}")
    for clause in reading.clauses if reading.readable == "ok" else ():
        if clause.stance == "absent":
            continue
        qualified = f" ({words(f'read.{clause.qualified_by}')})" if clause.qualified_by else ""
        name = wording.name("clause", clause.clause)
        lines.append(f"  {name} [{clause.clause}]{words.colon} {words(f'read.{clause.stance}')}{qualified}")
        lines.extend(f"    [{q.start}-{q.end}] {q.text}" for q in clause.quotes)
    for value in reading.values:
        lines.append(f"  {value.kind}/{value.subject}: {value.value} [{value.quote.start}-{value.quote.end}]")
    if show_text:
        lines += ["", document.text]
    return "\n".join(lines)


def as_html(path: str, document: TextDocument, reading: DocumentReading, lang: str) -> str:
    """The document with its clauses marked in the margin: one self-contained page without script."""
    marks: dict[int, list[tuple[str, str]]] = {}
    starts = [block.start for block in document.blocks]
    for clause in reading.clauses:
        for quote in clause.quotes:
            marks.setdefault(_block_at(starts, quote.place), []).append((clause.clause, clause.stance))
    from reports.wording import Wording
    from scanner.cli.language import Words, known_language

    words, wording = Words(known_language(lang) or "en"), Wording(known_language(lang) or "en")
    rows = []
    for index, block in enumerate(document.blocks):
        notes = "".join(
            f'<li class="{stance}" title="{name}">{html.escape(wording.name("clause", name))} '
            f"<small>{words(f'read.{stance}')}</small></li>"
            for name, stance in dict.fromkeys(marks.get(index, ()))
        )
        tag = "h3" if block.kind in ("heading", "question") else "p"
        text = html.escape(document.text[block.start : block.end])
        prefix = "• " if block.kind == "item" else ""
        aside = f"<ul>{notes}</ul>" if notes else ""
        rows.append(f'<div class="r"><{tag}>{prefix}{text}</{tag}><aside>{aside}</aside></div>')
    title = html.escape(path)
    return _PAGE.format(lang=html.escape(lang), title=title, body="\n".join(rows))


def _block_at(starts: list[int], offset: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, offset) - 1)


_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}}
.r{{display:grid;grid-template-columns:minmax(0,1fr) 16rem;gap:2rem}}.r p,.r h3{{margin:.3rem 0}}
aside ul{{list-style:none;margin:.3rem 0;padding:0;font-size:.85rem}}
aside li{{border-left:.3rem solid #357;padding-left:.5rem}}
aside .denied{{border-color:#386641}}aside .unclear{{border-color:#8a6d00}}
</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""


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
