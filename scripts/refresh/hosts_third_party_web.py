"""Refresh ``hosts-third-party-web.jsonl`` (host → organisation, category) from npm's third-party-web (MIT).

Facts only: host, organisation, product name, category. Usage figures, home pages and prose are left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from range_sources import DATA, node_package

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


def main() -> None:
    """Fetch, convert, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", default=PACKAGE, help="npm package to fetch")
    parser.add_argument("--folder", type=Path, help="an unpacked package to read instead")
    parser.add_argument("--as-of", default="2026-11-24", help="day on which the package was fetched")
    options = parser.parse_args()
    if options.folder:
        convert(options.folder, options.as_of)
        return
    with node_package(options.package) as folder:
        convert(folder, options.as_of)


def convert(folder: Path, as_of: str) -> None:
    """Write the data file from an unpacked package."""
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    rows = rows_of(json.loads((folder / "dist" / "entities.json").read_text(encoding="utf-8")))
    head = {
        "name": "hosts-third-party-web",
        "source": f"npm third-party-web {version}",
        "licence": "MIT",
        "as_of": as_of,
        "notes": "Host, organisation and category only; no country: it comes from organisations.toml.",
    }
    lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (head, *rows)]
    (DATA / "hosts-third-party-web.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
