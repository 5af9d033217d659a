"""Text of a PDF, page by page, in a process of its own: the parser is native code and the file is a stranger's.

The child (`pdf_child`) may use 1.5 GB of address space, some seconds of processor time, no more files; it reads the PDF
from standard input and writes JSON. Whatever goes wrong there, the caller gets no pages.

Two things that the letters alone do not tell are read from where they stand on the page: lists whose bullets are drawn
and no letters, as browsers print them, and tables whose cells are ruled.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from rules.reading.rows import ROW, Rows, written

MEMORY: Final = 1_500_000_000
"""Address space of the child in bytes."""
SECONDS: Final = 20
MOST_PAGES: Final = 400
MOST_TEXT: Final = 4_000_000
_CHILD: Final = str(Path(__file__).with_name("pdf_child.py"))


def pages_of(data: bytes, seconds: int = SECONDS) -> list[str]:
    """The text of each page, a row of a table as a line of its own (`rows.ROW`).

    Empty where the file cannot be parsed, is protected, or breaks a limit.
    """
    command = [sys.executable, "-I", _CHILD, str(MEMORY), str(seconds), str(MOST_PAGES), str(MOST_TEXT)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds + 10, check=False, env={"PATH": "/usr/bin:/bin"}
        )
        pages = json.loads(done.stdout) if done.returncode == 0 else []
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return []
    return ["\n".join(_parts(page)) for page in pages]


def _parts(page: list[Any]) -> Iterator[str]:
    after_table = False
    for part in page:
        if isinstance(part, str):
            after_table = after_table and not part.strip()
            yield part.replace(ROW, " ")
            continue
        if after_table:
            yield ROW  # another table begins, though nothing stands between
        after_table = True
        yield ""
        yield from _table(part)
        yield ""


def _table(table: list[list[tuple[list[str], int, int]]]) -> Iterator[str]:
    """The lines of a table; a row in which one cell alone says something is a line like any other."""
    rows = Rows()
    for row in table:
        rows.begin()
        for parts, down, across in row:
            rows.add(parts, down, across)
        cells = [cell.replace(ROW, " ") for cell in rows.end()]
        said = [cell for cell in cells if cell]
        if len(said) > 1:
            yield ROW + written(cells)
        elif said:
            yield from ("", said[0], "")
