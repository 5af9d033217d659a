"""The program's entry: options before the command, then the command; every failure ends with a sentence."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import click

from scanner.problem import Problem

from .click_words import speak
from .group import LocalGroup
from .language import Words, choose_language
from .metavars import name_values
from .setting import Setting
from .status import FAILED, WRONG_USAGE, Stop
from .stopping import Terminated, end_as_asked, stop_as_asked
from .streams import prepare_streams

COMMANDS = {
    "check": "scanner.cli.check",
    "read": "scanner.cli.read",
    "tools": "scanner.cli.tools",
    "rescan": "scanner.cli.rescan",
    "evaluate": "scanner.cli.evaluate",
    "history": "scanner.cli.history",
    "diff": "scanner.cli.diff",
    "review": "scanner.cli.review",
    "notify": "scanner.cli.notify",
    "answer": "scanner.cli.answer",
    "catalog": "scanner.cli.catalog",
    "export": "scanner.cli.export",
    "site": "scanner.cli.site",
    "serve": "scanner.cli.serve",
    "evidence": "scanner.cli.evidence",
    "dossier": "scanner.cli.dossier",
    "explain": "scanner.cli.explain",
    "rules": "scanner.cli.rules",
    "lab": "scanner.cli.lab",
    "demo": "scanner.cli.demo",
    "doctor": "scanner.cli.doctor",
}

BEFORE_THE_COMMAND = ("--config", "--catalog", "--lang")

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, no more of one's share of it, no larger file allowed: a write that gives no file name."""

NOT_OF_THE_USAGE = ("catalogue-locked", "catalogue-disk-full", "catalogue-damaged", "run-under-way")
"""Problems of a catalogue that another command line or configuration would not solve: the contract's status is 1."""

# Whether it is a folder is told by what opens it: Click would name its kind in the language of the import.
FILE = click.Path(path_type=Path)


