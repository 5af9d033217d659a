"""Canary: a page of our own on loopback that sets what trackers set. A browser that does not show it is not believed.

It is opened once for each program and executable, in a context like those of the phases: a third party's cookie must
be kept and come back, a third-party frame's storage must be seen, a beacon must be seen and arrive, and the script that
watches for fingerprints must report from page and frame.

Then it is opened again in another context of the same Chromium, where nothing of the first visit may be left: no
cookie, and no memory of the icon that could not be had. Only where this is shown may one Chromium serve more phases.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.nouns.browser import Canary
from scanner import scratch
from scanner.collect.browser.browsers import BrowserDied
from scanner.collect.browser.job import PageToVisit, Waiting
from scanner.collect.browser.proxy import EgressProxy
from scanner.collect.browser.session import Session, Start, open_session
from scanner.collect.browser.visit import Visitor
from scanner.config import Limits, NetworkConfig
from scanner.net.blobs import MemoryBlobs
from scanner.net.budget import Budget
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver

if TYPE_CHECKING:
    from scanner.collect.browser.browsers import Browsers

_FIRST, _THIRD = "page.canary-one.test", "tag.canary-two.test"
_PAGE = f"""<!doctype html><title>canary</title><p>canary</p>
<img src="https://{_THIRD}/set" onload="again()" onerror="again()">
<iframe src="https://{_THIRD}/frame"></iframe>
<script>
function again() {{ new Image().src = "https://{_THIRD}/echo"; }}
document.cookie = "own=1; max-age=60; path=/";
const canvas = document.createElement("canvas");
canvas.getContext("2d").fillText("canary", 2, 10);
canvas.toDataURL();
navigator.sendBeacon("https://{_THIRD}/beacon", "canary");
</script>"""
_FRAME = """<!doctype html><script>
localStorage.setItem("canary", "1");
document.cookie = "framed=1; SameSite=None; Secure; max-age=60";
</script>"""
_SECONDS = 20.0
_WAITING = Waiting(quiet=0.25, limit=6.0, look=0.0)
_ICON = "/favicon.ico"
_ICON_SECONDS, _POLL_SECONDS = 2.0, 0.02
_results: dict[Path, tuple[Canary, bool]] = {}


async def canary(browsers: Browsers, executable: Path) -> Canary:
    """What the browser shows of the canary, found once and then remembered. Never raises.

    `browsers` is told whether one Chromium may serve several phases.
    """
    if executable not in _results:
        result, browsers.shared = await _test(browsers)
        if not result.sound:
            return result
        _results[executable] = result, browsers.shared
    result, browsers.shared = _results[executable]
    return result


async def _test(browsers: Browsers) -> tuple[Canary, bool]:
    """What it shows, and whether a second context of the same Chromium was apart from the first."""
    server, apart = _Server(), False
    result: Canary | None = None
    try:
        async with asyncio.timeout(_SECONDS), server.serving() as port, _started_proxy(port) as start:
            started = browsers.started
            result = await _look(browsers, server, start)
            first = server.begin_again()
            if result.sound:
                await _look(browsers, server, start)
                apart = browsers.started == started + 1 and _nothing_left(first, server.cookies)
    except (BrowserDied, TimeoutError, OSError) as error:
        detail = error.reason if isinstance(error, BrowserDied) else f"{type(error).__name__}: {error}"
        result = result or _unsound(detail)
    return result, apart


def _nothing_left(first: dict[str, str], second: dict[str, str]) -> bool:
    """Whether the second look came as a stranger: with no cookie of the first, and asking for the icon again."""
    known = any("third=1" in cookies for cookies in second.values()) or second.get("/")
    return _ICON in first and _ICON in second and not known


def _unsound(detail: str) -> Canary:
    return Canary(third_party_cookies=False, storage=False, beacons=False, fingerprint_hooks=False, detail=detail)


@contextlib.asynccontextmanager
async def _started_proxy(port: int) -> AsyncIterator[Start]:
    """What a session needs to reach the server on this port by its two names."""
    network = NetworkConfig(
        hosts={_FIRST: ("127.0.0.1",), _THIRD: ("127.0.0.1",)},
        ports={443: port},
        allow=(ipaddress.IPv4Network("127.0.0.1/32"),),
        limits=Limits(seconds=_SECONDS),
    )
    resolver, purse = Resolver(network), Budget(network.limits)
    proxy = EgressProxy(network, resolver, AddressGuard(network.allow), purse, tolerated=frozenset({_FIRST, _THIRD}))
    await proxy.start()
    try:
        yield Start(proxy.port, lambda _url: True, proxy.announce)
    finally:
        await proxy.close()
        await resolver.close()


async def _look(browsers: Browsers, server: _Server, start: Start) -> Canary:
    purse = Budget(Limits(seconds=_SECONDS))
    async with open_session(browsers, start) as session:
        visitor = Visitor(session, _WAITING, purse, MemoryBlobs())
        visit = await visitor.open(PageToVisit(f"https://{_FIRST}/", "home", "showcase"))
        await server.wait_for(_ICON, _ICON_SECONDS)
        return _judge(session, server, visit.failure)


def _judge(session: Session, server: _Server, failure: str | None) -> Canary:
    part = session.recorder.cut()
    told = {(cookie.name, cookie.set_via) for cookie in part.cookies}
    hooked = {behaviour.kind for behaviour in part.behaviour()}
    stored = {(item.kind, item.origin, item.key) for item in session.storage.cut()}
    seen = {record.url for record in part.records if record.sent}
    result = Canary(
        third_party_cookies=("third", "header") in told and "third=1" in server.cookies.get("/echo", ""),
        storage=("local", f"https://{_THIRD}", "canary") in stored,
        beacons=f"https://{_THIRD}/beacon" in seen and "/beacon" in server.cookies,
        fingerprint_hooks="canvas" in hooked and {("own", "script"), ("framed", "script")} <= told,
        detail=failure or "",
    )
    if result.sound or failure:
        return result
    arrived = ", ".join(sorted(server.cookies))
    return result.model_copy(update={"detail": f"arrived: {arrived}; cookies: {sorted(told)}; storage: {len(stored)}"})


class _Server:
    """The canary's two hosts. `cookies` maps each path that was asked for to the cookies that came with it.

    The third party's cookie has the look's number for its value.
    """

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self._look = 1

    def begin_again(self) -> dict[str, str]:
        """What was asked for so far; what comes now is the next look's."""
        self._look += 1
        asked, self.cookies = self.cookies, {}
        return asked

    async def wait_for(self, path: str, seconds: float) -> None:
        """Until a path was asked for, so long at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while path not in self.cookies:
                    await asyncio.sleep(_POLL_SECONDS)

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """The port, while the server listens on loopback with a certificate made for the occasion."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with scratch.taken("canary") as folder:
            (folder / "canary.pem").write_bytes(_certificate())
            context.load_cert_chain(folder / "canary.pem")
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0, ssl=context)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in head[1:])}
                await reader.readexactly(int(headers.get("content-length", "0")))
                path = head[0].split(" ")[1]
                self.cookies[path] = headers.get("cookie", "")
                writer.write(_response(path, self._look))
                await writer.drain()
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError):
            return
        finally:
            with contextlib.suppress(OSError, ssl.SSLError):
                writer.close()


def _response(path: str, look: int) -> bytes:
    body = {"/": _PAGE, "/frame": _FRAME}.get(path, "").encode()
    status = "404 Not Found" if path == _ICON else "200 OK"
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Cache-Control: no-store"]
    lines.append("Content-Type: text/html; charset=utf-8" if body else "Content-Type: image/gif")
    if path == "/set":
        lines.append(f"Set-Cookie: third={look}; SameSite=None; Secure; Max-Age=60; Path=/")
    return "\r\n".join([*lines, "", ""]).encode() + body


def _certificate() -> bytes:
    """A key and a self-signed certificate for both hosts, for an hour."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _FIRST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(_FIRST), x509.DNSName(_THIRD)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
