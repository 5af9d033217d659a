"""Buttons and scripts by which an account elsewhere opens this tool."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rules.derive.fold import fold
from rules.derive.names import absolute, host_of, path_of
from rules.words import holds, words

if TYPE_CHECKING:
    from lxml.etree import _Element

PROVIDERS: dict[str, tuple[str, ...]] = {
    "google": ("google",),
    "facebook": ("facebook", "meta"),
    "apple": ("apple",),
    "microsoft": ("microsoft", "office 365", "office365", "microsoft 365", "outlook"),
    "tiktok": ("tiktok",),
    "x": ("twitter",),
    "linkedin": ("linkedin",),
    "instagram": ("instagram",),
    "snapchat": ("snapchat",),
    "discord": ("discord",),
    "github": ("github",),
    "clever": ("clever",),
    "educonnect": ("educonnect", "edu connect"),
    "gar": ("gar", "mediacentre", "gestionnaire d'acces aux ressources"),
    "ent": ("ent", "espace numerique de travail", "mon ent", "pronote", "ecole directe", "eleves ent"),
    "apps-education": ("apps.education.fr", "apps education"),
}
"""Whose account, and the words that name it on a button."""
SCHOOL_PROVIDERS = frozenset({"educonnect", "gar", "ent", "apps-education"})
"""Accounts of French public education: they are no social login."""

TENANTS = frozenset({"google", "microsoft"})
"""Providers whose accounts schools give to their pupils too (criteria, trap of `sharing.social-login`)."""
SCHOOL_ACCOUNT = words("logins", "school-account")
"""Words of a button (folded) that mean such an account."""
_GUID = 36
"""Characters of a tenant's number in an address of Microsoft's."""

_ALONE = {cue: provider for provider, cues in PROVIDERS.items() for cue in cues if provider not in SCHOOL_PROVIDERS}
"""Labels that are a provider's name and nothing else."""
LOGIN_MARK = re.compile(r"log-?in|sign-?(?:in|up)|o-?auth|sso|connexion|idp", re.IGNORECASE)
"""Words by which pages' code names what logs in. Source: usual names in sign-in kits."""

OWN = "own:account"
"""Said of a page with a button to an account of the tool's own, whose fields stand behind it."""
OWN_ACCOUNT = words("logins", "own-account")
INTENTS = words("logins", "intents")
"""What a button says before it names the account."""

HOSTS: tuple[tuple[str, str, str], ...] = (
    ("accounts.google.com", "/o/oauth2", "google"),
    ("accounts.google.com", "/signin/oauth", "google"),
    ("accounts.google.com", "/gsi/", "google"),
    ("apis.google.com", "/js/platform.js", "google"),
    ("www.facebook.com", "/dialog/oauth", "facebook"),
    ("appleid.apple.com", "/auth", "apple"),
    ("appleid.cdn-apple.com", "/appleauth", "apple"),
    ("login.microsoftonline.com", "/", "microsoft"),
    ("login.live.com", "/oauth20", "microsoft"),
    ("www.tiktok.com", "/v2/auth", "tiktok"),
    ("www.tiktok.com", "/auth", "tiktok"),
    ("api.twitter.com", "/oauth", "x"),
    ("twitter.com", "/i/oauth2", "x"),
    ("www.linkedin.com", "/oauth", "linkedin"),
    ("discord.com", "/oauth2", "discord"),
    ("github.com", "/login/oauth", "github"),
    ("clever.com", "/oauth", "clever"),
    ("educonnect.education.gouv.fr", "/", "educonnect"),
)
"""Host, prefix of the path, provider: authorisation addresses and sign-in scripts of the providers [M]."""

MARKUP = {
    "g_id_signin": "google", "g_id_onload": "google", "g-signin2": "google", "fb-login-button": "facebook",
    "appleid-signin": "apple",
}  # fmt: skip
"""Class names and ids of the providers' own buttons [M]."""
ROUTES = ("/auth/", "/oauth/", "/oauth2/", "/login/", "/connect/", "/sso/", "/social/", "/signin/", "/users/auth/")
"""Paths of the tool itself that lead to a provider: `/auth/google`, `/users/auth/facebook` …"""
ROUTE_ENDINGS = ("", "_oauth2", "-oauth2", "oauth2", "-oidc", "_oidc")


