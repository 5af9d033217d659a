"""One phase leaves nothing to the next: a site that tries to know its visitor again, in every way a site has.

Each look opens a first page, on which nothing may be left of an earlier look, and a second one, on which all that the
first one left must be found: what would not be found there would prove nothing on the first. Looks that share a
Chromium must ask for the very same as looks that have one each.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ipaddress
import json
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.nouns.browser import BrowserEvidence, Canary, PhaseRun
from scanner.collect.browser import (
    BrowserJob,
    PageToVisit,
    Waiting,
    browsers,
    canary,
    collect,
    collector,
    flags,
)
from scanner.config import BrowserConfig, Config, NetworkConfig
from scanner.net.blobs import MemoryBlobs
from scanner.net.budget import Budget
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver

SAFE, PLAIN, FRAMED = "www.essai-sur.test", "www.essai-clair.test", "cadre.essai-tiers.test"
STRICT, DEAD = "www.essai-strict.test", "mort.essai-tiers.test"
FIRST, SECOND = "/", "/encore"
LEFT_BY_SCRIPT = {
    "window.name", "cookie", "localStorage", "sessionStorage", "indexedDB", "caches", "file system", "service worker",
    "cookie of a third party", "localStorage of a third party",
}  # fmt: skip
_MARK = {"Last-Modified": "Mon, 05 Jan 2026 10:00:00 GMT", "Cache-Control": "no-cache"}
LEFT_BY_BROWSER = {"cached answer", "validator", "password", "missing icon"}
LEFT_BY_TLS = {"TLS session", "connection", "client hint"}
ICONS = """<link rel="icon" href="/absente.ico"><link rel="icon" sizes="16x16" href="https://FRAMED/absente.ico">
<link rel="icon" sizes="32x32" href="https://DEAD/morte.ico"><link rel="icon" sizes="48x48" href="/faute.ico">
<link rel="icon" sizes="64x64" href="/presente.ico">""".replace("FRAMED", FRAMED).replace("DEAD", DEAD)
PICTURE = base64.b64decode("R0lGODlhAQABAPAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=")
"""A red GIF of one pixel."""

LOOK = """<!doctype html><title>essai</title><link rel="icon" href="data:,"><h1>Essai</h1><script>
const asked = (request) => new Promise((done) => {
  request.onsuccess = () => done(request.result); request.onerror = () => done(null);
});
const framed = (host) => new Promise((done) => {
  addEventListener("message", (event) => done(event.data));
  const frame = document.createElement("iframe"); frame.src = "https://" + host + "/cadre"; document.body.append(frame);
});
const database = () => new Promise((done) => {
  const request = indexedDB.open("essai", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("o");
  request.onsuccess = () => done(request.result);
});
(async () => {
  const found = [];
  if (name === "vu") found.push("window.name");
  if (document.cookie.includes("vu=1")) found.push("cookie");
  if (localStorage.vu) found.push("localStorage");
  if (sessionStorage.vu) found.push("sessionStorage");
  const base = await database();
  if (await asked(base.transaction("o").objectStore("o").get("vu"))) found.push("indexedDB");
  if (await (await caches.open("essai")).match("/vu")) found.push("caches");
  const folder = await navigator.storage.getDirectory();
  if (await folder.getFileHandle("vu").then(() => true, () => false)) found.push("file system");
  if (await navigator.serviceWorker.getRegistration("/vu/")) found.push("service worker");
  found.push(...await framed("FRAMED"));
  for (const name of ["geolocation", "camera", "microphone", "notifications", "persistent-storage", "clipboard-read"])
    if ((await navigator.permissions.query({ name })).state !== "denied") found.push("permission: " + name);
  if (await navigator.storage.persist()) found.push("persistent storage");

  name = "vu";
  document.cookie = "vu=1; max-age=3600; path=/";
  localStorage.vu = sessionStorage.vu = "1";
  const write = base.transaction("o", "readwrite"); write.objectStore("o").put("1", "vu");
  await new Promise((done) => { write.oncomplete = done; });
  await (await caches.open("essai")).put("/vu", new Response("1"));
  await folder.getFileHandle("vu", { create: true });
  await navigator.serviceWorker.register("/travail.js", { scope: "/vu/" });
  await fetch("/trouve?" + new URLSearchParams({ quoi: JSON.stringify(found) }));
})();
</script>""".replace("FRAMED", FRAMED)
FRAME = """<!doctype html><script>
const found = [];
if (document.cookie.includes("vu=1")) found.push("cookie of a third party");
if (localStorage.vu) found.push("localStorage of a third party");
document.cookie = "vu=1; max-age=3600; path=/; SameSite=None; Secure";
localStorage.vu = "1";
parent.postMessage(found, "*");
</script>"""
PLAIN_PAGE = """<!doctype html><title>essai</title>ICONS<h1>Essai</h1><script>
(async () => {
  await fetch("/garde.txt");
  await fetch("/marque.txt");
  await new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", "/secret.txt", true, ...(location.pathname === "/" ? ["moi", "mot"] : []));
    request.onloadend = done; request.send();
  });
})();
</script>""".replace("ICONS", ICONS)
STRICT_PAGE = f"""<!doctype html><title>essai</title><link rel="icon" href="data:,"><h1>Essai</h1>
<img src="https://{STRICT}/desormais">"""


@dataclass
class _Asked:
    """A request that came to a server: by host, path, what it carried."""

    host: str
    path: str
    headers: dict[str, str]
    secure: bool
    resumed: bool
    on_known_connection: bool


@dataclass
class _Site:
    ports: tuple[int, int]
    asked: list[_Asked] = field(default_factory=list)

    def pages(self) -> list[list[_Asked]]:
        """Each page and what was asked for until the next one was opened."""
        found: list[list[_Asked]] = []
        for one in self.asked:
            if one.path in (FIRST, SECOND):
                found.append([])
            if found:
                found[-1].append(one)
        return found

    def all_paths(self) -> Counter[str]:
        """How often each address was asked for, without what a page told with it."""
        return Counter(f"{one.secure} {one.host}{urlsplit(one.path).path}" for one in self.asked)


@pytest.fixture
def own_certificates_are_good(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Have Chromium believe in the test's certificate: it takes no lasting orders over one it was told not to check."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    made = canary._certificate()
    start = made.index(b"-----BEGIN CERTIFICATE")
    key = x509.load_pem_x509_certificate(made[start:]).public_key()
    digest = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    believed = f"--ignore-certificate-errors-spki-list={base64.b64encode(digest).decode()}"
    arguments = flags.arguments
    monkeypatch.setattr(browsers, "arguments", lambda *given: [*arguments(*given), believed])
    return made


def test_what_one_look_left_is_not_there_in_the_next(
    tmp_path: Path, started: list[browsers.Chromium], own_certificates_are_good: bytes
) -> None:
    with _served(tmp_path, own_certificates_are_good) as site:
        evidence = asyncio.run(_look(site, repeat=2))
        together = site.all_paths()
    assert [run.crashed for run in evidence.phases] == [False, False]
    assert len(started) == 1, "both looks, and the canary, had the same Chromium"
    left = [(asked[0].host, asked[0].path, _told(asked) | _noticed(asked)) for asked in site.pages()]
    assert left == 2 * [
        (SAFE, FIRST, set()),
        (SAFE, SECOND, LEFT_BY_SCRIPT | LEFT_BY_TLS),
        (PLAIN, FIRST, set()),
        (PLAIN, SECOND, LEFT_BY_BROWSER),
        (STRICT, FIRST, set()),
        (STRICT, SECOND, {"strict transport"}),
    ]

    started.clear()
    with pytest.MonkeyPatch.context() as patch, _served(tmp_path, own_certificates_are_good) as site:
        patch.setattr(collector, "canary", _sound_but_not_apart)
        alone = asyncio.run(_look(site, repeat=2))
        assert len(started) == 2, "one Chromium for each look"
        assert site.all_paths() == together
    first, second = (_recorded(run) for run in evidence.phases)
    assert first == second == _recorded(alone.phases[0]) == _recorded(alone.phases[1])
    assert first[f"https://{DEAD}/morte.ico"] == 2, "icons are recorded as well"


def test_a_chromium_that_forgets_no_icons_serves_one_phase(
    tmp_path: Path, started: list[browsers.Chromium], monkeypatch: pytest.MonkeyPatch, own_certificates_are_good: bytes
) -> None:
    monkeypatch.setattr(browsers.Chromium, "forget_icons", lambda _chromium: asyncio.sleep(0))
    monkeypatch.setattr(canary, "_results", {})
    with _served(tmp_path, own_certificates_are_good) as site:
        evidence = asyncio.run(_look(site, repeat=2))
    assert evidence.canary.sound
    assert [run.crashed for run in evidence.phases] == [False, False]
    assert len(started) == 3, "one for the canary, which found it out, and one for each look"
    icons = [_noticed(asked) for asked in site.pages() if asked[0].host == PLAIN]
    assert icons == [set(), LEFT_BY_BROWSER] * 2


def _recorded(run: PhaseRun) -> Counter[str]:
    """How often each address was asked for, as the evidence says it."""
    return Counter(one.url.partition("?")[0] for one in run.requests)


def _told(asked: list[_Asked]) -> set[str]:
    """What the page's own scripts found."""
    told = [one for one in asked if urlsplit(one.path).path == "/trouve"]
    return {kind for one in told for kind in json.loads(parse_qs(urlsplit(one.path).query)["quoi"][0])}


