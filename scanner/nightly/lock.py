"""One run at a time: a lock file beside the catalogue that the kernel releases when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from catalog.problem import CatalogueProblem

GRACE_SECONDS = 2.0
"""Workers of a run that was killed end with it, but not in the same instant: so long a new run waits for the lock."""
_held: list[TextIOWrapper] = []


@contextmanager
def only_run(catalogue: Path) -> Iterator[None]:
    """Hold the lock of a catalogue's nightly run. Raises CatalogueProblem where another run holds it."""
    path = catalogue.with_name(catalogue.name + ".run")
    with path.open("a", encoding="utf-8") as file:
        if not _locked(file):
            raise CatalogueProblem(
                "run-under-way", f"Another run is scanning the tools of {catalogue}.", path=str(catalogue)
            )
        _held.append(file)
        try:
            yield
        finally:
            _held.remove(file)


def leave_to_parent() -> None:
    """In a forked worker: close the lock file, so that the lock ends with the run and not with its workers."""
    for file in _held:
        file.close()
    _held.clear()


def _locked(file: TextIOWrapper) -> bool:
    until = time.monotonic() + GRACE_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
