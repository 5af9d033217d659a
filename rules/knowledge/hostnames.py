"""Suffix matching of host names on whole labels."""

from __future__ import annotations

from collections.abc import Iterator


def normal_host(host: str) -> str:
    """Return the host in lower case, without a final dot, a port or brackets; empty for an empty name."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    head, colon, port = name.rpartition(":")
    if colon and port.isdigit() and ":" not in head:
        name = head
    return name.rstrip(".")


def suffixes(host: str) -> Iterator[str]:
    """Yield the host and its parents, longest first: ``a.b.fr``, ``b.fr``, ``fr``.

    Only whole labels count, so that ``evil-example.com`` is not under ``example.com``.
    """
    name = normal_host(host)
    while name:
        yield name
        _, _, name = name.partition(".")


def is_under(host: str, suffix: str) -> bool:
    """True where the host is the suffix or one of its subdomains."""
    name = normal_host(host)
    return name == suffix or name.endswith("." + suffix)


def path_begins(path: str, prefix: str) -> bool:
    """True where the path is the prefix or goes on from it at a boundary (``/``, ``?``, ``#``, ``@``, ``;``)."""
    if not prefix:
        return True
    if not path.startswith(prefix):
        return False
    rest = path[len(prefix) :]
    return not rest or prefix.endswith("/") or rest[0] in "/?#@;"
