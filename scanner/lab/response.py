"""Requests and responses as the lab's web server sees them, and the values that change at each answer."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from scanner.lab.site import Fault

MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html",
    ".txt": "text/plain",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".gif": "image/gif",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
TEXT_SUFFIXES = frozenset({".html", ".txt", ".css", ".js", ".json", ".xml", ".svg", ".webmanifest"})


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived. `host` is without port; header names are in lower case."""

    host: str
    path: str
    query: str
    method: str
    headers: Mapping[str, str]
    body: bytes
    secure: bool
    at: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; `fault` replaces the normal way of sending it."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fault: Fault | None = None

    def head(self, length: int | None = None) -> bytes:
        """Status line and headers; `length` replaces the true content length, -1 leaves it out."""
        size = len(self.body) if length is None else length
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Unknown"
        lines = [f"HTTP/1.1 {self.status} {phrase}", *(f"{name}: {value}" for name, value in self.headers)]
        if size >= 0:
            lines.append(f"Content-Length: {size}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


@dataclass(slots=True)
class Draft:
    """A response being put together."""

    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    fault: Fault | None = None

    def done(self) -> Response:
        """The finished response."""
        return Response(self.status, tuple(self.headers), self.body, self.fault)


def entity_tag(body: bytes) -> str:
    """A strong entity tag for `body`, quotes included."""
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def fill(template: str) -> str:
    """`template` with fresh values for `{uuid}`, `{hex16}`, `{hex32}`, `{digits10}` and `{epoch}` (seconds)."""
    if "{" not in template:
        return template
    return (
        template.replace("{uuid}", str(uuid.uuid4()))
        .replace("{hex16}", secrets.token_hex(8))
        .replace("{hex32}", secrets.token_hex(16))
        .replace("{digits10}", str(1_000_000_000 + secrets.randbelow(9_000_000_000)))
        .replace("{epoch}", str(int(time.time())))
    )
