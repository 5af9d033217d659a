"""Addresses as people type them: `outil.fr` becomes `https://outil.fr/`; what cannot be checked is said."""

from __future__ import annotations

from urllib.parse import urlsplit


class AddressProblem(ValueError):
    """The address cannot be used; `reason` is a text of the interface (`scheme`, `no-host`, `credentials`)."""

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
        host = parts.hostname
    except ValueError:
        raise AddressProblem("no-host") from None
    host = (host or "").rstrip(".")
    if not host or ("." not in host and ":" not in host and host != "localhost"):
        raise AddressProblem("no-host")
    if parts.username or parts.password:
        raise AddressProblem("credentials")
    # The full stop at the end of a whole name (`outil.fr.`) is that of the DNS: sites know themselves without it.
    shown = f"[{host}]" if ":" in host else host
    place = shown if parts.port is None else f"{shown}:{parts.port}"
    return parts._replace(netloc=place, fragment="").geturl()


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
