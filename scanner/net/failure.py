"""What goes wrong on the way to an address, in the words of the report's `skipped` list."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from catalog.nouns.evidence import Hop
from catalog.nouns.vocabulary import SkipReason


class FetchFailure(Exception):
    """An address that was not fetched. `reason` and `detail` as in `skipped`; `hops` are redirects made before."""

    def __init__(self, reason: SkipReason, detail: str, hops: tuple[Hop, ...] = ()) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: SkipReason = reason
        self.detail = detail
        self.hops = hops


class UnsafeAddress(OSError):
    """A name or literal that leads to an address that is not public, or a port that is not of the web."""


class NameFailure(OSError):
    """A name without addresses. `why` in the resolver's words."""

    def __init__(self, text: str, why: str | None = None) -> None:
        super().__init__(text)
        self.why = why


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """The failed verification of a certificate behind an exception, None where it is something else."""
    return next((item for item in _chain(error) if isinstance(item, ssl.SSLCertVerificationError)), None)


def handshake_error(error: BaseException) -> ssl.SSLError | None:
    """The failed TLS handshake behind an exception, None where it is something else."""
    return next((item for item in _chain(error) if isinstance(item, ssl.SSLError)), None)


def failure_of(error: BaseException) -> FetchFailure:
    """The failure that an exception of the network stack stands for."""
    chain = list(_chain(error))
    for item in chain:
        if isinstance(item, FetchFailure):
            return item
        if isinstance(item, UnsafeAddress):
            return FetchFailure("unsafe-address", str(item))
        if isinstance(item, NameFailure):
            return FetchFailure("error", str(item))
    for item in chain:
        if isinstance(item, TimeoutError) or type(item).__name__.endswith(("Timeout", "TimeoutException")):
            return FetchFailure("timeout", "no answer in time")
        if isinstance(item, ConnectionRefusedError):
            return FetchFailure("error", "connection refused")
        if isinstance(item, ssl.SSLError):
            return FetchFailure("error", f"TLS: {item.reason or item}")
    text = next((str(item) for item in chain if str(item)), type(error).__name__)
    return FetchFailure("error", f"{type(error).__name__}: {text}"[:300])
