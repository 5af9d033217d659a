"""Part: what was recorded between two moments of a visit, and how it is written down as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from catalog.nouns.browser import Behaviour, BrowserCookie, BrowserRequest
from catalog.nouns.noun import digest
from catalog.sites import site_of
from scanner.traffic.bodies import text_of
from scanner.traffic.identifiers import leaks_in, planted_in

URL_LIMIT = 4096
Look = Callable[[str], str | None]
"""From a host to the address that answered, or to why it was refused."""


@dataclass
class Record:
    """A request under way; becomes a `BrowserRequest`."""

    url: str
    method: str
    kind: str
    page: str
    frame: str | None
    initiator: str | None
    initiator_type: str | None
    at_ms: int
    redirected_from: str | None
    referrer: str | None
    body: bytes | None
    during_click: bool
    status: int | None = None
    failure: str | None = None
    refused: str | None = None
    sent: bool = False
    sent_cookies: tuple[str, ...] = ()
    frames_sent: list[str] = field(default_factory=list)
    done: bool = False

    def body_text(self) -> str:
        """What was sent, as text."""
        sent = self.body if self.body is not None else "\n".join(self.frames_sent).encode()
        return text_of(sent)


@dataclass
class Part:
    """Requests, cookies and behaviour; behaviour is counted by kind, script, page, interface and detail."""

    records: list[Record]
    cookies: list[BrowserCookie]
    behaviours: Counter[tuple[str, str, str, str, str]]

    @classmethod
    def empty(cls) -> Part:
        """Nothing."""
        return cls([], [], Counter())

    def requests(self, peer: Look, refusal: Look) -> tuple[BrowserRequest, ...]:
        """All requests, with the address that answered, or why none did, by the proxy's record."""
        return tuple(_written(record, peer, refusal) for record in self.records)

    def behaviour(self) -> tuple[Behaviour, ...]:
        """What scripts did and sent, sorted."""
        counted = Counter(self.behaviours)
        for record in self.records:
            for kind, api, detail in _sent_behaviour(record):
                counted[kind, record.initiator or record.page, record.page, api, detail] += 1
        return tuple(
            Behaviour(kind=cast(Any, kind), script=script, page=page, api=api, detail=detail, count=count)
            for (kind, script, page, api, detail), count in sorted(counted.items())
        )


def _sent_behaviour(record: Record) -> list[tuple[str, str, str]]:
    """What a request shows of its script: beacons, sockets, and what a person typed leaving before it was submitted."""
    host = urlsplit(record.url).hostname or ""
    found: list[tuple[str, str, str]] = []
    if record.kind == "Ping":
        found.append(("beacon", "sendBeacon", host))
    elif record.kind in ("websocket", "webtransport"):
        found.append(("websocket", record.kind, host))
    if site_of(record.url) != site_of(record.page):
        typed = planted_in(record.url, record.body_text())
        if typed:
            found.append(("form-recording", "sent", f"{host}: {', '.join(typed)}"))
    return found


def _written(record: Record, peer: Look, refusal: Look) -> BrowserRequest:
    host = (urlsplit(record.url).hostname or "").lower()
    text = record.body_text()
    body = record.body if record.body is not None else text.encode() or None
    third_party = site_of(record.url) != site_of(record.page)
    stopped = record.refused or (refusal(host) if record.status is None else None)
    left = stopped is None and (record.sent or record.status is not None)
    failure = record.refused or record.failure
    if failure is not None and not left:
        failure = stopped or failure
    return BrowserRequest(
        url=record.url,
        method=record.method,
        resource_type=record.kind.lower(),
        page=record.page,
        frame=record.frame,
        initiator=record.initiator,
        initiator_type=record.initiator_type,
        at_ms=record.at_ms,
        status=None if record.refused else record.status,
        peer_address=peer(host) if left else None,
        redirected_from=record.redirected_from,
        referrer=record.referrer[:URL_LIMIT] if record.referrer else None,
        post_digest=digest(body) if body else None,
        post_size=len(body) if body else 0,
        leaks=leaks_in(record.url, text, record.referrer or "") if third_party else (),
        sent_cookies=record.sent_cookies,
        during_click=record.during_click,
        failure=failure,
        left=left,
    )
