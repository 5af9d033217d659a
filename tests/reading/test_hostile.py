"""Texts and files made to hurt: all are read, and twice the text takes twice the steps, not four times."""

from __future__ import annotations

import io
import random
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from rules.derive.fold import fold
from rules.reading import read
from rules.reading.document import MAX_BLOCKS, MAX_TEXT, TextDocument
from rules.reading.extract import extract
from rules.reading.marks import thinned
from scanner.documents.pdf import MOST_PAGES, pages_of
from scanner.documents.read_files import document_of

Kind = tuple[str, str, bytes, bytes]
KINDS: dict[str, Kind] = {
    "endless-fr": ("text/plain", "fr", b"", "nous traitons vos données avec nos partenaires et ".encode()),
    "endless-en": ("text/plain", "en", b"", b"we never sell your personal data to partners, but we share it "),
    "nested-lists": ("text/html", "en", b"<p>We do not sell: ", b"<ul><li>data"),
    "items": ("text/html", "en", b"<p>We do not:<ul>", b"<li>sell your personal data"),
    "commas": ("text/plain", "en", b"", b"data,"),
    "headings": ("text/markdown", "en", b"", b"# We sell your data\n\n"),
    "rows": ("text/html", "fr", b"<table>", b"<tr><td>nom<td>13 mois</tr>"),
    "one-word": ("text/plain", "en", b"", b"abcdefghij"),
    "zero-width": ("text/plain", "en", b"", "we\u200bsell data ".encode()),
    "not": ("text/plain", "en", b"", b"not "),
    "ne-pas": ("text/plain", "fr", b"", b"nous ne vendons pas "),
    "deep": ("text/html", "en", b"", b"<div>a "),
    "menus": ("text/html", "en", b"", b"<div class=nav>a "),
    "brackets": ("text/markdown", "en", b"", b"[a"),
    "dates": ("text/plain", "en", b"", b"12.05.2020, "),
    "boxes": ("text/plain", "en", b"", b"a.b@c.d "),
    "questions": ("text/markdown", "en", b"", b"Do you sell data? No. "),
}


def made(kind: Kind, size: int) -> bytes:
    return kind[2] + kind[3] * (size // len(kind[3]))


def steps(kind: Kind, size: int) -> int:
    """How many calls, Python's own and those into C, it takes to extract and read a text."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    data = made(kind, size)
    sys.setprofile(seen)
    try:
        read(extract(data, kind[0]), kind[1])
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_twice_the_text_takes_twice_the_steps(kind: Kind) -> None:
    steps(kind, 20_000)
    once, twice = steps(kind, 20_000), steps(kind, 40_000)
    assert twice < 2.4 * once + 5_000


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_half_a_megabyte_is_read(kind: Kind) -> None:
    document = extract(made(kind, 500_000), kind[0])
    reading = read(document, kind[1])
    for clause in reading.clauses:
        for quote in clause.quotes:
            assert quote.text.endswith(document.text[quote.place : quote.end])
            assert len(quote.text) < 2_500


def test_what_is_kept_of_a_document_is_bounded() -> None:
    headings = extract(b"# a\n\n" * 400_000, "text/markdown")
    assert len(headings.blocks) == MAX_BLOCKS
    assert headings.truncated
    word = extract(b"a" * 6_000_000, "text/plain")
    assert len(word.text) == MAX_TEXT
    assert word.truncated


def test_piled_marks_are_thinned_and_nothing_else_is() -> None:
    pile = "we sell e" + "\u0301\u0323" * 200_000
    document = extract(pile.encode(), "text/plain")
    assert len(document.text) < 60
    assert fold(pile) == "we sell e"
    for text in ("Vie\u0323\u0302t", "…" * 100, "———" * 40, "e" + "\u0301" * 30, "\u0301e" * 100, "😀" * 50):
        assert thinned(text) == text
    assert unicodedata.normalize("NFC", thinned("e" + "\u0323" * 31)) == "ẹ" + "\u0323" * 29


def docx(xml: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
    return stream.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = b"<!DOCTYPE d [<!ENTITY a0 'lol'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)
)


@pytest.mark.parametrize(
    "body",
    [
        b"<w:p><w:r><w:t>We sell data &a9; to all.</w:t></w:r></w:p>",
        b'<w:p><w:pPr><w:pStyle w:val="&a9;"/></w:pPr><w:r><w:t>We sell data.</w:t></w:r></w:p>',
    ],
    ids=["text", "attribute"],
)
def test_entities_of_a_word_document_are_not_expanded(body: bytes) -> None:
    document = extract(docx(LAUGHS + b"<w:document %s><w:body>%s</w:body></w:document>" % (W, body)), name="a.docx")
    assert len(document.text) < 1_000
    assert "lollol" not in document.text


def test_files_named_by_a_word_document_are_not_opened(tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("the secret", encoding="utf-8")
    head = b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file://%s/secret'>]>" % str(tmp_path).encode()
    body = b"<w:p><w:r><w:t>We sell &x; data.</w:t></w:r></w:p>"
    document = extract(docx(head + b"<w:document %s><w:body>%s</w:body></w:document>" % (W, body)), name="a.docx")
    assert "secret" not in document.text


def test_a_deep_word_document_is_survived() -> None:
    body = b"<w:sdt>" * 50_000
    extract(docx(b"<w:document %s><w:body>%s" % (W, body)), name="a.docx")


def pdf(pages: int, content: bytes, trailer: bytes = b"", filtered: bytes = b"") -> bytes:
    """A PDF whose pages all show one content stream."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filtered, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    objects += [page] * pages
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    return bytes(body) + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


LINE = b"BT /F1 11 Tf 50 780 Td (We never sell your personal information to anyone, and we keep it for a year.) Tj ET"


def test_a_pdf_of_five_thousand_pages_is_cut() -> None:
    pages = pages_of(pdf(5_000, LINE))
    assert len(pages) == MOST_PAGES
    assert "never sell" in pages[-1]


def test_a_pdf_that_asks_for_a_password_is_unreadable() -> None:
    asks = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32)
    assert document_of(pdf(1, LINE, asks)).legibility == "unreadable-format"


