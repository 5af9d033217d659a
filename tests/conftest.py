"""A small web on loopback for tests: real sockets, real TLS, names given by configuration only."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import trustme

from scanner.config import Config

ADDRESS = "127.1.9.1"


@dataclass
class Request:
    """One request as the server saw it."""

    scheme: str
    host: str
    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Reply:
    """What the server answers."""

    body: bytes = b""
    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)


Answer = Callable[[Request, asyncio.StreamWriter], Awaitable["Reply | None"]]


class SmallWeb:
    """Sites by host name and path. A path that is not given answers 404; `*` answers for all others of its host."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.authority = trustme.CA()
        self.other_authority = trustme.CA()
        self.requests: list[Request] = []
        self._answers: dict[tuple[str, str], Reply | Answer] = {}
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._hosts: dict[str, str] = {}
        self._servers: list[asyncio.Server] = []
        self.ports: dict[int, int] = {}
        self.cnames: dict[str, str] = {}

    def page(
        self,
        url: str,
        body: str | bytes = "",
        status: int = 200,
        media_type: str | None = "text/html; charset=utf-8",
        **headers: str,
    ) -> None:
        """Serve `body` at `host/path` (both on http and https)."""
        host, _, path = url.partition("/")
        data = body if isinstance(body, bytes) else body.encode()
        pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
        if media_type:
            pairs.append(("Content-Type", media_type))
        self.host(host)
        self._answers[host, f"/{path}"] = Reply(data, status, pairs)

    def answer(self, url: str, answer: Answer) -> None:
        """Let a coroutine answer at `host/path`."""
        host, _, path = url.partition("/")
        self.host(host)
        self._answers[host, f"/{path}"] = answer

    def host(self, name: str, address: str = ADDRESS) -> None:
        """Make a name known."""
        self._hosts.setdefault(name, address)

    def certificate(self, name: str, problem: str) -> None:
        """Give a host a certificate with a problem: `expired`, `wrong-name`, `untrusted`."""
        self.host(name)
        authority = self.other_authority if problem == "untrusted" else self.authority
        names = ["elsewhere.example"] if problem == "wrong-name" else [name]
        until = datetime.now(UTC) - timedelta(days=2) if problem == "expired" else None
        self._contexts[name] = _context(authority.issue_cert(*names, not_after=until))

    def config(self, **limits: Any) -> Config:
        """The configuration that leads to this web."""
        bundle = self._folder / "ca.pem"
        self.authority.cert_pem.write_to_path(str(bundle))
        return Config.model_validate(
            {
                "network": {
                    "hosts": self._hosts,
                    "ports": self.ports,
                    "cnames": self.cnames,
                    "allow": ["127.1.9.0/24"],
                    "ca_bundle": str(bundle),
                    "user_agent": "PreauTest/1 (+https://preau.example/robot)",
                    "vantage_country": "FR",
                    "limits": {"delay_seconds": 0, "seconds": 40, **limits},
                }
            }
        )

    def seen(self, host: str | None = None) -> list[str]:
        """Requests as `scheme://host/path`, in order."""
        return [f"{r.scheme}://{r.host}{r.path}" for r in self.requests if host in (None, r.host)]

    async def start(self) -> None:
        """Listen on free ports."""
        plain = await asyncio.start_server(lambda r, w: self._serve("http", r, w), ADDRESS, 0)
        default = _context(self.authority.issue_cert("localhost"))
        default.sni_callback = self._choose
        secure = await asyncio.start_server(lambda r, w: self._serve("https", r, w), ADDRESS, 0, ssl=default)
        self._servers = [plain, secure]
        self.ports = {80: plain.sockets[0].getsockname()[1], 443: secure.sockets[0].getsockname()[1]}

    async def stop(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.close()

    def _choose(self, connection: ssl.SSLObject, name: str | None, _context_: ssl.SSLContext) -> None:
        host = name or "localhost"
        if host not in self._contexts:
            self._contexts[host] = _context(self.authority.issue_cert(host))
        connection.context = self._contexts[host]

    async def _serve(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(scheme, reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _one(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        host = headers.get("host", "")
        request = Request(scheme, host, path, headers, asyncio.get_running_loop().time())
        self.requests.append(request)
        found = self._answers.get((host, path)) or self._answers.get((host, "/*"))
        if found is not None and not isinstance(found, Reply):
            found = await found(request, writer)
            if found is None:
                return False
        reply = found or Reply(b"<title>404</title>not here", 404, [("Content-Type", "text/html")])
        lines = [f"HTTP/1.1 {reply.status} X", *(f"{name}: {value}" for name, value in reply.headers)]
        lines.append(f"Content-Length: {len(reply.body)}")
        writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + reply.body)
        await writer.drain()
        return True


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def web(tmp_path: Path, anyio_backend: str) -> AsyncIterator[SmallWeb]:
    small = SmallWeb(tmp_path)
    await small.start()
    yield small
    await small.stop()


# A loaded machine may be slow: what is tested is what comes out, never how long it took.
hypothesis.settings.register_profile("without-deadline", deadline=None)
hypothesis.settings.load_profile("without-deadline")


@pytest.fixture
def pdf() -> Callable[[list[str]], bytes]:
    """Makes a one-page PDF with the given lines, written by hand; without lines it is a page without text.

    Each space that opens a line moves it six points in, and is not written.
    """

    def shown_as(line: str) -> bytes:
        text, further = line.lstrip(), 6 * (len(line) - len(line.lstrip()))
        escaped = text.replace("(", "\\(").replace(")", "\\)").encode("cp1252")
        return b"%d 0 Td (%s) Tj %d -14 Td" % (further, escaped, -further)

    def written(lines: list[str]) -> bytes:
        shown = b" ".join(map(shown_as, lines))
        stream = b"BT /F1 11 Tf 50 780 Td %s ET" % shown
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ]
        body, places = b"%PDF-1.4\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
        return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end

    return written
