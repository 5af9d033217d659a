"""The browser's way out: what it reads, maps, refuses, counts."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from scanner.collect.browser.proxy import EgressProxy, read_target
from scanner.config import Limits, NetworkConfig
from scanner.net.budget import Budget
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (b"CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n", ("a.example", 443)),
        (b"CONNECT [2001:db8::1]:443 HTTP/1.1\r\n\r\n", ("2001:db8::1", 443)),
        (b"GET http://A.example/x?y=1 HTTP/1.1\r\nHost: a\r\n\r\n", ("a.example", 80)),
        (b"GET http://a.example:8080?y HTTP/1.1\r\n\r\n", ("a.example", 8080)),
        (b"GET /x HTTP/1.1\r\n\r\n", None),
        (b"CONNECT :443 HTTP/1.1\r\n\r\n", None),
        (b"CONNECT a:99999 HTTP/1.1\r\n\r\n", None),
        (b"nonsense\r\n\r\n", None),
    ],
)
def test_targets(head: bytes, place: tuple[str, int] | None) -> None:
    target = read_target(head)
    assert (None if target is None else (target.host, target.port)) == place


def test_a_plain_request_goes_on_without_the_proxys_headers() -> None:
    target = read_target(
        b"GET http://a.example/x?y HTTP/1.1\r\nHost: a.example\r\nProxy-Connection: keep-alive\r\nX: 1\r\n\r\n"
    )
    assert target is not None
    assert target.head == b"GET /x?y HTTP/1.1\r\nHost: a.example\r\nX: 1\r\nConnection: close\r\n\r\n"


async def _ask(proxy: EgressProxy, message: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(message)
    try:
        return await asyncio.wait_for(reader.read(200_000), 5)
    finally:
        writer.close()


@pytest.mark.anyio
async def test_mapping_refusing_and_counting() -> None:
    async def big(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + b"x" * 90_000)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(big, "127.1.61.1", 0)
    network = NetworkConfig(
        hosts={"a.test": ("127.1.61.1",), "b.test": ("127.1.61.1", "10.0.0.1")},
        ports={80: server.sockets[0].getsockname()[1]},
        allow=(ipaddress.IPv4Network("127.1.61.0/24"),),
        limits=Limits(total_bytes=100_000),
    )
    resolver, purse = Resolver(network), Budget(network.limits)
    proxy = EgressProxy(network, resolver, AddressGuard(network.allow), purse)
    await proxy.start()
    try:
        assert b"200 OK" in await _ask(proxy, b"GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\n\r\n")
        assert proxy.peer("a.test") == "127.1.61.1"
        assert await _ask(proxy, b"GET http://b.test/ HTTP/1.1\r\n\r\n") == b"", "one answer inside is enough"
        assert await _ask(proxy, b"CONNECT a.test:22 HTTP/1.1\r\n\r\n") == b""
        assert await _ask(proxy, b"GET http://0x7f000001/ HTTP/1.1\r\n\r\n") == b""
        await _ask(proxy, b"GET http://a.test/ HTTP/1.1\r\n\r\n")
        assert await _ask(proxy, b"GET http://a.test/ HTTP/1.1\r\n\r\n") == b"", "the bytes were spent"
        assert proxy.refusals["b.test"] == "unsafe-address"
        assert proxy.refusals["a.test"] in ("unsafe-address", "budget")
    finally:
        await proxy.close()
        await resolver.close()
        server.close()
