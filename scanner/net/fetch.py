"""Fetching an address: robots first, redirects hop by hop, the body as evidence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from catalog.encoding import detect_encoding
from catalog.nouns.evidence import Exchange, Hop, SetCookie
from catalog.sites import host_of, registrable_domain
from scanner.net.address import canonical, location_of, origin_of, path_of, raw_location
from scanner.net.bots import bot_sign
from scanner.net.charset import decode, is_text
from scanner.net.conditional import belies_itself, body_came_at, conditions
from scanner.net.connect import Destinations
from scanner.net.cookies import ChainCookies, parse_set_cookie
from scanner.net.failure import FetchFailure
from scanner.net.media import check_readable, media_type_of
from scanner.net.robots import ROBOTS_BYTES, RobotsRules, rules_for_status
from scanner.net.send import Answer, Sender

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.net.blobs import BlobSink
    from scanner.net.budget import Budget
    from scanner.net.guard import AddressGuard
    from scanner.net.pace import Pace
    from scanner.net.resolver import Resolver

Kind = Literal["page", "file", "probe"]
"""`page` spends the budget of pages; `file` is a small well-known text; `probe` is a plain-http look at a host."""

REDIRECTS = (301, 302, 303, 307, 308)
RETRY_AFTER_SECONDS = 5.0
"""A wait that a site asks for is granted once up to this; a longer one ends the visits to the site."""
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5"


class Timer(Protocol):
    """Whoever knows how many seconds are left."""

    def remaining(self) -> float:
        """Seconds left."""
        ...


@dataclass(frozen=True)
class Fetched:
    """An exchange with its body at hand. `bot` is the sign of a wall against robots, None for an ordinary answer."""

    exchange: Exchange
    body: bytes
    bot: str | None = None

    @property
    def text(self) -> str:
        """The body as text; empty where it is none."""
        return decode(self.body, self.exchange.charset) if is_text(self.exchange.media_type) else ""

    @property
    def ok(self) -> bool:
        """Whether content came back that is the site's own."""
        return self.bot is None and self.exchange.status is not None and 200 <= self.exchange.status < 300


