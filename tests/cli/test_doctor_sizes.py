"""What `doctor` says of the catalogue: its tools, its scans and its size on the disk."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from scanner.cli.main import main


def catalogue_line(lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The line on the catalogue, ordinary blanks in it."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["--lang", lang, "--catalog", "c.db", "doctor"])
    assert not ended.value.code
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "c.db" in line]
    return line.replace("\u00a0", " ").replace("\u202f", " ")


def stated(line: str) -> float:
    """The size that a line states, in millions of bytes."""
    found = re.search(r"([\d.,]+) M[Bo]\)", line)
    assert found, line
    return float(found[1].replace(",", "."))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PREAU_LANG", "PREAU_CONFIG", "PREAU_CATALOG"):
        monkeypatch.delenv(name, raising=False)


def test_the_size_is_that_of_the_files_on_the_disk(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--catalog", "c.db", "tools", "add", "https://outil.example"])
    small = stated(catalogue_line("en", capsys))
    assert small == pytest.approx(Path("c.db").stat().st_size / 1e6, abs=0.06)
    with Catalogue.open(Path("c.db")) as catalogue:
        with catalogue.transaction():
            # Random bytes are kept as they are: three million of them grow the catalogue by as much.
            catalogue.blobs.put(os.urandom(3_000_000))
        # Still in the log: the file itself has not grown yet.
        assert Path("c.db").stat().st_size < 1_000_000
        for lang in ("en", "fr"):
            line = catalogue_line(lang, capsys)
            assert 3.0 <= stated(line) - small <= 3.3, line
            assert ("tools: 1; scans: 0" if lang == "en" else "outils : 1 ; contrôles : 0") in line


def test_no_catalogue_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "c.db" in catalogue_line("fr", capsys)
    assert not Path("c.db").exists()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "is being written by another program"), ("fr", "un autre programme")]
)
def test_a_catalogue_that_another_program_holds_is_said_soon(
    lang: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalogue.open(Path("c.db")):
        pass
    asked: list[float] = []
    plainly = sqlite3.connect

    def connect(path: str, **options: Any) -> sqlite3.Connection:
        asked.append(options["timeout"])
        return plainly(path, **options | {"timeout": 0.05})

    with closing(plainly("c.db", isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("CREATE TABLE held (a)")
        monkeypatch.setattr(sqlite3, "connect", connect)
        with pytest.raises(SystemExit) as ended:
            main(["--lang", lang, "--catalog", "c.db", "doctor"])
    assert ended.value.code == 1
    assert max(asked) <= 3
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err
    assert "Python" in told.out  # what can be told without the catalogue is told
