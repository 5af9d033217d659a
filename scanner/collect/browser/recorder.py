"""Recorder: turns the browser's network events into requests and cookies of one phase."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from catalog.nouns.browser import BrowserCookie
from catalog.sites import site_of
from scanner.collect.browser.arrival import Arrival
from scanner.collect.browser.part import URL_LIMIT, Part, Record
from scanner.net.cookies import parse_set_cookie

Params = dict[str, Any]

EVENTS = (
    "Network.requestWillBeSent",
    "Network.requestWillBeSentExtraInfo",
    "Network.responseReceived",
    "Network.responseReceivedExtraInfo",
    "Network.loadingFinished",
    "Network.loadingFailed",
    "Network.webSocketCreated",
    "Network.webSocketWillSendHandshakeRequest",
    "Network.webSocketHandshakeResponseReceived",
    "Network.webSocketFrameSent",
    "Network.webSocketClosed",
    "Network.webTransportCreated",
)
REQUEST_LIMIT = 4000
"""Requests kept of one phase: a page that loops must not fill the catalogue."""
BEHAVIOUR_LIMIT = 500
_MOMENT_MS = 1000
_STREAMS = frozenset({"EventSource", "WebSocket", "webtransport", "websocket", "Media"})
_POLICY_BLOCKS = frozenset({"UserPreferences", "ThirdPartyPhaseout", "ThirdPartyBlockedInFirstPartySet"})
"""Reasons for which Chromium keeps a cookie out by a user's setting: they count as set (reading j)."""


@dataclass
class Place:
    """Where the browser is: the page being visited, whether a control is being used, when the phase began (ms)."""

    page: str = ""
    during_click: bool = False


