"""`preau history TOOL`: ratings over time and what made them move."""

from __future__ import annotations

import click

from .setting import Setting
from .table import print_table

SHOWN = 13
"""Characters of a scan's id that tell it from others: the moment it began, to the millisecond (RFC 9562, 5.7)."""


@click.command("history")
@click.argument("tool")
@click.pass_obj
def command(setting: Setting, tool: str) -> None:
    """Ratings of a tool over time."""
    words = setting.words
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        found = catalogue.tools.find(tool)
        entries = list(catalogue.scans.history(found.id))
    if not entries:
        click.echo(words("history.none", tool=found.name))
        return
    rows = [
        (
            words.moment(entry.assessed_at),
            words.moment(entry.started_at),
            entry.scan_id[:SHOWN],
            entry.public,
            entry.school,
            ", ".join(words(f"cause.{cause}") for cause in entry.causes) or "–",
        )
        for entry in entries
    ]
    print_table(words("history.header"), rows)
