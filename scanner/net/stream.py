"""Byte streams for httpcore straight over the event loop's sockets.

A nightly run spends half its processor time between a socket and HTTP; each layer left out there is time for tools.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore


class SocketBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to literal addresses. For loops that watch sockets (`add_reader`): all but Windows' own."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to an IPv4 or IPv6 address. Raises httpcore's ConnectError and ConnectTimeout."""
        address = host.strip("[]")
        try:
            plain = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        stream = SocketStream(plain, (address, port))
        try:
            plain.setblocking(False)
            # A request is small and waits for its answer: nothing is won by gathering it with a later one.
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
            await stream.connect(timeout)
        except OSError as error:
            plain.close()
            raise httpcore.ConnectError(str(error)) from error
        except BaseException:
            plain.close()
            raise
        return stream

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between retries."""
        await asyncio.sleep(seconds)


class SocketStream(httpcore.AsyncNetworkStream):
    """One connection, plain or under TLS. The socket is tried first and waited for only where it is not ready."""

    def __init__(self, own: socket.socket, peer: tuple[str, int]) -> None:
        self._socket = own
        self._peer = peer
        self._loop = asyncio.get_running_loop()

    async def connect(self, timeout: float | None) -> None:
        """Connect to the peer. Raises OSError, and httpcore's ConnectTimeout."""
        try:
            self._socket.connect(self._peer)
        except BlockingIOError:
            await self._ready(httpcore.ConnectTimeout, timeout, writing=True)
            number = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if number:
                # OSError picks the class that fits the number, such as ConnectionRefusedError.
                raise OSError(number, os.strerror(number)) from None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to `max_bytes` bytes, none at the end. Raises ReadError, ReadTimeout and ssl.SSLError."""
        while True:
            try:
                return self._socket.recv(max_bytes)
            except (BlockingIOError, ssl.SSLWantReadError):
                await self._ready(httpcore.ReadTimeout, timeout)
            except ssl.SSLWantWriteError:
                await self._ready(httpcore.ReadTimeout, timeout, writing=True)
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
                # Many servers end a connection without saying so in TLS; HTTP itself tells what is complete.
                return b""
            except ssl.SSLError:
                raise
            except OSError as error:
                raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send everything. Raises WriteError, WriteTimeout and ssl.SSLError."""
        rest = memoryview(buffer)
        while rest:
            try:
                rest = rest[self._socket.send(rest) :]
            except (BlockingIOError, ssl.SSLWantWriteError):
                await self._ready(httpcore.WriteTimeout, timeout, writing=True)
            except ssl.SSLWantReadError:
                await self._ready(httpcore.WriteTimeout, timeout)
            except ssl.SSLEOFError as error:
                raise httpcore.WriteError(str(error)) from error
            except ssl.SSLError:
                raise
            except OSError as error:
                raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close at once."""
        self._socket.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """The stream under TLS after a handshake. Raises ConnectError (from what OpenSSL said) and ConnectTimeout."""
        try:
            secure = ssl_context.wrap_socket(
                self._socket, server_hostname=server_hostname, do_handshake_on_connect=False
            )
        except (OSError, ValueError) as error:
            self._socket.close()
            raise httpcore.ConnectError(str(error)) from error
        stream = SocketStream(secure, self._peer)
        try:
            await stream._handshake(secure, timeout)
        except OSError as error:
            secure.close()
            raise httpcore.ConnectError(str(error)) from error
        except BaseException:
            secure.close()
            raise
        return stream

    def get_extra_info(self, info: str) -> Any:
        """What httpcore and its users ask of a stream; None for what is not known."""
        match info:
            case "ssl_object":
                return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
            case "socket":
                return self._socket
            case "server_addr":
                # Kept, for the system forgets it when the other side has closed.
                return self._peer
            case "is_readable":
                return _is_readable(self._socket)
            case _:
                return None

    async def _handshake(self, secure: ssl.SSLSocket, timeout: float | None) -> None:
        while True:
            try:
                secure.do_handshake()
                return
            except ssl.SSLWantReadError:
                await self._ready(httpcore.ConnectTimeout, timeout)
            except ssl.SSLWantWriteError:
                await self._ready(httpcore.ConnectTimeout, timeout, writing=True)

    async def _ready(self, late: type[Exception], timeout: float | None, *, writing: bool = False) -> None:
        """Wait until the socket may be read or written; raises `late` after `timeout` seconds."""
        loop, number = self._loop, self._socket.fileno()
        waiter: asyncio.Future[None] = loop.create_future()
        watch, leave = (loop.add_writer, loop.remove_writer) if writing else (loop.add_reader, loop.remove_reader)
        watch(number, _wake, waiter)
        timer = loop.call_later(timeout, _wake, waiter, late("no answer in time")) if timeout is not None else None
        try:
            await waiter
        finally:
            leave(number)
            if timer is not None:
                timer.cancel()


def _wake(waiter: asyncio.Future[None], error: Exception | None = None) -> None:
    if waiter.done():
        return
    if error is None:
        waiter.set_result(None)
    else:
        waiter.set_exception(error)


def _is_readable(own: socket.socket) -> bool:
    """Whether an idle connection has something to read: then the server has closed it."""
    import select

    if own.fileno() < 0:
        return True
    watched = select.poll()
    watched.register(own.fileno(), select.POLLIN)
    return bool(watched.poll(0))
