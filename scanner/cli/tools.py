"""`preau tools`: the list of tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .group import LocalGroup
from .setting import Setting
from .status import Stop
from .table import print_table, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalog.catalogue import Catalogue
    from catalog.nouns.scan import HistoryEntry
    from catalog.nouns.tool import Tool

    from .language import Words

AUDIENCES = click.Choice(["pupils", "staff", "both"])
YES_NO = click.Choice(["yes", "no"])


@click.group("tools", cls=LocalGroup)
def command() -> None:
    """The list of tools."""


@command.command("add")
@click.argument("url")
@click.option("--name")
@click.option("--app", multiple=True)
@click.option("--vendor")
@click.option("--country")
@click.option("--level", multiple=True)
@click.option("--subject", multiple=True)
@click.option("--audience", type=AUDIENCES)
@click.option("--accounts", type=YES_NO)
@click.option("--ai", type=YES_NO)
@click.pass_obj
def add(setting: Setting, /, url: str, **fields: str | tuple[str, ...] | None) -> None:
    """Add a tool."""
    from scanner.clock import now
    from scanner.tools.importing import plan_import, write_import

    row = {key: ";".join(value) if isinstance(value, tuple) else value or "" for key, value in fields.items()}
    with setting.open_catalogue() as catalogue:
        tools, report = plan_import(catalogue, [row | {"home": url}])
        if report.refused:
            _, reason, params = report.refused[0]
            raise click.BadParameter(_why(reason, params, setting.words), param_hint=setting.words("metavar.url"))
        if tools[0].retired:
            tools = [tools[0].model_copy(update={"retired": False})]
            report.unchanged, report.changed = [], [tools[0].id]
        write_import(catalogue, tools, now())
        kind = "added" if report.added else "changed" if report.changed else "unchanged"
        click.echo(setting.words(f"tools.{kind}", id=tools[0].id, home=tools[0].home))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--map", "map_", multiple=True)
@click.option("--starter", type=click.Choice(["fr"]))
@click.option("--dry-run", is_flag=True)
@click.option("--skip-refused", is_flag=True)
@click.option("--follow", is_flag=True)
@click.pass_obj
def import_(
    setting: Setting,
    file: Path | None,
    map_: tuple[str, ...],
    starter: str | None,
    dry_run: bool,
    skip_refused: bool,
    follow: bool,
) -> None:
    """Import tools from a file."""
    from scanner.clock import now
    from scanner.tools.importing import plan_import, write_import

    rows = _rows(setting, file, map_, starter)
    with _catalogue(setting, dry_run) as catalogue:
        words = setting.words
        leads = _leads(rows, setting) if follow else None
        tools, report = plan_import(catalogue, rows, leads)
        for number, reason, params in report.refused:
            click.echo(words("tools.refused-row", row=number, why=_why(reason, params, words)))
        for number, other in report.duplicates:
            click.echo(words("tools.duplicate-row", row=number, id=other))
        for number, other, site in report.leading:
            click.echo(words("tools.leading-row", row=number, id=other, site=site))
        refused = bool(report.refused) and not skip_refused
        if not (dry_run or refused):
            write_import(catalogue, tools, now())
        counts = {key: len(getattr(report, key)) for key in ("added", "changed", "unchanged", "refused")}
        summary = "tools.import-planned" if dry_run or refused else "tools.import-summary"
        click.echo(words(summary, rows=report.rows, **counts))
        if dry_run:
            click.echo(words("tools.import-dry"))
            if not follow and report.known < report.rows:
                click.echo(words("tools.import-not-followed"))
            if refused:
                click.echo(words("tools.import-would-not"))
        elif refused:
            raise Stop("tools.import-nothing")


@contextmanager
def _catalogue(setting: Setting, dry_run: bool) -> Iterator[Catalogue]:
    """The catalogue to import into; where nothing is to be written, the one that is there or an empty one."""
    if not dry_run:
        with setting.open_catalogue() as catalogue:
            yield catalogue
    elif setting.catalogue_path.exists():
        with setting.open_catalogue(create=False, read_only=True) as catalogue:
            yield catalogue
    else:
        from catalog.catalogue import Catalogue
        from scanner import scratch

        with scratch.taken("import") as folder, Catalogue.open(folder / "empty.db") as catalogue:
            yield catalogue


@command.command("list")
@click.option("--search")
@click.option("--retired", is_flag=True)
@click.pass_obj
def list_(setting: Setting, search: str | None, retired: bool) -> None:
    """List the tools."""
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        rows = [
            (
                row["id"] or "",
                row["name"] or "",
                row["home"] or "",
                row["school_letter"] or "–",
                row["public_letter"] or "–",
                setting.words.day(date.fromisoformat(row["last_scanned_at"][:10])) if row["last_scanned_at"] else "–",
            )
            for row in catalogue.tools.summaries(search=search, retired=retired)
        ]
    if not rows and not search:
        click.echo(setting.words("tools.none"))
        return
    print_table(setting.words("tools.header"), rows)


@command.command("show")
@click.argument("tool")
@click.option("--format", "format_", type=click.Choice(["text", "json"]))
@click.pass_obj
def show(setting: Setting, tool: str, format_: str | None) -> None:
    """Show one tool: in words on a terminal, as JSON for another program, unless told."""
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        found = catalogue.tools.find(tool)
        latest = next(iter(catalogue.scans.history(found.id)), None)
    if (format_ or ("text" if sys.stdout.isatty() else "json")) == "json":
        click.echo(found.model_dump_json(indent=2))
        return
    for label, value in _facts(found, latest, setting.words):
        click.echo(f"{label}{setting.words.colon} {printable(value)}")


def _facts(tool: Tool, latest: HistoryEntry | None, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of a tool, in words; what is not known is left out."""
    from reports.wording import Wording

    wording = Wording(words.language)
    yield words("tools.id"), tool.id
    yield words("tools.name"), tool.name
    yield words("tools.address"), tool.home
    for key, values in (("apps", tool.apps), ("levels", tool.levels), ("subjects", tool.subjects)):
        if values:
            yield words(f"tools.{key}"), wording.listing(values)
    if tool.vendor:
        yield words("tools.vendor"), tool.vendor
    if tool.country:
        yield words("tools.country"), wording.country(tool.country)
    yield wording.say("profile.audience"), wording.name("audience", tool.profile.audience)
    yield wording.say("profile.accounts"), wording.name("tri", tool.profile.accounts)
    yield wording.say("profile.ai"), wording.name("tri", tool.profile.ai)
    if latest is not None:
        yield words("tools.letters"), words("tools.both", public=latest.public, school=latest.school)
        yield words("tools.scanned"), wording.moment(latest.started_at)
    if tool.retired:
        yield words("tools.state"), words("tools.is-retired")


