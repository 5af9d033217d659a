"""Protections of the login host: headers and flags of session cookies; and the contact for vulnerabilities."""

from __future__ import annotations

from datetime import date

from catalog.nouns.criterion import Criterion
from catalog.nouns.evidence import Page
from catalog.nouns.facts import CookieFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.derive.names import host_of
from rules.judging.citing import listed, of_quote, of_statement, undecided
from rules.judging.documents import statements
from rules.judging.headers import hsts, others
from rules.judging.text import everywhere
from rules.judging.visits import own_host, raw_pages
from rules.words import holds, words

ALL_OTHERS = ("Content-Security-Policy", "X-Content-Type-Options", "frame-ancestors", "Referrer-Policy")
ENOUGH_OTHERS = 3
"""Headers beside HSTS that make a pass (criteria, `security.headers`)."""


def headers(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`security.headers` on the login page, else on whatever learner page was seen: HSTS and three others."""
    page = _login_page(case, surface)
    if page is None:
        return undecided("no-login-page")
    exchange = page.exchange
    url = exchange.final_url or exchange.url
    there = others(exchange)
    missing = ([] if hsts(exchange) else ["Strict-Transport-Security"]) + [
        one for one in ALL_OTHERS if one not in there
    ]
    have = (["Strict-Transport-Security"] if hsts(exchange) else []) + list(there)
    cited = (Citation(url=url, host=host_of(url), note=f"✓ {listed(have) or '–'} | ✗ {listed(missing) or '–'}"),)
    params = {"missing": listed(missing), "present": listed(have), "host": host_of(url)}
    if hsts(exchange) and len(there) >= ENOUGH_OTHERS:
        return Outcome("pass", "pass", params=params, citations=cited, basis="observed", confidence="high")
    return Outcome("warn", "warn-missing", params=params, citations=cited, basis="observed", confidence="high")


def _login_page(case: Case, surface: Surface) -> Page | None:
    """The login page that answered on the tool's own host; another learner page where there is none."""
    seen = [
        page
        for page in raw_pages(case, surface)
        if page.exchange.status == 200 and own_host(case, page.exchange.final_url or page.exchange.url)
    ]
    order = {"login": 0, "signup": 1, "app": 2}
    return min(seen, key=lambda page: order.get(page.role, 3), default=None)


def cookie_flags(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`security.cookie-flags`: Secure, HttpOnly and SameSite on session identifiers of the tool's own hosts."""
    sessions = [
        one
        for one in case.facts.cookies
        if one.session_identifier and not one.third_party and surface in (one.surface, *one.surfaces)
    ]
    if not sessions:
        return undecided("no-session-cookie")
    reachable = {one.host for one in case.evidence.http_probes if one.outcome == "served-in-clear"}
    bare = [one for one in sessions if not one.secure and _in_clear(one, reachable)]
    if bare:
        return _cookies("fail", "fail-in-clear", bare)
    weak = [one for one in sessions if _missing_flags(one)]
    if weak:
        return _cookies("warn", "warn-flag-missing", weak)
    return _cookies("pass", "pass", sessions)


def _in_clear(one: CookieFact, reachable: set[str]) -> bool:
    """Whether a browser would send the cookie over http to a host that answers there."""
    if (one.set_by or one.page).startswith("http://"):
        return True
    return any(host == one.domain or host.endswith("." + one.domain) for host in reachable)


def _missing_flags(one: CookieFact) -> list[str]:
    missing = [] if one.secure else ["Secure"]
    missing += [] if one.http_only else ["HttpOnly"]
    return missing + ([] if one.same_site in ("lax", "strict") else ["SameSite"])


def _cookies(verdict: str, message: str, cookies: list[CookieFact]) -> Outcome:
    cited = tuple(
        Citation(
            url=one.page or one.set_by,
            host=one.domain,
            note=f"{one.name}: missing {', '.join(_missing_flags(one)) or 'nothing'}",
        )
        for one in cookies[:6]
    )
    missing = listed(flag for one in cookies for flag in _missing_flags(one))
    return Outcome(
        "fail" if verdict == "fail" else "warn" if verdict == "warn" else "pass",
        message,
        params={"cookies": listed(one.name for one in cookies), "missing": missing},
        citations=cited,
        basis="observed",
        confidence="high" if verdict != "pass" else "medium",
    )


def contact(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`security.contact`: a security.txt with a contact and an expiry to come (RFC 9116)."""
    contacts = statements(case, "security-contact")
    searched = tuple(one.url for one in case.evidence.well_known if "security.txt" in one.url)
    if not contacts:
        return _invited(case) or undecided("none-found", searched=searched)
    expires = statements(case, "security-expires")
    cited = tuple(of_statement(one) for one in (contacts[0], *expires[:1]))
    params = {"contact": contacts[0].value}
    if not expires:
        return Outcome("warn", "warn-no-expiry", params=params, citations=cited, basis="observed")
    day = _day(expires[0].value)
    params["expires"] = day.isoformat() if day else expires[0].value
    if day is None or day < case.on:
        slug = "warn-expired" if day else "warn-no-expiry"
        return Outcome("warn", slug, params=params, citations=cited, basis="observed", confidence="high")
    return Outcome("pass", "pass", params=params, citations=cited, basis="observed", confidence="high")


FLAWS = words("security-pages", "flaws")


def _invited(case: Case) -> Outcome | None:
    """An address on a page for those who find a flaw: a disclosure policy without the file."""
    for document in everywhere(case):
        for value in document.reading.values_of("email"):
            if holds(fold_same_length(value.quote.text), FLAWS):
                cited = (of_quote(document, value.quote),)
                return Outcome("pass", "pass-page", params={"contact": value.value}, citations=cited, basis="declared")
    return None


def _day(value: str) -> date | None:
    """The day of an RFC 3339 time, or None."""
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None
