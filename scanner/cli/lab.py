"""`preau lab serve`: the sample web on loopback."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from .group import LocalGroup
from .setting import Setting
from .status import FAILED, Stop


@click.group("lab", cls=LocalGroup)
def command() -> None:
    """The sample web."""


@command.command("serve")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65534), default=0)
@click.pass_obj
def serve(setting: Setting, folder: Path | None, port: int) -> None:
    """Serve the sample web until interrupted."""
    from scanner.lab.server import Lab, NoPort

    words = setting.words
    try:
        with Lab(https_port=port, http_port=port + 1 if port else 0) as lab:
            config = lab.write_config(folder or lab.config.parent, lang=words.language)
            click.echo(words("lab.serving"))
            click.echo(f"\n  {words('lab.command', config=config)}\n")
            click.echo(words("lab.sites"))
            for site in lab.sites:
                if site.home:
                    click.echo(f"  {site.home}  {getattr(site.description, words.language)}")
            click.echo(f"\n{words('lab.stop')}")
            threading.Event().wait()
    except NoPort as problem:
        raise Stop("error.lab", FAILED, detail=problem) from problem
    except KeyboardInterrupt:
        return
