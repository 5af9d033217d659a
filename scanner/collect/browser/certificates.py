"""Certificates: the proxy's own check of every TLS host, because Chromium runs without one.

Chromium cannot be told to trust one more authority (the lab's, or a school's) without touching the machine's
settings, so it accepts every certificate and the proxy looks first: one handshake of its own for each host, address
and port, with the usual authorities and those of `network.ca_bundle`.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from pathlib import Path

from scanner.net.trust import verifying_context

HANDSHAKE_SECONDS = 8.0


class CertificateChecker:
    """Remembers what each host's certificate was found to be."""

    def __init__(self, ca_bundle: Path | None) -> None:
        self._context = verifying_context(ca_bundle)
        self._context.set_alpn_protocols(["h2", "http/1.1"])
        self._checks: dict[tuple[str, str, int], asyncio.Task[str | None]] = {}
        self.problems: dict[str, str] = {}
        """Host → `expired`, `not-yet-valid`, `wrong-name`, `untrusted` or `handshake`."""

    def start(self, host: str, address: str, port: int) -> asyncio.Task[str | None]:
        """The check of this host, begun if it was not; its result is the problem or None."""
        key = (host, address, port)
        task = self._checks.get(key)
        if task is None:
            task = self._checks[key] = asyncio.ensure_future(self._check(host, address, port))
        return task

    async def close(self) -> None:
        """Give up checks under way."""
        running = [task for task in self._checks.values() if not task.done()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _check(self, host: str, address: str, port: int) -> str | None:
        problem: str | None = None
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                _, writer = await asyncio.open_connection(address, port, ssl=self._context, server_hostname=host)
            with contextlib.suppress(OSError, ssl.SSLError):
                writer.close()
        except ssl.SSLCertVerificationError as error:
            problem = _word(error)
        except (OSError, ValueError, TimeoutError):
            problem = "handshake"
        if problem is not None:
            self.problems[host] = problem
        return problem


def _word(error: ssl.SSLCertVerificationError) -> str:
    """The vocabulary of `TlsRecord.problem`, from OpenSSL's X509_V_ERR codes (x509_vfy.h)."""
    return {10: "expired", 9: "not-yet-valid", 62: "wrong-name", 64: "wrong-name"}.get(error.verify_code, "untrusted")