def _noticed(asked: list[_Asked]) -> set[str]:
    """What the server can tell from what the browser sends, or does not send any more."""
    page, paths = asked[0], [one.path for one in asked]
    found = {"TLS session"} if page.resumed else set()
    if "sec-ch-ua-model" in page.headers:
        found.add("client hint")
    if any(one.on_known_connection for one in asked):
        found.add("connection")
    if page.host == STRICT and page.secure:
        found.add("strict transport")
    if page.host == PLAIN and "/garde.txt" not in paths:
        found.add("cached answer")
    if page.host == PLAIN and "/absente.ico" not in paths:
        found.add("missing icon")
    if any("if-modified-since" in one.headers for one in asked if one.path == "/marque.txt"):
        found.add("validator")
    if any("authorization" in one.headers for one in [one for one in asked if one.path == "/secret.txt"][:1]):
        found.add("password")
    return found


async def _sound_but_not_apart(started: browsers.Browsers, _executable: Path) -> Canary:
    started.shared = False
    return Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)


async def _look(site: _Site, repeat: int) -> BrowserEvidence:
    hosts = dict.fromkeys((SAFE, PLAIN, FRAMED, STRICT), ("127.0.0.1",))
    allowed = (ipaddress.IPv4Network("127.0.0.1/32"),)
    network = NetworkConfig(hosts=hosts, ports={80: site.ports[0], 443: site.ports[1]}, allow=allowed)
    config = Config(network=network, browser=BrowserConfig())
    home = f"https://{SAFE}/"
    pages = (
        PageToVisit(home, "home", "showcase"),
        PageToVisit(f"{home}encore", "login", "learner"),
        PageToVisit(f"http://{PLAIN}/", "signup", "learner"),
        PageToVisit(f"http://{PLAIN}/encore", "app", "learner"),
        PageToVisit(f"http://{STRICT}/", "other", "showcase"),
        PageToVisit(f"http://{STRICT}/encore", "other", "showcase"),
        PageToVisit(f"https://{FRAMED}/", "privacy", "showcase"),  # else its certificate would be refused
    )
    resolver = Resolver(network)
    found = await collect(
        BrowserJob(
            home=home,
            pages=pages,
            config=config,
            budget=Budget(network.limits.model_copy(update={"seconds": 90.0})),
            blobs=MemoryBlobs(),
            resolver=resolver,
            guard=AddressGuard(allowed),
            waiting=Waiting(quiet=0.6, limit=6.0, look=0.0),
            phases=("before-choice",),
            repeat=repeat,
        )
    )
    await resolver.close()
    assert found is not None
    return found


