"""`preau catalog`: check, copy and clean a catalogue."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from .group import LocalGroup
from .rescan import Duration
from .setting import Setting


@click.group("catalog", cls=LocalGroup)
def command() -> None:
    """Keep a catalogue."""


@command.command("verify")
@click.pass_context
def verify(ctx: click.Context, /) -> None:
    """Check everything."""
    from catalog.upkeep import verify as check

    setting = ctx.find_object(Setting)
    assert setting is not None
    words = setting.words
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        health = check(catalogue)
    if health.integrity:
        click.echo(words("catalog.integrity", detail=health.integrity))
    for name in health.damaged_blobs:
        click.echo(words("catalog.damaged", digest=name))
    for name in health.missing_blobs:
        click.echo(words("catalog.missing", digest=name))
    if health.audit_broken_at:
        click.echo(words("catalog.audit-broken", line=health.audit_broken_at))
    click.echo(words("catalog.sound" if health.sound else "catalog.unsound", head=health.audit_head))
    ctx.exit(0 if health.sound else 1)


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(setting: Setting, /, file: Path) -> None:
    """Copy the catalogue while it may be written."""
    from catalog.upkeep import backup as copy

    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        copy(catalogue, file)
    click.echo(setting.words("check.written", path=file))


@command.command("prune")
@click.option("--older-than", type=Duration(), required=True)
@click.pass_obj
def prune(setting: Setting, /, older_than: timedelta) -> None:
    """Drop old scans that nothing cites."""
    from catalog.upkeep import prune as clean
    from scanner.clock import now

    with setting.open_catalogue(create=False) as catalogue:
        gone = clean(catalogue, now() - older_than)
    size = setting.words.size(gone.bytes)
    click.echo(setting.words("catalog.pruned", scans=gone.scans, blobs=gone.blobs, size=size))
