"""Sightings: requests to third parties that really left on a surface, with what is known of who got them.

Requests fired while a control was being pressed prove nothing and are left out; so are those that never left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from catalog.nouns.browser import BrowserCookie, BrowserPage, BrowserRequest, PhaseRun, StorageItem
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import LEARNER_ROLES, Phase, Role, Surface
from rules.case import Case, once
from rules.derive.names import host_of, path_of, query_of, site_of
from rules.judging.citing import listed
from rules.judging.static_trackers import TRACKING
from rules.judging.visits import own_host
from rules.knowledge.model import ThirdPartyKnowledge
from rules.recordings import Weakness, weakness

WITHOUT_CONSENT: frozenset[Phase] = frozenset({"before-choice", "after-refusal"})
IDENTIFIERS = frozenset(
    {
        "cid", "uid", "uuid", "_fbp", "fbp", "fbc", "ttclid", "fbclid", "gclid", "device_id", "deviceid", "visitor_id",
        "visitorid", "anonymous_id", "anonymousid", "client_id", "clientid", "_id", "idvisitor", "user_id", "sid",
        "session_id", "distinct_id", "vid", "fpid", "did",
    }
)  # fmt: skip
"""Parameters in which trackers send the number they gave a visitor or a terminal [M]."""
_STATES: tuple[Phase, ...] = ("before-choice", "after-refusal", "after-acceptance", "none")
IDENTIFIER_BITS = 40.0
"""Bits from which on a value can tell terminals apart; below, it is a setting [M]."""
_SENDING = frozenset({"xhr", "fetch", "ping", "websocket", "beacon"})
"""Kinds of request by which a script sends something; a file that is fetched tells nothing of the visitor."""
_FINGERPRINTS = frozenset({"canvas", "webgl", "audio", "fonts"})


@dataclass(frozen=True)
class Load:
    """A page that rendered in a run (a recording's run is 0). `weak`: why its recording shows no absence."""

    phase: Phase
    run: int
    url: str
    role: Role
    weak: Weakness | None = None


@dataclass(frozen=True)
class Sighting:
    """One request to a third party. `identifies`: it carries an identifier, or its party stored or read something.

    `own`: it went to a host of the tool; only what was tried and could not leave is told of those. `relayed`: it
    speaks a third party's protocol to a server that is not that party's, and is counted as that party's.
    """

    request: BrowserRequest
    known: ThirdPartyKnowledge | None
    host: str
    phase: Phase
    run: int
    identifies: bool
    own: bool = False
    relayed: bool = False

    @property
    def organisation(self) -> str:
        """Whose it is: the organisation, or the site where it is unknown."""
        return self.known.organisation if self.known else site_of(self.request.url)

    @property
    def service(self) -> str:
        """What it is called, or its host."""
        return self.known.service if self.known else self.host

    @property
    def known_operator(self) -> bool:
        """Whether it is known who gets the request, not only what it is for."""
        return self.known is not None and self.known.operator_known

    def is_of(self, *categories: str) -> bool:
        """Whether it belongs to one of these categories."""
        return self.known is not None and bool(set(categories) & set(self.known.categories))

    @property
    def needs_consent(self) -> bool:
        """Whether its party may be contacted with consent only; one with an advertising side is never exempt."""
        if self.known is None or not self.is_of(*TRACKING):
            return False
        wanted = self.known.needs_consent
        return wanted == "yes" or (wanted == "depends" and self.is_of("advertising"))


def is_on(page: BrowserPage, surface: Surface) -> bool:
    """Whether a page that was opened belongs to a surface."""
    learner = page.surface == "learner" or page.role in LEARNER_ROLES
    return learner if surface == "learner" else page.surface == surface and not learner


def runs_of(case: Case) -> tuple[PhaseRun, ...]:
    """The browser's runs, in order."""
    return case.evidence.browser.phases if case.evidence.browser else ()


@once
def loads(case: Case, surface: Surface) -> tuple[Load, ...]:
    """Pages of a surface that rendered, in every run and recording."""
    found = [
        Load(run.phase, run.run, page.url, page.role)
        for run in runs_of(case)
        for page in run.pages
        if page.rendered and page.failure is None and is_on(page, surface)
    ]
    if surface == "learner":
        found += [
            Load("none", 0, page.url, page.role, weakness(recording, case.evidence.started_at))
            for recording in case.evidence.recordings
            for page in recording.pages
            if page.rendered
        ]
    return tuple(found)


@once
def sightings(case: Case, surface: Surface, left: bool = True) -> tuple[Sighting, ...]:
    """All requests to third parties from pages of a surface: by run, page and address, the same for the same requests
    in whatever order they left. `left` False: those that were tried and never left instead, to own hosts too."""
    look = _Look(case, left)
    found: list[Sighting] = []
    for run in runs_of(case):
        urls = {url for page in run.pages if is_on(page, surface) for url in (page.url, page.final_url)}
        requests = [one for one in run.requests if one.page in urls]
        writers = _writers(run.cookies, run.storage, urls) | {
            site_of(act.script) for act in run.behaviours if act.kind in _FINGERPRINTS and act.page in urls
        }
        found += look.at(requests, run.phase, run.run, writers, look.holding(run, urls))
    if surface == "learner":
        for recording in case.evidence.recordings:
            pages = {page.url for page in recording.pages}
            found += look.at(recording.requests, "none", 0, _writers(recording.cookies, (), pages))
    pages_in_order = {page: number for number, page in enumerate(dict.fromkeys(one.request.page for one in found))}
    return tuple(sorted(found, key=lambda one: _place(one, pages_in_order)))


@once
def through_the_site(case: Case, surface: Surface) -> tuple[Sighting, ...]:
    """Requests to the tool's own hosts at the end points of software that is known by them (`/matomo.php`).

    No third party gets anything; what the software does on a page is the same.
    """
    look = _Look(case, left=True)
    found: list[Sighting] = []
    for run in runs_of(case):
        urls = {url for page in run.pages if is_on(page, surface) for url in (page.url, page.final_url)}
        requests = [one for one in run.requests if one.page in urls]
        found += look.within(requests, run.phase, run.run)
    if surface == "learner":
        for recording in case.evidence.recordings:
            found += look.within(recording.requests, "none", 0)
    return tuple(found)


def _place(one: Sighting, pages: dict[str, int]) -> tuple[int, int, int, str, str, str]:
    state = _STATES.index(one.phase)
    return (state, one.run, pages[one.request.page], one.host, path_of(one.request.url), one.request.resource_type)


class _Look:
    """Knows which hosts are the tool's and what is known of the others."""

    def __init__(self, case: Case, left: bool) -> None:
        self._case = case
        self._left = left
        self._chains = {one.host: one.cname_chain for one in case.facts.hosts}
        self._cloaked = {one.host for one in case.facts.third_parties if one.cloaked_as}
        self._own: dict[str, bool] = {}
        self._known: dict[tuple[str, str], ThirdPartyKnowledge | None] = {}

    def holding(self, run: PhaseRun, pages: set[str]) -> set[str]:
        """Services whose own identifier the tool holds on these pages, by its name: their code is bundled with the
        tool's, so that the tool's script is who stores it."""
        items = [(one.name, one.domain, one.entropy_bits) for one in run.cookies if one.page in pages]
        items += [(one.key, host_of(one.origin), one.entropy_bits) for one in run.storage if one.page in pages]
        known = (self._case.knowledge.cookie(name, domain) for name, domain, bits in items if bits >= IDENTIFIER_BITS)
        return {one.service for one in known if one and one.service and one.exempt != "yes" and not one.loose}

    def at(
        self,
        requests: Iterable[BrowserRequest],
        phase: Phase,
        run: int,
        writers: set[str],
        holding: Collection[str] = (),
    ) -> Iterator[Sighting]:
        for request in requests:
            host = host_of(request.url)
            if not host or request.during_click or request.left != self._left:
                continue
            own = self._is_own(host, request.url)
            known = None if own else self._of(host, request.url)
            relay = self._relay(request.url) if known is None and self._left else None
            if relay is not None:
                yield Sighting(request, relay, host, phase, run, self._names_a_visitor(request, relay), relayed=True)
            elif not own or not self._left:
                sends = request.resource_type in _SENDING and _holds_number_of(known, holding)
                yield Sighting(request, known, host, phase, run, sends or _identifies(request, writers), own)

    def within(self, requests: Iterable[BrowserRequest], phase: Phase, run: int) -> Iterator[Sighting]:
        """Requests that left to own hosts, at known end points."""
        for request in requests:
            host = host_of(request.url)
            if host and request.left and not request.during_click and self._is_own(host, request.url):
                known = self._case.knowledge.endpoint(path_of(request.url), query_of(request.url))
                if known is not None and not known.relayed:
                    yield Sighting(request, known, host, phase, run, numbers_in(request.url), own=True)

    def _is_own(self, host: str, url: str) -> bool:
        if host not in self._own:
            self._own[host] = own_host(self._case, url) and host not in self._cloaked
        return self._own[host]

    def _relay(self, url: str) -> ThirdPartyKnowledge | None:
        """The service whose protocol a request speaks, of those that run at their owner's only."""
        known = self._case.knowledge.endpoint(path_of(url), query_of(url))
        return known if known is not None and known.relayed else None

    def _names_a_visitor(self, request: BrowserRequest, relay: ThirdPartyKnowledge) -> bool:
        """Whether a relayed request carries a number or a cookie of that service; any cookie of the site goes along."""
        if request.leaks or numbers_in(request.url):
            return True
        cookies = (self._case.knowledge.cookie(name, host_of(request.url)) for name in request.sent_cookies)
        return any(one is not None and one.organisation == relay.organisation for one in cookies)

    def _of(self, host: str, url: str) -> ThirdPartyKnowledge | None:
        key = (host, path_of(url))
        if key not in self._known:
            self._known[key] = self._case.knowledge.third_party(host, key[1], self._chains.get(host, ()))
        return self._known[key] or self._case.knowledge.software(host, key[1], query_of(url))


def _writers(cookies: Iterable[BrowserCookie], storage: Iterable[StorageItem], pages: set[str]) -> set[str]:
    """Sites that stored something: by an answer of theirs, by a script of theirs, or in a frame of theirs."""
    found = {site_of(one.domain) for one in cookies if one.page in pages}
    found |= {site_of(one.set_by) for one in cookies if one.page in pages}
    return found | {site_of(one.origin) for one in storage if one.page in pages and one.kind != "service-worker"}


def _identifies(request: BrowserRequest, writers: set[str]) -> bool:
    return bool(request.sent_cookies or request.leaks) or site_of(request.url) in writers or numbers_in(request.url)


def _holds_number_of(known: ThirdPartyKnowledge | None, holding: Collection[str]) -> bool:
    """Whether a service that is never exempt, or a module of it (`PostHog Session Replay`), is among these."""
    if known is None or known.needs_consent != "yes":
        return False
    return any(known.service == one or known.service.startswith(f"{one} ") for one in holding)


def numbers_in(url: str) -> bool:
    """Whether an address carries a number that trackers give a visitor or a terminal."""
    try:
        query = urlsplit(url).query
    except ValueError:
        return False
    return any(key.lower() in IDENTIFIERS and len(value) >= 6 for key, value in parse_qsl(query)[:200])


# Choosing and telling -----------------------------------------------------------------------------------------------

Wanted = Callable[[Sighting], bool]


def without_consent(found: Iterable[Sighting]) -> list[Sighting]:
    """Those before a choice or after a refusal."""
    return [one for one in found if one.phase in WITHOUT_CONSENT]


def before_choice(found: Iterable[Sighting]) -> list[Sighting]:
    """Those before any choice."""
    return [one for one in found if one.phase == "before-choice"]


def reproduced(found: Iterable[Sighting], where: Iterable[Load]) -> tuple[list[Sighting], list[Sighting]]:
    """Split sightings before the choice by host: seen in every or at least two runs, and seen once of several.

    A run counts for a host where a page on which the host was seen rendered (reading c).
    """
    seen = before_choice(found)
    at_choice = [load for load in where if load.phase == "before-choice"]
    steady: list[Sighting] = []
    once: list[Sighting] = []
    for host in dict.fromkeys(one.host for one in seen):
        mine = [one for one in seen if one.host == host]
        pages = {one.request.page for one in mine}
        possible = {load.run for load in at_choice if load.url in pages}
        actual = {one.run for one in mine}
        (once if len(actual) == 1 and len(possible) > 1 else steady).extend(mine)
    return steady, once


def confirmed(found: Iterable[Sighting]) -> bool:
    """Whether what is held against a tool was seen in two runs; a single run leaves it to be reproduced."""
    return len({one.run for one in found}) > 1


def cited(found: Iterable[Sighting], most: int = 6) -> tuple[Citation, ...]:
    """Requests, the first of each host, page and phase before any second one."""
    first: dict[tuple[str, str, str], Sighting] = {}
    for one in found:
        first.setdefault((one.host, one.request.page, one.phase), one)
    return tuple(
        Citation(
            request=one.request.url,
            host=one.host,
            organisation=one.known.organisation if one.known and one.known.operator_known else None,
            phase=one.phase,
            page=one.request.page,
        )
        for one in list(first.values())[:most]
    )


def params(found: Iterable[Sighting]) -> dict[str, str]:
    """Parameters of a message about sightings."""
    seen = list(found)
    return {
        "services": listed(one.service for one in seen),
        "hosts": listed(one.host for one in seen),
        "organisations": listed(one.organisation for one in seen),
        "pages": listed(one.request.page for one in seen),
        "runs": str(len({one.run for one in seen})),
    }


def cause(found: Iterable[Sighting], surface: Surface) -> str | None:
    """What several criteria share: organisation × surface × consent state, joined by ` + ` where there are several."""
    states = {
        f"{one.organisation} × {surface} × {'without-consent' if one.phase in WITHOUT_CONSENT else one.phase}"
        for one in found
    }
    return " + ".join(sorted(states)) or None
