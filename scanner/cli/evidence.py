"""`preau evidence export TOOL`: what a scan saw, as WARC and JSON."""

from __future__ import annotations

from pathlib import Path

import click

from .group import LocalGroup
from .output import check_folder
from .private import private_option, say_withheld
from .setting import Setting
from .status import Stop


@click.group("evidence", cls=LocalGroup)
def command() -> None:
    """What scans saw."""


@command.command("export")
@click.argument("tool")
@click.option("--scan", metavar="SCAN")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=".")
@private_option
@click.pass_obj
def export(setting: Setting, /, tool: str, scan: str | None, output: Path, private: bool) -> None:
    """Write the evidence of a scan."""
    from catalog.sites import slug
    from scanner.assessing.assess import has_private, without_private
    from scanner.assessing.stored import picture_of
    from scanner.publishing.evidence_export import write_json, write_warc

    check_folder(output)
    words = setting.words
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        found = catalogue.tools.find(tool)
        scans = [name for name in catalogue.scans.scan_ids(found.id) if scan is None or name.startswith(scan)]
        if not scans:
            raise Stop("error.no-scan", tool=found.id, scan=scan) if scan else Stop("error.no-evidence", tool=found.id)
        evidence = catalogue.scans.evidence(scans[0])
        if not private and has_private(evidence):
            say_withheld(evidence, words)
            evidence = without_private(evidence)
        stem = f"{slug(found.id)}-{evidence.started_at:%Y%m%dT%H%M%S}"
        write_json(evidence, output / f"{stem}.json")
        count = write_warc(evidence, picture_of(catalogue), output / f"{stem}.warc.gz")
    click.echo(words("check.written", path=output / f"{stem}.json"))
    click.echo(words("evidence.warc", path=output / f"{stem}.warc.gz", count=count))
