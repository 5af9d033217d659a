"""A compact table from address ranges to labels, for IPv4 and IPv6, looked up by bisection.

File: one zstd frame around ``PREAURNG1`` + a 4-byte big-endian header length + a JSON header + columns.
Each table is a sorted list of range starts; a range runs to the next start, label 0 is "nothing known". Starts are
kept as differences, integers as byte planes (all first bytes, then all second bytes …), which both makes the file
small and lets it be opened with a few C-level passes: no object per row.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv6Address, ip_address
from itertools import accumulate
from typing import Any

MAGIC = b"PREAURNG1"
_WORD = (1 << 64) - 1

Row = tuple[int, str]
"""A range start as an integer, and the label that holds from there on ("" where nothing is known)."""


@dataclass(frozen=True)
class RangeTable:
    """Sorted range starts and their labels; see :func:`decode`.

    ``v4`` holds 32-bit starts, ``v6_high``/``v6_low`` the two halves of 128-bit starts.
    """

    v4: array[int]
    v4_labels: array[int]
    v6_high: array[int]
    v6_low: array[int]
    v6_labels: array[int]
    label_bytes: bytes

    @cached_property
    def labels(self) -> list[bytes]:
        """The labels as UTF-8 bytes; entry 0 is empty."""
        return self.label_bytes.split(b"\n")

    @property
    def rows(self) -> int:
        """Number of ranges, gaps included."""
        return len(self.v4) + len(self.v6_high)

    def find(self, address: str) -> str | None:
        """Return the label of the range that holds ``address``, None where there is none.

        IPv4-mapped IPv6 addresses are looked up as IPv4. Raises ValueError for text that is no address.
        """
        parsed = ip_address(address.partition("%")[0])
        if isinstance(parsed, IPv6Address):
            mapped = parsed.ipv4_mapped
            if mapped is None:
                return self._label(self.v6_labels, self._v6_position(int(parsed)))
            parsed = mapped
        return self._label(self.v4_labels, bisect_right(self.v4, int(parsed)) - 1)

    def _v6_position(self, number: int) -> int:
        high, low = number >> 64, number & _WORD
        first = bisect_left(self.v6_high, high)
        after = bisect_right(self.v6_high, high, lo=first)
        return bisect_right(self.v6_low, low, lo=first, hi=after) - 1

    def _label(self, column: array[int], position: int) -> str | None:
        if position < 0:
            return None
        return self.labels[column[position]].decode("utf-8") or None


def encode(v4: Iterable[Row], v6: Iterable[Row]) -> bytes:
    """Return the file's bytes for sorted rows; neighbours with one label are merged.

    Labels may not hold a line feed. Raises ValueError for rows out of order.
    """
    import zstandard

    v4_rows, v6_rows = _merged(v4), _merged(v6)
    names = ["", *sorted({label for _, label in v4_rows + v6_rows} - {""})]
    if any("\n" in name for name in names):
        raise ValueError("a label may not hold a line feed")
    number = {name: position for position, name in enumerate(names)}
    columns = [
        _planes(_differences([start for start, _ in v4_rows]), 4),
        _planes([number[label] for _, label in v4_rows], 4),
        _planes(_differences([start >> 64 for start, _ in v6_rows]), 8),
        _planes([start & _WORD for start, _ in v6_rows], 8),
        _planes([number[label] for _, label in v6_rows], 4),
        "\n".join(names).encode("utf-8"),
    ]
    head = json.dumps({"v4": len(v4_rows), "v6": len(v6_rows)}, sort_keys=True).encode("ascii")
    raw = MAGIC + len(head).to_bytes(4, "big") + head + b"".join(columns)
    parameters = zstandard.ZstdCompressionParameters.from_level(19, window_log=24, write_checksum=True)
    packed: bytes = zstandard.ZstdCompressor(compression_params=parameters).compress(raw)
    return packed


def decode(packed: bytes) -> RangeTable:
    """Return the table of a file's bytes. Raises ValueError where they are not such a file."""
    import zstandard

    try:
        raw: bytes = zstandard.ZstdDecompressor(max_window_size=1 << 24).decompress(packed)
    except zstandard.ZstdError as error:
        raise ValueError(f"not a range table: {error}") from error
    if not raw.startswith(MAGIC):
        raise ValueError("not a range table: wrong first bytes")
    view = memoryview(raw)
    at = len(MAGIC) + 4
    length = int.from_bytes(view[at - 4 : at], "big")
    head: dict[str, Any] = json.loads(bytes(view[at : at + length]))
    at += length
    columns: list[array[int]] = []
    for code, width, count in (
        ("I", 4, head["v4"]),
        ("I", 4, head["v4"]),
        ("Q", 8, head["v6"]),
        ("Q", 8, head["v6"]),
        ("I", 4, head["v6"]),
    ):
        columns.append(_unplaned(view[at : at + width * count], code, width))
        at += width * count
    v4, v4_labels, v6_high, v6_low, v6_labels = columns
    return RangeTable(
        v4=array("I", accumulate(v4)),
        v4_labels=v4_labels,
        v6_high=array("Q", accumulate(v6_high)),
        v6_low=v6_low,
        v6_labels=v6_labels,
        label_bytes=bytes(view[at:]),
    )


def _merged(rows: Iterable[Row]) -> list[Row]:
    kept: list[Row] = []
    before = -1
    for start, label in rows:
        if start <= before:
            raise ValueError("rows must be sorted by their start, without repeats")
        before = start
        if kept[-1][1] != label if kept else label:
            kept.append((start, label))
    return kept


def _differences(starts: Sequence[int]) -> list[int]:
    return [now - then for now, then in zip(starts, [0, *starts[:-1]], strict=True)] if starts else []


def _planes(numbers: Sequence[int], width: int) -> bytes:
    flat = b"".join(number.to_bytes(width, "little") for number in numbers)
    return b"".join(flat[plane::width] for plane in range(width))


def _unplaned(column: memoryview, code: str, width: int) -> array[int]:
    count = len(column) // width
    flat = bytearray(len(column))
    for plane in range(width):
        flat[plane::width] = column[plane * count : (plane + 1) * count]
    numbers = array(code)
    if numbers.itemsize != width:
        raise ValueError(f"this platform's array type {code} is not {width} bytes wide")
    numbers.frombytes(flat)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
