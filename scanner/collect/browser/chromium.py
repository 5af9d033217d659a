"""Chromium: where the program is, and whether a scan can use it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.config import Config

_PROGRAMS = (
    Path("/usr/lib/chromium/chromium"),
    Path("/usr/lib/chromium-browser/chromium-browser"),
    Path("/opt/google/chrome/chrome"),
)
_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class BrowserAvailability:
    """Whether a browser can be used, and `why_not`: `no-chromium`, `not-there` (the one configured), `not-executable`,
    `no-driver`; None where it can be.
    """

    found: bool
    executable: Path | None = None
    why_not: str | None = None


def available(config: Config) -> BrowserAvailability:
    """Look for Chromium and the driver's package without starting either."""
    given = config.browser.executable
    executable = program_behind(given) if given is not None else _find()
    if executable is None:
        return BrowserAvailability(False, executable, "no-chromium")
    if not executable.is_file():
        return BrowserAvailability(False, executable, "not-there")
    if not os.access(executable, os.X_OK):
        return BrowserAvailability(False, executable, "not-executable")
    if not _driver_installed():
        return BrowserAvailability(False, executable, "no-driver")
    return BrowserAvailability(True, executable)


def program_behind(path: Path) -> Path:
    """The program that a distribution's start script starts: the script adds API keys and extensions of its own."""
    real = path.resolve()
    if not _is_script(real):
        return real
    name = real.name
    beside = (Path("/usr/lib") / name / name, real.parent.parent / "lib" / name / name)
    return next((candidate for candidate in beside if candidate.is_file()), real)


def _find() -> Path | None:
    for program in _PROGRAMS:
        if program.is_file():
            return program
    for command in _COMMANDS:
        if found := shutil.which(command):
            return program_behind(Path(found))
    return None


def _is_script(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False


@lru_cache(maxsize=1)
def _driver_installed() -> bool:
    return find_spec("playwright") is not None
