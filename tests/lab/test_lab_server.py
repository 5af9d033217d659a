"""The lab's server over real sockets and real TLS, and everything in it that misbehaves on purpose."""

from __future__ import annotations

import socket
import ssl
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import maxminddb
import pytest

from scanner.lab.faults import HUGE_BYTES, NESTED_TAGS
from scanner.lab.server import Lab, RunningLab
from scanner.lab.site import Host, LabError, Place, Route, Site

AT = Place(ip="127.1.200.1", country="FR", asn=16276, operator="OVH SAS")
PAGES = {
    "index.html": "<!-- title: Accueil -->\n<h1>Été à Nîmes</h1>",
    "layout.html": "<!doctype html><title>{{title}} – Essai</title>{{content}}",
    "legal.txt": "Politique de confidentialité.\n\nNous conservons vos données pendant trois mois (après quoi rien).",
    "page.html": "<!doctype html><title>Entière</title>",
    "rien.html": "<h1>Page introuvable</h1>",
}
FAULTS = ["drip", "abort", "truncated", "hang", "empty", "bomb", "huge", "nested", "null-bytes", "endless-redirect"]
FAULTS += ["endless-headers", "garbage", "latin-1-as-utf-8"]


def make_site(folder: Path) -> Site:
    for name, text in PAGES.items():
        (folder / "pages").mkdir(parents=True, exist_ok=True)
        (folder / "pages" / name).write_text(text, encoding="utf-8")
    quirks = ["expired", "not-yet-valid", "wrong-name", "self-signed", "untrusted", "refused"]
    hosts = [Host(name="ok.example", at=AT, set_cookie=("sid={hex32}; Path=/; Secure",))]
    hosts += [Host.model_validate({"name": f"{quirk}.example", "at": AT, "tls": quirk}) for quirk in quirks]
    hosts += [
        Host(name="legacy.example", at=Place(ip="127.1.200.2"), tls="legacy"),
        Host(name="weak.example", at=Place(ip="127.1.200.3"), tls="weak"),
        Host(name="plain.example", at=Place(ip="127.1.200.4", country="US"), http="serve", https="closed"),
        Host(name="wall.example", at=AT, challenge=True),
        Host(name="soft.example", at=AT, soft_404="rien.html"),
    ]
    routes = [Route.model_validate({"path": f"/{fault}", "fault": fault, "file": "index.html"}) for fault in FAULTS]
    routes += [
        Route(path="/old", status=301, redirect="/page"),
        Route(path="/limited", status=429, body="slow down", headers={"Retry-After": "120"}),
        Route(path="/doc.pdf", file="legal.txt", render="pdf"),
        Route(path="/scan.pdf", file="legal.txt", render="scanned-pdf"),
        Route(path="/latin", file="index.html", encoding="latin-1", charset="iso-8859-1"),
        Route(path="/pixel", status=204, echo_origin=True, set_cookie=("id={uuid}; Secure",)),
        Route(path="/under/*", body="below"),
    ]
    words = {"fr": "Essai", "en": "Trial"}
    return Site.model_validate(
        {
            "name": "trial",
            "kind": "tool",
            "title": "Essai",
            "description": words,
            "home": "https://ok.example/",
            "hosts": hosts,
            "routes": routes,
            "cnames": {"stats.ok.example": "collect.tracker.example"},
            "folder": folder,
        }
    )


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLab]:
    with Lab([make_site(tmp_path_factory.mktemp("trial"))]) as running:
        yield running


def context(lab: RunningLab) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(lab.config.parent / "lab-ca.pem"))


def get(lab: RunningLab, url: str, *, headers: dict[str, str] | None = None, method: str = "GET") -> httpx.Response:
    """Fetch `url` from the lab: connects where its configuration says, keeps the public name for SNI and `Host`."""
    parts = httpx.URL(url)
    network = tomllib.loads(lab.config.read_text())["network"]
    port = network["ports"]["443" if parts.scheme == "https" else "80"]
    target = parts.copy_with(host=network["hosts"][parts.host], port=port)
    with httpx.Client(verify=context(lab), trust_env=False, timeout=3) as client:
        sent = {"Host": parts.host, **(headers or {})}
        return client.request(method, target, headers=sent, extensions={"sni_hostname": parts.host})


def test_a_page_over_verified_tls_with_its_layout(lab: RunningLab) -> None:
    answer = get(lab, "https://ok.example/")
    assert answer.status_code == 200
    assert answer.text == "<!doctype html><title>Accueil – Essai</title><h1>Été à Nîmes</h1>"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["set-cookie"].startswith("sid=")


