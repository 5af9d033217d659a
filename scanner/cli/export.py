"""`preau export DIR`: the catalogue as open data."""

from __future__ import annotations

from pathlib import Path

import click

from .held import held_lines
from .rule_options import criteria_of, rules_option
from .setting import Setting


@click.command("export")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@rules_option
@click.pass_obj
def command(setting: Setting, /, directory: Path, rules: tuple[Path, ...]) -> None:
    """The catalogue as open data."""
    from scanner.assessing.assess import Assessor
    from scanner.opendata.export import write_export
    from scanner.publishing.public_view import public_tool
    from scanner.publishing.rendering import attributions
    from scanner.publishing.whole_folder import whole_folder
    from scanner.reference import knowledge_for

    criteria = criteria_of(rules)
    knowledge = knowledge_for(setting.config)
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        assessor = Assessor.of(criteria, knowledge)
        shown = (public_tool(catalogue, tool, assessor) for tool in catalogue.tools.all())
        with whole_folder(directory, "export") as place:
            counts = write_export(place, shown, criteria, attributions(knowledge), catalogue.audit.head)
        held = held_lines(catalogue, setting.words)
    for name, count in counts.items():
        click.echo(f"{name:<16} {count}")
    click.echo(setting.words("check.written", path=directory))
    for line in held:
        click.echo(line, err=True)
