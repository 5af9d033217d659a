"""Profile: the folder in which a scan's Chromium keeps all it keeps; made empty, thrown away whole.

What pages keep is not there: they are opened in contexts that keep all in memory (see `browsers`).

It lies in memory where the system has a file system for that with room to spare: Chromium writes some two hundred files
at every start and waits for the disk many times, all for a profile that nobody will read again. What Chromium would
leave in the machine's temporary folder when it is ended lies in it too.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from scanner import scratch

STORED_BYTES = 500_000_000
"""What may be stored in a profile: a page that had more written there found a way round its context, and is ended as
one that eats memory."""
_SPARE_BYTES = 2 * STORED_BYTES
_PREFERENCES = {
    "profile": {"cookie_controls_mode": 0},
    "download": {"prompt_for_download": False},
    "safebrowsing": {"enabled": False},
    "signin": {"allowed": False},
    "search": {"suggest_enabled": False},
    "translate": {"enabled": False},
}
"""Third-party cookies allowed, as they are in most pupils' browsers; contexts take that over. Debian's Chromium blocks
them otherwise, and no scan would ever see one. `cookie_controls_mode` 0 is `kOff`."""
_SOCKET_NAME = len("/org.chromium.Chromium.XXXXXX/SingletonSocket")
_SOCKET_LIMIT = 107
"""Bytes of a socket's path (unix(7), without the closing zero)."""


class Profile:
    """A seeded profile. `folder` is what `--user-data-dir` is given."""

    def __init__(self) -> None:
        self.folder = scratch.take("profile", _place())
        self._free = _free(self.folder)
        write_profile(self.folder)

    def environment(self) -> dict[str, str]:
        """Where Chromium finds its home and its temporary folder."""
        inside = self.folder / "tmp"
        inside.mkdir(exist_ok=True)
        if len(os.fsencode(inside)) + _SOCKET_NAME > _SOCKET_LIMIT:
            return {"HOME": str(self.folder)}
        return {"HOME": str(self.folder), "TMPDIR": str(inside)}

    def is_overfull(self) -> bool:
        """Whether more than `STORED_BYTES` are stored. Files are counted only where the file system lost as much."""
        return self._free - _free(self.folder) > STORED_BYTES and _size(self.folder) > STORED_BYTES

    def remove(self) -> None:
        """Throw all of it away."""
        scratch.give_back(self.folder)


def write_profile(folder: Path) -> None:
    """Seed an empty folder with the preferences a scan needs."""
    default = folder / "Default"
    default.mkdir(parents=True)
    (default / "Preferences").write_text(json.dumps(_PREFERENCES), encoding="utf-8")


def _place() -> Path | None:
    """The file system in memory, or None for the machine's temporary folder."""
    memory = scratch.IN_MEMORY
    usable = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    return memory if usable and _free(memory) >= _SPARE_BYTES else None


def _free(folder: Path) -> int:
    """Bytes left on the file system of a folder."""
    return shutil.disk_usage(folder).free


def _size(folder: Path) -> int:
    """Bytes that the files below a folder take up; what goes away meanwhile is not counted."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).lstat().st_blocks * 512
            except OSError:
                continue
    return total
