"""Cookies and stored items, one row for each name, domain and phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.browser import BrowserCookie, PhaseRun, StorageItem
from catalog.nouns.evidence import Evidence, SetCookie
from catalog.nouns.facts import CookieFact
from catalog.nouns.vocabulary import LEARNER_ROLES, Phase, Surface
from rules.derive.names import host_of
from rules.derive.ownership import Ownership
from rules.derive.surfaces import Surfaces, surfaces_by_address

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge

DAY = 86_400
SESSION_BITS = 60.0
"""Bits below which a value is no session identifier (OWASP asks for 64 bits of entropy; an estimate runs low)."""

SESSION_NAMES = frozenset(
    {
        "phpsessid", "jsessionid", "asp.net_sessionid", "connect.sid", "sessionid", "session_id", "session", "sess",
        "sid", "cfid", "cftoken", "laravel_session", "ci_session", "symfony", "moodlesession", "auth", "auth_token",
        "authtoken", "access_token", "refresh_token", "id_token", "token", "jwt", "remember_token", "rack.session",
        "_session_id", "authjs.session-token", "next-auth.session-token", ".aspxauth", ".aspnetcore.session",
        "keycloak_session", "keycloak_identity",
    }
)  # fmt: skip
"""Names that the common frameworks give to session identifiers, in lower case [M]."""
SESSION_STARTS = ("sess", "wordpress_logged_in_", "wordpress_sec_", ".aspnetcore.cookies", "moodlesession", "phpsess")
SESSION_ENDS = (
    "_session",
    "-session",
    ".session",
    "_sessid",
    "sessionid",
    "_sid",
    ".sid",
    "session_id",
    "session-token",
)
PREFIXES = ("__host-", "__secure-", "__http-")
NOT_SESSION = ("csrf", "xsrf", "consent", "_ga", "_pk_", "_hj", "amplitude", "analytics", "optimizely")
"""Parts of names that show another purpose: a token against forged requests must be readable by scripts."""

CHOICE_NAMES = (
    "cookieconsent", "cookie_consent", "cookie-consent", "cookie_notice", "cookies_accepted", "cookie_accept",
    "cookiechoice", "consent_status", "tarteaucitron", "axeptio", "optanonconsent", "didomi_token", "euconsent",
    "cmplz_", "cookielawinfo", "viewed_cookie_policy", "rgpd", "gdpr", "cookiebar",
)  # fmt: skip
"""Parts of names of items that remember a visitor's choice: exempt (CNIL guidelines of 17 September 2020, § 49)."""


@dataclass(frozen=True)
class _Row:
    fact: CookieFact
    rank: int
    """How well the lifetime is known: 0 declared by a header, 1 by a script, 2 the browser's jar, 3 storage."""


def cookies(evidence: Evidence, owned: Ownership, knowledge: Knowledge) -> tuple[CookieFact, ...]:
    """All items stored, from the answers to plain requests (before any choice) and from browser phases.

    Where one name, domain and phase were seen several times, the best declared lifetime stays, the longest of
    several, and `surfaces` holds all surfaces; `surface` is `learner` wherever the item was met there.
    """
    found: dict[tuple[str, str, Phase, str], _Row] = {}
    for row in (*_from_http(evidence, owned, knowledge), *_from_browser(evidence, owned, knowledge)):
        fact = row.fact
        key = (fact.name, fact.domain, fact.phase, fact.storage)
        found[key] = _joined(found[key], row) if key in found else row
    heard = _organisations_heard(evidence, knowledge)
    facts = (_unless_by_chance(row.fact, heard, knowledge) for row in found.values())
    return tuple(sorted(facts, key=lambda one: (one.phase, one.domain, one.name, one.storage)))


def is_session_identifier(name: str, http_only: bool, lifetime_days: float | None, bits: float) -> bool:
    """Whether a cookie identifies a session: by its name, or by being hidden, short-lived and hard to guess."""
    lowered = name.lower()
    for prefix in PREFIXES:
        lowered = lowered.removeprefix(prefix)
    if any(part in lowered for part in NOT_SESSION):
        return False
    if lowered in SESSION_NAMES or lowered.startswith(SESSION_STARTS) or lowered.endswith(SESSION_ENDS):
        return True
    return http_only and lifetime_days is None and bits >= SESSION_BITS


