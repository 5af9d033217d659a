"""Addresses as browsers read them: one canonical form, and what a person may type instead of one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from catalog.sites import host_of, registrable_domain

DEFAULT_PORTS = {"http": 80, "https": 443}


class AddressError(ValueError):
    """What was given is no web address; the message says why in English, `problem` is a message id."""

    def __init__(self, problem: str, text: str) -> None:
        super().__init__(text)
        self.problem = problem


def canonical(url: str, base: str | None = None) -> str | None:
    """The address in the WHATWG canonical form, without fragment and credentials; None where it is not http(s).

    Decimal, octal and hexadecimal forms of IPv4 become dotted, names become ASCII (IDNA), default ports fall away.
    `base` is the address of the page that names it.
    """
    import ada_url

    try:
        parsed = ada_url.URL(url, base) if base else ada_url.URL(url)
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        return None
    parsed.hash = ""
    parsed.username = ""
    parsed.password = ""
    return str(parsed.href)


def resolved(url: str, base: str) -> str | None:
    """The canonical address that a link names in a page at `base`; None where it leads nowhere on the web."""
    text = url.strip()
    if not text or text.startswith("#"):
        return None
    scheme = text.split(":", 1)[0].lower() if ":" in text[:12] else ""
    if scheme in ("mailto", "tel", "javascript", "data", "blob", "sms", "about"):
        return None
    if text[0] in "/\\":
        # Such a link means the same on every page of an origin: menus and footers are read once.
        base = origin_of(base)
    return _resolved(text, base) if len(text) <= _SHORT_LINK else canonical(text, base)


_SHORT_LINK = 300
"""Characters up to which what a link leads to is kept."""


@lru_cache(maxsize=8192)
def _resolved(text: str, base: str) -> str | None:
    return canonical(text, base)


def resolved_route(url: str, base: str) -> str | None:
    """As `resolved`, but with the fragment where it is a client-side route (`#/privacy`, `#!/privacy`).

    Such a route names a page that scripts draw; other fragments only name a place in a page.
    """
    before, _, fragment = url.strip().partition("#")
    if not fragment.startswith(("/", "!")):
        return resolved(url, base)
    address = canonical(before or base, base)
    return f"{address}#{quote(fragment, safe=_FRAGMENT)}" if address else None


_FRAGMENT = "/!?=&%:;,@+$'()*-._~"
"""Characters that stay as they are in a fragment."""


def parse_target(text: str) -> tuple[str, ...]:
    """The addresses to try, in order, for what a person typed as a tool's address.

    A bare domain is tried on https, then on http. Raises AddressError: `empty`, `scheme` (not http or https),
    `no-host`, `credentials`, `malformed`.
    """
    given = text.strip()
    if not given:
        raise AddressError("empty", "no address was given")
    scheme, separator, rest = given.partition("://")
    if not separator:
        if given.lower().startswith(("mailto:", "javascript:", "data:", "file:")):
            raise AddressError("scheme", f"{given!r} is not a web address (http or https)")
        scheme, rest = "", given.removeprefix("//")
    elif scheme.lower() not in DEFAULT_PORTS:
        raise AddressError("scheme", f"{scheme}:// is not a web address (http or https)")
    authority = rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    if "@" in authority:
        raise AddressError("credentials", "an address with a user name or password in it is not used")
    if not authority or authority.startswith(":"):
        raise AddressError("no-host", f"{given!r} has no host name")
    schemes = (scheme.lower(),) if scheme else ("https", "http")
    found = tuple(url for name in schemes if (url := canonical(f"{name}://{rest}")))
    if not found or (not scheme and "." not in authority and not authority.startswith(("localhost", "["))):
        raise AddressError("malformed", f"{given!r} cannot be read as a web address")
    return found


def port_of(url: str) -> int:
    """The port of a canonical address."""
    parts = urlsplit(url)
    return parts.port or DEFAULT_PORTS[parts.scheme]


def origin_of(url: str) -> str:
    """Scheme, host and port of a canonical address: `https://outil.fr`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def path_of(url: str) -> str:
    """Path of a canonical address, `/` at least."""
    return urlsplit(url).path or "/"


def location_of(header: str, base: str) -> str | None:
    """The address a `Location` header names. Raw bytes outside ASCII are taken as UTF-8, as browsers do."""
    try:
        text = header.encode("latin-1").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        text = header
    return canonical(text.strip(), base)


def raw_location(header: str, base: str) -> str:
    """What a `Location` header names, for a record, even where it is no web address."""
    try:
        return urljoin(base, quote(header, safe=":/?#[]@!$&'()*+,;=%-._~"))[:2000]
    except ValueError:
        return header[:2000]


def first_address(text: str) -> str | None:
    """The address meant by what was typed, None where none can be made of it."""
    try:
        return parse_target(text)[0]
    except AddressError:
        return None


def sites_of(addresses: Iterable[str]) -> frozenset[str]:
    """The registrable domains of addresses as people give them; what is no address is left out."""
    found = (first_address(text) for text in addresses)
    return frozenset(registrable_domain(host_of(url)) for url in found if url)
