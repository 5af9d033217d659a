"""Recording signs: whose account a recording shows, whether something filtered it, whether it shows enough."""

from __future__ import annotations

import ipaddress
from typing import Any, Literal

from catalog.nouns.browser import BrowserPage, BrowserRequest
from catalog.sites import host_of, site_of

UNREACHED = (
    "net::ERR_BLOCKED", "blocked", "net::ERR_NAME", "net::ERR_CONNECTION", "net::ERR_ADDRESS", "net::ERR_INTERNET",
    "net::ERR_PROXY", "net::ERR_TUNNEL", "net::ERR_CERT", "net::ERR_SSL", "net::ERR_TIMED_OUT", "NS_ERROR_UNKNOWN_HOST",
    "NS_ERROR_CONNECTION", "NS_ERROR_NET",
)  # fmt: skip
"""Beginnings of errors after which nothing can have left: no connection was made."""
LEAST_REQUESTS = 12
"""Requests below which a recording shows hardly more than one page's beginning."""
_PUPIL = ("eleve", "élève", "student", "pupil", "learner", "apprenant", "enfant", "child")
_TEACHER = ("enseignant", "teacher", "professeur", "/prof", "-prof", "_prof", "instructor", "educator", "tutor")
_LOGIN = ("login", "connexion", "signin", "sign-in", "log-in", "/auth", "/sso", "/cas/", "anmelden", "identification")
_ERRORS = ("_error", "_failureText", "_blockedReason")
"""Where browsers and their drivers write why a request had no answer."""
_BLOCKERS = ("ERR_BLOCKED_BY_CLIENT", "ERR_BLOCKED_BY_ADMINISTRATOR", "blocked")


def is_login(url: str) -> bool:
    """Whether an address is one where people log in, by its words."""
    lowered = url.lower()
    return any(word in lowered for word in _LOGIN)


def account_role(entries: list[dict[str, Any]], site: str, name: str = "") -> Literal["pupil", "teacher", "unknown"]:
    """Whose account it is: by the file's name where it says so, else by the words of the tool's own addresses.

    Unknown where both or none speak. A teacher's are the pages that were opened: a pupil's page asks for its teachers.
    """
    said = _role_in([name.lower()])
    if said != "unknown":
        return said
    own = [entry for entry in entries if site_of(entry["request"]["url"]) == site]
    said = _role_in([entry["request"]["url"].lower() for entry in own])
    pages = [entry["request"]["url"].lower() for entry in own if _is_page(entry)]
    return said if said != "teacher" else _role_in(pages)


def _is_page(entry: dict[str, Any]) -> bool:
    """Whether it is a page that was opened, by its kind where the browser tells it, else by what was answered."""
    if entry.get("_resourceType") is not None:
        return bool(entry["_resourceType"] == "document")
    response = entry.get("response")
    content = response.get("content") if isinstance(response, dict) else None
    return isinstance(content, dict) and "html" in str(content.get("mimeType", "")).lower()


def _role_in(addresses: list[str]) -> Literal["pupil", "teacher", "unknown"]:
    pupil = any(word in url for url in addresses for word in _PUPIL)
    teacher = any(word in url for url in addresses for word in _TEACHER)
    if pupil == teacher:
        return "unknown"
    return "pupil" if pupil else "teacher"


def filtered_signs(entries: list[dict[str, Any]], site: str) -> tuple[str, ...]:
    """Signs that not all of the traffic is there: `blocker`, `filtering-dns`, `proxy`."""
    signs = set()
    for entry in entries:
        response = entry.get("response")
        error = (
            str(next((response[key] for key in _ERRORS if response.get(key)), "")) if isinstance(response, dict) else ""
        )
        if entry.get("_blocked") or any(word in error for word in _BLOCKERS):
            signs.add("blocker")
        third = site_of(entry["request"]["url"]) != site
        if third and ("ERR_NAME_NOT_RESOLVED" in error or _is_sinkhole(entry.get("serverIPAddress"))):
            signs.add("filtering-dns")
        if third and _is_private(entry.get("serverIPAddress")):
            signs.add("proxy")
    return tuple(sorted(signs))


def never_left(entry: dict[str, Any], error: str | None) -> bool:
    """Whether a request without an answer did not leave: it was blocked, sunk, or no connection could be made."""
    return (error or "").startswith(UNREACHED) or _is_sinkhole(entry.get("serverIPAddress"))


def too_thin(pages: tuple[BrowserPage, ...], requests: tuple[BrowserRequest, ...]) -> str | None:
    """Why a recording shows too little to say anything: `no-page`, `login-only`, `few-requests`; None where it does."""
    if not any(page.rendered for page in pages):
        return "no-page"
    if all(page.role == "login" for page in pages):
        return "login-only"
    hosts = {host_of(page.url) for page in pages}
    own = [request for request in requests if host_of(request.url) in hosts and request.status is not None]
    return "few-requests" if len(requests) < LEAST_REQUESTS or len(own) < 2 else None


def _is_sinkhole(address: Any) -> bool:
    return isinstance(address, str) and address.strip("[]") in ("0.0.0.0", "::", "127.0.0.1", "::1")


def _is_private(address: Any) -> bool:
    try:
        parsed = ipaddress.ip_address(str(address).strip("[]"))
    except ValueError:
        return False
    return parsed.is_private and not parsed.is_loopback and not parsed.is_unspecified