@contextmanager
def _served(folder: Path, certificate: bytes) -> Iterator[_Site]:
    """The hosts over plain HTTP and over TLS; every request but the frame's has a connection of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (folder / "both.pem").write_bytes(certificate)
    context.load_cert_chain(folder / "both.pem")
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _Handler) for _ in range(2)]
    servers[1].socket = context.wrap_socket(servers[1].socket, server_side=True, do_handshake_on_connect=False)
    site = _Site(cast("tuple[int, int]", tuple(server.server_address[1] for server in servers)))
    for server in servers:
        cast("Any", server).site = site
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    requests = 0

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        headers = {key.lower(): value for key, value in self.headers.items()}
        secure = isinstance(self.connection, ssl.SSLSocket)
        resumed = secure and bool(cast("ssl.SSLSocket", self.connection).session_reused)
        asked = _Asked(host, self.path, headers, secure, resumed, self.requests > 0)
        cast("Any", self.server).site.asked.append(asked)
        self.requests += 1
        if host == FRAMED:
            self.protocol_version, self.close_connection = "HTTP/1.1", False
        path = urlsplit(self.path).path
        if path == "/secret.txt" and "authorization" not in headers:
            self._say(401, "text/plain", "", {"WWW-Authenticate": 'Basic realm="essai"'})
        elif path == "/marque.txt" and "if-modified-since" in headers:
            self._say(304, "text/plain", "", _MARK)
        elif path in (FIRST, SECOND):
            page = {SAFE: LOOK, STRICT: STRICT_PAGE}.get(host, PLAIN_PAGE if host == PLAIN else "<h1>Essai</h1>")
            self._say(200, "text/html", page, {"Cache-Control": "no-store", "Accept-CH": "Sec-CH-UA-Model"})
        elif path == "/cadre":
            self._say(200, "text/html", FRAME, {"Cache-Control": "no-store"})
        elif path == "/travail.js":
            self._say(200, "text/javascript", "onfetch = () => 0;", {"Cache-Control": "no-store"})
        elif path == "/desormais":
            self._say(200, "image/gif", PICTURE, {"Strict-Transport-Security": "max-age=3600"})
        elif path.endswith(".ico"):
            status = {"/presente.ico": 200, "/faute.ico": 500}.get(path, 404)
            self._say(status, "image/gif", PICTURE if status == 200 else "", {"Cache-Control": "max-age=3600"})
        else:
            more = {"/garde.txt": {"Cache-Control": "max-age=3600"}, "/marque.txt": _MARK}
            self._say(200, "text/plain", "essai", more.get(path, {"Cache-Control": "no-store"}))

    def _say(self, status: int, kind: str, body: str | bytes, headers: dict[str, str]) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *_: object) -> None:
        """Nothing is written."""
