"""Refresh ``hosts-third-party-web.jsonl`` (host → organisation, category) from npm's third-party-web (MIT).

Facts only: host, organisation, product name, category. Usage figures, home pages and prose are left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from range_sources import refresh_package

PACKAGE = "third-party-web@0.30.0"
# Left out: general sites that the source files under advertising or analytics because their owner sells some, which
# would make a plain link or a login look like a tracker; and names under which anybody can register.
LEFT_OUT = frozenset(
    [
        "apple.com",
        "microsoft.com",
        "msn.com",
        "bing.com",
        "ebay.com",
        "ebayimg.com",
        "salesforce.com",
        "force.com",
        "theguardian.com",
        "01net.com",
        "buzzfeed.com",
        "wayfair.com",
        "okta.com",
        "sas.com",
        "quora.com",
        "wp.pl",
        "o2.pl",
        "onet.pl",
        "line.me",
        "answers.com",
        "bbb.org",
        "net.pl",
        "net.net",
        "de.com",
        "net.ph",
        "cloudfront.ne",
        "hotukdeals.com",
        "where.com",
        "oath.com",
        "ibmcloud.com",
        "spiceworks.com",
        "pistonheads.com",
        "akamaitechnologies.fr",
        "daum.net",
        "livejournal.com",
    ]
)


def rows_of(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one sorted row an entity, with its host suffixes in lower case."""
    rows = []
    for entity in entities:
        named = {host.removeprefix("*.").lower() for host in entity["domains"]} - LEFT_OUT
        hosts = sorted(host for host in named if not host.rpartition(".")[2].isdigit())
        if not hosts:
            continue
        company = entity.get("company") or entity["name"]
        rows.append({"name": entity["name"], "organisation": company, "category": entity["category"], "hosts": hosts})
    return sorted(rows, key=lambda row: (str(row["name"]), row["hosts"]))


def rows_in(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of an unpacked package."""
    return rows_of(json.loads((folder / "dist" / "entities.json").read_text(encoding="utf-8")))


HEAD = {
    "name": "hosts-third-party-web",
    "licence": "MIT",
    "notes": "Host, organisation and category only; no country: it comes from organisations.toml.",
}


if __name__ == "__main__":
    refresh_package(__doc__, PACKAGE, "2026-11-24", rows_in, HEAD)
