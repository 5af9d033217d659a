"""The measure of buttons: counts per language, opposites, and a table that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.consent import measure


def table(folder: Path, text: str) -> Path:
    file = folder / "buttons.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_counts_per_language_and_opposites(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "button_text,label\nTout refuser,reject\nAlle akzeptieren,accept\nTout accepter,reject\nWetter,other\n",
    )
    scores = measure.score(measure.read_table(file))
    assert scores["all"].right == {"reject": 1, "accept": 1, "other": 1}
    assert scores["all"].opposite["reject"] == 1
    assert scores["fr"].total["reject"] == 2
    assert scores["de"].right["accept"] == 1
    assert scores["none"].total["other"] == 1
    assert any(line.split()[:3] == ["all", "1/1", "1/2"] for line in measure.lines(scores))


def test_errors_are_listed_of_the_tune_half_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [f"Tout accepter {number}" for number in range(20)]
    file = table(tmp_path, "button_text,label\n" + "".join(f"{text},reject\n" for text in texts))
    assert measure.main([str(file), "--errors"]) == 0
    shown = capsys.readouterr().out
    listed = {text for text in texts if f"reject <- accept: {text}\n" in shown}
    assert listed == {text for text in texts if measure.part_of(text) == "tune"}
    assert 0 < len(listed) < len(texts)


@pytest.mark.parametrize(
    ("content", "said"),
    [("text,label\na,accept\n", "button_text"), ("button_text,label\na,maybe\n", "maybe"), ("", "button_text")],
)
def test_a_table_of_another_form_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    assert measure.main([str(table(tmp_path, content))]) == 2
    assert said in capsys.readouterr().err
