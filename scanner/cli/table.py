"""Plain tables on standard output: columns as wide as their widest cell, cut to the terminal."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Sequence

import click


def print_table(header: str, rows: Iterable[Sequence[str]]) -> None:
    """Print rows under a header whose cells are separated by `|`."""
    lines = [header.split("|"), *[[printable(str(cell)) for cell in row] for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    limit = shutil.get_terminal_size((140, 24)).columns
    for number, line in enumerate(lines):
        text = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        click.echo(text[:limit])
        if number == 0:
            click.echo("  ".join("─" * width for width in widths)[:limit])


def printable(text: str) -> str:
    """Text from elsewhere without what a terminal would obey (control characters, escape sequences)."""
    return "".join(char for char in text if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co"))
