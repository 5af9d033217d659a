"""The program run in this process, and a small catalogue for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in this process, with a catalogue of its own: status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for name in ("PREAU_LANG", "PREAU_CONFIG", "PREAU_CATALOG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, lang: str = "en") -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["--lang", lang, *arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err.replace("\u00a0", " ")

    return run


@pytest.fixture
def there(run: Run) -> None:
    """A catalogue with one tool that was never scanned, and a text file beside it."""
    Path("tools.txt").write_text("outil ; adresse\n", encoding="utf-8")
    assert run("tools", "add", "https://outil.example", "--name", "Outil")[0] == 0
