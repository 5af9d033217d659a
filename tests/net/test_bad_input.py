"""Addresses and sites that misbehave: each scan ends, says why, and concludes nothing it did not see."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio


async def check(home: str, web: Any, **limits: Any) -> Evidence:
    tool = Tool(id="outil", name="Outil", home=home)
    return await scan(tool, web.config(**limits), blobs=MemoryBlobs(), clock=lambda: datetime.now(UTC))


def reasons(evidence: Evidence) -> list[tuple[str, str]]:
    return [(one.url, one.reason) for one in evidence.skipped]


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ("", "no address"),
        ("ftp://outil.example/", "not a web address"),
        ("https://", "no host"),
        ("https:///chemin", "no host"),
        ("https://eleve:secret@outil.example/", "user name"),
        ("mailto:a@outil.example", "not a web address"),
        ("bonjour", "cannot be read"),
    ],
)
async def test_what_is_no_address_ends_without_any_request(home: str, words: str, web: Any) -> None:
    evidence = await check(home, web)
    assert (evidence.pages, evidence.hosts, web.requests) == ((), (), [])
    assert evidence.skipped[0].reason == "error" and words in evidence.skipped[0].detail


@pytest.mark.parametrize(
    ("home", "kind"),
    [
        ("https://play.google.com/store/apps/details?id=fr.outil", "app-store"),
        ("https://apps.apple.com/fr/app/outil/id1", "app-store"),
        ("https://www.youtube.com/@outil", "shared-site-user"),
        ("https://github.com/outil/outil", "code-forge"),
    ],
)
async def test_a_page_that_is_not_the_products_own_is_not_scanned(home: str, kind: str, web: Any) -> None:
    evidence = await check(home, web)
    assert evidence.pages == () and evidence.skipped[0].detail.startswith(f"wrong-target: {kind}")


async def test_a_bare_domain_is_tried_on_https_then_on_http(web: Any) -> None:
    web.page("outil.example/", "<h1>Bonjour</h1><p>Un outil pour la classe de demain.</p>")
    assert (await check("outil.example", web)).pages[0].exchange.url == "https://outil.example/"


async def test_plain_http_is_read_where_https_refuses(web: Any) -> None:
    web.page("outil.example/", "<h1>Bonjour</h1>")
    web.ports[443] = _closed_port()
    evidence = await check("outil.example", web)
    assert evidence.pages[0].exchange.url == "http://outil.example/"
    assert ("https://outil.example/", "error") in reasons(evidence)
    assert [record.problem for record in evidence.tls] == ["refused"]


async def test_an_unknown_host_and_a_refused_connection_are_errors(web: Any) -> None:
    evidence = await check("https://nulle-part.example/", web)
    assert reasons(evidence)[0] == ("https://nulle-part.example/", "error")
    assert "no address" in evidence.skipped[0].detail
    web.host("outil.example")
    web.ports = {80: _closed_port(), 443: _closed_port()}
    evidence = await check("https://outil.example/", web)
    assert evidence.pages == () and evidence.skipped[0].detail == "connection refused"


@pytest.mark.parametrize(
    "home",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.8/",
        "http://100.64.1.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://[2001:0:1::1]/",
        "http://localhost/",
        "https://outil.example:22/",
    ],
)
async def test_addresses_that_are_not_public_are_refused(home: str, web: Any) -> None:
    web.host("outil.example")
    evidence = await check(home, web)
    assert evidence.pages == () and web.requests == []
    assert [one.reason for one in evidence.skipped][:1] == ["unsafe-address"]


async def test_any_answer_that_is_not_public_refuses_the_name(web: Any) -> None:
    web.page("outil.example/", "x")
    config = web.config()
    hosts = {**config.network.hosts, "outil.example": ("127.1.9.1", "10.0.0.1")}
    network = config.network.model_copy(update={"hosts": hosts})
    evidence = await scan(
        Tool(id="o", name="o", home="https://outil.example/"),
        config.model_copy(update={"network": network}),
        blobs=MemoryBlobs(),
        clock=lambda: datetime.now(UTC),
    )
    assert [one.reason for one in evidence.skipped] == ["unsafe-address"] and web.requests == []
    assert "10.0.0.1" in evidence.skipped[0].detail


async def test_a_redirect_to_an_unsafe_address_stands_under_the_linked_one(web: Any) -> None:
    target = "http://169.254.169.254/latest/meta-data/"
    web.page("outil.example/", '<h1>Outil</h1><footer><a href="/confidentialite">Confidentialité</a></footer>')
    web.page("outil.example/confidentialite", status=302, Location=target)
    evidence = await check("https://outil.example/", web)
    one = next(one for one in evidence.skipped if one.url == "https://outil.example/confidentialite")
    assert one.reason == "unsafe-address" and target in one.detail and one.role == "privacy"


async def test_a_link_to_an_unsafe_address_is_skipped(web: Any) -> None:
    web.page(
        "outil.example/", '<h1>Outil</h1><footer><a href="http://10.0.0.1/p">Politique de confidentialité</a></footer>'
    )
    evidence = await check("https://outil.example/", web)
    assert ("http://10.0.0.1/p", "unsafe-address") in reasons(evidence)


@pytest.mark.parametrize("problem", ["expired", "wrong-name", "untrusted"])
async def test_documents_are_read_over_an_unverified_connection_and_marked(problem: str, web: Any) -> None:
    web.page("outil.example/", "<h1>Bonjour</h1>")
    web.certificate("outil.example", problem)
    evidence = await check("https://outil.example/", web)
    assert evidence.pages[0].exchange.status == 200
    assert evidence.pages[0].exchange.certificate_verified is False
    record = evidence.tls[0]
    assert record.problem == problem and record.not_after is not None and record.names


async def test_a_refusal_and_a_wall_are_blocked_and_concluded_from_by_nobody(web: Any) -> None:
    web.page("outil.example/", "Forbidden", status=403)
    evidence = await check("https://outil.example/", web)
    assert ("https://outil.example/", "blocked") in reasons(evidence)
    assert [(bot.url, bot.sign) for bot in evidence.bots] == [("https://outil.example/", "403")]
    assert "static-html" not in evidence.capabilities
    wall = '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script>'
    web.page("mur.example/", wall, status=503, cf_mitigated="challenge")
    assert [bot.sign for bot in (await check("https://mur.example/", web)).bots] == ["challenge"]


async def test_a_site_that_asks_to_slow_down_is_left_alone(web: Any) -> None:
    web.page("outil.example/", "slow down", status=429, Retry_After="3600")
    evidence = await check("https://outil.example/", web)
    one = evidence.skipped[0]
    assert (one.reason, "3600" in one.detail) == ("blocked", True)
    assert [path for path in web.seen() if path.endswith("example/")] == ["https://outil.example/"]


@pytest.mark.parametrize("back", ["https://outil.example/", "https://www.autre.example/x"])
async def test_a_host_that_sends_its_robots_txt_on_to_a_page_is_asked_for_its_own_first(back: str, web: Any) -> None:
    """Each host is asked for its robots.txt before anything else, also where the two send one to each other."""
    web.answer("outil.example/*", _onward("https://www.autre.example/"))
    web.answer("www.autre.example/robots.txt", _onward(back))
    web.page("www.autre.example/", "<title>Autre</title><h1>Autre</h1>")
    evidence = await check("https://outil.example/", web)
    assert evidence.pages[0].exchange.final_url == "https://www.autre.example/"
    asked = web.seen()
    for host in ("outil.example", "www.autre.example"):
        assert next(url for url in asked if f"//{host}/" in url) == f"https://{host}/robots.txt"


def _onward(target: str) -> Any:
    async def onward(request: Any, writer: Any) -> None:
        writer.write(f"HTTP/1.1 301 X\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()

    return onward


async def test_an_endless_redirect_ends(web: Any) -> None:
    async def onward(request: Any, writer: Any) -> None:
        step = int(request.path.strip("/") or 0) + 1
        writer.write(f"HTTP/1.1 302 X\r\nLocation: /{step}\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()

    web.page("outil.example/robots.txt", "", media_type="text/plain")
    web.answer("outil.example/*", onward)
    evidence = await check("https://outil.example/", web, redirects=5)
    assert reasons(evidence)[0] == ("https://outil.example/", "error")
    assert "endless redirect" in evidence.skipped[0].detail
    assert len(web.requests) < 12


async def test_a_redirect_that_tests_for_cookies_is_no_loop(web: Any) -> None:
    async def gate(request: Any, writer: Any) -> None:
        if "seen=1" in request.headers.get("cookie", ""):
            writer.write(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<h1>Bonjour</h1>")
        else:
            writer.write(b"HTTP/1.1 302 X\r\nLocation: /\r\nSet-Cookie: seen=1\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    web.answer("outil.example/", gate)
    evidence = await check("https://outil.example/", web)
    assert evidence.pages[0].exchange.status == 200
    assert evidence.pages[0].exchange.hops[0].set_cookies[0].name == "seen"


async def test_thirty_megabytes_are_cut_and_said(web: Any) -> None:
    web.page("outil.example/", b"<a href=/cgu>CGU</a>" + b"<p>lorem ipsum</p>" * 1_700_000)
    evidence = await check("https://outil.example/", web, response_bytes=200_000)
    assert ("https://outil.example/", "too-large") in reasons(evidence)
    home = evidence.pages[0].exchange
    assert home.truncated and home.size == 200_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_is_defused(encoding: str, web: Any) -> None:
    packed = gzip.compress(bytes(50_000_000)) if encoding == "gzip" else zlib.compress(bytes(50_000_000))
    web.page("outil.example/", packed, Content_Encoding=encoding)
    blobs = MemoryBlobs()
    evidence = await scan(
        Tool(id="o", name="o", home="https://outil.example/"),
        web.config(),
        blobs=blobs,
        clock=lambda: datetime.now(UTC),
    )
    assert evidence.pages == () and reasons(evidence)[0] == ("https://outil.example/", "too-large")
    assert not any(len(body) > 1_000_000 for body in blobs._blobs.values())


async def test_compressed_pages_are_read(web: Any) -> None:
    body = "<h1>Été</h1><p>un texte</p>".encode()
    raw = zlib.compressobj(wbits=-15)
    web.page("outil.example/", raw.compress(body) + raw.flush(), Content_Encoding="deflate")
    assert (await check("https://outil.example/", web)).pages[0].exchange.size == len(body)


async def test_a_drip_ends_with_the_budget(web: Any) -> None:
    async def drip(request: Any, writer: Any) -> None:
        writer.write(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(60):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.2)

    web.answer("outil.example/", drip)
    evidence = await check("https://outil.example/", web, seconds=3)
    assert reasons(evidence)[0] == ("https://outil.example/", "budget")
    assert (evidence.ended_at - evidence.started_at).total_seconds() < 10


async def test_a_drip_times_out(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import scanner.net.send

    monkeypatch.setattr(scanner.net.send, "RESPONSE_SECONDS", 0.5)

    async def drip(request: Any, writer: Any) -> None:
        writer.write(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(60):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)

    web.page("outil.example/", '<h1>Outil</h1><footer><a href="/cgu">CGU</a></footer>')
    web.answer("outil.example/cgu", drip)
    assert ("https://outil.example/cgu", "timeout") in reasons(await check("https://outil.example/", web))


async def test_one_drip_does_not_cost_the_other_pages_their_turn(web: Any) -> None:
    async def drip(request: Any, writer: Any) -> None:
        writer.write(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.2)

    web.page("outil.example/", '<h1>Outil</h1><p>Bonjour.</p><a href="/vp">Vie privée</a><a href="/in">Connexion</a>')
    web.answer("outil.example/vp", drip)
    web.page("outil.example/in", "<form><input name=nom><input type=password></form>")
    evidence = await check("https://outil.example/", web, seconds=9)
    assert ("https://outil.example/vp", "timeout") in reasons(evidence)
    assert any(page.role == "login" for page in evidence.pages)


async def test_a_wrong_charset_is_seen_through(web: Any) -> None:
    web.page("outil.example/", "<h1>Élève</h1>".encode("cp1252"), media_type="text/html; charset=utf-8")
    assert (await check("https://outil.example/", web)).pages[0].exchange.charset == "cp1252"
    web.page("autre.example/", "<h1>Élève</h1>".encode(), media_type="text/html; charset=iso-8859-1")
    assert (await check("https://autre.example/", web)).pages[0].exchange.charset == "utf-8"


async def test_null_bytes_and_twenty_thousand_nested_tags_are_read_to_the_end(web: Any) -> None:
    page = b"<h1>Ou\x00til</h1>" + b"<div>" * 20_000 + b'<a href="/cgu">CGU</a>'
    web.page("outil.example/", page)
    evidence = await check("https://outil.example/", web)
    assert evidence.pages[0].exchange.size == len(page)
    assert "https://outil.example/cgu" in evidence.searched


async def test_a_robots_txt_that_forbids_all_leaves_one_request(web: Any) -> None:
    web.page("outil.example/", "<h1>Bonjour</h1>")
    web.page("outil.example/robots.txt", "User-agent: *\nDisallow: /", media_type="text/plain")
    evidence = await check("https://outil.example/", web)
    assert evidence.pages == () and reasons(evidence) == [("https://outil.example/", "robots")]
    assert web.seen() == ["https://outil.example/robots.txt"]
    assert evidence.robots[0].status == 200


async def test_a_robots_txt_that_fails_forbids_all(web: Any) -> None:
    web.page("outil.example/", "<h1>Bonjour</h1>")
    web.page("outil.example/robots.txt", "oops", status=500)
    evidence = await check("https://outil.example/", web)
    assert evidence.pages == () and evidence.skipped[0].reason == "robots" and "500" in evidence.skipped[0].detail


async def test_the_pages_of_a_check_are_counted(web: Any) -> None:
    links = "".join(f'<a href="/d{n}">Politique de confidentialité {n}</a>' for n in range(9))
    web.page("outil.example/", f"<h1>Outil</h1><footer>{links}</footer>")
    evidence = await check("https://outil.example/", web, pages=3)
    assert any(one.reason == "budget" for one in evidence.skipped)
    pages = [one for one in web.seen() if one.startswith("https://outil.example/d")]
    assert len(pages) == 2


async def test_the_bytes_of_a_check_are_counted(web: Any) -> None:
    web.page("outil.example/", '<footer><a href="/cgu">CGU</a></footer>' + "<p>texte</p>" * 2000)
    web.page("outil.example/cgu", "<p>texte</p>" * 100)
    evidence = await check("https://outil.example/", web, total_bytes=10_000)
    assert ("https://outil.example/cgu", "budget") in reasons(evidence)


@pytest.mark.parametrize("answer", [b"\x00\xff\x00garbage\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000])
async def test_an_answer_that_is_no_http_is_an_error(answer: bytes, web: Any) -> None:
    async def garbage(request: Any, writer: Any) -> None:
        writer.write(answer)
        await writer.drain()

    web.answer("outil.example/", garbage)
    evidence = await check("https://outil.example/", web)
    assert reasons(evidence)[0] == ("https://outil.example/", "error")


async def test_a_film_is_no_document(web: Any) -> None:
    web.page("outil.example/", b"\x00" * 5000, media_type="video/mp4")
    assert reasons(await check("https://outil.example/", web))[0] == ("https://outil.example/", "unreadable-format")


async def test_a_login_wall_before_the_policy_is_no_policy(web: Any) -> None:
    web.page("outil.example/", '<h1>Outil</h1><footer><a href="/p">Confidentialité</a></footer>')
    web.page("outil.example/p", status=302, Location="/connexion")
    web.page("outil.example/connexion", '<title>Connexion</title><form><input type="password"></form>')
    evidence = await check("https://outil.example/", web)
    assert ("https://outil.example/p", "login-required") in reasons(evidence)
    assert not any("privacy" in (page.role, *page.also) for page in evidence.pages)


def _closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.1.9.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def test_guessing_ends_when_the_budget_does(web: Any) -> None:
    web.page("outil.example/", "<html lang=fr><h1>Outil</h1><p>Rien n’est lié ici.</p>")
    evidence = await check("https://outil.example/", web, pages=4)
    assert [one.reason for one in evidence.skipped] == ["budget"]
    assert len([one for one in web.seen() if one.startswith("https://") and not one.endswith(".txt")]) <= 5
