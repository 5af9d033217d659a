"""Refresh ``hosts-tarteaucitron.jsonl`` (host → service, category, needs consent) from npm's tarteaucitronjs (MIT).

Facts only: the hosts from which a service's scripts and frames are loaded, its name, its type, and whether the
library treats it as needing consent. No code and no text are taken over.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from range_sources import DATA, node_package

PACKAGE = "tarteaucitronjs@1.34.0"
CATEGORIES = {
    "analytic": "analytics",
    "ads": "ad",
    "video": "video",
    "support": "customer-success",
    "social": "social",
    "comment": "social",
    "api": "utility",
    "other": "other",
    "google": "other",
}
# Hosts that serve many things, or that the library itself names only as an example.
SHARED = (
    "google.com",
    "googleapis.com",
    "gstatic.com",
    "amazonaws.com",
    "cloudfront.net",
    "kxcdn.com",
    "jsdelivr.net",
    "cdnjs.cloudflare.com",
    "unpkg.com",
    "docs.google.com",
    "archive.org",
    "tarteaucitron.io",
)
_LOAD = re.compile(r"""(?:addScript\(\s*|src=\\?["'])['"]?\s*(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})(?=[/'"?:])""")


def services(code: str) -> list[dict[str, Any]]:
    """Return one row a service that loads something from hosts of its own."""
    rows = []
    for body in re.split(r"\ntarteaucitron\.services\.\w+\s*=", code)[1:]:
        name = re.search(r'"name":\s*["\']([^"\']+)["\']', body)
        kind = re.search(r'"type":\s*"([^"]+)"', body)
        consent = re.search(r'"needConsent":\s*(true|false)', body)
        hosts = sorted({host for host in _LOAD.findall(body) if not host.endswith(SHARED)})
        if name and kind and consent and hosts:
            rows.append(
                {
                    "name": name[1],
                    "organisation": re.sub(r"\s*\(.*\)$", "", name[1]),
                    "category": CATEGORIES.get(kind[1], "other"),
                    "needs_consent": consent[1] == "true",
                    "hosts": hosts,
                }
            )
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
    rows = services((folder / "tarteaucitron.services.js").read_text(encoding="utf-8"))
    head = {
        "name": "hosts-tarteaucitron",
        "source": f"npm tarteaucitronjs {version}",
        "licence": "MIT",
        "as_of": as_of,
        "notes": "Service, type, consent flag and the hosts its scripts come from.",
    }
    lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (head, *rows)]
    (DATA / "hosts-tarteaucitron.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
