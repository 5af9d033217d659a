"""Reading files: JSON lines of the contract, text with offsets, HTML, PDF in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.reading import VOCABULARY
from scanner.documents.pdf import pages_of
from scanner.documents.read_files import main

POLICY = (
    "# Privacy policy\n\nWe never sell your personal information to anyone, "
    "and we keep it as long as your account is open.\n"
)


def test_json_lines_hold_the_whole_vocabulary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "policy.md"
    file.write_text(POLICY, encoding="utf-8")
    assert main(["--format", "jsonl", str(file)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["language"] == "en"
    assert [clause["clause"] for clause in record["clauses"]] == list(VOCABULARY)
    sale = next(clause for clause in record["clauses"] if clause["clause"] == "sale-of-data")
    assert sale["stance"] == "denied"


def test_offsets_count_in_the_text_that_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "policy.md"
    file.write_text(POLICY, encoding="utf-8")
    main(["--format", "jsonl", str(file)])
    record = json.loads(capsys.readouterr().out)
    main(["--format", "text", "--show-text", str(file)])
    shown = capsys.readouterr().out.split("\n\n", 1)[1]
    for clause in record["clauses"]:
        for quote in clause["quotes"]:
            assert shown[quote["start"] : quote["end"]] == quote["text"]


def test_html_marks_clauses_and_escapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "policy.md"
    file.write_text(POLICY + "\nWe say \\<script\\>alert(1)\\</script\\> & more.\n", encoding="utf-8")
    main(["--format", "html", str(file)])
    page = capsys.readouterr().out
    assert "sale of data: ruled out" in page
    assert "<script>" not in page


def test_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str], pdf: Callable[[list[str]], bytes]) -> None:
    lines = ["We never sell your personal information to anyone.", "You have the right to access your personal data."]
    assert "never sell" in pages_of(pdf(lines))[0]
    file = tmp_path / "policy.pdf"
    file.write_bytes(pdf(lines))
    main(["--format", "jsonl", str(file)])
    record = json.loads(capsys.readouterr().out)
    assert {c["clause"]: c["stance"] for c in record["clauses"]}["right-access"] == "affirmed"


def test_a_pdf_without_text_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pdf: Callable[[list[str]], bytes]
) -> None:
    for data in (b"%PDF-1.7 broken", pdf([])):
        file = tmp_path / "scan.pdf"
        file.write_bytes(data)
        main(["--format", "jsonl", str(file)])
        assert json.loads(capsys.readouterr().out)["readable"] == "unreadable-format"


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "text", "nowhere.md"]) == 1
    assert "nowhere.md" in capsys.readouterr().err