class Recorder:
    """Takes events in the order they come. `now` is the wall clock, `moment` milliseconds since the phase began."""

    def __init__(self, now: Callable[[], datetime], moment: Callable[[], int]) -> None:
        self._now = now
        self.moment = moment
        self.place = Place()
        self.arrival = Arrival()
        self.records: list[Record] = []
        self.cookies: list[BrowserCookie] = []
        self.declared: set[tuple[str, str]] = set()
        """Name and domain of every cookie that was heard of, over all cuts."""
        self.behaviours: Counter[tuple[str, str, str, str, str]] = Counter()
        self.frames: dict[str, str] = {}
        self.main_frame = ""
        self._chains: dict[str, list[Record]] = {}
        self._sent_heads: dict[str, int] = {}
        self._early: dict[str, list[tuple[str, Params]]] = {}
        self._answers: dict[str, int] = {}
        self._pages: dict[str, str] = {}
        self._witnessed: list[Record] = []
        self._causes: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self.last_activity_ms = 0
        self.asked = 0
        """Requests kept so far, over all cuts."""
        self.dropped = 0

    def handle(self, method: str, params: Params) -> None:
        """One event of the Network domain. Unknown ones are left alone."""
        self.last_activity_ms = self.moment()
        match method:
            case "Network.requestWillBeSent":
                self._request(params)
            case "Network.requestWillBeSentExtraInfo" | "Network.responseReceivedExtraInfo":
                self._extra(method, params)
            case "Network.responseReceived":
                self._response(params)
            case "Network.loadingFinished":
                self._end(params["requestId"], None)
            case "Network.loadingFailed":
                self._end(params["requestId"], _failure(params))
            case "Network.webSocketCreated":
                self._stream(params, "websocket")
            case "Network.webTransportCreated":
                self._stream({**params, "requestId": params["transportId"]}, "webtransport")
            case "Network.webSocketWillSendHandshakeRequest":
                self._handshake(params)
            case "Network.webSocketHandshakeResponseReceived":
                self._upgrade(params)
            case "Network.webSocketFrameSent":
                self._frame_sent(params)
            case "Network.webSocketClosed":
                self._end(params["requestId"], None)

    def note_cause(self, url: str, script: str) -> None:
        """A script asked for a picture: the browser would name the document."""
        if len(self._causes) < REQUEST_LIMIT:
            self._causes[url[:URL_LIMIT]] = script[:URL_LIMIT]

    def note_body(self, url: str, said: str) -> None:
        """A body that the browser does not tell: that of the last request to this address, told or to come."""
        record = next((one for one in reversed(self.records[-100:]) if one.url == url and one.body == b""), None)
        if record is not None:
            record.body = said.encode("utf-8", "surrogatepass")
        elif len(self._bodies) < REQUEST_LIMIT:
            self._bodies[url] = said

    def refuse(self, number: str, reason: str) -> None:
        """The gate refused a document before it was sent."""
        for record in self._chains.get(number, ())[-1:]:
            record.refused, record.done = reason, True

    def under_way(self) -> int:
        """Requests that were not answered yet; streams that stay open do not count."""
        return sum(
            1
            for record in self.records[-400:]
            if not record.done and record.status is None and record.kind not in _STREAMS
            if record.page == self.place.page
        )

    def unanswered(self) -> bool:
        """Whether a request was made a moment ago and has no answer yet."""
        since = self.moment() - _MOMENT_MS
        recent = (record for record in self.records[-100:] if record.at_ms >= since)
        return any(not record.done and record.status is None and record.kind not in _STREAMS for record in recent)

    def touch(self) -> None:
        """Something is being done to the page: quiet is counted from now on."""
        self.last_activity_ms = self.moment()

    def begin_page(self, page: str, before: str = "") -> None:
        """A page is being opened: what its documents ask for from now on belongs to it. `before` is the one left."""
        self.place.page = page
        self.place.during_click = False
        self.arrival = Arrival(page, before)

    def own_status(self) -> int | None:
        """The status with which the document that was asked for was answered, at the end of its redirects."""
        chain = self._chains.get(self.arrival.own or "")
        return chain[-1].status if chain else None

    # Requests ------------------------------------------------------------------------------------------------------

    def _request(self, params: Params) -> None:
        request, number = params["request"], params["requestId"]
        chain = self._chains.setdefault(number, [])
        previous = chain[-1] if chain and "redirectResponse" in params else None
        if previous is not None:
            previous.status = params["redirectResponse"].get("status")
            previous.done = True
        elif chain:
            return  # the same request told by a second session
        loader, frame_id = params.get("loaderId", ""), params.get("frameId", "")
        kind = params.get("type", "Other")
        is_main = kind == "Document" and frame_id == self.main_frame
        if is_main and previous is None:
            self.arrival.asked(loader, request["url"], _header(request.get("headers", {}), "referer") or "")
        if is_main or (frame_id == self.main_frame and loader not in self._pages):
            self._pages.setdefault(loader, self.place.page)
        initiator = params.get("initiator", {})
        record = Record(
            url=request["url"][:URL_LIMIT],
            method=request.get("method", "GET"),
            kind=kind,
            page=self._pages.get(loader, self.place.page),
            frame=self._frame(frame_id, kind),
            initiator=_initiator(initiator),
            initiator_type=initiator.get("type"),
            at_ms=self.moment(),
            redirected_from=previous.url if previous else None,
            referrer=_header(request.get("headers", {}), "referer"),
            body=_body(request),
            during_click=self.place.during_click,
        )
        if record.body == b"" and record.url in self._bodies:
            record.body = self._bodies.pop(record.url).encode("utf-8", "surrogatepass")
        self._keep(record, number, chain)

    def _stream(self, params: Params, kind: str) -> None:
        record = self._plain(params["url"], "GET", kind)
        record.initiator = _initiator(params.get("initiator", {}))
        record.initiator_type = params.get("initiator", {}).get("type")
        self._keep(record, params["requestId"], self._chains.setdefault(params["requestId"], []))

    def _plain(self, url: str, method: str, kind: str) -> Record:
        """A request of which no more is known than its address."""
        return Record(
            url=url[:URL_LIMIT],
            method=method,
            kind=kind,
            page=self.place.page,
            frame=None,
            initiator=None,
            initiator_type=None,
            at_ms=self.moment(),
            redirected_from=None,
            referrer=None,
            body=None,
            during_click=self.place.during_click,
        )

    def witness(self, url: str, method: str, kind: str, body: bytes | None) -> None:
        """A request that the driver saw: kept for `complete`, should our own sessions have come too late for it."""
        record = self._plain(url, method, kind)
        record.body, record.sent, record.done = body, True, True
        self._witnessed.append(record)

    def complete(self) -> None:
        """Add what only the driver saw: the first requests of workers that ran before they could be observed."""
        known = Counter((record.url, record.method) for record in self.records)
        for record in self._witnessed:
            key = (record.url, record.method)
            known[key] -= 1
            if known[key] < 0 and record.url.startswith(("http:", "https:", "ws:", "wss:")):
                self.records.append(record)
        self._witnessed.clear()

    def _keep(self, record: Record, number: str, chain: list[Record]) -> None:
        chain.append(record)
        if record.url.startswith(("data:", "blob:", "about:", "chrome-extension:", "chrome:", "devtools:")):
            record.done = True
            return
        if len(self.records) >= REQUEST_LIMIT:
            self.dropped += 1
            return
        self.records.append(record)
        self.asked += 1
        for method, params in self._early.pop(number, ()):
            self._extra(method, params)

    def _frame(self, frame_id: str, kind: str) -> str | None:
        """The sub-frame's address that asks; None for the page itself. A frame's own document is its parent's wish."""
        if not frame_id or frame_id == self.main_frame or kind == "Document":
            return None
        return self.frames.get(frame_id, "about:blank")[:URL_LIMIT]

    # Answers -------------------------------------------------------------------------------------------------------

    def _extra(self, method: str, params: Params) -> None:
        """Raw headers. They come in the order of the redirects, sometimes before the request itself is told."""
        number = params["requestId"]
        chain = self._chains.get(number)
        counts = self._sent_heads if method.endswith("requestWillBeSentExtraInfo") else self._answers
        index = counts.get(number, 0)
        if not chain or index >= len(chain):
            self._early.setdefault(number, []).append((method, params))
            return
        counts[number] = index + 1
        record = chain[index]
        if counts is self._sent_heads:
            record.sent = True
            record.sent_cookies = _cookie_names(params)
            record.referrer = record.referrer or _header(params.get("headers", {}), "referer")
        else:
            record.sent = True
            record.status = record.status or params.get("statusCode")
            self._set_cookies(record, params)

    def _set_cookies(self, record: Record, params: Params) -> None:
        lines = _header(params.get("headers", {}), "set-cookie")
        if not lines:
            return
        refused = {
            blocked.get("cookieLine", "")
            for blocked in params.get("blockedCookies", ())
            if not set(blocked.get("blockedReasons", ())) <= _POLICY_BLOCKS
        }
        for line in lines.split("\n"):
            if line not in refused:
                self.add_cookie(line, record.url, record.url, record.page, record.frame, "header")

    def _response(self, params: Params) -> None:
        response = params["response"]
        chain = self._chains.get(params["requestId"])
        if not chain:  # a worker asked before it could be observed: the answer still names the address
            chain = self._chains.setdefault(params["requestId"], [])
            self._keep(self._plain(response["url"], "GET", params.get("type", "Other")), params["requestId"], chain)
        chain[-1].status = response.get("status")

    def _handshake(self, params: Params) -> None:
        """A socket's request goes out, over a connection that stands: it has left, whatever the server answers."""
        for record in self._chains.get(params["requestId"], ())[-1:]:
            record.sent = True
            record.sent_cookies = _cookie_names(params["request"])

    def _upgrade(self, params: Params) -> None:
        chain = self._chains.get(params["requestId"])
        if chain:
            chain[-1].status = params["response"].get("status", 101)
            chain[-1].sent = True

    def _frame_sent(self, params: Params) -> None:
        chain = self._chains.get(params["requestId"])
        if chain and len(chain[-1].frames_sent) < 200:
            chain[-1].frames_sent.append(params["response"].get("payloadData", "")[:20_000])

    def _end(self, number: str, failure: str | None) -> None:
        chain = self._chains.get(number)
        if chain:
            chain[-1].done = True
            chain[-1].failure = failure

    # Cookies -------------------------------------------------------------------------------------------------------

    def add_cookie(self, line: str, url: str, set_by: str, page: str, frame: str | None, via: str) -> None:
        """A cookie declared by an answer (`header`) or a script; what deletes one is left out."""
        parts = urlsplit(url)
        declared = parse_set_cookie(line, parts.hostname or "", parts.path or "/", self._now())
        if declared is None or declared.lifetime_seconds == 0:
            return
        self.declared.add((declared.name, declared.domain))
        self.cookies.append(
            BrowserCookie(
                **declared.model_dump(exclude={"host_only"}),
                set_by=set_by[:URL_LIMIT],
                set_via="script" if via == "script" else "header",
                page=page,
                third_party_frame=frame is not None and site_of(frame) not in ("", site_of(page)),
                at_ms=self.moment(),
            )
        )

    # Results -------------------------------------------------------------------------------------------------------

    def cut(self) -> Part:
        """What was recorded since the last cut. Requests still under way are completed where they are."""
        self.complete()
        for record in self.records:
            if record.kind == "Image" and record.initiator_type != "script":
                record.initiator = self._causes.get(record.url, record.initiator)
        part = Part(self.records, self.cookies, self.behaviours)
        self.records, self.cookies, self.behaviours = [], [], Counter()
        return part

    def add_behaviour(self, kind: str, script: str, page: str, api: str, detail: str) -> None:
        """Count the use of an API by a script on a page."""
        key = (kind, script[:URL_LIMIT], page, api, detail[:300])
        if key in self.behaviours or len(self.behaviours) < BEHAVIOUR_LIMIT:
            self.behaviours[key] += 1