class Web:
    """One scan's way to the web. Not for use by several scans: budget, pace, robots and names belong to one."""

    def __init__(
        self,
        config: Config,
        *,
        blobs: BlobSink,
        budget: Budget,
        pace: Pace,
        resolver: Resolver,
        guard: AddressGuard,
        now: Callable[[], datetime],
    ) -> None:
        self.config = config
        self.blobs = blobs
        self.budget = budget
        self.pace = pace
        self.resolver = resolver
        self.destinations = Destinations(config.network, resolver, guard)
        self.now = now
        self.timer: Timer = budget
        """Who says how long fetching may go on; a part of the budget while a browser still has to come."""
        self.robots: list[Exchange] = []
        """The robots.txt that were read, in order."""
        self._sender = Sender(config.network, self.destinations, pace, budget)
        self._rules: dict[str, asyncio.Task[RobotsRules]] = {}
        self._closed_sites: dict[str, str] = {}
        self._answered: set[str] = set()

    async def fetch(
        self,
        url: str,
        *,
        kind: Kind = "page",
        known: Exchange | None = None,
        stop: Callable[[str], bool] | None = None,
    ) -> Fetched:
        """GET a canonical address and follow its redirects, each hop resolved, guarded and allowed by robots.

        `known` is an earlier exchange of the same address: the request is then conditional. `stop` ends the chain
        before an address is requested. Raises FetchFailure.
        """
        if kind == "page":
            self.budget.take_page()
        hops: list[Hop] = []
        cookies = ChainCookies()
        current = url
        seen: set[tuple[str, str | None]] = set()
        while True:
            try:
                answer, unchanged = await self._hop(current, kind, cookies, known)
            except FetchFailure as failure:
                raise FetchFailure(failure.reason, self._blame(url, current, failure), tuple(hops)) from failure
            target = self._redirect(answer)
            if target is None:
                return (
                    self._unchanged(url, answer, tuple(hops), unchanged)
                    if unchanged
                    else self._fetched(url, answer, tuple(hops))
                )
            hops.append(self._hop_record(answer))
            if not target:
                detail = f"redirect to {hops[-1].location!r:.300}, which is no web address"
                raise FetchFailure("error", detail, tuple(hops))
            for header in answer.set_cookies:
                cookies.take(host_of(current), header)
            if stop is not None and stop(target):
                return self._fetched(url, answer, tuple(hops))
            state = (target, cookies.header(host_of(target)))
            if state in seen or len(hops) > self.config.network.limits.redirects:
                raise FetchFailure(
                    "error", f"endless redirect: {len(hops)} redirects, the last to {target}", tuple(hops)
                )
            seen.add(state)
            current = target

    async def refusal(self, url: str) -> str | None:
        """Why robots.txt (or its absence through failure) forbids an address; None where it may be visited.

        Reads the robots.txt of the address's origin where this was not done yet. The browser asks here too.
        """
        try:
            rules = await self.rules(url)
        except FetchFailure as failure:
            return failure.detail
        return rules.refuses(url)

    async def rules(self, url: str, kind: Kind = "page") -> RobotsRules:
        """The robots rules of the address's origin. Raises FetchFailure where the origin cannot be reached.

        A plain-http look at a host whose https rules are known is bound by those.
        """
        origin = origin_of(url)
        secure = origin.replace("http://", "https://", 1)
        if kind == "probe" and secure in self._rules:
            origin = secure
        task = self._rules.get(origin)
        if task is None:
            task = self._rules[origin] = asyncio.ensure_future(self._read_rules(origin))
        return await asyncio.shield(task)

    def answered(self, url: str) -> bool:
        """Whether the address's origin answered anything in this scan."""
        return origin_of(url) in self._answered

    def may_visit(self, url: str) -> bool:
        """Whether the robots.txt that were read allow an address; an origin whose robots.txt was not read is refused.

        For the browser, whose navigation they bind too.
        """
        canonical_url = canonical(url)
        task = self._rules.get(origin_of(canonical_url)) if canonical_url else None
        if canonical_url is None or task is None or not task.done() or task.cancelled() or task.exception():
            return False
        return task.result().refuses(canonical_url) is None

    async def close(self) -> None:
        """Close connections and open questions."""
        tasks = [task for task in self._rules.values() if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*self._rules.values(), return_exceptions=True)
        await self._sender.close()
        await self.resolver.close()

    async def _read_rules(self, origin: str) -> RobotsRules:
        agent = self.config.network.user_agent
        url = f"{origin}/robots.txt"
        hops: list[Hop] = []
        current = url
        for _ in range(6):
            answer = await self._robots_hop(current, first=not hops)
            self._answered.add(origin)
            if isinstance(answer, RobotsRules):
                return answer
            target = self._redirect(answer)
            if not target:
                break
            hops.append(self._hop_record(answer))
            if not await self._may_lead_to(target, origin):
                return RobotsRules(agent)
            current = target
        else:
            # RFC 9309, 2.3.1.2: after five redirects the file may be taken as not there.
            return RobotsRules(agent)
        fetched = self._fetched(url, answer, tuple(hops))
        self.robots.append(fetched.exchange)
        rules = rules_for_status(answer.status, decode(fetched.body, fetched.exchange.charset), agent)
        self.pace.slow_down(host_of(origin), rules.crawl_delay)
        return rules

    async def _may_lead_to(self, target: str, origin: str) -> bool:
        """Whether the way to the robots.txt of `origin` may go through an address of another one.

        Many sites send every address, that of robots.txt too, on to the home page of another host: its own robots.txt
        comes before that page. Where that forbids the page the file counts as not there.
        """
        there = origin_of(target)
        under_way = self._rules.get(there)
        if there == origin or target == f"{there}/robots.txt" or (under_way is not None and not under_way.done()):
            return True
        try:
            return (await self.rules(target)).refuses(target) is None
        except FetchFailure:
            return True  # asking there fails again, and is told as it always is

    async def _robots_hop(self, url: str, *, first: bool) -> Answer | RobotsRules:
        """One request of the way to robots.txt.

        A host that cannot be reached raises, also where it only sends on to one; an unreadable or unsafe file forbids.
        """
        headers = {"Accept": "text/plain,*/*;q=0.5"}
        try:
            return await self._sender.send(url, headers, cap=ROBOTS_BYTES, time_left=self.timer.remaining)
        except FetchFailure as failure:
            if failure.reason == "unreadable-format" or (failure.reason == "unsafe-address" and not first):
                detail = f"robots.txt cannot be read: {failure.detail}"
                return RobotsRules(self.config.network.user_agent, refusal=detail)
            raise

    async def _hop(
        self, url: str, kind: Kind, cookies: ChainCookies, known: Exchange | None
    ) -> tuple[Answer, Exchange | None]:
        """One answer, and the earlier exchange where the answer says that it still holds."""
        closed = self._closed_sites.get(registrable_domain(host_of(url)))
        if closed:
            raise FetchFailure("blocked", closed)
        rules = await self.rules(url, kind)
        refused = rules.refuses(url)
        if refused:
            raise FetchFailure("robots", refused)
        headers = {"Accept": _ACCEPT}
        cookie = cookies.header(host_of(url))
        if cookie:
            headers["Cookie"] = cookie
        asked = conditions(url, known, self.blobs, self.now())
        answer = await self._send(url, {**headers, **asked})
        if answer.status in (429, 503) and self._short_wait(answer):
            await asyncio.sleep(self._short_wait(answer))
            answer = await self._send(url, {**headers, **asked})
        if answer.status == 304 and asked and belies_itself(answer, asked):
            asked = {}
            answer = await self._send(url, headers)
        if answer.status == 429:
            wait = answer.header("retry-after")
            self._closed_sites[registrable_domain(host_of(url))] = "the site asked to slow down (429)" + (
                f", Retry-After: {wait[:60]}" if wait else ""
            )
        # A 304 that nobody asked for confirms nothing: it is an answer without content.
        return answer, known if asked and answer.status == 304 else None

    async def _send(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Send once, with what the budget leaves."""
        cap = min(self.config.network.limits.response_bytes, self.budget.bytes_left())
        if cap <= 0:
            raise FetchFailure("budget", "the bytes of this check were spent")
        return await self._sender.send(url, headers, cap=cap, time_left=self.timer.remaining, wants_body=check_readable)

    def _short_wait(self, answer: Answer) -> float:
        """Seconds of a Retry-After that is short enough to grant, else 0."""
        text = answer.header("retry-after") or ""
        seconds = float(text) if text.isascii() and text.isdigit() else 0.0
        return seconds if 0 < seconds <= min(RETRY_AFTER_SECONDS, self.timer.remaining() / 4) else 0.0

    def _redirect(self, answer: Answer) -> str | None:
        """The target of a redirect, `""` where it names no web address, None where the answer is no redirect."""
        location = answer.header("location")
        if answer.status not in REDIRECTS or not location:
            return None
        return location_of(location, answer.url) or ""

    def _hop_record(self, answer: Answer) -> Hop:
        location = answer.header("location") or ""
        target = location_of(location, answer.url) or raw_location(location, answer.url)
        return Hop(url=answer.url, status=answer.status, location=target, set_cookies=self._cookies(answer))

    def _cookies(self, answer: Answer) -> tuple[SetCookie, ...]:
        now, host, path = self.now(), host_of(answer.url), path_of(answer.url)
        parsed = (parse_set_cookie(header, host, path, now) for header in answer.set_cookies)
        return tuple(cookie for cookie in parsed if cookie is not None)

    def _blame(self, url: str, current: str, failure: FetchFailure) -> str:
        """The detail of a failure: the linked address is the one left out, the target stands here."""
        return failure.detail if current == url else f"redirect to {current}: {failure.detail}"

    def _fetched(self, url: str, answer: Answer, hops: tuple[Hop, ...]) -> Fetched:
        body = bytes(answer.received.data)
        if answer.received.is_bomb:
            raise FetchFailure("too-large", f"grew to over {len(body)} bytes from {answer.received.wire}", hops)
        media_type = media_type_of(answer.header("content-type"), body)
        charset = None
        if is_text(media_type) and body:
            declared = _parameter(answer.header("content-type"), "charset")
            charset = detect_encoding(body, declared, truncated=answer.received.truncated)
        text = decode(body[:100_000], charset) if charset else ""
        exchange = Exchange(
            url=url,
            final_url=answer.url,
            status=answer.status,
            headers=answer.headers,
            set_cookies=self._cookies(answer),
            media_type=media_type,
            charset=charset,
            body=self.blobs.put(body) if body else None,
            size=len(body),
            truncated=answer.received.truncated,
            hops=hops,
            peer_address=answer.peer_address,
            certificate_verified=answer.verified,
            fetched_at=self.now(),
        )
        return Fetched(exchange, body, bot_sign(answer.status, dict(reversed(answer.headers)), text))

    def _unchanged(self, url: str, answer: Answer, hops: tuple[Hop, ...], known: Exchange) -> Fetched:
        """The earlier exchange, confirmed: its headers with those of the 304 over them (RFC 9111, 4.3.4)."""
        fresh = dict(answer.headers)
        kept = tuple((name, value) for name, value in known.headers if name not in fresh)
        exchange = known.model_copy(
            update={
                "url": url,
                "headers": tuple(sorted((*kept, *answer.headers))),
                "set_cookies": self._cookies(answer) or known.set_cookies,
                "hops": hops,
                "peer_address": answer.peer_address,
                "certificate_verified": answer.verified,
                "not_modified": True,
                "body_at": body_came_at(known),
                "fetched_at": self.now(),
            }
        )
        assert known.body is not None
        return Fetched(exchange, self.blobs.get(known.body))


def _parameter(header: str | None, name: str) -> str | None:
    """A parameter of a Content-Type header."""
    for part in (header or "").split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == name:
            return value.strip().strip("\"'") or None
    return None


def same_page(one: str, other: str) -> bool:
    """Whether two canonical addresses name one page: scheme and a last slash do not matter."""
    first, second = urlsplit(one), urlsplit(other)
    left = (first.netloc, first.path.rstrip("/"), first.query)
    return left == (second.netloc, second.path.rstrip("/"), second.query)
