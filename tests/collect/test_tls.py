"""Handshakes with servers of every age, over real sockets."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import trustme

from scanner.collect.tls import LEGACY, TlsProbe, speaks
from scanner.config import NetworkConfig
from scanner.net.connect import Destinations
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver

pytestmark = pytest.mark.anyio
ADDRESS = "127.1.9.2"


@asynccontextmanager
async def server(context: ssl.SSLContext | None) -> AsyncIterator[int]:
    """A server that shakes hands and says nothing; without a context one that talks no TLS."""

    async def quiet(reader: Any, writer: Any) -> None:
        if context is None:
            writer.write(b"220 hello\r\n")
            await writer.drain()
        with suppress(OSError):
            await reader.read(1)
        writer.close()

    listening = await asyncio.start_server(quiet, ADDRESS, 0, ssl=context)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


def context_for(authority: trustme.CA, lowest: str, highest: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion[lowest]
        context.maximum_version = ssl.TLSVersion[highest]
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    authority.issue_cert("outil.example").configure_cert(context)
    return context


async def record(port: int, authority: trustme.CA, tmp_path: Any, seconds: float = 20) -> Any:
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    network = NetworkConfig.model_validate(
        {"hosts": {"outil.example": ADDRESS}, "ports": {443: port}, "allow": ["127.1.9.0/24"], "ca_bundle": bundle}
    )
    destinations = Destinations(network, Resolver(network), AddressGuard(network.allow))
    return await TlsProbe(network, destinations, lambda: seconds).record("outil.example")


def test_this_openssl_says_honestly_what_it_speaks() -> None:
    assert {name for name in LEGACY if speaks(name)} <= {"TLSv1", "TLSv1.1"}


@pytest.mark.parametrize(
    ("lowest", "highest", "protocol", "problem", "accepted"),
    [
        ("TLSv1_2", "TLSv1_3", "TLSv1.3", None, ()),
        ("TLSv1_2", "TLSv1_2", "TLSv1.2", None, ()),
        ("TLSv1", "TLSv1_3", "TLSv1.3", None, ("TLSv1", "TLSv1.1")),
        ("TLSv1_1", "TLSv1_1", "TLSv1.1", "handshake", ("TLSv1.1",)),
    ],
)
async def test_protocols_are_told_apart(
    lowest: str, highest: str, protocol: str, problem: str | None, accepted: tuple[str, ...], tmp_path: Any
) -> None:
    authority = trustme.CA()
    async with server(context_for(authority, lowest, highest)) as port:
        seen = await record(port, authority, tmp_path)
    assert (seen.protocol, seen.problem) == (protocol, problem)
    assert seen.legacy_probed and seen.accepted_legacy == accepted
    assert seen.names == ("outil.example",) and seen.not_after is not None


async def test_a_server_without_tls_and_one_that_is_not_there(tmp_path: Any) -> None:
    authority = trustme.CA()
    async with server(None) as port:
        seen = await record(port, authority, tmp_path)
    assert (seen.problem, seen.protocol) == ("handshake", None)
    gone = await record(port, authority, tmp_path)
    assert (gone.problem, gone.legacy_probed) == ("refused", False)


async def test_without_time_old_protocols_are_not_claimed_to_be_refused(tmp_path: Any) -> None:
    authority = trustme.CA()
    async with server(context_for(authority, "TLSv1", "TLSv1_3")) as port:
        seen = await record(port, authority, tmp_path, seconds=0.9)
    assert seen.legacy_probed is False and seen.accepted_legacy == ()
