"""Providers of accounts: their names, and the addresses and scripts of their sign-in (`providers.toml`)."""

from __future__ import annotations

import re
from importlib.resources import files
from urllib.parse import parse_qsl, urlsplit

import tomli

from rules.derive.fold import fold
from rules.derive.names import host_of, path_of

_DATA = tomli.loads(files("rules.derive").joinpath("providers.toml").read_text("utf-8"))

SCHOOL_PROVIDERS = frozenset(_DATA["school"]["names"])
"""Accounts of French public education: they are no social login."""
MARKUP: dict[str, str] = _DATA["markup"]
"""Class names and ids of the providers' own buttons, and whose they are."""
QUERIES = frozenset(_DATA["routes"]["queries"])
"""Names in a query by which a tool's own address says whose sign-in it leads to: `?provider=google`."""
_GUID = 36
"""Characters of a tenant's number in an address of Microsoft's."""


_SIGNS = re.compile(r"[\W_]+")


def spelt(text: str) -> str:
    """A text folded, its words parted by one blank and between blanks, signs left out: `S’inscrire` is ` s inscrire `.

    Parentheses, dots and hyphens part words as blanks do, so that names are found whatever stands beside them.
    """
    return f" {_SIGNS.sub(' ', fold(text)).strip()} "


_SPELT: dict[str, tuple[str, ...]] = {
    provider: tuple(spelt(name) for name in names) for provider, names in _DATA["names"].items()
}
SEGMENTS = frozenset(_DATA["routes"]["segments"])
"""Segments of paths beside which a provider's name leads to its sign-in."""
TOLD = frozenset(_DATA["routes"]["told"])
"""Segments of paths that only tell of something."""
_JOINED: dict[str, str] = {
    name: provider
    for provider in _SPELT
    for name in (
        *(f"{one}{provider}" for one in _DATA["routes"]["beginnings"] if one),
        *(f"{provider}{one}" for one in _DATA["routes"]["endings"] if one),
    )
}
"""Segments that name a provider and logging in: `login-google`, `google-oauth2`."""
NEVER_ALONE = frozenset(spelt(word) for word in _DATA["never-alone"]["words"])
"""Names (as `spelt`) that mean something else where they stand alone on a button."""


def names_in(text: str) -> dict[str, str]:
    """Providers by each of their names that stands, as whole words, in a text as `spelt`; `Google Chrome` is none."""
    found = {name: provider for provider, names in _SPELT.items() for name in names if name in text}
    return {name: provider for name, provider in found.items() if not _is_product(name, text)}


def _is_product(name: str, text: str) -> bool:
    following = text[text.find(name) + len(name) :].split()
    return bool(following) and following[0] in _DATA["products"]["words"]


def provider_of_address(url: str) -> str | None:
    """Whose sign-in an address is: the provider's own, or a route of the tool's that names the provider."""
    host, path = host_of(url), path_of(url).lower()
    for beginning, provider in _DATA["hosts"].get(host, {}).items():
        if path.startswith(beginning) or (beginning.startswith("/dialog") and path.endswith(beginning)):
            return str(provider)
    return _by_route(path) or _by_query(url, path)


def _by_route(path: str) -> str | None:
    """`/auth/google`, `/accounts/google/login`, `/login-google.php`: a provider beside a segment of logging in."""
    parts = {part.replace("_", "-").partition(".")[0] for part in path.split("/") if part}
    named = {provider for part in parts if (provider := _JOINED.get(part))}
    if not SEGMENTS.isdisjoint(parts):
        named |= parts & _SPELT.keys()
    return min(named) if named and TOLD.isdisjoint(parts) else None


def _by_query(url: str, path: str) -> str | None:
    """`/auth?provider=google`; where the path does not speak of logging in the query is about something else."""
    if "?" not in url or SEGMENTS.isdisjoint(part.partition(".")[0] for part in path.split("/")):
        return None
    return next((found for value in queried(url).values() if (found := named_by(value))), None)


def queried(url: str) -> dict[str, str]:
    """The parts of a query that say whose sign-in the address leads to, where they name a provider."""
    try:
        query = parse_qsl(urlsplit(url).query)
    except ValueError:
        return {}
    return {name: value for name, value in query if name.lower() in QUERIES and named_by(value)}


def named_by(value: str) -> str | None:
    """The provider that a value in code names: `google`, `google-oauth2`, `GoogleProvider`."""
    words = spelt(value)
    for provider in _SPELT:
        if f" {provider} " in words or f" {provider}provider " in words:
            return provider
    return None


def names_tenant(provider: str, url: str) -> bool:
    """Whether an authorisation address lets accounts of organisations only, or of one organisation, in."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if provider == "google":
        return any(name == "hd" and value for name, value in parse_qsl(parts.query))
    tenant = parts.path.lower().strip("/").split("/")[0]
    one = "." in tenant.removesuffix(".srf") or (len(tenant) == _GUID and tenant.count("-") == 4)
    return host_of(url) == "login.microsoftonline.com" and (one or tenant == "organizations")


def providers_by_script(source: str) -> set[str]:
    """A provider's sign-in script; Facebook's `sdk.js` serves sign-in and widgets alike, its pixel is `fbevents.js`."""
    host, path = host_of(source), path_of(source)
    if host == "connect.facebook.net" and path.endswith(
        ("/sdk.js", "/all.js", "/sdk/debug.js", "/sdk/xfbml.customerchat.js")
    ):
        return {"sdk:facebook"}
    if host.endswith(".tiktok.com") and "sdk" in path.lower():
        return {"sdk:tiktok"}
    if host == "accounts.google.com" and path.startswith("/gsi/"):
        return {"google", "sdk:google"}
    if host == "appleid.cdn-apple.com":
        return {"apple", "sdk:apple"}
    return set()