def _from_http(evidence: Evidence, owned: Ownership, knowledge: Knowledge) -> Iterator[_Row]:
    for page in evidence.pages:
        surface: Surface = "learner" if page.role in LEARNER_ROLES else page.surface
        exchange = page.exchange
        address = exchange.final_url or exchange.url
        for url, one in [(address, c) for c in exchange.set_cookies] + [
            (hop.url, c) for hop in exchange.hops for c in hop.set_cookies
        ]:
            yield _Row(_cookie(one, "before-choice", surface, url, address, owned, knowledge), 0)


def _from_browser(evidence: Evidence, owned: Ownership, knowledge: Knowledge) -> Iterator[_Row]:
    runs = _phases(evidence)
    same = _same_for_all(runs)
    everywhere = surfaces_by_address(page for run in runs for page in run.pages)
    for run in runs:
        # What remains after a choice is that of the page which wrote it, opened again or not.
        surfaces = {**everywhere, **surfaces_by_address(run.pages)}
        askers = _askers(run)
        for one in run.cookies:
            if ("cookie", one.domain, one.name) in same:
                one = one.model_copy(update={"entropy_bits": 0.0})
            for surface in _surfaces_of(one, surfaces, askers):
                fact = _cookie(one, run.phase, surface, one.set_by, one.page, owned, knowledge)
                yield _Row(fact, {"header": 0, "script": 1, "jar": 2}[one.set_via])
        for item in run.storage:
            if (item.kind, item.origin, item.key) in same:
                item = item.model_copy(update={"entropy_bits": 0.0})
            for surface in surfaces.get(item.page, ("showcase",)):
                yield _Row(_stored(item, run.phase, surface, owned, knowledge), 3)
    for recording in evidence.recordings:
        surfaces = surfaces_by_address(recording.pages)
        for one in recording.cookies:
            for surface in surfaces.get(one.page, ("learner",)):
                yield _Row(_cookie(one, "none", surface, one.set_by, one.page, owned, knowledge), 0)


def _askers(run: PhaseRun) -> dict[str, tuple[str, ...]]:
    """Address of what was loaded, without its query → the pages that loaded it."""
    pages: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for request in run.requests:
        if request.left:
            pages[_without_query(request.url)][request.page] = None
    return {address: tuple(found) for address, found in pages.items()}


def _surfaces_of(one: BrowserCookie, surfaces: Surfaces, askers: dict[str, tuple[str, ...]]) -> list[Surface]:
    """The surfaces an item belongs to: of the page on which it was written, and of every page that loaded its writer.

    A visit goes from page to page with one jar: what finds its item there does not write it again. Whoever comes to
    that page first has it written there. An item that such a page's host cannot hold is none of its own.
    """
    found = dict.fromkeys(surfaces.get(one.page, ("showcase",)))
    domain = one.domain.lower().lstrip(".") or host_of(one.set_by)
    for page in askers.get(_without_query(one.set_by), ()):
        holder = host_of(page) if one.set_via == "script" and not one.third_party_frame else host_of(one.set_by)
        if holder == domain or holder.endswith("." + domain):
            found.update(dict.fromkeys(surfaces.get(page, ())))
    return list(found)


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


Place = tuple[str, str, str]
"""Kind, origin or domain, and key or name of what is stored."""


def _same_for_all(runs: Iterable[PhaseRun]) -> frozenset[Place]:
    """What held one same value in several fresh profiles: a setting, a text kept for later tell nobody apart.

    Where a script took a fingerprint, the same value may be made of it, and singles this machine out; a cookie that a
    server sets may be made of the address it was asked from.
    """
    values: defaultdict[Place, set[tuple[int, str]]] = defaultdict(set)
    for run in runs:
        if any(act.kind in ("canvas", "webgl", "audio", "fonts") for act in run.behaviours):
            return frozenset()
        for place, value in _values(run):
            values[place].add((run.run, value))
    return frozenset(
        place
        for place, seen in values.items()
        if len({run for run, _ in seen}) > 1 and len({value for _, value in seen}) == 1
    )


def _values(run: PhaseRun) -> Iterator[tuple[Place, str]]:
    """What a run stored, with the digests of the values; that of a server's cookie is never the same in two runs."""
    for item in run.storage:
        if item.value_digest:
            yield (item.kind, item.origin, item.key), item.value_digest
    for one in run.cookies:
        if one.value_digest and one.set_via != "jar":  # what is left in the jar was told when it was set
            value = one.value_digest if one.set_via == "script" else f"{run.run} {one.value_digest}"
            yield ("cookie", one.domain, one.name), value


