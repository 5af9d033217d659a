"""A small writer of MaxMind DB files (format 2.0), for the lab's own geography.

The format is documented by MaxMind ("MaxMind DB File Format Specification", version 2.0, CC BY-SA 3.0): a binary
search tree over address bits, a data section, a metadata section. Addresses are IPv4, stored under `::/96` of an
IPv6 tree, as readers expect.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Network
from pathlib import Path

Value = str | int | bool | Mapping[str, "Value"] | list[str]
_MARKER = b"\xab\xcd\xefMaxMind.com"
_STRING, _UINT16, _UINT32, _MAP, _UINT64, _ARRAY, _BOOLEAN = 2, 5, 6, 7, 9, 11, 14
_V4_DEPTH = 96


def write_mmdb(path: Path, kind: str, entries: Iterable[tuple[str, Mapping[str, Value]]], built: int) -> None:
    """Write `entries` (network in CIDR form → record) to `path`.

    `kind` is the database type the metadata names; `built` its build time in seconds since 1970. A later entry wins
    over an earlier one that it overlaps only where it is the more specific: give networks broadest first.
    """
    tree: list[list[int | bytes | None]] = [[None, None]]
    data = bytearray()
    offsets: dict[bytes, int] = {}
    for network, record in entries:
        encoded = _encode(record)
        if encoded not in offsets:
            offsets[encoded] = len(data)
            data += encoded
        _insert(tree, IPv4Network(network), encoded)
    count = len(tree)
    nodes = bytearray()
    for left, right in tree:
        for side in (left, right):
            nodes += struct.pack(">I", _pointer(side, count, offsets))
    path.write_bytes(bytes(nodes) + b"\0" * 16 + bytes(data) + _MARKER + _metadata(kind, count, built))


def _pointer(side: int | bytes | None, count: int, offsets: Mapping[bytes, int]) -> int:
    if side is None:
        return count
    return side if isinstance(side, int) else count + 16 + offsets[side]


def _insert(tree: list[list[int | bytes | None]], network: IPv4Network, leaf: bytes) -> None:
    bits = [0] * _V4_DEPTH + [(int(network.network_address) >> (31 - i)) & 1 for i in range(network.prefixlen)]
    node = 0
    for bit in bits[:-1]:
        child = tree[node][bit]
        if not isinstance(child, int):
            tree.append([child, child])
            tree[node][bit] = child = len(tree) - 1
        node = child
    tree[node][bits[-1]] = leaf


def _metadata(kind: str, count: int, built: int) -> bytes:
    """The metadata map. Readers insist on the width of each number: 16 bits here, 32 for nodes, 64 for the time."""
    parts = {
        "binary_format_major_version": _number(2, _UINT16),
        "binary_format_minor_version": _number(0, _UINT16),
        "build_epoch": _number(built, _UINT64),
        "database_type": _encode(kind),
        "description": _encode({"en": f"{kind} of the lab"}),
        "ip_version": _number(6, _UINT16),
        "languages": _encode(["en"]),
        "node_count": _number(count, _UINT32),
        "record_size": _number(32, _UINT16),
    }
    return _control(_MAP, len(parts)) + b"".join(_encode(key) + value for key, value in parts.items())


def _encode(value: Value | Mapping[str, Value]) -> bytes:
    if isinstance(value, bool):
        return _control(_BOOLEAN, int(value))
    if isinstance(value, str):
        raw = value.encode()
        return _control(_STRING, len(raw)) + raw
    if isinstance(value, int):
        return _number(value, _UINT32 if value < 1 << 32 else _UINT64)
    if isinstance(value, Mapping):
        parts = [_encode(key) + _encode(item) for key, item in value.items()]
        return _control(_MAP, len(parts)) + b"".join(parts)
    return _control(_ARRAY, len(value)) + b"".join(_encode(item) for item in value)


def _number(value: int, kind: int) -> bytes:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return _control(kind, len(raw)) + raw


def _control(kind: int, size: int) -> bytes:
    """The control byte (and its extension) of a value of `kind` and `size` (below 65,821)."""
    if size < 29:
        length, extra = size, b""
    elif size < 285:
        length, extra = 29, bytes([size - 29])
    else:
        length, extra = 30, struct.pack(">H", size - 285)
    head = bytes([kind << 5 | length]) if kind <= 7 else bytes([length, kind - 7])
    return head + extra


def country_record(country: str) -> dict[str, Value]:
    """A record as country databases have it, for an ISO 3166-1 alpha-2 code."""
    return {"country": {"iso_code": country}}


def network_record(asn: int, operator: str) -> dict[str, Value]:
    """A record as databases of autonomous systems have it."""
    return {"autonomous_system_number": asn, "autonomous_system_organization": operator}
