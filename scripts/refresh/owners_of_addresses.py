"""Refresh ``address-network.zst`` (address → network number and owner) from IPtoASN (PDDL).

IPtoASN's country is the registrant's, not the address's: it is left out on purpose.
"""

from __future__ import annotations

from typing import Any

from range_sources import refresh_database

HEAD = {
    "name": "address-network",
    "source": "IPtoASN (iptoasn.com), in the edition of sapics/ip-location-db",
    "licence": "PDDL",
    "notes": "Network number and owner only; its country is the registrant's and is never used.",
}


def network_of(record: Any) -> str:
    """Return ``number<TAB>owner`` for a record, empty where it is not routed."""
    number = int((record or {}).get("autonomous_system_number") or 0)
    owner = " ".join(str((record or {}).get("autonomous_system_organization") or "").split())
    return f"{number}\t{owner}" if number else ""


if __name__ == "__main__":
    refresh_database(__doc__, "iptoasn-asn.mmdb.bz", "2026-09-16", network_of, HEAD)
