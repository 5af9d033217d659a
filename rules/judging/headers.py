"""Security headers by their values: a header that says nothing protects nothing."""

from __future__ import annotations

from catalog.nouns.evidence import Exchange

SHORTEST_HSTS = 15_552_000
"""Seconds below which HSTS is too short to count: 180 days (OWASP HSTS cheat sheet asks for at least that [M])."""
STRICT_REFERRERS = frozenset(
    {
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
        "origin",
        "origin-when-cross-origin",
    }
)


def hsts(exchange: Exchange) -> bool:
    """Strict-Transport-Security with a lifetime worth the name (RFC 6797)."""
    value = exchange.header("strict-transport-security") or ""
    for part in value.lower().split(";"):
        name, _, number = part.strip().partition("=")
        number = number.strip().strip('"')
        if name.strip() == "max-age" and number.isascii() and number.isdigit():
            return int(number[:15]) >= SHORTEST_HSTS
    return False


def others(exchange: Exchange) -> tuple[str, ...]:
    """The other headers that count: CSP, X-Content-Type-Options, framing, Referrer-Policy."""
    policy = _directives(exchange.header("content-security-policy") or "")
    found = []
    if _restricts_scripts(policy):
        found.append("Content-Security-Policy")
    if (exchange.header("x-content-type-options") or "").strip().lower() == "nosniff":
        found.append("X-Content-Type-Options")
    framing = (exchange.header("x-frame-options") or "").strip().lower()
    if framing in ("deny", "sameorigin") or ("frame-ancestors" in policy and "*" not in policy["frame-ancestors"]):
        found.append("frame-ancestors")
    referrer = (exchange.header("referrer-policy") or "").lower().split(",")[-1].strip()
    if referrer in STRICT_REFERRERS:
        found.append("Referrer-Policy")
    return tuple(found)


def _directives(value: str) -> dict[str, list[str]]:
    """A content security policy as directive → sources; the first of equal directives counts."""
    found: dict[str, list[str]] = {}
    for part in value.lower().split(";"):
        words = part.split()
        if words:
            found.setdefault(words[0], words[1:])
    return found


def _restricts_scripts(policy: dict[str, list[str]]) -> bool:
    """Whether the policy keeps foreign scripts out: a script source list without a wildcard or free inline code."""
    sources = policy.get("script-src", policy.get("default-src"))
    if sources is None:
        return False
    keyed = any(one.startswith(("'nonce-", "'sha256-", "'sha384-", "'sha512-")) for one in sources)
    if "'unsafe-inline'" in sources and not keyed and "'strict-dynamic'" not in sources:
        return False
    return keyed or not {"*", "https:", "http:"} & set(sources)
