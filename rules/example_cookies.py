"""A `Set-Cookie` text of an example, as evidence keeps it."""

from __future__ import annotations

from collections import Counter
from math import log2
from urllib.parse import urlsplit

from catalog.nouns.evidence import SetCookie
from catalog.nouns.noun import digest


def set_cookie(text: str, url: str) -> SetCookie:
    """Read `name=value; Secure; HttpOnly; SameSite=Lax; Max-Age=3600`; the domain is the host's unless stated."""
    pair, *attributes = [part.strip() for part in text.split(";")]
    name, _, value = pair.partition("=")
    said = {key.lower(): given for key, _, given in (one.partition("=") for one in attributes)}
    age = said.get("max-age")
    site = said.get("samesite", "").lower()
    return SetCookie.model_validate(
        {
            "name": name,
            "domain": said.get("domain", urlsplit(url).hostname or "").lstrip("."),
            "host_only": "domain" not in said,
            "value_digest": digest(value.encode()),
            "value_length": len(value),
            "entropy_bits": _entropy_bits(value),
            "lifetime_seconds": int(age) if age else None,
            "secure": "secure" in said,
            "http_only": "httponly" in said,
            "same_site": site if site in ("strict", "lax", "none") else "unset",
        }
    )


def _entropy_bits(value: str) -> float:
    """Shannon entropy of the characters times their number, as evidence estimates it."""
    total = len(value)
    return -sum(count * log2(count / total) for count in Counter(value).values()) if total else 0.0
