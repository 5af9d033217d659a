"""The address guard: nothing that is not globally reachable is connected to, unless the operator allows it.

Special-purpose registries of IANA (RFC 6890 and its updates); metadata services of clouds that sit on addresses which
look public; IPv6 forms that carry an IPv4 address are unwrapped (mapped RFC 4291, 6to4 RFC 3056, NAT64 RFC 6052) and
judged as that address; Teredo (RFC 4380) is refused.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_PORTS = frozenset({80, 443, 8080, 8443})
"""Ports of the web a tool may publish itself on. Others (SSH, mail, databases) are refused as unsafe."""

_REFUSED_V4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's platform services
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    ipaddress.IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def unwrap(address: IPAddress) -> IPAddress:
    """The IPv4 address inside a mapped, 6to4 or NAT64 address; the address itself otherwise."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: IPAddress) -> bool:
    """Whether an address is globally reachable by everybody."""
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id is not None:
        return False
    inner = unwrap(address)
    if isinstance(inner, ipaddress.IPv4Address):
        return not any(inner in network for network in _REFUSED_V4)
    return inner in _GLOBAL_V6 and not any(inner in network for network in _REFUSED_V6)


class AddressGuard:
    """Decides which addresses and ports may be connected to."""

    def __init__(self, allow: Sequence[IPNetwork] = (), ports: Iterable[int] = ()) -> None:
        self._allow = tuple(allow)
        self._ports = WEB_PORTS | frozenset(ports)

    def allows(self, address: str) -> bool:
        """Whether this literal address may be connected to."""
        try:
            parsed = ipaddress.ip_address(address.strip("[]"))
        except ValueError:
            return False
        inner = unwrap(parsed)
        if any(parsed in network or inner in network for network in self._allow):
            return True
        return is_public(parsed)

    def refusal(self, host: str, addresses: Iterable[str]) -> str | None:
        """Why a host is refused: one of its answers is not public. None where all may be connected to."""
        bad = [address for address in addresses if not self.allows(address)]
        if bad == [host.strip("[]")]:
            return f"{bad[0]} is not a public address"
        return f"{host} leads to {', '.join(bad)}, which is not a public address" if bad else None

    def port_refusal(self, port: int) -> str | None:
        """Why a public port is refused; None where it is one of the web's or the operator maps it."""
        return None if port in self._ports else f"port {port} is not a port of the web"
