"""Results and messages go out whatever standard output and error are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "scanner.cli.main", "--lang", "fr"]
SCAN = [*PROGRAM, "check", "https://nowhere.invalid", "--no-browser", "--no-save", "--format", "json"]


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "politique.txt"
    file.write_text("L’élève — et lui seul… Nous ne vendons pas vos données.", encoding="utf-8")
    return file


def test_a_pipe_gets_utf_8_whatever_the_locale_says(policy: Path) -> None:
    env = os.environ | {"PYTHONIOENCODING": "latin-1"}
    said = subprocess.run([*PROGRAM, "read", "--format", "jsonl", str(policy)], capture_output=True, env=env)
    assert said.returncode == 0, said.stderr.decode("utf-8", "replace")
    assert json.loads(said.stdout.decode("utf-8"))["language"] == "fr"
    refused = subprocess.run([*PROGRAM, "check"], capture_output=True, env=env)
    assert "l’identifiant ou le nom d’un outil" in refused.stderr.decode("utf-8")


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2)])
def test_a_closed_stream_stops_nothing(tmp_path: Path, closed: tuple[int, ...]) -> None:
    target = tmp_path / "report.json"

    def close() -> None:
        for number in closed:
            os.close(number)

    said = subprocess.run([*SCAN, "--output", str(target)], capture_output=True, cwd=tmp_path, preexec_fn=close)
    assert said.returncode == 3, said.stderr
    assert json.loads(target.read_text("utf-8"))["rating"]["public"]["grade"] == "NE"
    shown = subprocess.run(SCAN, capture_output=True, cwd=tmp_path, preexec_fn=close)
    assert shown.returncode == 3, shown.stderr
    assert 1 in closed or json.loads(shown.stdout)["scan"]["skipped"]


def test_progress_that_nobody_can_read_costs_no_result(tmp_path: Path) -> None:
    """A scan goes on and its report is whole where what reads its progress went away."""
    reading, writing = os.pipe()
    os.close(reading)
    said = subprocess.run(SCAN, stdout=subprocess.PIPE, stderr=writing, cwd=tmp_path)
    os.close(writing)
    assert said.returncode == 3
    assert json.loads(said.stdout)["rating"]["public"]["grade"] == "NE"
