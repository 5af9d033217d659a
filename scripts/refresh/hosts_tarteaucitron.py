"""Refresh ``hosts-tarteaucitron.jsonl`` (host → service, category, needs consent) from npm's tarteaucitronjs (MIT).

Facts only: the hosts from which a service's scripts and frames are loaded, its name, its type, and whether the
library treats it as needing consent. No code and no text are taken over.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from range_sources import refresh_package

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


def rows_in(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of an unpacked package."""
    return services((folder / "tarteaucitron.services.js").read_text(encoding="utf-8"))


HEAD = {
    "name": "hosts-tarteaucitron",
    "licence": "MIT",
    "notes": "Service, type, consent flag and the hosts its scripts come from.",
}


if __name__ == "__main__":
    refresh_package(__doc__, PACKAGE, "2026-11-24", rows_in, HEAD)
