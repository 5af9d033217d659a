"""`Set-Cookie` as RFC 6265 section 5.2 reads it. Values are digested at once: none is kept."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from catalog.nouns.evidence import SetCookie
from catalog.nouns.noun import digest

SameSite = Literal["strict", "lax", "none", "unset"]
FOREVER_SECONDS = 10**11
"""Cap for absurd lifetimes (about 3,000 years), so that a declared Max-Age always fits."""


def entropy_bits(value: str) -> float:
    """Shannon entropy of the value's characters times its length, in bits, to one decimal."""
    if not value:
        return 0.0
    length = len(value)
    each = -sum(count / length * math.log2(count / length) for count in Counter(value).values())
    return round(max(0.0, each) * length, 1)


def _max_age(text: str) -> int | None:
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit():
        return None
    return 0 if text.startswith("-") else min(int(digits[:15]), FOREVER_SECONDS)


def _expires_in(text: str, now: datetime) -> int | None:
    """Seconds until an Expires date, 0 for the past, None where it is no date."""
    try:
        when = parsedate_to_datetime(text.replace("-", " "))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0, min(round((when - now).total_seconds()), FOREVER_SECONDS))


def _same_site(text: str | None) -> SameSite:
    match (text or "").lower():
        case "strict":
            return "strict"
        case "lax":
            return "lax"
        case "none":
            return "none"
        case _:
            return "unset"


def parse_set_cookie(header: str, host: str, path: str, now: datetime) -> SetCookie | None:
    """The cookie that one `Set-Cookie` header of an answer by `host` at `path` declares; None where it declares none.

    `now` is when the answer came. Max-Age wins over Expires; the last of a repeated attribute wins; an unknown or
    empty Domain means the host alone.
    """
    pair, *parts = header.split(";")
    name, separator, value = pair.partition("=")
    if not separator:
        name, value = "", name
    name, value = name.strip(), value.strip()
    if not name and not value:
        return None
    attributes: dict[str, str] = {}
    for part in parts:
        key, _, text = part.partition("=")
        attributes[key.strip().lower()] = text.strip()
    domain = attributes.get("domain", "").lstrip(".").rstrip(".").lower()
    given_path = attributes.get("path", "")
    lifetime = _max_age(attributes["max-age"]) if "max-age" in attributes else None
    if lifetime is None and "expires" in attributes:
        lifetime = _expires_in(attributes["expires"], now)
    default_path = path.rpartition("/")[0] or "/"
    return SetCookie(
        name=name[:256],
        domain=domain or host,
        path=given_path if given_path.startswith("/") else default_path,
        value_digest=digest(value.encode("utf-8", "surrogateescape")),
        value_length=len(value),
        entropy_bits=entropy_bits(value),
        lifetime_seconds=lifetime,
        secure="secure" in attributes,
        http_only="httponly" in attributes,
        same_site=_same_site(attributes.get("samesite")),
        host_only=not domain,
    )


class ChainCookies:
    """Cookies within one chain of redirects, so that a site that tests for them is no endless redirect.

    They go back only to the host that set them, and are forgotten when the chain ends.
    """

    def __init__(self) -> None:
        self._values: dict[str, dict[str, str]] = {}

    def take(self, host: str, header: str) -> None:
        """Remember a raw `Set-Cookie` of `host`."""
        name, separator, value = header.split(";", 1)[0].partition("=")
        if separator and name.strip():
            self._values.setdefault(host, {})[name.strip()] = value.strip()

    def header(self, host: str) -> str | None:
        """The `Cookie` header for `host`, None where there is none."""
        values = self._values.get(host)
        return "; ".join(f"{name}={value}" for name, value in values.items())[:8000] if values else None