def _cookie(
    one: SetCookie | BrowserCookie,
    phase: Phase,
    surface: Surface,
    set_by: str,
    page: str,
    owned: Ownership,
    knowledge: Knowledge,
) -> CookieFact:
    domain = one.domain.lower().lstrip(".") or host_of(set_by)
    days = None if one.lifetime_seconds is None else round(one.lifetime_seconds / DAY, 4)
    fact = CookieFact(
        name=one.name,
        domain=domain,
        phase=phase,
        surface=surface,
        surfaces=(surface,),
        lifetime_days=days,
        set_by=set_by,
        third_party=not owned.is_own(domain),
        entropy_bits=one.entropy_bits,
        secure=one.secure,
        http_only=one.http_only,
        same_site=one.same_site,
        page=page,
    )
    return _classed(fact, knowledge)


def _stored(item: StorageItem, phase: Phase, surface: Surface, owned: Ownership, knowledge: Knowledge) -> CookieFact:
    domain = host_of(item.origin) or item.origin
    fact = CookieFact(
        name=item.key,
        domain=domain,
        phase=phase,
        surface=surface,
        surfaces=(surface,),
        set_by=item.origin,
        storage=item.kind,
        third_party=not owned.is_own(domain),
        entropy_bits=item.entropy_bits,
        page=item.page,
    )
    return _classed(fact, knowledge)


def _classed(fact: CookieFact, knowledge: Knowledge) -> CookieFact:
    """The fact with its purpose: from the reference data, else from what its name shows beyond doubt."""
    known = knowledge.cookie(fact.name, fact.domain)
    if known is not None:
        session = known.exempt == "yes" and _is_session(fact)
        return fact.model_copy(
            update={
                "purpose": known.category,
                "service": known.service,
                "exempt": known.exempt,
                "session_identifier": session,
            }
        )
    return _by_name(fact)


def _by_name(fact: CookieFact) -> CookieFact:
    """The fact with the purpose that its name shows beyond doubt, if any."""
    lowered = fact.name.lower()
    if any(part in lowered for part in CHOICE_NAMES):
        return fact.model_copy(update={"purpose": "consent-choice", "exempt": "yes"})
    if _is_session(fact):
        return fact.model_copy(update={"purpose": "session", "exempt": "yes", "session_identifier": True})
    if "csrf" in lowered or "xsrf" in lowered:
        return fact.model_copy(update={"purpose": "security", "exempt": "yes"})
    return fact


def _organisations_heard(evidence: Evidence, knowledge: Knowledge) -> frozenset[str]:
    """The organisations whose hosts were asked for anything in the browser or in a recording."""
    hosts = {host_of(request.url) for run in _phases(evidence) for request in run.requests}
    hosts |= {host_of(request.url) for recording in evidence.recordings for request in recording.requests}
    known = (knowledge.third_party(host) for host in sorted(hosts))
    return frozenset(one.organisation for one in known if one is not None and one.organisation)


def _phases(evidence: Evidence) -> tuple[PhaseRun, ...]:
    return evidence.browser.phases if evidence.browser else ()


def _unless_by_chance(fact: CookieFact, heard: frozenset[str], knowledge: Knowledge) -> CookieFact:
    """The fact without a service whose initials its name shares by chance: nothing of that service was asked for."""
    known = knowledge.cookie(fact.name, fact.domain)
    if known is None or not known.loose or known.organisation in heard or fact.third_party:
        return fact
    return _by_name(fact.model_copy(update={"purpose": None, "service": None, "exempt": "unknown"}))


def _is_session(fact: CookieFact) -> bool:
    if fact.third_party or fact.storage != "cookie":
        return False
    return is_session_identifier(fact.name, fact.http_only, fact.lifetime_days, fact.entropy_bits)


def _joined(first: _Row, second: _Row) -> _Row:
    """One row from two sightings of one item in one phase."""
    best, other = (first, second) if first.rank <= second.rank else (second, first)
    surfaces = tuple(dict.fromkeys((*first.fact.surfaces, *second.fact.surfaces)))
    days = best.fact.lifetime_days
    if best.rank == other.rank:
        known = [one.fact.lifetime_days for one in (best, other) if one.fact.lifetime_days is not None]
        days = max(known, default=None)
    fact = best.fact.model_copy(
        update={
            "surfaces": surfaces,
            "surface": "learner" if "learner" in surfaces else best.fact.surface,
            "lifetime_days": days,
            "secure": first.fact.secure and second.fact.secure if best.rank == other.rank else best.fact.secure,
            "http_only": first.fact.http_only and second.fact.http_only
            if best.rank == other.rank
            else best.fact.http_only,
        }
    )
    return _Row(fact, best.rank)
