"""`cookies.lifetime-over-13-months`: lifetimes as declared in `Set-Cookie`, never the browser's cap."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import CookieFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.citing import listed, undecided
from rules.judging.stored_items import THIRTEEN_MONTHS

IDENTIFIES = 40.0
"""Bits of information above which a persistent value is taken for an identifier: below, it is a setting [M]."""
WITHOUT_CONSENT = ("before-choice", "after-refusal")
"""States in which an item relies on the exemption; a recording does not tell whether consent was given before."""


def lifetime(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Decide the criterion on the cookies met on one surface; storage without a declared lifetime does not count."""
    persistent = [
        one
        for one in case.facts.cookies
        if one.storage == "cookie" and one.lifetime_days is not None and surface in (one.surface, *one.surfaces)
    ]
    counted = [one for one in persistent if _identifies(one)]
    if not counted:
        return undecided("no-identifier", citations=[_cited(one) for one in persistent[:3]])
    long = [one for one in counted if (one.lifetime_days or 0.0) > THIRTEEN_MONTHS]
    relying = [one for one in long if _exempt_analytics(one) and one.phase in WITHOUT_CONSENT]
    if relying:
        return _told("fail-exempt-analytics", relying)
    return _told("warn-long", long) if long else _told("pass", counted)


def _identifies(one: CookieFact) -> bool:
    """Whether a cookie can tell a terminal apart: by what is known of it, else by the information it holds."""
    if one.purpose == "consent-choice" or one.purpose == "consent":
        return False
    if _exempt_analytics(one) or one.exempt == "no":
        return True
    return one.entropy_bits >= IDENTIFIES


def _exempt_analytics(one: CookieFact) -> bool:
    """Audience measurement that can be exempt from consent under conditions."""
    return one.exempt == "conditional" and "analytics" in (one.purpose or "")


def _told(message: str, cookies: list[CookieFact]) -> Outcome:
    longest = max(one.lifetime_days or 0.0 for one in cookies)
    verdict = message.split("-")[0]
    return Outcome(
        "fail" if verdict == "fail" else "warn" if verdict == "warn" else "pass",
        message,
        params={"cookies": listed(one.name for one in cookies), "days": str(round(longest))},
        citations=tuple(_cited(one) for one in cookies[:6]),
        basis="observed",
        confidence="high" if verdict != "pass" else "medium",
    )


def _cited(one: CookieFact) -> Citation:
    return Citation(
        url=one.page or one.set_by,
        host=one.domain,
        phase=one.phase,
        note=f"{one.name} (cookie, Max-Age={round((one.lifetime_days or 0) * 86_400)}) ← {one.set_by or one.domain}",
    )
