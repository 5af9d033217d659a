"""What stands for a value in usage and help (`FILE`, `FICHIER`), in the language of the interface."""

from __future__ import annotations

import click

from .language import Words

_KEPT = "_preau_metavar"
"""Where a parameter keeps what its declaration says: it may be asked for in another language later."""


def name_values(command: click.Command, words: Words) -> None:
    """Name the values of a command's parameters and of what follows it."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count):
            continue
        declared = _declared(parameter)
        key = f"metavar.{(declared or _kind(parameter)).rstrip('…').lower()}"
        if not words.has(key):
            continue
        named = words(key) + ("…" if parameter.nargs == -1 else "")
        optional = isinstance(parameter, click.Argument) and not parameter.required and parameter.nargs != -1
        parameter.metavar = f"[{named}]" if optional else named
    if isinstance(command, click.Group):
        command.subcommand_metavar = words("metavar.subcommand")


def _declared(parameter: click.Parameter) -> str | None:
    if not hasattr(parameter, _KEPT):
        setattr(parameter, _KEPT, parameter.metavar)
    declared: str | None = getattr(parameter, _KEPT)
    return declared


def _kind(parameter: click.Parameter) -> str:
    """What a value is: of an argument its name, of an option the kind of its type."""
    if isinstance(parameter.type, click.Choice):
        return "choice"
    if isinstance(parameter, click.Argument):
        return str(parameter.name)
    for kind, name in (
        (click.types.IntParamType, "number"),
        (click.types.FloatParamType, "number"),
        (click.DateTime, "date"),
        (click.Path, "directory" if getattr(parameter.type, "file_okay", True) is False else "file"),
        (click.types.StringParamType, "text"),
    ):
        if isinstance(parameter.type, kind):
            return name
    return str(parameter.type.name)