def test_a_cookie_is_not_set_again_and_never_equal(lab: RunningLab) -> None:
    first, second = (get(lab, "https://ok.example/").headers["set-cookie"] for _ in range(2))
    assert first != second
    assert "set-cookie" not in get(lab, "https://ok.example/", headers={"Cookie": "sid=abc"}).headers


def test_plain_http_redirects_serves_or_is_closed(lab: RunningLab) -> None:
    answer = get(lab, "http://ok.example/page?a=1")
    assert (answer.status_code, answer.headers["location"]) == (301, "https://ok.example/page?a=1")
    assert get(lab, "http://plain.example/page").status_code == 200
    with pytest.raises(httpx.ConnectError):
        get(lab, "https://plain.example/")


def test_conditional_requests_are_answered_with_304(lab: RunningLab) -> None:
    tag = get(lab, "https://ok.example/page").headers["etag"]
    again = get(lab, "https://ok.example/page", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_routes_redirects_prefixes_and_the_missing(lab: RunningLab) -> None:
    assert get(lab, "https://ok.example/old").headers["location"] == "/page"
    assert get(lab, "https://ok.example/under/anything/else").text == "below"
    assert get(lab, "https://ok.example/missing").status_code == 404
    assert get(lab, "https://ok.example/../site.toml").status_code == 404
    soft = get(lab, "https://soft.example/missing")
    assert (soft.status_code, "introuvable" in soft.text) == (200, True)
    limited = get(lab, "https://ok.example/limited")
    assert (limited.status_code, limited.headers["retry-after"]) == (429, "120")


def test_a_head_request_has_a_length_and_no_body(lab: RunningLab) -> None:
    answer = get(lab, "https://ok.example/page", method="HEAD")
    assert (int(answer.headers["content-length"]) > 0, answer.content) == (True, b"")


def test_a_tracker_answers_the_origin_of_the_page(lab: RunningLab) -> None:
    answer = get(lab, "https://ok.example/pixel", headers={"Origin": "https://school.example"})
    assert answer.headers["access-control-allow-origin"] == "https://school.example"
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert answer.headers.get_list("set-cookie")[-1].startswith("id=")


def test_a_bot_wall_is_all_one_sees(lab: RunningLab) -> None:
    answer = get(lab, "https://wall.example/")
    assert (answer.status_code, answer.headers["cf-mitigated"]) == (403, "challenge")


@pytest.mark.parametrize("quirk", ["expired", "not-yet-valid", "wrong-name", "self-signed", "untrusted", "refused"])
def test_wrong_certificates_are_refused_by_a_careful_client(lab: RunningLab, quirk: str) -> None:
    with pytest.raises(httpx.ConnectError):
        get(lab, f"https://{quirk}.example/")


@pytest.mark.parametrize(
    ("quirk", "reason"),
    [("expired", "expired"), ("wrong-name", "mismatch"), ("self-signed", "self-signed"), ("untrusted", "issuer")],
)
def test_each_certificate_is_wrong_in_its_own_way(lab: RunningLab, quirk: str, reason: str) -> None:
    name = f"{quirk}.example"
    with (
        socket.create_connection((AT.ip, lab.https_port), timeout=3) as raw,
        pytest.raises(ssl.SSLCertVerificationError, match=reason),
    ):
        context(lab).wrap_socket(raw, server_hostname=name)


def protocol(lab: RunningLab, host: str, ip: str, oldest_only: bool) -> str | None:
    """The protocol version agreed on with `host`; `oldest_only`: TLS 1.1 at most is offered."""
    offer = context(lab)
    offer.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        offer.minimum_version = ssl.TLSVersion.TLSv1
        if oldest_only:
            offer.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection((ip, lab.https_port), timeout=3) as raw,
        offer.wrap_socket(raw, server_hostname=host) as secure,
    ):
        return secure.version()


def test_old_protocol_versions_hold_for_their_address(lab: RunningLab) -> None:
    assert protocol(lab, "legacy.example", "127.1.200.2", False) == "TLSv1.1"
    assert protocol(lab, "weak.example", "127.1.200.3", True) == "TLSv1.1"
    assert protocol(lab, "weak.example", "127.1.200.3", False) == "TLSv1.3"
    with pytest.raises(ssl.SSLError):
        protocol(lab, "ok.example", AT.ip, True)


def test_an_unknown_server_name_is_refused(lab: RunningLab) -> None:
    with (
        socket.create_connection((AT.ip, lab.https_port), timeout=3) as raw,
        pytest.raises(ssl.SSLError),
    ):
        context(lab).wrap_socket(raw, server_hostname="nobody.example")


