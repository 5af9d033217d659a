"""Buttons and scripts by which an account elsewhere opens this tool."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from rules.derive.login_labels import OTHER, OWN, TENANTS, named_alone, read_label, says_who
from rules.derive.names import absolute, host_of, site_of
from rules.derive.providers import (
    MARKUP,
    SCHOOL_PROVIDERS,
    named_by,
    names_tenant,
    provider_of_address,
    providers_by_script,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["LOGIN_MARK", "MARKUP", "OTHER", "OWN", "SCHOOL_PROVIDERS", "providers_by_script", "social_logins"]

LOGIN_MARK = re.compile(r"log-?in|sign-?(?:in|up)|o-?auth|sso|connexion|idp", re.IGNORECASE)
"""Words by which pages' code names what logs in. Source: usual names in sign-in kits."""
ICON_NODES = 20
"""Nodes of a button looked at for the picture on it."""
_CODE = ("class", "id", "data-provider", "data-testid", "onclick")
NOT_SHARED_WITH = TENANTS | {"apple"}
"""Providers to whose services no page offers to pass itself on: their mark on a button beside a log-in opens one."""
_PRESSED = frozenset({"submit", "button", "image"})
_NOWHERE = ("", "#", "javascript:", "javascript:void")
"""What stands in `href`, signs at its end left out, where a link opens something on the page itself."""


def social_logins(nodes: list[_Element], address: str) -> tuple[str, ...]:
    """Providers whose account is offered on the page, sorted; school identity providers are among them.

    A button counts by what it says and where it leads; a plain link to a provider's own pages does not.
    `own:account` is added where a button leads to an account of the tool's own, by address or class code;
    `other:way` where one opens a way in that the page does not show; `sdk:<provider>` where the provider's script is
    loaded with the page, `school:<provider>` where a button means the accounts that a school or another organisation
    gives with the provider, not a private person's.
    """
    found: set[str] = set()
    labels = _Labels(nodes)
    asks_password = any(node.tag == "input" and (node.get("type") or "").lower() == "password" for node in nodes)
    for node in nodes:
        for mark in (*(node.get("class") or "").split(), node.get("id") or ""):
            if mark in MARKUP:
                found.add(MARKUP[mark])
        if node.tag in ("a", "button", "input", "form") or _is_pressed(node):
            found |= _by_control(node, address, labels, asks_password)
        elif node.tag == "iframe" and _is_own_frame(node, address):
            found.add(OTHER)
        elif node.tag == "script" and (source := absolute(address, node.get("src") or "")):
            found |= providers_by_script(source)
    return tuple(sorted(found))


def _is_own_frame(node: _Element, address: str) -> bool:
    """Whether a frame shows a page of the tool's own, which may be the log-in: plain HTML does not tell."""
    source = absolute(address, node.get("src") or "")
    hidden = "hidden" in node.attrib or {node.get("width"), node.get("height")} & {"0", "1"}
    return bool(source) and not hidden and site_of(host_of(source or "")) == site_of(host_of(address))


class _Labels:
    """What buttons say, also by an element elsewhere on the page that is their label (`aria-labelledby`)."""

    def __init__(self, nodes: list[_Element]) -> None:
        self._named = {one.get("id"): one for one in nodes if one.get("id")}

    def of(self, node: _Element) -> str:
        from rules.derive.tree import label_of, labelled_by

        return " ".join((label_of(node), *labelled_by(node, self._named))).strip()


def _is_pressed(node: _Element) -> bool:
    """Whether an element that is no button by its tag is pressed as one."""
    return node.get("role") in ("button", "link") or bool(node.get("onclick")) or node.get("tabindex") == "0"


def _by_control(node: _Element, address: str, labels: _Labels, asks_password: bool) -> set[str]:
    link = absolute(address, node.get("href") or node.get("action") or "") if node.tag in ("a", "form") else None
    found = {provider for provider in (provider_of_address(link),) if provider} if link else set()
    found |= {f"school:{one}" for one in found if one in TENANTS and link and names_tenant(one, link)}
    if node.tag == "form" or (node.tag == "input" and (node.get("type") or "").lower() not in _PRESSED):
        return found
    label = labels.of(node)
    said = read_label(label)
    if OTHER in said and not _opens_here(node) and not (said and says_who(label)):
        said = said - {OTHER}  # the log-in of the menu: it leads to the log-in page
    return found | said | _by_code(node, label, asks_password)


def _opens_here(node: _Element) -> bool:
    """Whether pressing it opens something on the page, as far as its markup tells."""
    return node.tag != "a" or (node.get("href") or "").strip().lower().rstrip("!/;0()") in _NOWHERE


def _by_code(node: _Element, label: str, asks_password: bool) -> set[str]:
    """A button that says a provider's name alone, or shows its picture alone, and logs in by all that tells.

    Its names in code tell, or that nobody shares anything with ÉduConnect, nor, beside a password's field, with Google.
    """
    named = named_alone(label) if label else next((one for one in map(named_by, _pictures(node)) if one), None)
    if named is None:
        return set()
    plain = node.tag != "a" and ((label and named in SCHOOL_PROVIDERS) or (asks_password and named in NOT_SHARED_WITH))
    return {named} if plain or _names_a_login(node) else set()


def _names_a_login(node: _Element) -> bool:
    """Whether a button's names in the page's code say that it logs in: `<button class="oauth">Google</button>`."""
    written = " ".join((node.get(name) or "") for name in (*_CODE, *(("href",) if _own_link(node) else ())))
    return (node.tag != "a" or _own_link(node)) and bool(LOGIN_MARK.search(written))


def _own_link(node: _Element) -> bool:
    """Whether a link leads to a place of the tool's own: an address elsewhere says itself what it is."""
    href = (node.get("href") or "").strip()
    return node.tag == "a" and href.startswith("/") and not href.startswith("//")


def _pictures(node: _Element) -> Iterator[str]:
    """Names of the pictures on a button: of files (`/img/google.svg`) and of fonts of icons (`fa-google`)."""
    for one in islice(node.iter(), ICON_NODES):
        if one.tag == "img":
            yield (one.get("src") or "").partition("?")[0].rsplit("/", 1)[-1]
        elif one.tag in ("i", "span", "svg", "use"):
            yield " ".join((one.get("class") or "", one.get("href") or ""))