def _failure(params: Params) -> str:
    return str(params.get("blockedReason") or params.get("errorText") or "failed").removeprefix("net::")


def _initiator(initiator: Params) -> str | None:
    """The script or document that caused a request: the innermost frame of the stack that has an address."""
    stack = initiator.get("stack")
    while stack:
        for frame in stack.get("callFrames", ()):
            if frame.get("url"):
                return str(frame["url"])[:URL_LIMIT]
        stack = stack.get("parent")
    url = initiator.get("url")
    return str(url)[:URL_LIMIT] if url else None


def _header(headers: Params, name: str) -> str | None:
    return next((str(value) for key, value in headers.items() if key.lower() == name), None)


def _cookie_names(params: Params) -> tuple[str, ...]:
    line = _header(params.get("headers", {}), "cookie") or ""
    names = {part.partition("=")[0].strip() for part in line.split(";")}
    names |= {item["cookie"]["name"] for item in params.get("associatedCookies", ()) if not item.get("blockedReasons")}
    return tuple(sorted(name for name in names if name))


def _body(request: Params) -> bytes | None:
    entries = [entry["bytes"] for entry in request.get("postDataEntries", ()) if "bytes" in entry]
    if entries:
        return b"".join(base64.b64decode(entry) for entry in entries)
    text = request.get("postData")
    return text.encode("utf-8", "surrogatepass") if text is not None else (b"" if request.get("hasPostData") else None)