def _choose(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Options before the command take effect before help is printed."""
    setting = ctx.ensure_object(Setting)
    if value is not None:
        setattr(
            setting,
            {"config": "config_path", "catalog": "catalogue_option", "lang": "language_option"}[str(parameter.name)],
            value,
        )
    return value


def _help(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(_program_help(ctx))
        ctx.exit()


def _program_help(ctx: click.Context) -> str:
    words = ctx.ensure_object(Setting).words
    name_values(ctx.command, words)
    ctx.command.help = words("help.program")
    for option in ctx.command.params:
        if isinstance(option, click.Option):
            option.help = words(f"option.{option.name}")
    return ctx.get_help()


def _version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from scanner import __version__

        click.echo(f"preau {__version__}")
        ctx.exit()


@click.group(
    cls=LocalGroup,
    lazy=COMMANDS,
    add_help_option=False,
    invoke_without_command=True,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
)
@click.option("--config", type=FILE, metavar="FILE", is_eager=True, expose_value=False, callback=_choose)
@click.option("--catalog", type=FILE, metavar="FILE", is_eager=True, expose_value=False, callback=_choose)
@click.option("--lang", type=click.Choice(["fr", "en"]), is_eager=True, expose_value=False, callback=_choose)
@click.option("--version", is_flag=True, expose_value=False, callback=_version)
@click.option("--help", "-h", is_flag=True, expose_value=False, callback=_help)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Préau."""
    if ctx.invoked_subcommand is None:
        click.echo(_program_help(ctx), err=True)
        ctx.exit(WRONG_USAGE)
    # A configuration with a mistake is told by every command, one that would not need it too.
    ctx.ensure_object(Setting).check_config()


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit with a status of the contract."""
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    config = _asked(given, "--config")
    setting = Setting(config_path=Path(config) if config else None, language_option=_asked(given, "--lang"))
    setting.only_help = not {"-h", "--help"}.isdisjoint(given)
    words = _words(setting)
    speak(words.language)
    unknown = setting.unknown_language
    if unknown is not None:
        click.echo(words("language.unknown", given=unknown, used=words(f"language.{words.language}")), err=True)
    stop_as_asked()
    try:
        status = cli.main(args=arguments, prog_name="preau", standalone_mode=False, obj=setting)
    except Exception as error:
        status = _explain(error, setting)
    except KeyboardInterrupt as stop:
        status = _interrupted(words, stop)
    sys.exit(status if isinstance(status, int) else 0)


def _interrupted(words: Words, stop: BaseException | None) -> int:
    """Say what became of the work; 130 is what shells expect of a program that Ctrl-C ended."""
    click.echo(f"\n{words('error.interrupted')}", err=True)
    if isinstance(stop, Terminated):
        end_as_asked(stop.number)
    return 130


def _explain(error: Exception, setting: Setting) -> int:
    """Print the sentence of an error and return its status."""
    words = _words(setting)
    if isinstance(error, click.exceptions.Abort):
        return _interrupted(words, error.__cause__)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    if isinstance(error, click.ClickException):
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"{words('error.prefix')} {error.format_message()}", err=True)
        if isinstance(error, click.NoSuchOption) and error.option_name in BEFORE_THE_COMMAND:
            click.echo(words("error.before-command", option=error.option_name), err=True)
        return WRONG_USAGE if isinstance(error, click.UsageError) else FAILED
    if isinstance(error, Problem):
        click.echo(f"{words('error.prefix')} {words.said(error)}", err=True)
        return error.status if isinstance(error, Stop) else WRONG_USAGE
    status = _known(error, setting, words)
    if status is None:
        if not isinstance(error, BrokenPipeError):
            click.echo(
                f"{words('error.prefix')} {words('error.unexpected', detail=f'{type(error).__name__}: {error}')}",
                err=True,
            )
        return FAILED
    return status


def _known(error: Exception, setting: Setting, words: Words) -> int | None:
    import sqlite3

    from catalog.opening import problem_of
    from catalog.problem import CatalogueProblem

    if isinstance(error, sqlite3.DatabaseError):
        error = problem_of(error, setting.catalogue_path)
    if isinstance(error, CatalogueProblem):
        click.echo(f"{words('error.prefix')} {words(f'problem.{error.key}', **error.params)}", err=True)
        if error.key == "tool-unknown":
            _suggest_tools(str(error.params["target"]), setting, words)
        return FAILED if error.key in NOT_OF_THE_USAGE else WRONG_USAGE
    if isinstance(error, OSError) and error.errno in FULL:
        click.echo(f"{words('error.prefix')} {words('error.disk-full')}", err=True)
        return FAILED
    if isinstance(error, OSError) and error.filename is not None and not isinstance(error, BrokenPipeError):
        said = words("error.file", path=error.filename, detail=error)
        click.echo(f"{words('error.prefix')} {said}", err=True)
        return FAILED
    if type(error).__name__ == "ValidationError" and type(error).__module__.startswith("pydantic"):
        # What is stored is validated when it is read: it is not what this version writes.
        kind = str(getattr(error, "title", ""))
        click.echo(f"{words('error.prefix')} {words('problem.catalogue-content', kind=kind)}", err=True)
        return FAILED
    return None


def _suggest_tools(typed: str, setting: Setting, words: Words) -> None:
    """Name tools that are called nearly so; nothing where the catalogue cannot be asked."""
    from scanner.tools.nearby import near_tools

    try:
        with setting.open_catalogue(create=False, read_only=True) as catalogue:
            near = near_tools(typed, catalogue.tools.all(retired=True))
    except Exception:
        return
    if near:
        click.echo(words("error.near", names=", ".join(near)), err=True)


def _asked(arguments: list[str], option: str) -> str | None:
    """The value of an option before anything is parsed: errors of parsing are told in the language asked for.

    Where it is given several times the last one counts, as it does for Click.
    """
    found = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(f"{option}="):
            found = argument.removeprefix(f"{option}=")
        elif argument == option and position + 1 < len(arguments):
            found = arguments[position + 1]
    return found


def _words(setting: Setting) -> Words:
    try:
        return setting.words
    except Exception:
        # The configuration itself is what is wrong: it is asked for its language alone.
        return Words(choose_language(setting.language_option, setting.stated_language))


if __name__ == "__main__":
    main()
