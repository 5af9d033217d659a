"""TLS contexts: the verifying one, and the one used when a document must be read although nobody vouches for it."""

from __future__ import annotations

import ssl
from functools import lru_cache
from pathlib import Path


def verifying_context(ca_bundle: Path | None) -> ssl.SSLContext:
    """A client context that checks chain, dates and name, with the usual authorities and those of `ca_bundle`.

    Shared by all scans of a process: reading 140 authorities costs more than a handshake.
    """
    return _verifying(ca_bundle, ca_bundle.stat().st_mtime_ns if ca_bundle is not None else 0)


@lru_cache(maxsize=4)
def _verifying(ca_bundle: Path | None, changed_at: int) -> ssl.SSLContext:
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    if ca_bundle is not None:
        context.load_verify_locations(cafile=str(ca_bundle))
    return context


@lru_cache(maxsize=1)
def lenient_context() -> ssl.SSLContext:
    """A client context that accepts any certificate and protocols below TLS 1.2: what it reads is marked so.

    Shared by all scans of a process.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    allow_legacy(context)
    return context


def allow_legacy(context: ssl.SSLContext) -> None:
    """Let a context speak TLS 1.0 and 1.1, as far as the local OpenSSL can, with the ciphers of that time."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    # Servers of that time may not know secure renegotiation (RFC 5746); nothing secret is sent to them.
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