def test_a_pdf_that_unpacks_to_very_much_costs_the_reader_nothing() -> None:
    bomb = zlib.compress(b" " * 400_000_000 + LINE)
    assert document_of(pdf(1, bomb, filtered=b"/Filter/FlateDecode")).legibility in ("ok", "unreadable-format")


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    drawn = zlib.compress((LINE + b"\n") * 400_000)
    assert pages_of(pdf(300, drawn, filtered=b"/Filter/FlateDecode"), seconds=1) == []


PAGE = """<!doctype html><html lang="fr"><head><title>Données</title></head><body><nav><a href="/">Accueil</a></nav>
<h1>Politique</h1><p>Nous ne vendons pas vos données&nbsp;:</p><ul><li>nom&#8217;s<li><b>âge</b></ul><table>
<tr><th>Cookie<th>Durée<tr><td>_pk_id<td>13 mois</table>
<h3>Vendez-vous des données ?</h3><p>Non, sauf le 25/05/2018.</p>
<details><summary>Contact</summary>dpo [at] outil [point] fr, 01 02 03 04 05</details></body></html>""".encode()
MARKDOWN = b"""# Policy

We **do not**:

- sell [data](https://a.example)
  1. rent

| a | b |
|---|---|
| US | 3 years |
```
code
```
> quoted: e-mail us (or [COMPANY NAME]) {{name}}
"""
WORD = docx(
    b"<w:document %s><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Accord</w:t></w:r></w:p><w:tbl>"
    b"<w:tr><w:tc><w:p><w:r><w:t>US</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>" % W
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or put elsewhere."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.randint(0, 40))
        piece = bytes(changed[start:end])
        ways: list[Callable[[], bytes]] = [
            lambda: b"",
            lambda piece=piece: piece * chance.randint(2, 30),  # type: ignore[misc]
            lambda: chance.randbytes(chance.randint(1, 8)),
            lambda: chance.choice([b"<", b">", b"\x00", b"&#x110000;", b"\xff\xfe", b"]]>", b"<!--", b"\xed\xa0\x80"]),
        ]
        changed[start:end] = chance.choice(ways)()
    return bytes(changed)


FILES = {"a.html": PAGE, "a.md": MARKDOWN, "a.txt": PAGE, "a.docx": WORD}


@pytest.mark.parametrize("name", FILES)
def test_mutated_files_never_raise(name: str) -> None:
    chance = random.Random(20)
    for _ in range(250):
        changed = mutated(FILES[name], chance)
        document: TextDocument = extract(changed, None, name)
        reading = read(document, chance.choice(["fr", "en", None]))
        for value in reading.values:
            assert 0 <= value.quote.start <= value.quote.end <= len(document.text)
        for block in document.blocks:
            assert 0 <= block.start < block.end <= len(document.text)
            assert block.lead < len(document.blocks)