@command.command("retire")
@click.argument("tool")
@click.pass_obj
def retire(setting: Setting, tool: str) -> None:
    """Retire a tool."""
    from scanner.clock import now

    with setting.open_catalogue(create=False) as catalogue, catalogue.transaction():
        found = catalogue.tools.find(tool)
        catalogue.tools.put(found.model_copy(update={"retired": True}), now())
        catalogue.audit.append(now(), "command line", "tool-retired", found.id, {})
        click.echo(setting.words("tools.retired", id=found.id))


def _rows(setting: Setting, file: Path | None, mapping: tuple[str, ...], starter: str | None) -> list[dict[str, str]]:
    from scanner.tools.importing import FIELDS, ImportProblem, UnknownColumn, field_named, read_table

    pairs = {}
    for item in mapping:
        name, _, column = item.partition("=")
        field = field_named(name)
        if field is None or not column:
            fields = ", ".join(FIELDS)
            raise click.BadParameter(setting.words("error.bad-map", given=item, fields=fields), param_hint="--map")
        pairs[field] = column
    if starter:
        if file is not None or mapping:
            raise click.UsageError(setting.words("error.starter-alone"))
        from scanner.tools.starter import starter_list

        return read_table(starter_list(starter), "starter.csv", {})[0]
    if file is None:
        raise click.UsageError(setting.words("error.no-import-file"))
    try:
        rows, left_out = read_table(file.read_bytes(), file.name, pairs)
    except UnknownColumn:
        raise
    except (OSError, ImportProblem) as error:
        raise Stop("error.unreadable-file", path=file, detail=error) from error
    if left_out:
        named = ", ".join(setting.words("tools.column", name=printable(one)) for one in left_out)
        click.echo(setting.words("tools.left-out", columns=named, fields=", ".join(FIELDS)), err=True)
    return rows


def _leads(rows: list[dict[str, str]], setting: Setting) -> dict[str, str]:
    """Ask each address where it leads; what did not answer is counted and left out."""
    import asyncio

    from scanner.tools.importing import homes_of
    from scanner.tools.leading import sites_led_to

    homes = homes_of(rows)
    click.echo(setting.words("tools.following", count=len(homes)), err=True)
    found = asyncio.run(sites_led_to(homes, setting.config))
    if len(found) < len(homes):
        click.echo(setting.words("tools.not-led", count=len(homes) - len(found)), err=True)
    return found


def _why(reason: str, params: Mapping[str, str], words: Words) -> str:
    """Why a row was refused, with the name that a field has for a reader."""
    key = f"tools.field.{params.get('field', '')}"
    return words(reason, **{**params, "field": words(key)} if words.has(key) else params)
