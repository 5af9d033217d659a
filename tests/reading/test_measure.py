"""Scoring: counts, noise, and what counts as a fall."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scanner.documents import measure, measure_counts, measure_page

TEXT = (
    "# Privacy policy\n\nWe never sell your personal information to anyone, and we keep it in our own data centre. "
    "We use cookies on our site to remember your choices and to keep you signed in to the service.\n"
)


def corpus(folder: Path, rows: list[tuple[str, str]]) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "a.md").write_text(TEXT, encoding="utf-8")
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "language", "clause", "stance", "tier", "source", "evidence"])
        writer.writerows(["a.md", "en", clause, stance, "gold", "hand", ""] for clause, stance in rows)
    return folder


def test_counts_of_a_small_corpus(tmp_path: Path) -> None:
    folder = corpus(
        tmp_path, [("sale-of-data", "denied"), ("cookies-tracking", "affirmed"), ("merger-transfer", "affirmed")]
    )
    rows = measure.labels(folder, ["gold"], None)
    scores = measure.score(rows, measure.readings(folder, {"a.md"}), "language")["en"]
    assert scores.clauses["sale-of-data"].denied_right == 1
    assert scores.clauses["cookies-tracking"].tp == 1
    assert scores.clauses["merger-transfer"].fn == 1
    assert scores.summary()["labels"] == 3


def test_a_missing_document_is_counted_apart(tmp_path: Path) -> None:
    folder = corpus(tmp_path, [("sale-of-data", "denied")])
    rows = [{**row, "file": "gone.md"} for row in measure.labels(folder, ["gold"], "en")]
    assert measure.score(rows, {}, "source")["hand"].without_document == 1


def test_wrong_readings_are_listed_with_their_quote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(
        tmp_path, [("sale-of-data", "affirmed"), ("cookies-tracking", "affirmed"), ("merger-transfer", "affirmed")]
    )
    rows = measure.labels(folder, ["gold"], None)
    read = measure.readings(folder, {"a.md"})
    assert measure.errors(folder, rows, read, "cookies-tracking") == []
    assert measure.errors(folder, rows, read) == [
        "merger-transfer  a.md  label affirmed  read absent",
        "sale-of-data  a.md  label affirmed  read denied",
        "    We never sell your personal information to anyone, and we keep it in our own data centre.",
    ]
    measure.main(["--corpus", str(folder), "--errors", "sale-of-data"])
    printed = capsys.readouterr().out
    assert "sale-of-data  a.md  label affirmed  read denied" in printed
    assert "merger-transfer  a.md" not in printed


@pytest.mark.parametrize(("hits", "total", "low"), [(10, 10, 0.72), (5, 10, 0.24), (0, 10, 0.0)])
def test_wilson(hits: int, total: int, low: float) -> None:
    assert measure_counts.wilson(hits, total)[0] == pytest.approx(low, abs=0.01)


def figures(tp: int, fn: int, macro: float) -> dict[str, object]:
    clause = {"tp": tp, "fn": fn, "fp": 0, "tn": 0, "denied": 0, "denied_right": 0}
    return {"en": {"summary": {"macro f1": macro}, "clauses": {"right-access": clause}}}


def test_a_fall_beyond_the_noise_is_named() -> None:
    assert measure.falls(figures(18, 2, 0.9), figures(17, 3, 0.895)) == []
    fallen = measure.falls(figures(18, 2, 0.9), figures(10, 10, 0.85))
    assert [line.split(":")[0] for line in fallen] == ["en", "en right-access"]
    assert measure.falls(figures(18, 2, 0.9), {}) == []


def test_the_program_says_when_there_is_no_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main(["--corpus", str(tmp_path)]) == 2
    assert "labels.csv" in capsys.readouterr().err


def test_quotes_judged_by_hand_stand_in_the_page() -> None:
    row = {"clause": "sale-of-data", "right": 2, "read": 3, "wanted": "19 of 20", "remark": "few"}
    text = measure_page.page({}, "measure", {"language": "en", "documents": 7, "clauses": [row]})
    assert "Precision of quotes, read by hand (en)" in text
    assert "| sale-of-data | 2 | 3 | 19 of 20 | few |" in text
    assert "read by hand" not in measure_page.page({}, "measure")


def test_sources_of_labels_are_told_apart_where_they_are_several() -> None:
    one = {"labels": 30, "macro clauses": 6, "macro balanced accuracy": 0.9, "macro f1": 0.8}
    kept: dict[str, object] = {"summary": one, "clauses": {}}
    assert "by source" not in measure_page.page({"en": {**kept, "sources": {"strict": one}}}, "measure")
    assert "| lenient | 30 | 6 | 0.900 | 0.800 |" in measure_page.page(
        {"en": {**kept, "sources": {"strict": one, "lenient": one}}}, "measure"
    )
    rows = [
        {"language": "en", "source": source, "file": "a", "clause": f"c{n}", "stance": stance}
        for n in range(5)
        for stance in ("affirmed", "absent")
        for source in ("strict", "strict", "strict", "strict", "strict", "small")
    ]
    assert set(measure.by_source(rows, {"a": {"c1": "affirmed"}})["en"]) == {"strict"}
