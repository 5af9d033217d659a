"""The operator's proxy, the environment's (never), and what is left for a browser."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.browser import BrowserEvidence, BrowserPage, Canary, PhaseRun
from catalog.nouns.tool import Tool
from scanner.config import Config
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio
HOME = '<html lang=fr><h1>Outil</h1><footer><a href="/p">Politique de confidentialité</a></footer>'
POLICY = "<h1>Politique de confidentialité</h1>" + "<p>Vos données personnelles, le responsable de traitement.</p>" * 30
TOOL = Tool(id="outil", name="Outil", home="https://outil.example/")


def now() -> datetime:
    return datetime.now(UTC)


class Proxy:
    """A proxy that connects where it is told and notes it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b" ", 2)
        self.asked.append(f"{method.decode()} {target.decode()}")
        if method != b"CONNECT":
            writer.write(b"HTTP/1.1 301 X\r\nLocation: https://outil.example/\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            writer.close()
            return
        host, port = target.decode().rsplit(":", 1)
        there, onward = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.gather(_pipe(reader, onward), _pipe(there, writer))


async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    except OSError:
        pass
    finally:
        sink.close()


def with_network(config: Config, **update: Any) -> Config:
    return config.model_copy(update={"network": config.network.model_copy(update=update)})


async def test_a_proxy_carries_everything_and_hides_the_peers(web: Any) -> None:
    web.page("outil.example/", HOME)
    web.page("outil.example/p", POLICY)
    proxy = Proxy()
    listening = await asyncio.start_server(proxy, "127.1.9.3", 0)
    address = f"http://127.1.9.3:{listening.sockets[0].getsockname()[1]}"
    evidence = await scan(TOOL, with_network(web.config(), proxy=address), blobs=MemoryBlobs(), clock=now)
    listening.close()
    assert [page.role for page in evidence.pages][:2] == ["home", "privacy"]
    assert all(page.exchange.peer_address is None and page.exchange.certificate_verified for page in evidence.pages)
    assert "proxy" in evidence.vantage_notes and evidence.tls[0].protocol == "TLSv1.3"
    assert {one.split(":")[0] for one in proxy.asked} == {"CONNECT 127.1.9.1", "GET http"}


async def test_a_proxy_variable_of_the_environment_is_not_used(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    web.page("outil.example/", HOME)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.1.9.9:1")
    evidence = await scan(TOOL, web.config(), blobs=MemoryBlobs(), clock=now)
    assert evidence.pages[0].exchange.peer_address == "127.1.9.1"


def browser_evidence(job: Any) -> BrowserEvidence:
    page = BrowserPage(url=job.home, final_url=job.home, role="home", surface="showcase", status=200)
    run = PhaseRun(phase="before-choice", started_at=now(), ended_at=now(), pages=(page,))
    canary = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)
    return BrowserEvidence(browser="Chromium", canary=canary, phases=(run,))


async def test_a_browser_gets_the_pages_the_rules_and_most_of_the_time(web: Any) -> None:
    web.page("outil.example/", HOME)
    web.page("outil.example/p", POLICY)
    web.page("outil.example/robots.txt", "User-agent: *\nDisallow: /prive", media_type="text/plain")
    jobs: list[Any] = []

    async def look(job: Any) -> BrowserEvidence:
        jobs.append(job)
        return browser_evidence(job)

    evidence = await scan(TOOL, web.config(), blobs=MemoryBlobs(), clock=now, browser=look, repeat=2)
    (job,) = jobs
    assert [(page.url, page.role) for page in job.pages] == [
        ("https://outil.example/", "home"),
        ("https://outil.example/p", "privacy"),
    ]
    assert job.repeat == 2 and 20 < job.budget.remaining() < 40
    assert job.may_visit("https://outil.example/x") and not job.may_visit("https://outil.example/prive/x")
    assert not job.may_visit("https://ailleurs.example/")
    assert evidence.browser is not None and "script-execution" in evidence.capabilities


async def test_a_browser_that_hangs_costs_its_part_only(web: Any) -> None:
    web.page("outil.example/", HOME)

    async def hang(job: Any) -> BrowserEvidence:
        await asyncio.sleep(60)
        return browser_evidence(job)

    evidence = await scan(TOOL, web.config(seconds=8), blobs=MemoryBlobs(), clock=now, browser=hang)
    assert evidence.browser is None and evidence.pages and "script-execution" not in evidence.capabilities
    assert any("browser" in one.detail and one.reason == "budget" for one in evidence.skipped)


async def test_a_site_behind_a_wall_or_robots_is_not_opened_in_the_browser_either(web: Any) -> None:
    web.page("outil.example/", HOME)
    web.page("outil.example/robots.txt", "User-agent: *\nDisallow: /", media_type="text/plain")

    async def never(job: Any) -> BrowserEvidence:
        raise AssertionError("opened")

    evidence = await scan(TOOL, web.config(), blobs=MemoryBlobs(), clock=now, browser=never)
    assert evidence.browser is None and evidence.skipped[0].reason == "robots"
