"""What TLS shows of a host: protocol, certificate, what is wrong with it, and whether protocols of old are accepted.

TLS 1.0 and 1.1 are deprecated (RFC 8996). They are tried only where the local OpenSSL can really speak them.
"""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from catalog.nouns.evidence import TlsRecord
from scanner.net.connect import CONNECT_SECONDS, connect_request
from scanner.net.failure import UnsafeAddress, certificate_error, handshake_error
from scanner.net.trust import allow_legacy, verifying_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.config import NetworkConfig
    from scanner.net.connect import Destinations

HANDSHAKE_SECONDS = 6.0
LEGACY = {"TLSv1": ssl.TLSVersion.TLSv1, "TLSv1.1": ssl.TLSVersion.TLSv1_1}
_PROBLEMS = {
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    62: "wrong-name",
    64: "wrong-name",
}
"""OpenSSL's X509_V_ERR codes; all others mean that nobody known vouches for the certificate."""


@dataclass(frozen=True)
class Handshake:
    """A completed handshake."""

    protocol: str | None
    cipher: str | None
    certificate: bytes | None


class TlsProbe:
    """Makes handshakes with hosts, each connection guarded like a request."""

    def __init__(self, network: NetworkConfig, destinations: Destinations, remaining: Callable[[], float]) -> None:
        self._network = network
        self._destinations = destinations
        self._remaining = remaining

    async def records(self, targets: Iterable[tuple[str, int]]) -> tuple[TlsRecord, ...]:
        """One record for each host and port, in the order given; hosts are tried side by side."""
        return tuple(await asyncio.gather(*(self.record(host, port) for host, port in targets)))

    async def record(self, host: str, port: int = 443) -> TlsRecord:
        """What a host shows. Never raises."""
        shaken: Handshake | None
        try:
            shaken = await self._shake(host, port, verifying_context(self._network.ca_bundle))
            problem, detail = None, ""
        except Exception as error:
            problem, detail = _problem_of(error)
            if problem in ("refused", "timeout", "unreachable"):
                known = "refused" if problem == "unreachable" else problem
                return TlsRecord(host=host, port=port, problem=known, detail=detail)
            shaken = await self._without_verifying(host, port)
        record = TlsRecord(host=host, port=port, problem=problem, detail=detail)
        if shaken is not None:
            update = {"protocol": shaken.protocol, "cipher": shaken.cipher, **certificate_facts(shaken.certificate)}
            record = record.model_copy(update=update)
        return record.model_copy(update=await self._legacy(host, port))

    async def is_inspected(self, host: str, port: int = 443) -> bool:
        """Whether a host's certificate verifies only thanks to the operator's own authorities.

        On a public name that means that somebody between opens the connection (a school's filter).
        """
        try:
            await self._shake(host, port, verifying_context(None))
        except Exception as error:
            return certificate_error(error) is not None
        return False

    async def _without_verifying(self, host: str, port: int) -> Handshake | None:
        from scanner.net.trust import lenient_context

        try:
            return await self._shake(host, port, lenient_context())
        except Exception:
            return None

    async def _legacy(self, host: str, port: int) -> dict[str, Any]:
        """Which old protocols the host accepts, one connection for each that the local OpenSSL can speak."""
        accepted, tried = [], False
        for name, version in LEGACY.items():
            if not speaks(name) or self._remaining() < 1:
                continue
            tried = True
            try:
                await self._shake(host, port, _probing(version))
                accepted.append(name)
            except Exception as error:
                if _problem_of(error)[0] in ("timeout", "refused", "unreachable"):
                    return {"legacy_probed": False, "accepted_legacy": tuple(accepted)}
        return {"legacy_probed": tried, "accepted_legacy": tuple(accepted)}

    async def _shake(self, host: str, port: int, context: ssl.SSLContext) -> Handshake:
        async with asyncio.timeout(min(HANDSHAKE_SECONDS, max(0.1, self._remaining()))):
            _, writer = await self._open(host, port)
            try:
                await writer.start_tls(context, server_hostname=host)
                secure = writer.get_extra_info("ssl_object")
                cipher = secure.cipher()
                return Handshake(secure.version(), cipher[0] if cipher else None, secure.getpeercert(binary_form=True))
            finally:
                writer.close()

    async def _open(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        addresses = await self._destinations.check(host, port)
        proxy = self._network.proxy
        if proxy is not None:
            return await self._open_through(proxy, host, port, addresses)
        failure: OSError | None = None
        for address in addresses[:2]:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await asyncio.open_connection(address, self._destinations.real_port(port))
            except OSError as error:
                failure = failure or error
        raise failure or OSError("no address")

    async def _open_through(
        self, proxy: str, host: str, port: int, addresses: tuple[str, ...]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(proxy)
        secure = parts.scheme == "https"
        if secure:
            # TLS within TLS is more than asyncio's streams do; the documents still go through this proxy.
            raise UnsafeAddress("handshakes are not tried through a proxy that is itself reached over TLS")
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
        writer.write(connect_request(self._destinations.proxy_target(host, port, addresses), proxy))
        answer = await reader.readuntil(b"\r\n\r\n")
        if answer.split(b" ", 2)[1:2] != [b"200"]:
            writer.transport.abort()
            raise ConnectionRefusedError("the proxy refused the connection")
        return reader, writer


def _problem_of(error: Exception) -> tuple[str, str]:
    """The word for what went wrong, and the detail for a log."""
    refused = certificate_error(error)
    if refused is not None:
        return _PROBLEMS.get(refused.verify_code, "untrusted"), str(refused.verify_message)
    if isinstance(error, TimeoutError):
        return "timeout", "no handshake in time"
    broken = handshake_error(error)
    if broken is not None:
        return "handshake", str(broken.reason or broken)
    if isinstance(error, ConnectionRefusedError):
        return "refused", "connection refused"
    if isinstance(error, ConnectionResetError | BrokenPipeError | asyncio.IncompleteReadError):
        return "handshake", "connection closed during the handshake"
    return "unreachable", str(error)[:200]


def _only(version: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    allow_legacy(context)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = version
        context.maximum_version = version
    return context


@cache
def _probing(version: ssl.TLSVersion) -> ssl.SSLContext:
    return _only(version)


@cache
def speaks(name: str) -> bool:
    """Whether the local OpenSSL really completes a handshake in an old protocol, tried in memory with itself.

    A certificate is not needed for that: the anonymous suites of the time do without.
    """
    version = LEGACY[name]
    try:
        client, server = _only(version), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            server.minimum_version = version
            server.maximum_version = version
        for context in (client, server):
            context.set_ciphers("ADH-AES128-SHA:AECDH-AES128-SHA:@SECLEVEL=0")
        return _shake_in_memory(client, server)
    except (ssl.SSLError, ValueError):
        return False


def _shake_in_memory(client: ssl.SSLContext, server: ssl.SSLContext) -> bool:
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    left = client.wrap_bio(to_client, to_server)
    right = server.wrap_bio(to_server, to_client, server_side=True)
    done: set[int] = set()
    for _ in range(20):
        for index, side in enumerate((left, right)):
            try:
                side.do_handshake()
                done.add(index)
            except ssl.SSLWantReadError:
                continue
        if len(done) == 2:
            return True
    return False


def certificate_facts(der: bytes | None) -> dict[str, Any]:
    """Issuer, subject, names and dates of a certificate, as fields of a record; empty where it cannot be read."""
    if not der:
        return {}
    from cryptography import x509

    try:
        certificate = x509.load_der_x509_certificate(der)
        names = _names(certificate)
        return {
            "issuer": certificate.issuer.rfc4514_string()[:300],
            "subject": certificate.subject.rfc4514_string()[:300],
            "names": names,
            "not_before": certificate.not_valid_before_utc,
            "not_after": certificate.not_valid_after_utc,
        }
    except (ValueError, TypeError):
        return {}


def _names(certificate: Any) -> tuple[str, ...]:
    from cryptography import x509

    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    hosts = [str(name) for name in extension.get_values_for_type(x509.DNSName)]
    hosts += [str(address) for address in extension.get_values_for_type(x509.IPAddress)]
    return tuple(hosts[:200])
