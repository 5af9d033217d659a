"""Streams over the loop's sockets, against real servers on loopback: what is slow, gone, refused or cut off."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpcore
import pytest
import trustme

from scanner.net.failure import failure_of, handshake_error
from scanner.net.stream import SocketBackend

pytestmark = pytest.mark.anyio
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(answer: Answer, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("outil.example").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reads a little, pauses, then reads all and says how much it was."""
    first = await reader.read(10)
    await asyncio.sleep(0.05)
    rest = await reader.readuntil(b"!")
    writer.write(str(len(first) + len(rest)).encode())
    await writer.drain()
    writer.close()


async def test_what_is_more_than_the_socket_takes_at_once_arrives_whole() -> None:
    server, client = contexts()
    sent = b"x" * 20_000_000 + b"!"
    for secured in (False, True):
        async with serving(_big, server if secured else None) as port:
            stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
            assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
            if secured:
                stream = await stream.start_tls(client, "outil.example", timeout=5)
                assert stream.get_extra_info("ssl_object").version() == "TLSv1.3"
            await stream.write(sent, timeout=10)
            assert await stream.read(100, timeout=10) == str(len(sent)).encode()
            assert await stream.read(100, timeout=10) == b""
            await stream.aclose()


async def _big(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.05)
    count = 0
    while True:
        piece = await reader.read(100_000)
        count += len(piece)
        if piece.endswith(b"!") or not piece:
            break
    writer.write(str(count).encode())
    await writer.drain()
    writer.close()


async def test_a_server_that_says_nothing_is_waited_for_so_long_only() -> None:
    async with serving(hear) as port:
        stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
        with pytest.raises(httpcore.ReadTimeout) as late:
            await stream.read(10, timeout=0.05)
        assert failure_of(late.value).reason == "timeout"
        await stream.aclose()


async def test_a_server_that_takes_nothing_is_waited_for_so_long_only() -> None:
    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        await asyncio.sleep(1)
        writer.close()

    async with serving(deaf) as port:
        stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(b"x" * 50_000_000, timeout=0.05)
        await stream.aclose()


async def test_a_handshake_that_is_not_answered_ends() -> None:
    _, client = contexts()
    async with serving(hear) as port:
        stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
        with pytest.raises(httpcore.ConnectTimeout):
            await stream.start_tls(client, "outil.example", timeout=0.05)


async def test_who_is_not_there_refuses() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(httpcore.ConnectError) as refused:
        await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
    assert failure_of(refused.value).detail == "connection refused"


async def test_a_certificate_of_another_name_is_told_as_openssl_told_it() -> None:
    server, client = contexts()
    async with serving(hear, server) as port:
        stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
        with pytest.raises(httpcore.ConnectError) as wrong:
            await stream.start_tls(client, "autre.example", timeout=5)
        error = handshake_error(wrong.value)
        assert isinstance(error, ssl.SSLCertVerificationError) and error.verify_code == 62


async def test_an_idle_connection_that_was_closed_shows_it() -> None:
    gone = asyncio.Event()

    async def leave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await gone.wait()
        writer.close()

    async with serving(leave) as port:
        stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
        assert stream.get_extra_info("is_readable") is False
        gone.set()
        while not stream.get_extra_info("is_readable"):
            await asyncio.sleep(0.01)
        # Its address is still known, though the system has forgotten it.
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", port)
        await stream.aclose()
        assert stream.get_extra_info("is_readable") is True


async def test_waiting_can_be_given_up_and_leaves_nothing_watched() -> None:
    async with serving(hear) as port:
        stream = await SocketBackend().connect_tcp("127.0.0.1", port, timeout=5)
        waiting = asyncio.ensure_future(stream.read(10, timeout=5))
        await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert asyncio.get_running_loop().remove_reader(stream.get_extra_info("socket").fileno()) is False
        await stream.aclose()
