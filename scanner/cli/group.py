"""Groups that load a command when it is used, with help in the chosen language."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

from .language import Words
from .metavars import name_values
from .setting import Setting

MOST_NEAR = 3
"""Commands suggested for one that is not there."""


class LocalGroup(click.Group):
    """A group whose commands are named by module and whose help texts are found by command and option name."""

    def __init__(self, *args: object, lazy: Mapping[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the documentation, not of the alphabet."""
        return list(self._lazy) or list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded and with its help in the language."""
        if cmd_name in self._lazy:
            command: click.Command = import_module(self._lazy[cmd_name]).command
        else:
            found = super().get_command(ctx, cmd_name)
            if found is None:
                return None
            command = found
        _localise(command, words_of(ctx), _path(ctx, cmd_name))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; one that is not there is told with those that are called nearly so."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0].lower(), self.list_commands(ctx), MOST_NEAR)
            words, here = words_of(ctx), ctx.command_path
            told = words("error.near", names=", ".join(near)) if near else words("error.commands-listed", command=here)
            raise click.UsageError(f"{error.message}\n{told}", ctx) from None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The usage line, with what follows it named in the language."""
        name_values(self, words_of(ctx))
        return super().collect_usage_pieces(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and short helps from the texts: no command is loaded to list it."""
        words = words_of(ctx)
        rows = [(name, words(f"{_path(ctx, name)}.short")) for name in self.list_commands(ctx)]
        with formatter.section(words("help.commands")):
            formatter.write_dl(rows)


def words_of(ctx: click.Context | None) -> Words:
    """The words of the language chosen for this run."""
    setting: Setting = (ctx.find_object(Setting) if ctx else None) or Setting()
    return setting.words


def _path(ctx: click.Context, name: str) -> str:
    parents: list[str] = []
    here: click.Context | None = ctx
    while here is not None and here.parent is not None:
        parents.insert(0, here.info_name or "")
        here = here.parent
    return ".".join(["command", *parents, name])


def _localise(command: click.Command, words: Words, path: str) -> None:
    name_values(command, words)
    command.help = words(f"{path}.help") if words.has(f"{path}.help") else words(f"{path}.short")
    for parameter in command.params:
        if not isinstance(parameter, click.Option) or parameter.name == "help":
            continue
        name = (parameter.name or "").rstrip("_")
        key = f"{path}.{name}"
        key = key if words.has(key) else f"option.{name}"
        choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
        parameter.help = words(key, levels=", ".join(choices)) if name == "fail_on" else words(key)
