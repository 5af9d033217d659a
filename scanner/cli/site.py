"""`preau site DIR`: the catalogue as a static website."""

from __future__ import annotations

from pathlib import Path

import click

from .held import held_lines
from .rule_options import criteria_of, rules_option
from .setting import Setting


@click.command("site")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--drafts", is_flag=True)
@rules_option
@click.pass_obj
def command(setting: Setting, /, directory: Path, drafts: bool, rules: tuple[Path, ...]) -> None:
    """Write the site."""
    from scanner.publishing.site import write_site
    from scanner.publishing.whole_folder import whole_folder
    from scanner.reference import knowledge_for

    criteria, knowledge = criteria_of(rules), knowledge_for(setting.config)
    with setting.open_catalogue(create=False, read_only=True) as catalogue, whole_folder(directory, "site") as place:
        page = write_site(catalogue, place, criteria, knowledge, setting.words.language, drafts=drafts)
        held = [] if drafts else held_lines(catalogue, setting.words)
    click.echo(setting.words("check.written", path=directory / page.relative_to(place)))
    for line in held:
        click.echo(line, err=True)