def read_raw(lab: RunningLab, path: str, limit: int = 1 << 26, seconds: float = 5.0) -> bytes:
    """What comes back on the bare TLS connection, until it ends, `limit` bytes or a pause of `seconds`."""
    with (
        socket.create_connection((AT.ip, lab.https_port), timeout=seconds) as raw,
        context(lab).wrap_socket(raw, server_hostname="ok.example") as secure,
    ):
        secure.sendall(f"GET {path} HTTP/1.1\r\nHost: ok.example\r\n\r\n".encode())
        parts = bytearray()
        try:
            while len(parts) < limit and (part := secure.recv(1 << 16)):
                parts += part
        except TimeoutError:
            parts += b"<<silence>>"
        except (ConnectionError, ssl.SSLError):
            parts += b"<<reset>>"
    return bytes(parts)


def test_the_drip_gives_a_byte_and_then_makes_one_wait(lab: RunningLab) -> None:
    head, _, body = read_raw(lab, "/drip", seconds=0.6).partition(b"\r\n\r\n")
    assert b"Content-Length: 1000000" in head
    assert body == b"<<<silence>>"


def test_a_hanging_page_says_nothing(lab: RunningLab) -> None:
    assert read_raw(lab, "/hang", seconds=0.6) == b"<<silence>>"


@pytest.mark.parametrize("fault", ["abort", "truncated"])
def test_half_a_page_ends_before_its_length(lab: RunningLab, fault: str) -> None:
    answer = read_raw(lab, f"/{fault}")
    assert b"Content-Length: 50000" in answer
    assert len(answer) < 1_000
    with pytest.raises(httpx.HTTPError):
        get(lab, f"https://ok.example/{fault}")


def test_an_empty_answer_is_empty(lab: RunningLab) -> None:
    assert read_raw(lab, "/empty") in (b"", b"<<reset>>")


def test_the_bomb_is_small_and_unpacks_to_far_more(lab: RunningLab) -> None:
    head, _, body = read_raw(lab, "/bomb", seconds=20.0).removesuffix(b"<<silence>>").partition(b"\r\n\r\n")
    assert b"Content-Encoding: gzip" in head
    assert len(body) < 1_000_000
    unpacked = zlib.decompressobj(31).decompress(body, 50_000_000)
    assert len(unpacked) == 50_000_000


def test_the_huge_page_is_huge(lab: RunningLab) -> None:
    head, _, body = read_raw(lab, "/huge").partition(b"\r\n\r\n")
    assert b"Content-Length" not in head
    assert len(body) > HUGE_BYTES


def test_nested_tags_null_bytes_and_wrong_charset(lab: RunningLab) -> None:
    assert get(lab, "https://ok.example/nested").text.count("<div>") == NESTED_TAGS
    assert b"\0" in get(lab, "https://ok.example/null-bytes").content
    wrong = get(lab, "https://ok.example/latin-1-as-utf-8")
    assert "utf-8" in wrong.headers["content-type"]
    with pytest.raises(UnicodeDecodeError):
        wrong.content.decode("utf-8")
    right = get(lab, "https://ok.example/latin")
    assert (
        right.content.decode("iso-8859-1") == "<!doctype html><title>Accueil \u003f Essai</title><h1>Été à Nîmes</h1>"
    )


def test_endless_redirects_never_repeat_an_address(lab: RunningLab) -> None:
    target, seen = "/endless-redirect", set()
    for _ in range(30):
        target = get(lab, f"https://ok.example{target}").headers["location"]
        assert target not in seen
        seen.add(target)


def test_headers_that_never_end_and_garbage(lab: RunningLab) -> None:
    flood = read_raw(lab, "/endless-headers", limit=2_000_000)
    assert b"\r\n\r\n" not in flood
    assert len(flood) >= 2_000_000
    with pytest.raises(httpx.RemoteProtocolError):
        get(lab, "https://ok.example/garbage")


def test_a_written_pdf_has_text_and_a_scanned_one_has_none(lab: RunningLab) -> None:
    import pypdfium2

    found = {}
    for name in ("doc", "scan"):
        answer = get(lab, f"https://ok.example/{name}.pdf")
        assert answer.headers["content-type"] == "application/pdf"
        document = pypdfium2.PdfDocument(answer.content)
        page = document[0]
        text = page.get_textpage()
        found[name] = text.get_text_range()
        bitmap = page.render(grayscale=True)
        assert min(bytes(bitmap.buffer)) < 128, "nothing is drawn on the page"
        for part in (text, page, document):
            part.close()
    assert "trois mois (après quoi rien)" in found["doc"]
    assert found["scan"] == ""


