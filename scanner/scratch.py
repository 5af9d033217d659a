"""Scratch: folders for as long as this process needs them. What a killed process left is swept by the next.

Those of one process lie together in `preau-<pid>-…`, in the temporary folder or where else they are asked for. A file
in it is locked (flock(2)) until the process ends, however it ends: whether the owner of a folder lives is thus known.
Process ids alone do not tell it: they are given anew, and containers that share a folder count them each for itself.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import re
import shutil
import stat
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

try:
    import fcntl as _fcntl

    fcntl: ModuleType | None = _fcntl
except ImportError:  # a system without flock(2): nothing is ever swept there
    fcntl = None

IN_MEMORY = Path("/dev/shm")
"""The file system in memory of Linux (tmpfs); small in some containers, absent elsewhere."""
_OWNER = "owner"
_NAME = re.compile(r"preau-[0-9]+-\w+")


@dataclass
class _Root:
    """The folder of this process in one place, and the open file whose lock says that we live."""

    folder: Path
    lock: int


_roots: dict[Path, _Root] = {}
_guard = threading.RLock()
_numbers = itertools.count(1)


def take(kind: str, place: Path | None = None) -> Path:
    """A new empty folder that only this user may enter. `place`: where; None is the machine's temporary folder.

    It is given back with `give_back`, and goes with the process otherwise. Raises OSError, on a full disk for example.
    """
    where = place or Path(tempfile.gettempdir())
    with _guard:
        root = _roots.get(where)
        if root is None:
            sweep((where,))
            root = _roots[where] = _made(where)
        # Short names: a browser's socket lies in such a folder, and the path of a socket may have 107 bytes.
        folder = root.folder / f"{kind}{next(_numbers)}"
        folder.mkdir(mode=0o700)
        return folder


def give_back(folder: Path) -> None:
    """Remove a folder that was taken. The process's own folder goes with the last of them."""
    shutil.rmtree(folder, ignore_errors=True)
    with _guard:
        for where, root in list(_roots.items()):
            if folder.parent == root.folder and _only_owner(root.folder):
                del _roots[where]
                _drop(root)


@contextlib.contextmanager
def taken(kind: str) -> Iterator[Path]:
    """A folder for as long as the block runs."""
    folder = take(kind)
    try:
        yield folder
    finally:
        give_back(folder)


def clear() -> None:
    """Remove all that this process took, and end the browsers that still use some of it."""
    with _guard:
        roots = list(_roots.values())
        _roots.clear()
        for root in roots:
            _drop(root)


def sweep(places: tuple[Path, ...] | None = None) -> None:
    """Remove what processes of this user left that are no more, and end the browsers that outlived them.

    Without `places`, in the temporary folder and in memory. Never raises: what cannot be removed stays.
    """
    for place in dict.fromkeys(places or (Path(tempfile.gettempdir()), IN_MEMORY)):
        try:
            found = [Path(entry.path) for entry in os.scandir(place) if _NAME.fullmatch(entry.name)]
        except OSError:
            continue
        for folder in found:
            with contextlib.suppress(OSError):
                _sweep(folder)


def _sweep(folder: Path) -> None:
    about = os.lstat(folder)
    if fcntl is None or not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
        return
    lock = os.open(folder / _OWNER, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        # Held by a process that lives, this one included: BlockingIOError.
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return
    _drop(_Root(folder, lock))


def _made(where: Path) -> _Root:
    """This process's folder. It bears its name only when its lock is held: nobody sweeps it before."""
    hidden = Path(tempfile.mkdtemp(prefix=f".preau-{os.getpid()}-", dir=where))
    lock = os.open(hidden / _OWNER, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    if fcntl is not None:
        with contextlib.suppress(OSError):  # a file system without locks: nothing is swept there either
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return _Root(hidden.rename(where / hidden.name.removeprefix(".")), lock)


def _drop(root: _Root) -> None:
    """Remove a process's folder, the locked file last: what could not be removed is found again by a later sweep."""
    from scanner.collect.browser.processes import end_below

    if not _only_owner(root.folder):
        end_below(root.folder)
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(root.folder)):
            if entry.name != _OWNER:
                shutil.rmtree(entry.path, ignore_errors=True)
        if _only_owner(root.folder):
            (root.folder / _OWNER).unlink()
            root.folder.rmdir()
    with contextlib.suppress(OSError):
        os.close(root.lock)


def _only_owner(folder: Path) -> bool:
    try:
        return all(entry.name == _OWNER for entry in os.scandir(folder))
    except OSError:
        return True


def _forget() -> None:
    """In a forked process: what the parent took is the parent's, and its lock ends with it."""
    global _guard
    _guard = threading.RLock()
    for root in _roots.values():
        with contextlib.suppress(OSError):
            os.close(root.lock)
    _roots.clear()


atexit.register(clear)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
