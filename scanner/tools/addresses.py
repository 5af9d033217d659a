"""Addresses as people type them: `outil.fr` becomes `https://outil.fr/`; what cannot be checked is said."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_HOST = 253
LONGEST_LABEL = 63
"""Characters of a host name and of each of its parts (RFC 1035, 2.3.4; the closing full stop not counted)."""
MOST_PORTS = 65_535


class AddressProblem(ValueError):
    """The address cannot be used; `reason` is a text of the interface (`scheme`, `no-host`, `bad-host`, `port`,
    `credentials`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def home_address(typed: str) -> str:
    """The address meant by what was typed, in the canonical form of browsers. Raises AddressProblem."""
    import ada_url

    text = typed.strip()
    if "://" not in text:
        head = text.split("/", 1)[0]
        # `mailto:x` names another scheme; `outil.fr:8443` a port.
        if ":" in head and not head.rsplit(":", 1)[1].isdigit():
            raise AddressProblem("scheme")
        if head.isdigit():
            # Browsers take a bare number for an IPv4 address; who types one means something else.
            raise AddressProblem("no-host")
        text = f"https://{text}"
    if text.split("://", 1)[0].lower() not in ("http", "https"):
        raise AddressProblem("scheme")
    try:
        parts = urlsplit(ada_url.normalize_url(text))
    except ValueError:
        raise AddressProblem(_why_unread(text)) from None
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise AddressProblem("no-host")
    if parts.username or parts.password:
        raise AddressProblem("credentials")
    if not _may_be_a_host(host):
        raise AddressProblem("bad-host")
    if parts.port == 0:
        raise AddressProblem("port")
    # The full stop at the end of a whole name (`outil.fr.`) is that of the DNS: sites know themselves without it.
    shown = f"[{host}]" if ":" in host else host
    place = shown if parts.port is None else f"{shown}:{parts.port}"
    return parts._replace(netloc=place, fragment="").geturl()


def _why_unread(text: str) -> str:
    """Why a browser would not read an address whose scheme is right: no name, a name that is none, or its port."""
    authority = re.split(r"[/?#\\]", text.split("://", 1)[1], maxsplit=1)[0].rpartition("@")[2]
    if not authority or authority.startswith(":"):
        return "no-host"
    port = re.search(r"(?<![:\[]):([^:\]]*)$", authority)
    return "port" if port and not (port[1].isdecimal() and int(port[1]) <= MOST_PORTS) else "bad-host"


def _may_be_a_host(host: str) -> bool:
    """Whether the DNS could know a canonical host: an address, this machine, or a whole name (RFC 1035, 2.3.4)."""
    if ":" in host or host == "localhost":
        return True
    labels = host.split(".")
    return len(labels) > 1 and len(host) <= LONGEST_HOST and all(0 < len(label) <= LONGEST_LABEL for label in labels)


def without_credentials(typed: str) -> str:
    """What was typed as it may be shown and logged: a user name and a password are left out."""
    scheme, separator, rest = typed.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{separator}…@{place.rpartition('@')[2]}{slash}{path}" if "@" in place else typed


def looks_like_address(target: str) -> bool:
    """Whether a target is meant as an address rather than as the id or name of a tool."""
    if "://" in target:
        return True
    head = target.strip().split("/", 1)[0]
    return "." in head and " " not in head and not head.endswith(".")
