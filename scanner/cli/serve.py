"""`preau serve`: the catalogue as a website on this machine."""

from __future__ import annotations

import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from .language import Words
from .setting import Setting
from .status import FAILED, Stop


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--published", is_flag=True)
@click.pass_obj
def command(setting: Setting, /, port: int, published: bool) -> None:
    """Serve the site on loopback until interrupted."""
    from rules.load import load_criteria
    from scanner.reference import knowledge_for
    from scanner.site import write_site

    with tempfile.TemporaryDirectory(prefix="preau-site-") as folder:
        with setting.open_catalogue(create=False, read_only=True) as catalogue:
            page = write_site(
                catalogue,
                Path(folder),
                load_criteria(),
                knowledge_for(setting.config),
                setting.words.language,
                drafts=not published,
            )
        with _server(port, folder, setting.words) as server:
            place = page.relative_to(folder).as_posix()
            click.echo(setting.words("serve.at", url=f"http://127.0.0.1:{server.server_port}/{place}"))
            click.echo(setting.words("lab.stop"))
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return


def _server(port: int, folder: str, words: Words) -> ThreadingHTTPServer:
    handler = type("_Handler", (_Quiet,), {"error_message_format": _missing_page(words)})
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=folder))
    except OSError as error:
        raise Stop("error.port", FAILED, port=port, detail=error) from error


def _missing_page(words: Words) -> str:
    """What is answered instead of a page that is not there; a format of the server's, hence the doubled signs."""
    page = (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8"><title>{words("serve.missing")}</title>'
        f'<p>{words("serve.missing")}</p><p><a href="/{words.language}/index.html">{words("serve.back")}</a></p></html>'
    )
    return page.replace("%", "%%")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
