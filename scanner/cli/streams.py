"""Standard output and error whatever they are given: closed, a pipe nobody reads, a terminal of another encoding."""

from __future__ import annotations

import io
import os
import sys


def prepare_streams() -> None:
    """Let results and messages be written.

    A file or a pipe gets UTF-8, which JSON asks for (RFC 8259, section 8.1) and every reader of the other formats
    expects; a terminal keeps its encoding and shows `?` for what it lacks. A stream that was closed takes and forgets.
    """
    sys.stdout = _ready(sys.stdout)
    sys.stderr = _ready(sys.stderr)


def _ready(stream: object) -> io.TextIOWrapper:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("_", "-") != "utf-8":
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")
    return stream  # type: ignore[return-value]
