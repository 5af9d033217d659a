"""Writing a folder of files that all change at once: a full disk in the middle leaves what was there before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

PARTIAL = ".preau-partial"
"""Where the files wait until all are written: inside the folder, hence on its disk and with its rights."""
LISTED = ".preau-{kind}-files"
"""The files of a kind written last, one a line: those that are not written again are removed, others are left alone."""
EARLIER = ".preau-files"
"""The list of the versions that knew one kind only: ours where it names a file that is written now."""


@contextmanager
def whole_folder(folder: Path, kind: str) -> Iterator[Path]:
    """A place for files that are moved into `folder` together at the end; on any exception nothing there changes.

    Files of an earlier writing of this `kind` (`site`, `export`) that were not written again are removed; what else
    lies in the folder stays, a site beside an export too.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / PARTIAL
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir()
        yield place
        _move(place, folder, LISTED.format(kind=kind))
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    shutil.rmtree(place, ignore_errors=True)


def _move(place: Path, folder: Path, listed: str) -> None:
    names = sorted(file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file())
    before = _before(folder, listed, set(names))
    # Written while all can still be undone: the list is the last thing that a full disk can refuse.
    (place / listed).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    for name in (*names, listed):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (place / name).replace(target)
    for name in sorted(before - set(names)):
        (folder / name).unlink(missing_ok=True)
        _drop_empty((folder / name).parent, folder)


def _drop_empty(directory: Path, folder: Path) -> None:
    """Remove a directory that a file was taken from, and those above it, as far as nothing else lies there."""
    with suppress(OSError):
        while directory != folder:
            directory.rmdir()
            directory = directory.parent


def _before(folder: Path, listed: str, names: set[str]) -> set[str]:
    if (folder / listed).exists():
        return _listed(folder / listed)
    earlier = _listed(folder / EARLIER)
    if not earlier & names:
        return set()
    return earlier | {EARLIER}


def _listed(file: Path) -> set[str]:
    """The files of the last writing; what would lie outside the folder is no file of ours."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {
        one for one in lines if one and ".." not in PurePosixPath(one).parts and not PurePosixPath(one).is_absolute()
    }
