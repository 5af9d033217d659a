"""One run at a time: a lock file beside the catalogue that the kernel releases when its holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.problem import CatalogueProblem


@contextmanager
def only_run(catalogue: Path) -> Iterator[None]:
    """Hold the lock of a catalogue's nightly run. Raises CatalogueProblem where another run holds it."""
    path = catalogue.with_name(catalogue.name + ".run")
    with path.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CatalogueProblem(
                "run-under-way", f"Another run is scanning the tools of {catalogue}.", path=str(catalogue)
            ) from error
        yield
