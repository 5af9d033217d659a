"""Tools of a list that lead to one site: from the last scans, and, where it is asked for, from the network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from catalog.catalogue import Catalogue
from catalog.nouns.evidence import Evidence, Exchange, Page
from catalog.nouns.tool import Tool
from scanner.cli.main import main
from scanner.tools.importing import plan_import

AT = datetime(2026, 11, 24, tzinfo=UTC)
LEADS = {"a.example": "http://www.one.example/", "b.example": "http://a.example/", "one.example": ""}
"""Host → where its home page redirects to; empty where it answers itself."""


class Redirecting(BaseHTTPRequestHandler):
    """The hosts of LEADS; `shut.example` forbids every robot."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        host = (self.headers["Host"] or "").partition(":")[0]
        self.asked.append((host, self.path))
        body, location = b"<p>here</p>", LEADS.get(host, "")
        if self.path == "/robots.txt":
            body, location = b"User-agent: *\nDisallow: /\n" if host == "shut.example" else b"", ""
        self.send_response(302 if location else 200)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """A web of these hosts on loopback, its configuration and a list in the folder; what it was asked for."""
    kind = type("_Handler", (Redirecting,), {"asked": []})
    monkeypatch.chdir(tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        names = ("a.example", "b.example", "one.example", "www.one.example", "shut.example")
        hosts = ", ".join(f'"{name}" = "127.0.0.1"' for name in names)
        Path("preau.toml").write_text(
            f"[network]\nallow = ['127.0.0.1/32']\nhosts = {{ {hosts} }}\nports = {{ 80 = {server.server_port} }}\n"
            "[network.limits]\ndelay_seconds = 0\n",
            encoding="utf-8",
        )
        Path("list.csv").write_text(
            "name,url\nA,http://a.example/\nB,http://b.example/\nOne,http://one.example/\nShut,http://shut.example/\n",
            encoding="utf-8",
        )
        yield kind.asked  # type: ignore[attr-defined]
        server.shutdown()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--config", "preau.toml", "--catalog", "c.db", "--lang", "en", *arguments])
    return int(ended.value.code or 0)


def test_addresses_are_asked_on_request_only_and_robots_first(
    asked: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tools", "import", "list.csv", "--dry-run") == 0
    assert asked == []
    assert "were not asked where they lead; --follow asks them." in capsys.readouterr().out
    assert run("tools", "import", "list.csv", "--dry-run", "--follow") == 0
    told = capsys.readouterr()
    assert "row 2 (the header not counted): leads to the same site as a-example (one.example)" in told.out
    assert "row 3 (the header not counted): leads to the same site as a-example (one.example)" in told.out
    assert "row 4" not in told.out and "Nothing was written" in told.out
    assert "forbidden by robots.txt: 1." in told.err
    for host in {host for host, _ in asked}:
        assert next(path for name, path in asked if name == host) == "/robots.txt", host
    assert ("shut.example", "/") not in asked


@pytest.mark.usefixtures("asked")
def test_what_the_last_scan_saw_is_known_without_asking(capsys: pytest.CaptureFixture[str]) -> None:
    with Catalogue.open(Path("c.db")) as catalogue, catalogue.transaction():
        for number, name in enumerate(("other", "moved")):
            home = f"http://{name}.example/"
            final = "http://app.one.example/start" if name == "moved" else home
            exchange = Exchange(url=home, final_url=final, status=200, fetched_at=AT)
            page = Page(role="home", surface="showcase", found_by="given", exchange=exchange)
            catalogue.tools.put(Tool(id=name, name=name, home=home), AT)
            evidence = Evidence(
                scan_id=f"s{number}", tool_id=name, home=home, started_at=AT, ended_at=AT, pages=(page,)
            )
            catalogue.scans.add_scan(evidence, usable=True)
        assert (catalogue.tools.leads_to("moved"), catalogue.tools.leads_to("other")) == ("one.example", None)
    with Catalogue.open(Path("c.db")) as catalogue:
        rows = [{"home": "http://one.example/"}, {"home": "http://x.example/"}, {"home": "http://moved.example/"}]
        tools, report = plan_import(catalogue, rows)
    assert report.leading == [(1, "moved", "one.example"), (3, "one-example", "one.example")]
    assert [tool.id for tool in tools] == ["one-example", "x-example", "moved"] and report.duplicates == []
    assert run("tools", "import", "list.csv") == 0
    assert "row 3 (the header not counted): leads to the same site as moved (one.example)" in capsys.readouterr().out
