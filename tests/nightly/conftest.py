"""A lab in a process of its own, a catalogue of its tools, and nights as the command line spends them."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scanner.lab.aside import LabAside, Plan

PROGRAM = (sys.executable, "-m", "scanner.cli.main")
AT_ANOTHER_TIME = """
import sys, datetime
from scanner import clock
away, real = datetime.timedelta(seconds=float(sys.argv.pop(1))), clock.now
clock.now = lambda: real() + away
from scanner.cli.main import main
main()
"""
"""The program on a machine whose clock is so many seconds away from this one's."""


@dataclass
class Nights:
    """A catalogue of a lab's tools. `config` may be pointed at another lab."""

    config: Path
    catalogue: Path
    away: timedelta = timedelta()
    """How far the clock of the next commands is from this machine's."""

    def command(self, *arguments: str) -> list[str]:
        """The program's command line."""
        moved = (sys.executable, "-c", AT_ANOTHER_TIME, str(self.away.total_seconds()))
        program = moved if self.away else PROGRAM
        return [*program, "--config", str(self.config), "--catalog", str(self.catalogue), "--lang", "en", *arguments]

    def run(self, *arguments: str, status: int = 0, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command and expect its exit status."""
        done = subprocess.run(
            self.command(*arguments), capture_output=True, text=True, check=False, timeout=200, **options
        )
        assert done.returncode == status, (done.returncode, done.stdout[-3000:], done.stderr[-3000:])
        return done

    def rescan(self, *options: str, status: int = 0, workers: int = 4) -> subprocess.CompletedProcess[str]:
        """A night over HTTP in which everything is due."""
        return self.run(*self.night(*options, workers=workers), status=status)

    def night(self, *options: str, workers: int = 4) -> tuple[str, ...]:
        """The arguments of such a night."""
        return ("rescan", "--due", "0s", "--no-browser", "--workers", str(workers), "--retry-wait", "1s", *options)

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the catalogue."""
        with closing(sqlite3.connect(self.catalogue)) as connection:
            return connection.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> Any:
        """A single value."""
        return self.ask(query, *values)[0][0]

    def sound(self) -> None:
        """SQLite's own check and the catalogue's."""
        assert self.one("PRAGMA integrity_check") == "ok"
        assert self.ask("PRAGMA foreign_key_check") == []
        self.run("catalog", "verify")


@pytest.fixture(scope="module")
def lab(request: pytest.FixtureRequest) -> Iterator[LabAside]:
    """Twelve tools; a module may set `PLAN`."""
    with LabAside(getattr(request.module, "PLAN", Plan(12))) as running:
        yield running


@pytest.fixture
def make_nights(tmp_path: Path) -> Callable[..., Nights]:
    """A catalogue of a lab's tools, empty of scans."""

    def make(lab: LabAside, folder: Path | None = None) -> Nights:
        place = folder or tmp_path
        nights = Nights(lab.config, place / "preau.db")
        table = place / "tools.csv"
        with table.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "name", "home"])
            writer.writerows([f"t{number:03}", f"Outil {number:03}", home] for number, home in enumerate(lab.homes, 1))
        nights.run("tools", "import", str(table))
        return nights

    return make


@pytest.fixture
def nights(lab: LabAside, make_nights: Callable[..., Nights]) -> Nights:
    """A catalogue of the module's lab."""
    lab.requests()
    return make_nights(lab)


@pytest.fixture(autouse=True)
def _quiet() -> None:
    os.environ.pop("PREAU_CATALOG", None)
