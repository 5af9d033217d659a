"""`preau serve`: the catalogue as a website on this machine."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from catalog.problem import CatalogueProblem

from .language import Words
from .setting import Setting
from .status import FAILED, Stop

if TYPE_CHECKING:
    from scanner.publishing.serving import LiveSite


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--published", is_flag=True)
@click.pass_obj
def command(setting: Setting, /, port: int, published: bool) -> None:
    """Serve the site on loopback until interrupted."""
    from reports.site.paths import page_path
    from rules.load import load_criteria
    from scanner import scratch
    from scanner.publishing.serving import LiveSite
    from scanner.reference import knowledge_for

    words = setting.words
    with (
        scratch.taken("site") as folder,
        setting.open_catalogue(create=False, read_only=True) as catalogue,
    ):
        site = LiveSite(catalogue, folder, load_criteria(), knowledge_for(setting.config), drafts=not published)
        with _server(port, site, words) as server:
            place = page_path("list", words.language)
            click.echo(words("serve.at", url=f"http://127.0.0.1:{server.server_port}/{place}"))
            click.echo(words("lab.stop"))
            sys.stdout.flush()
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return


def _server(port: int, site: LiveSite, words: Words) -> ThreadingHTTPServer:
    from catalog.opening import problem_of

    def explain(error: CatalogueProblem | sqlite3.DatabaseError) -> str:
        problem = error if isinstance(error, CatalogueProblem) else problem_of(error, site.path)
        return words(f"problem.{problem.key}", **problem.params)

    own = {"site": site, "missing": _missing_page(words), "explain": staticmethod(explain)}
    kind = type("_Handler", (_Pages,), own)
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), kind)
    except OSError as error:
        raise Stop("error.port", FAILED, port=port, detail=error) from error


def _missing_page(words: Words) -> bytes:
    """What is answered instead of a page that is not there."""
    page = (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8"><title>{words("serve.missing")}</title>'
        f'<p>{words("serve.missing")}</p><p><a href="/{words.language}/index.html">{words("serve.back")}</a></p></html>'
    )
    return page.encode()


def _is_here(host: str) -> bool:
    """Whether a request means this machine by its own name.

    A page of the web may have its name lead to loopback (DNS rebinding): it would read letters not published yet.
    """
    try:
        return urlsplit(f"//{host}").hostname in (None, "localhost", "127.0.0.1", "::1")
    except ValueError:
        return False


class _Pages(BaseHTTPRequestHandler):
    """Answers with the pages of a site and logs nothing."""

    site: LiveSite
    missing: bytes
    explain: Callable[[CatalogueProblem | sqlite3.DatabaseError], str]

    def do_GET(self) -> None:
        """The page, or a page that says that there is none."""
        if not _is_here(self.headers.get("Host", "")):
            self._answer(421, "text/plain; charset=utf-8", b"")
            return
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        try:
            found = self.site.get(path)
        except (CatalogueProblem, sqlite3.DatabaseError) as error:
            self._answer(503, "text/plain; charset=utf-8", self.explain(error).encode())
            return
        if found is None:
            self._answer(404, "text/html; charset=utf-8", self.missing)
        else:
            self._answer(200, *found)

    def _answer(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
