"""`--format`, `--output` and `--fail-on`: how a result leaves the program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from .language import Words
from .status import FAILED, Stop

FORMATS = ("text", "json", "html", "markdown", "sarif", "junit")
Command = TypeVar("Command", bound=Callable[..., Any])


def format_options(command: Command) -> Command:
    """Add the three options, as `format_`, `output` and `fail_on`."""
    from scanner.levels import LEVELS

    command = click.option("--fail-on", multiple=True, type=click.Choice(LEVELS), metavar="LEVEL")(command)
    command = click.option("--output", type=click.Path(dir_okay=False, path_type=Path))(command)
    return click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)(command)


def check_output(output: Path | None) -> None:
    """Refuse an output that cannot be written before any work is done. Raises Stop."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise Stop("error.output-folder", folder=output.parent)
    was_there = output.exists()
    try:
        with output.open("ab"):
            pass
        if not was_there:
            output.unlink()
    except OSError as error:
        raise Stop("error.unwritable-file", path=output, detail=error) from error


def check_folder(folder: Path) -> None:
    """Refuse a folder to write to that is not there, or where nothing can be written. Raises Stop."""
    import tempfile

    if not folder.is_dir():
        raise Stop("error.output-folder", folder=folder)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Stop("error.unwritable-file", path=folder, detail=error) from error


def write_result(text: str, output: Path | None, words: Words) -> None:
    """Write a result to its file, or to standard output. Raises Stop where the file cannot be written."""
    if output is None:
        click.echo(text.rstrip("\n"))
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Stop("error.unwritable-file", FAILED, path=output, detail=error) from error
    click.echo(words("check.written", path=output), err=True)


def write_parts(parts: Generator[str, None, str], output: Path | None, words: Words) -> None:
    """Write a result that comes in parts, held in no more memory than one of them. Raises Stop as `write_result`.

    The parts wait in a temporary file: what goes before them is known when all are there.
    """
    import tempfile

    try:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as waiting:
            head = _kept(parts, waiting)
            waiting.seek(0)
            if output is None:
                _copy(head, waiting, sys.stdout)
                return
            with output.open("w", encoding="utf-8", newline="") as file:
                _copy(head, waiting, file)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop("error.unwritable-file", FAILED, path=output or "-", detail=error) from error
    click.echo(words("check.written", path=output), err=True)


def _kept(parts: Generator[str, None, str], file: TextIO) -> str:
    """Write all parts; what goes before them."""
    while True:
        try:
            file.write(next(parts))
        except StopIteration as end:
            return str(end.value)


def _copy(head: str, source: TextIO, target: TextIO) -> None:
    import shutil

    target.write(head)
    shutil.copyfileobj(source, target, 1 << 20)
    target.flush()


def terminal_size() -> tuple[int, bool]:
    """Width in columns, and whether standard output is a terminal that shows colour."""
    import shutil

    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120)), sys.stdout.isatty()
