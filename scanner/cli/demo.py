"""`preau demo`: scan the sample web end to end and open the result."""

from __future__ import annotations

import shutil
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .progress import Narrator
from .setting import Setting

if TYPE_CHECKING:
    from scanner.config import Config


@click.command("demo")
@click.argument("directory", default="preau-demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--open/--no-open", "open_", default=None)
@click.option("--browser/--no-browser", default=None)
@click.pass_obj
def command(setting: Setting, directory: Path, open_: bool | None, browser: bool | None) -> None:
    """Scan the sample web and open the result."""
    from scanner.browsing import why_no_browser
    from scanner.collect.browser import available
    from scanner.config import load_config
    from scanner.demonstration import CATALOGUE, Demonstration
    from scanner.lab.server import Lab

    words = setting.words
    narrator = Narrator(words)
    directory.mkdir(parents=True, exist_ok=True)
    narrator.say("demo.start")
    with Lab() as lab:
        whole = directory.resolve()
        file = lab.write_config(whole / "lab", lang=words.language, catalog=whole / CATALOGUE)
        config: Config = load_config(file)
        found = available(config)
        if browser is False:
            narrator.say("check.browser-off")
        elif not found.found:
            narrator.say("check.browser-absent", why=why_no_browser(config, words))
        used = found.found and browser is not False
        if used:
            narrator.say("demo.long")
        shown = Demonstration(config, directory, words.language, narrator, browser=used)
        page = shown.run([site for site in lab.sites if site.kind == "tool" and site.home])
    click.echo(words("demo.reports", path=directory / "reports"))
    click.echo(words("demo.done", path=page.resolve()))
    click.echo(words("demo.explore", program=_program(), config=directory / "lab" / file.name))
    click.echo(words("demo.next", program=_program()))
    if open_ or (open_ is None and sys.stdout.isatty()):
        webbrowser.open(page.resolve().as_uri())


def _program() -> str:
    """How this program is called from here: by its name where the shell would find it, else by its path."""
    called = Path(sys.argv[0])
    if shutil.which(called.name) is not None or not called.exists():
        return "preau"
    here = called.resolve()
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else str(here)
