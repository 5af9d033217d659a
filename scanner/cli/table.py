"""Plain tables on standard output: columns as wide as their widest cell, narrowed to the terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import click

NARROWEST = 8
"""Characters that a column keeps in any case."""


def print_table(header: str, rows: Iterable[Sequence[str]]) -> None:
    """Print rows under a header whose cells are separated by `|`.

    On a terminal, the widest columns are narrowed until a row fits; elsewhere nothing is cut.
    """
    lines = [header.split("|"), *[[printable(str(cell)) for cell in row] for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    if sys.stdout.isatty():
        widths = fitted(widths, shutil.get_terminal_size((140, 24)).columns)
    for number, line in enumerate(lines):
        cells = (_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
        if number == 0:
            click.echo("  ".join("─" * width for width in widths))


def fitted(widths: Sequence[int], limit: int) -> list[int]:
    """Widths of columns, two spaces apart, of which the widest give way until they fit `limit`."""
    found = list(widths)
    while sum(found) + 2 * (len(found) - 1) > limit and max(found) > NARROWEST:
        found[found.index(max(found))] -= 1
    return found


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def printable(text: str) -> str:
    """Text from elsewhere without what a terminal would obey (control characters, escape sequences)."""
    return "".join(char for char in text if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co"))
