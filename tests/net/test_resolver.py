"""Names: static answers never reach DNS; real ones come from a real server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import dns.asyncresolver
import dns.message
import dns.rdatatype
import dns.rrset
import pytest

from scanner.collect.dns import answers_are_filtered, host_records
from scanner.config import NetworkConfig
from scanner.net.resolver import Resolver

pytestmark = pytest.mark.anyio

ZONE = {
    ("www.outil.fr.", "A"): [("www.outil.fr.", "CNAME", "edge.cdn.net."), ("edge.cdn.net.", "A", "8.8.4.4")],
    ("www.outil.fr.", "AAAA"): [
        ("www.outil.fr.", "CNAME", "edge.cdn.net."),
        ("edge.cdn.net.", "AAAA", "2606:4700::1"),
    ],
    ("outil.fr.", "NS"): [("outil.fr.", "NS", "ns2.hote.fr."), ("outil.fr.", "NS", "ns1.hote.fr.")],
    ("outil.fr.", "MX"): [("outil.fr.", "MX", "10 mx.hote.fr.")],
    ("outil.fr.", "CAA"): [("outil.fr.", "CAA", '0 issue "letsencrypt.org"')],
    ("filtre.fr.", "A"): [("filtre.fr.", "A", "0.0.0.0")],
}


class NameServer(asyncio.DatagramProtocol):
    """Answers from the zone above; notes every question."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, address: Any) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        key = (question.name.to_text().lower(), dns.rdatatype.to_text(question.rdtype))
        self.asked.append(key)
        reply = dns.message.make_response(query)
        records = ZONE.get(key)
        if records is None and not any(name == key[0] for name, _ in ZONE) and key[0] != ".":
            reply.set_rcode(3)
        for name, kind, text in records or ():
            reply.answer.append(dns.rrset.from_text(name, 60, "IN", kind, text))
        self.transport.sendto(reply.to_wire(), address)


@pytest.fixture
async def name_server(anyio_backend: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[NameServer]:
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(NameServer, local_addr=("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    real = dns.asyncresolver.Resolver

    def configured() -> Any:
        resolver = real(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = port
        return resolver

    monkeypatch.setattr(dns.asyncresolver, "Resolver", configured)
    yield server
    transport.close()


async def test_real_names_bring_addresses_chain_and_the_domains_records(name_server: NameServer) -> None:
    resolver = Resolver(NetworkConfig())
    (record,) = await host_records(resolver, ["www.outil.fr"], [])
    assert record.addresses == ("8.8.4.4", "2606:4700::1") and record.cname_chain == ("edge.cdn.net",)
    assert record.name_servers == ("ns1.hote.fr", "ns2.hote.fr") and record.mail_hosts == ("mx.hote.fr",)
    assert record.caa == ('0 issue "letsencrypt.org"',)


async def test_a_name_is_asked_once(name_server: NameServer) -> None:
    resolver = Resolver(NetworkConfig())
    await asyncio.gather(*(resolver.resolve("www.outil.fr") for _ in range(20)))
    assert name_server.asked.count(("www.outil.fr.", "A")) == 1


async def test_static_names_never_reach_dns(name_server: NameServer) -> None:
    network = NetworkConfig.model_validate(
        {
            "hosts": {"outil.fr": "127.1.0.1", "collecte.pisteur.fr": "127.1.0.2", "propre.outil.fr": "127.1.0.3"},
            "cnames": {
                "stats.outil.fr": "collecte.pisteur.fr",
                "propre.outil.fr": "collecte.pisteur.fr",
                "perdu.outil.fr": "nulle.part.fr",
            },
        }
    )
    resolver = Resolver(network)
    assert (await resolver.resolve("OUTIL.fr.")).addresses == ("127.1.0.1",)
    stats = await resolver.resolve("stats.outil.fr")
    assert (stats.addresses, stats.cname_chain) == (("127.1.0.2",), ("collecte.pisteur.fr",))
    own = await resolver.resolve("propre.outil.fr")
    assert (own.addresses, own.cname_chain) == (("127.1.0.3",), ("collecte.pisteur.fr",)), "as in /etc/hosts"
    lost = await resolver.resolve("perdu.outil.fr")
    assert (lost.addresses, lost.failure) == ((), "no-address")
    assert (await resolver.resolve("nulle.part.fr")).failure == "no-address"
    assert await resolver.records("outil.fr", "NS") == ()
    assert (await resolver.resolve("a.example")).failure == "reserved-name"
    assert name_server.asked == []


async def test_unknown_names_and_filters_are_told(name_server: NameServer) -> None:
    resolver = Resolver(NetworkConfig())
    assert (await resolver.resolve("absent.fr")).failure == "no-such-name"
    records = await host_records(resolver, [], ["filtre.fr"])
    assert answers_are_filtered(records, resolver)
    assert not answers_are_filtered(await host_records(resolver, ["www.outil.fr"], []), resolver)
    assert not answers_are_filtered(await host_records(resolver, ["127.0.0.1", "::1"], []), resolver)


async def test_without_a_name_server_every_name_fails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def unconfigured() -> Any:
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.asyncresolver, "Resolver", unconfigured)
    resolver = Resolver(NetworkConfig())
    assert {(await resolver.resolve(f"n{i}.fr")).failure for i in range(5)} == {"no-name-server"}
