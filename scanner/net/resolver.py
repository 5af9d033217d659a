"""Names to addresses: the operator's static answers first, then real DNS, each name asked once a scan.

Names given in `network.hosts` and `network.cnames` (and what those lead to) never reach real DNS; neither do names
under top-level domains that are reserved for special use (RFC 2606, RFC 6761, RFC 7686, RFC 8375).
"""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.sites import registrable_domain

if TYPE_CHECKING:
    from scanner.config import NetworkConfig

CONCURRENT_QUERIES = 50
"""At most this many questions at once to one server: more makes resolvers drop answers."""
QUERY_SECONDS = 3.0
CANARY_SECONDS = 2.0
"""How long the name server has to answer about the root, which every one knows, before it counts as down."""
CHAIN_LENGTH = 16
RESERVED_TLDS = frozenset({"test", "example", "invalid", "localhost", "local", "onion", "internal", "alt", "home.arpa"})


@dataclass(frozen=True)
class Resolution:
    """What a name leads to. `cname_chain` in order without the name itself; `failure` where there is no address.

    `failure`: `no-such-name`, `no-address`, `timeout`, `no-name-server`, `server-failure`, `reserved-name`.
    `static`: the operator gave the answer.
    """

    host: str
    addresses: tuple[str, ...] = ()
    cname_chain: tuple[str, ...] = ()
    failure: str | None = None
    static: bool = False


class Resolver:
    """Asynchronous resolver of one scan. Answers are kept: a name means one set of addresses for the whole scan."""

    def __init__(self, network: NetworkConfig) -> None:
        self._hosts = network.hosts
        self._cnames = network.cnames
        self._static_names = frozenset((*network.hosts, *network.cnames, *network.cnames.values()))
        self._static_sites = frozenset(registrable_domain(name) for name in self._static_names)
        self._slots = asyncio.Semaphore(CONCURRENT_QUERIES)
        self._answers: dict[str, asyncio.Task[Resolution]] = {}
        self._records: dict[tuple[str, str], asyncio.Task[tuple[str, ...]]] = {}
        self._real: Any = None
        self._canary: asyncio.Task[bool] | None = None

    def is_static(self, host: str) -> bool:
        """Whether the operator's file speaks of this very name."""
        return host.rstrip(".").lower() in self._static_names

    async def resolve(self, host: str) -> Resolution:
        """Addresses and CNAME chain of a host name or literal address. Never raises."""
        name = host.strip("[]").rstrip(".").lower()
        task = self._answers.get(name)
        if task is None:
            task = self._answers[name] = asyncio.ensure_future(self._resolve(name))
        return await asyncio.shield(task)

    async def records(self, name: str, kind: str) -> tuple[str, ...]:
        """The texts of a name's records of a kind (`NS`, `MX`, `CAA`, `TXT`), sorted; empty where there are none.

        Nothing is asked about sites of which the operator's file gives names.
        """
        key = (name.rstrip(".").lower(), kind)
        task = self._records.get(key)
        if task is None:
            task = self._records[key] = asyncio.ensure_future(self._texts(*key))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Give up questions that are still open."""
        every: list[asyncio.Task[Any]] = [*self._answers.values(), *self._records.values()]
        if self._canary is not None:
            every.append(self._canary)
        tasks = [task for task in every if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _resolve(self, name: str) -> Resolution:
        try:
            return Resolution(name, (str(ipaddress.ip_address(name)),))
        except ValueError:
            pass
        if name in self._static_names:
            return self._static_answer(name)
        if _is_reserved(name):
            return Resolution(name, failure="reserved-name")
        return await self._ask_addresses(name)

    def _static_answer(self, name: str) -> Resolution:
        chain: list[str] = []
        current = name
        while current in self._cnames and len(chain) < CHAIN_LENGTH:
            current = self._cnames[current]
            chain.append(current)
        # Like /etc/hosts: an address given for the name itself comes before what its alias leads to.
        given = next((found for one in (name, *chain) if (found := self._hosts.get(one))), ())
        failure = None if given else "no-address"
        return Resolution(name, tuple(given), tuple(chain), failure, static=True)

    async def _ask_addresses(self, name: str) -> Resolution:
        results = await asyncio.gather(self._query(name, "A"), self._query(name, "AAAA"))
        addresses: list[str] = []
        chain: tuple[str, ...] = ()
        failures: list[str] = []
        for answer, failure in results:
            if failure:
                failures.append(failure)
            if answer is None:
                continue
            addresses += [record.address for record in answer.rrset] if answer.rrset is not None else []
            targets = tuple(
                str(record.target).rstrip(".").lower() for link in answer.chaining_result.cnames for record in link
            )
            chain = chain or targets
        ordered = sorted(set(addresses), key=lambda text: (":" in text, text))
        if ordered:
            return Resolution(name, tuple(ordered), chain)
        return Resolution(name, (), chain, failures[0] if failures else "no-address")

    async def _texts(self, name: str, kind: str) -> tuple[str, ...]:
        if name in self._static_names or registrable_domain(name) in self._static_sites or _is_reserved(name):
            return ()
        answer, _ = await self._query(name, kind)
        if answer is None or answer.rrset is None:
            return ()
        return tuple(sorted(record.to_text().rstrip(".") for record in answer.rrset))

    async def _query(self, name: str, kind: str) -> tuple[Any, str | None]:
        """The answer of real DNS, or a failure word."""
        import dns.exception
        import dns.resolver

        if self._canary is None:
            self._canary = asyncio.ensure_future(self._server_answers())
        if not await asyncio.shield(self._canary):
            return None, "no-name-server"
        try:
            async with self._slots:
                return await self._real.resolve(f"{name}.", kind, raise_on_no_answer=False, search=False), None
        except dns.resolver.NXDOMAIN:
            return None, "no-such-name"
        except (dns.exception.Timeout, OSError):
            return None, "timeout"
        except (dns.exception.DNSException, ValueError, UnicodeError):
            return None, "server-failure"

    async def _server_answers(self) -> bool:
        """Whether a name server answers at all: without one, each name would cost its whole patience."""
        import dns.asyncresolver
        import dns.exception
        import dns.resolver

        try:
            self._real = dns.asyncresolver.Resolver()
            self._real.lifetime = QUERY_SECONDS
            self._real.timeout = QUERY_SECONDS / 2
            await self._real.resolve(".", "NS", raise_on_no_answer=False, search=False, lifetime=CANARY_SECONDS)
        except (dns.resolver.NoResolverConfiguration, dns.exception.Timeout, OSError):
            return False
        except dns.exception.DNSException:
            return True
        return True


def _is_reserved(name: str) -> bool:
    last = name.rsplit(".", 1)[-1]
    return "." not in name or last in RESERVED_TLDS or name.endswith(".home.arpa")
