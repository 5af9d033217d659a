"""What was read in a document, as text for a terminal and as a page with the clauses in its margin."""

from __future__ import annotations

import html
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.nouns.reading import ClauseReading, DocumentReading
    from reports.wording import Wording
    from rules.reading.document import TextDocument


def as_text(path: str, document: TextDocument, reading: DocumentReading, show_text: bool, lang: str) -> str:
    """A document's clauses with their quotes and offsets; `show_text` adds the extracted text the offsets count in."""
    from reports.clean import clean_in_place, clean_line
    from reports.view.values import value_words

    wording = _wording(lang)
    lines = [f"{clean_line(path)} · {_language(reading, wording)} · {wording.count('document.words', reading.words)}"]
    lines += [f"  {note}" for note in _notes(reading, wording)]
    for clause in reading.clauses if reading.readable == "ok" else ():
        if clause.stance == "absent":
            continue
        said = wording.say("value.line", about=wording.name("clause", clause.clause), said=_stance(clause, wording))
        lines.append(f"  {said}")
        lines.extend(f"    [{q.start}-{q.end}] {clean_line(q.text)}" for q in clause.quotes)
    for value in reading.values:
        lines.append(f"  {value_words(value, wording)} [{value.quote.start}-{value.quote.end}]")
    if show_text:
        lines += ["", clean_in_place(document.text)]
    return "\n".join(lines)


def as_html(path: str, document: TextDocument, reading: DocumentReading, lang: str) -> str:
    """The document with its clauses and values in the margin: one self-contained page without script."""
    wording = _wording(lang)
    marks = _marks(document, reading, wording)
    rows = []
    for index, block in enumerate(document.blocks):
        notes = "".join(
            f'<li class="{kind}">{html.escape(said)}</li>' for kind, said in dict.fromkeys(marks.get(index, ()))
        )
        tag = "h2" if block.kind in ("heading", "question") else "p"
        text = html.escape(document.text[block.start : block.end])
        prefix = "• " if block.kind == "item" else ""
        aside = f"<ul>{notes}</ul>" if notes else ""
        rows.append(f'<div class="r"><{tag}>{prefix}{text}</{tag}><div class="a">{aside}</div></div>')
    facts = (_language(reading, wording), wording.count("document.words", reading.words), *_notes(reading, wording))
    return _PAGE.format(
        lang=html.escape(lang),
        of=html.escape(reading.language or lang),
        title=html.escape(path),
        facts=html.escape(" · ".join(facts)),
        body="\n".join(rows),
    )


def _marks(document: TextDocument, reading: DocumentReading, wording: Wording) -> dict[int, list[tuple[str, str]]]:
    """What stands beside each block: (kind for its border, words).

    No colour praises what a document excludes: it may be a sale as well as a right.
    """
    from reports.view.values import value_words

    starts = [block.start for block in document.blocks]
    marks: dict[int, list[tuple[str, str]]] = {}
    for clause in reading.clauses:
        said = wording.say("value.line", about=wording.name("clause", clause.clause), said=_stance(clause, wording))
        for quote in clause.quotes:
            marks.setdefault(_block_at(starts, quote.place), []).append((clause.stance, said))
    for value in reading.values:
        marks.setdefault(_block_at(starts, value.quote.place), []).append(("value", value_words(value, wording)))
    return marks


def _stance(clause: ClauseReading, wording: Wording) -> str:
    stance = wording.name("stance", clause.stance)
    if clause.qualified_by is None:
        return stance
    return f"{stance} ({wording.name('qualifier', clause.qualified_by)})"


def _language(reading: DocumentReading, wording: Wording) -> str:
    return wording.name("language", reading.language) if reading.language else wording.say("label.undetermined")


def _notes(reading: DocumentReading, wording: Wording) -> list[str]:
    """Why a document says less than it seems to."""
    notes = [] if reading.readable == "ok" else [wording.say(f"document.{reading.readable}")]
    return [*notes, wording.say("document.unreliable")] if reading.unreliable else notes


def _wording(lang: str) -> Wording:
    from reports.wording import Wording

    return Wording("fr" if lang == "fr" else "en")


def _block_at(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>
body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1b2333}}
h1{{font-size:1.3rem;overflow-wrap:anywhere;margin:0}}h2{{font-size:1.05rem}}
.r{{display:grid;grid-template-columns:minmax(0,1fr) 18rem;gap:0 2rem}}
.r p,.r h2{{margin:.3rem 0;overflow-wrap:anywhere}}
.a ul{{list-style:none;margin:.3rem 0;padding:0;font-size:.85rem}}
.a li{{border-left:.3rem solid #14506b;padding-left:.5rem;margin-bottom:.2rem;overflow-wrap:anywhere}}
.a .denied{{border-left-style:double}}.a .unclear{{border-color:#8a4b08}}
.a .value{{border-color:#9aa5b5;border-left-style:dashed}}
@media (max-width:46rem){{.r{{grid-template-columns:1fr}}.a{{margin-left:1rem}}}}
</style></head><body><main><h1>{title}</h1><p>{facts}</p>
<div lang="{of}">
{body}
</div></main></body></html>
"""
