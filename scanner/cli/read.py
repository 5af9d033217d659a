"""`preau read FILE…`: the clauses of local documents."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .output import check_output, write_result
from .setting import Setting
from .status import WRONG_USAGE, Stop


@click.command("read")
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path), required=True)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "jsonl", "html"]), default="text", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--show-text", is_flag=True)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], format_: str, output: Path | None, show_text: bool) -> None:
    """Read local documents."""
    from scanner.documents.read_files import as_record, read_path
    from scanner.documents.written import as_html, as_text

    setting = ctx.find_object(Setting)
    assert setting is not None
    words = setting.words
    check_output(output)
    results, failed, unread = [], 0, 0
    for path in files:
        try:
            document, reading = read_path(path)
        except OSError as error:
            said = words("error.unreadable-file", path=path, detail=error)
            click.echo(f"{words('error.prefix')} {said}", err=True)
            failed += 1
            continue
        if reading.readable == "unreadable-format":
            click.echo(f"{words('error.prefix')} {words('error.no-text', path=path)}", err=True)
            unread += 1
        if format_ in ("json", "jsonl"):
            record = as_record(str(path), reading)
            line = json.dumps(record, ensure_ascii=False, indent=1 if format_ == "json" else None)
            if output is None and format_ == "jsonl":
                click.echo(line)
                continue
            results.append(line)
        elif format_ == "html":
            results.append(as_html(str(path), document, reading, words.language))
        else:
            results.append(as_text(str(path), document, reading, show_text, words.language))
    if results:
        if format_ == "json" and len(results) > 1:
            results = ["[" + ",\n".join(results) + "]"]
        write_result("\n".join(results), output, words)
    if failed == len(files):
        raise Stop("error.nothing-read", WRONG_USAGE)
    ctx.exit(WRONG_USAGE if failed or unread else 0)
