"""Pages without `<body>`, sentences without end, texts too long to be read whole."""

from __future__ import annotations

import pytest

from rules.derive.fold import fold, fold_same_length
from rules.derive.tree import parse, visible_text
from rules.reading import read
from rules.reading.document import MAX_TEXT
from rules.reading.extract import extract
from rules.reading.units import MAX_TOKENS

SENTENCE = "Nous ne vendons pas vos données personnelles à des tiers."


@pytest.mark.parametrize("element", ["main", "section", "article", "outil-page"])
def test_text_of_a_page_without_body_is_seen(element: str) -> None:
    """`<body>` may be left out (HTML, 13.1.2.4); the parser then leaves newer elements inside the head."""
    html = f"<!doctype html><title>Titre</title><{element}><p>{SENTENCE}</p></{element}>"
    root = parse(html)
    assert root is not None and visible_text(root) == SENTENCE
    assert extract(html.encode()).text == SENTENCE


def test_links_in_a_row_are_not_one_sentence() -> None:
    root = parse(
        "<footer>Lire <a>nos conditions</a>.<a>Accessibilité : non conforme</a><a>Sécurité</a> <a>Aide</a></footer>"
    )
    assert root is not None
    assert visible_text(root) == "Lire nos conditions.Accessibilité : non conforme\nSécurité\nAide"


def test_a_sentence_without_end_is_read_in_pieces_with_places_of_their_own() -> None:
    words = MAX_TOKENS * 3
    text = "élève " * words + "nous ne vendons pas vos données personnelles " + "élève " * words
    document = extract(f"<html lang=fr><p>{text}".encode())
    sale = next(one for one in read(document, "fr").clauses if one.clause == "sale-of-data")
    assert sale.quotes and all("ne vendons pas" in quote.text for quote in sale.quotes)
    assert all(document.text[quote.start : quote.end] == quote.text for quote in sale.quotes)
    assert max(len(quote.text) for quote in sale.quotes) < len(document.text) / 2


def test_a_text_beyond_measure_is_cut_and_marked() -> None:
    document = extract(b"<p>" + b"mot " * (MAX_TEXT // 2))
    assert document.truncated and len(document.text) <= MAX_TEXT


@pytest.mark.parametrize("data", [b"@" * 300_000 + b"." * 300_000, b"a" + b".!?" * 200_000, b'."' * 300_000])
def test_runs_of_stops_cost_time_in_proportion(data: bytes) -> None:
    read(extract(b"<p>" + data), "fr")


def test_folding_keeps_each_character_in_its_place() -> None:
    text = "L’Œuvre À ﬁn\u00adale\u0301 – Straße İ"
    folded = fold_same_length(text)
    assert len(folded) == len(text)
    assert folded == "".join((fold(one) or " ")[0] for one in text)


@pytest.mark.parametrize("depth", [252, 400, 5_000])
def test_what_nesting_hides_is_said_to_be_cut(depth: int) -> None:
    page = "<html><body><p>We do not sell data.</p>" + "<div>" * depth + "<p>But we do.</p>" + "</div>" * depth
    assert extract(page.encode(), "text/html", "x").truncated


def test_a_page_of_usual_depth_is_whole_and_a_body_too_long_is_not() -> None:
    page = "<html><body>" + "<div>" * 60 + "<p>We do not sell data.</p>" + "</div>" * 60
    assert not extract(page.encode(), "text/html", "x").truncated
    assert extract(("<html><body><p>data</p>" + " " * 8_000_000).encode(), "text/html", "x").truncated


@pytest.mark.parametrize(
    ("text", "language", "clause", "stance"),
    [
        ("Pupil data are stored in France.", "en", "hosting-location", "affirmed"),
        ("We do not sell your data.", "en", "sale-of-data", "denied"),
        ("Vos données ne sont jamais vendues.", "fr", "sale-of-data", "denied"),
        ("Les journaux sont stockés en Belgique", "fr", "hosting-location", "affirmed"),
        ("Wir verkaufen Ihre Daten nicht.", "de", "sale-of-data", "denied"),
        (
            "# Notice\n\nLogs: kept for 3 months.\n\nWe never sell your data.\n\nAsk: me@x.example",
            "en",
            "sale-of-data",
            "denied",
        ),
    ],
)
def test_one_sentence_is_a_text(text: str, language: str, clause: str, stance: str) -> None:
    reading = read(extract(text.encode(), name="a.md"))
    assert (reading.language, reading.readable) == (language, "ok")
    assert {one.clause: one.stance for one in reading.clauses}[clause] == stance


@pytest.mark.parametrize("data", [b"OK", b"%PDF-1.7 broken", b"PK\x03\x04 no archive", "今日は学校で".encode()])
def test_of_what_was_not_read_nothing_is_absent(data: bytes) -> None:
    reading = read(extract(data, name="a.docx" if data.startswith(b"PK") else None))
    assert reading.readable != "ok"
    assert {one.stance for one in reading.clauses} == {"unclear"}
