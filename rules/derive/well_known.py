"""Files at fixed addresses: security.txt (RFC 9116) and ads.txt (IAB). A page of HTML there is no such file."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.encoding import decode_text
from catalog.nouns.evidence import Evidence, Exchange
from catalog.nouns.facts import StatementFact
from rules.derive.documents import Bodies, body_of
from rules.derive.names import host_of, path_of

MAX_LINES = 2000
SELLER_TYPES = frozenset({"direct", "reseller"})


def well_known(evidence: Evidence, bodies: Bodies) -> tuple[StatementFact, ...]:
    """`security-contact`, `security-expires` and `ads-seller` statements of the files that really are such files."""
    found: list[StatementFact] = []
    for exchange in evidence.well_known:
        text = _plain_text(exchange, bodies)
        if text is None:
            continue
        path = path_of(exchange.url).lower()
        if path.endswith("/security.txt"):
            found += _security(exchange, text)
        elif path.endswith(("/ads.txt", "/app-ads.txt")):
            found += _sellers(exchange, text)
    return tuple(found)


def _plain_text(exchange: Exchange, bodies: Bodies) -> str | None:
    """The file's text, or None: no answer, another page after a redirect to the home page, or HTML."""
    body = body_of(exchange.body, bodies)
    if exchange.status != 200 or body is None or path_of(exchange.final_url) in ("", "/"):
        return None
    head = body[:512].lstrip().lower()
    html = "html" in (exchange.media_type or "").lower() or head.startswith((b"<", b"\xef\xbb\xbf<"))
    return None if html else decode_text(body, exchange.charset)


def _security(exchange: Exchange, text: str) -> Iterator[StatementFact]:
    """Fields of a security.txt; signed files have the same lines between their armour."""
    for line in text.splitlines()[:MAX_LINES]:
        name, colon, value = line.partition(":")
        field = {"contact": "security-contact", "expires": "security-expires"}.get(name.strip().lower())
        if colon and field and value.strip():
            yield _statement(field, value.strip(), exchange, line)


def _sellers(exchange: Exchange, text: str) -> Iterator[StatementFact]:
    """Lines that authorise a seller: advertising system, account, DIRECT or RESELLER."""
    for line in text.splitlines()[:MAX_LINES]:
        parts = [part.strip() for part in line.split("#")[0].split(",")]
        if len(parts) >= 3 and "." in parts[0] and parts[2].lower() in SELLER_TYPES:
            yield _statement("ads-seller", parts[0].lower(), exchange, line)


def _statement(field: str, value: str, exchange: Exchange, line: str) -> StatementFact:
    url = exchange.final_url if host_of(exchange.final_url) else exchange.url
    return StatementFact(field=field, value=value[:300], url=url, blob=exchange.body, quote=line.strip()[:300])
