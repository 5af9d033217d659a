"""What DNS says of the tool's hosts and of the hosts its pages name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from catalog.nouns.evidence import HostRecord
from catalog.sites import registrable_domain

if TYPE_CHECKING:
    from scanner.net.resolver import Resolver

MAX_HOSTS = 200
"""Hosts asked about in one scan; a page that names more is read by its first ones."""

LOCALHOST = "localhost"


async def host_records(resolver: Resolver, own: Iterable[str], others: Iterable[str]) -> tuple[HostRecord, ...]:
    """One record a host, own hosts first, each group in alphabetical order.

    Name servers, mail hosts and CAA are those of the registrable domain and asked for own hosts only.
    """
    first = sorted(set(own))
    rest = sorted(set(others) - set(first))[: max(0, MAX_HOSTS - len(first))]
    records = [_record(resolver, host, True) for host in first] + [_record(resolver, host, False) for host in rest]
    return tuple(await asyncio.gather(*records))


async def _record(resolver: Resolver, host: str, own: bool) -> HostRecord:
    resolution = await resolver.resolve(host)
    servers: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    caa: tuple[str, ...] = ()
    if own:
        domain = registrable_domain(host)
        servers, mail, caa = await asyncio.gather(
            resolver.records(domain, "NS"), resolver.records(domain, "MX"), resolver.records(domain, "CAA")
        )
    return HostRecord(
        host=host,
        addresses=resolution.addresses,
        cname_chain=resolution.cname_chain,
        name_servers=tuple(name.lower() for name in servers),
        mail_hosts=tuple(text.split(" ", 1)[-1].lower() for text in mail),
        caa=caa,
        failure=resolution.failure,
    )


def answers_are_filtered(records: Iterable[HostRecord], resolver: Resolver) -> bool:
    """Whether real DNS answered with an address that only a filter gives for a public name (0.0.0.0, ::, loopback).

    An address written as numbers was asked of nobody, and `localhost` is this machine by itself (RFC 6761, 6.3).
    """
    blocked = ("0.0.0.0", "::", "127.0.0.1", "::1")
    asked = [one for one in records if not resolver.is_static(one.host) and one.host not in (*one.addresses, LOCALHOST)]
    return any(address in blocked for record in asked for address in record.addresses)
