"""Jar: the cookies that the browser holds, whoever set them and however."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from catalog.nouns.browser import BrowserCookie
from catalog.nouns.noun import digest
from catalog.sites import site_of
from scanner import clock
from scanner.net.cookies import SameSite, entropy_bits

if TYPE_CHECKING:
    from playwright.async_api import Cookie

    from scanner.collect.browser.session import Session

_SAME_SITE: dict[str, SameSite] = {"Strict": "strict", "Lax": "lax", "None": "none"}


async def take_unheard(session: Session, page: str) -> None:
    """Add the cookies that the browser holds although nobody was heard declaring them, to the page that is open.

    A page may have its scripts declare cookies in ways that cannot be watched. Their lifetime is the jar's: Chromium
    keeps none longer than 400 days, so that it is the least that was declared.
    """
    recorder, now = session.recorder, clock.now().timestamp()
    for cookie in await _jar(session):
        name, domain = cookie.get("name", ""), cookie.get("domain", "").lstrip(".")
        if (name, domain) in recorder.declared:
            continue
        recorder.declared.add((name, domain))
        value, expires = cookie.get("value", ""), cookie.get("expires", -1)
        recorder.cookies.append(
            BrowserCookie(
                name=name,
                domain=domain,
                path=cookie.get("path", "/"),
                value_digest=digest(value.encode("utf-8", "replace")),
                value_length=len(value),
                entropy_bits=entropy_bits(value),
                lifetime_seconds=None if expires < 0 else max(0, round(expires - now)),
                secure=cookie.get("secure", False),
                http_only=cookie.get("httpOnly", False),
                same_site=_SAME_SITE.get(cookie.get("sameSite", ""), "unset"),
                set_by=f"https://{domain}/",
                set_via="jar",
                page=page,
                third_party_frame=site_of(domain) != site_of(page),
                at_ms=session.moment(),
            )
        )


async def held_cookies(session: Session) -> frozenset[tuple[str, str, str]]:
    """Name, domain and path of all cookies the browser holds."""
    return frozenset(
        (cookie.get("name", ""), cookie.get("domain", "").lstrip("."), cookie.get("path", "/"))
        for cookie in await _jar(session)
    )


async def _jar(session: Session) -> list[Cookie]:
    from playwright.async_api import Error

    try:
        return await asyncio.wait_for(session.context.cookies(), 3.0)
    except (Error, TimeoutError):
        return []


def remaining(
    new: list[BrowserCookie], before: tuple[BrowserCookie, ...], held: frozenset[tuple[str, str, str]]
) -> list[BrowserCookie]:
    """Cookies set before the choice that are still there and were not declared again: they remain in the jar."""
    declared = {(cookie.name, cookie.domain, cookie.path) for cookie in new}
    found: dict[tuple[str, str, str], BrowserCookie] = {}
    for cookie in before:
        key = (cookie.name, cookie.domain, cookie.path)
        if key in held and key not in declared:
            found[key] = cookie.model_copy(update={"set_via": "jar"})
    return [found[key] for key in sorted(found)]