def test_the_configuration_is_the_contract_s(lab: RunningLab, tmp_path: Path) -> None:
    data = tomllib.loads(lab.write_config(tmp_path / "new", delay_seconds=0.25, lang="fr").read_text())
    assert data["lang"] == "fr"
    assert data["network"]["ports"] == {"80": lab.http_port, "443": lab.https_port}
    assert data["network"]["hosts"]["ok.example"] == AT.ip
    assert data["network"]["cnames"] == {"stats.ok.example": "collect.tracker.example"}
    assert data["network"]["limits"] == {"delay_seconds": 0.25}
    assert data["network"]["allow"] == ["127.1.0.0/16"]
    for file in (data["network"]["ca_bundle"], data["geo"]["country"], data["geo"]["asn"]):
        assert Path(file).is_file()
    elsewhere = tmp_path / "catalogue.db"
    data = tomllib.loads(lab.write_config(tmp_path / "new", catalog=elsewhere).read_text())
    assert data["catalog"]["path"] == str(elsewhere)


def test_the_program_reads_the_configuration_from_any_folder(
    lab: RunningLab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scanner.config import load_config

    monkeypatch.chdir(tmp_path)
    lab.write_config(Path("web"))
    monkeypatch.chdir(lab.config.parent)
    config = load_config(tmp_path / "web" / "preau.toml")
    assert config.network.ca_bundle.parent == config.catalog.path.parent == tmp_path / "web"
    assert config.network.hosts["ok.example"] == (AT.ip,) and config.network.limits.delay_seconds == 0.0


def test_geography_reads_back(lab: RunningLab) -> None:
    folder = lab.config.parent
    with maxminddb.open_database(folder / "country.mmdb") as country:
        assert country.get(AT.ip) == {"country": {"iso_code": "FR"}}
        assert country.get("127.1.200.4") == {"country": {"iso_code": "US"}}
        assert country.get("127.1.200.2") is None
        assert country.get("8.8.8.8") is None
    with maxminddb.open_database(folder / "asn.mmdb") as network:
        record = network.get(AT.ip)
        assert record == {"autonomous_system_number": 16276, "autonomous_system_organization": "OVH SAS"}


def test_the_log_shows_what_was_asked(lab: RunningLab) -> None:
    before = len(lab.requests)
    get(lab, "https://ok.example/page?x=1", headers={"User-Agent": "Trial/1"})
    request = lab.requests[before]
    assert (request.host, request.path, request.query, request.secure) == ("ok.example", "/page", "x=1", True)
    assert request.headers["user-agent"] == "Trial/1"


def test_several_requests_on_one_connection_and_a_chunked_body(lab: RunningLab) -> None:
    with (
        socket.create_connection((AT.ip, lab.https_port), timeout=3) as raw,
        context(lab).wrap_socket(raw, server_hostname="ok.example") as secure,
    ):
        secure.sendall(b"POST /pixel HTTP/1.1\r\nHost: ok.example\r\nTransfer-Encoding: chunked\r\n\r\n")
        secure.sendall(b"4\r\nabcd\r\n0\r\n\r\nGET /under/x HTTP/1.1\r\nHost: ok.example\r\nConnection: close\r\n\r\n")
        answer = b""
        while part := secure.recv(4096):
            answer += part
    assert answer.startswith(b"HTTP/1.1 204")
    assert answer.endswith(b"below")
    assert lab.requests[-2].body == b"abcd"


def test_chromium_is_told_every_name(lab: RunningLab) -> None:
    rules = lab.host_resolver_rules().split(",")
    assert f"MAP ok.example:443 {AT.ip}:{lab.https_port}" in rules
    assert rules[-1] == "MAP * ~NOTFOUND"


def test_a_stopped_lab_answers_no_more(tmp_path: Path) -> None:
    running = Lab([make_site(tmp_path)]).start()
    config = running.config
    running.stop()
    running.stop()
    assert not config.exists()
    with pytest.raises(OSError):
        socket.create_connection((AT.ip, running.https_port), timeout=1).close()


async def test_the_lab_is_an_asynchronous_context_too(tmp_path: Path) -> None:
    async with Lab([make_site(tmp_path)]) as running:
        assert running.home("trial") == "https://ok.example/"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


def test_a_name_or_an_address_cannot_be_in_two_places(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    with pytest.raises(LabError, match=r"ok\.example belongs to trial and to other"):
        Lab([site, site.model_copy(update={"name": "other"})])
    moved = Host(name="elsewhere.example", at=Place(ip=AT.ip, country="DE"))
    with pytest.raises(LabError, match=r"127\.1\.200\.1 is in two places"):
        Lab([site, site.model_copy(update={"name": "other", "hosts": (moved,), "routes": ()})])