def social_logins(nodes: list[_Element], address: str) -> tuple[str, ...]:
    """Providers whose account is offered on the page, sorted; school identity providers are among them.

    A button counts by what it says and where it leads; a plain link to a provider's own pages does not.
    `own:account` is added where a button leads to an account of the tool's own, by address or class code;
    `sdk:<provider>` is added where the provider's script is loaded with the page, `school:<provider>` where a button
    means the accounts that a school or another organisation gives with the provider, not a private person's.
    """
    found: set[str] = set()
    for node in nodes:
        for mark in (*(node.get("class") or "").split(), node.get("id") or ""):
            if mark in MARKUP:
                found.add(MARKUP[mark])
        if node.tag in ("a", "button", "input", "form") or node.get("role") in ("button", "link"):
            found |= _by_control(node, address)
        elif node.tag == "script" and (source := absolute(address, node.get("src") or "")):
            found |= providers_by_script(source)
    return tuple(sorted(found))


def _by_control(node: _Element, address: str) -> set[str]:
    link = absolute(address, node.get("href") or node.get("action") or "") if node.tag in ("a", "form") else None
    found = {provider for provider in (_by_address(link),) if provider} if link else set()
    found |= {f"school:{one}" for one in found if one in TENANTS and link and _names_tenant(one, link)}
    if node.tag == "form" or (node.tag == "input" and node.get("type") not in ("submit", "button")):
        return found
    return found | _by_label(node)


def _by_label(node: _Element) -> set[str]:
    from rules.derive.tree import label_of

    label = fold(label_of(node))
    if len(label) > 120:
        return set()
    for intent in INTENTS:
        at = label.find(intent)
        if at >= 0:
            rest = label[at + len(intent) :]
            named = providers_named(rest)
            if not named and holds(rest, OWN_ACCOUNT):
                return {OWN}
            given = {f"school:{one}" for one in named if one in TENANTS} if _says_school(label) else set()
            return named | given
    return {_ALONE[label]} if label in _ALONE and _opens_a_login(node) else set()


def _opens_a_login(node: _Element) -> bool:
    """Whether a button's names in the page's code say that it logs in: `<button class="oauth">Google</button>`."""
    written = " ".join((node.get(name) or "") for name in ("class", "id", "data-provider", "data-testid", "onclick"))
    return node.tag != "a" and bool(LOGIN_MARK.search(written))


def _says_school(label: str) -> bool:
    return holds(label, SCHOOL_ACCOUNT)


def _names_tenant(provider: str, url: str) -> bool:
    """Whether an authorisation address lets accounts of organisations only, or of one organisation, in."""
    from urllib.parse import parse_qs, urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if provider == "google":
        return bool(parse_qs(parts.query).get("hd"))
    tenant = parts.path.lower().strip("/").split("/")[0]
    one = "." in tenant.removesuffix(".srf") or (len(tenant) == _GUID and tenant.count("-") == 4)
    return host_of(url) == "login.microsoftonline.com" and (one or tenant == "organizations")


def providers_named(text: str) -> set[str]:
    """Providers whose name stands in a folded text as whole words."""
    apart = text.replace("'", "' ")
    for mark in "(),/":
        apart = apart.replace(mark, " ")
    words = f" {' '.join(apart.split())} "
    spelt = {provider: [cue.replace("'", "' ") for cue in cues] for provider, cues in PROVIDERS.items()}
    return {provider for provider, cues in spelt.items() if any(f" {cue} " in words for cue in cues)}


def _by_address(url: str) -> str | None:
    host, path = host_of(url), path_of(url)
    for known, prefix, provider in HOSTS:
        if host == known and path.startswith(prefix):
            return provider
    lowered = path.lower().rstrip("/")
    for route in ROUTES:
        at = lowered.find(route)
        if at >= 0:
            rest = lowered[at + len(route) :].split("/")[0]
            for provider in PROVIDERS:
                if rest in {provider + ending for ending in ROUTE_ENDINGS}:
                    return provider
    return None


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
