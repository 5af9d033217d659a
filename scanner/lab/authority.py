"""Authority: the lab's own certificate authority, and the certificates that are wrong on purpose."""

from __future__ import annotations

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from scanner import scratch
from scanner.lab.site import TlsQuirk

_DAY = timedelta(days=1)
_VALIDITY: dict[str, tuple[timedelta, timedelta]] = {
    "expired": (-90 * _DAY, -3 * _DAY),
    "not-yet-valid": (30 * _DAY, 120 * _DAY),
}
"""Start and end of validity from now; others are valid from yesterday for ninety days, like short public ones."""


class Authority:
    """A certificate authority made anew at each start; its keys never leave the process's temporary folder.

    Leaf certificates are made on first use and share one key, which keeps the start of a large lab short.
    """

    def __init__(self) -> None:
        self._folder = scratch.take("lab-keys")
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Lab certificate authority")
        self._root = self._make_root(self._name, self._key)
        self._other_key = ec.generate_private_key(ec.SECP256R1())
        self._contexts: dict[tuple[str, TlsQuirk], ssl.SSLContext] = {}

    @property
    def certificate(self) -> bytes:
        """The authority's own certificate, PEM."""
        return self._root.public_bytes(serialization.Encoding.PEM)

    def close(self) -> None:
        """Remove the keys and certificates from disk."""
        scratch.give_back(self._folder)

    def context(self, host: str, quirk: TlsQuirk = "valid") -> ssl.SSLContext:
        """A server context with the certificate of `host`, wrong in the way `quirk` names."""
        found = self._contexts.get((host, quirk))
        if found is None:
            found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            found.set_alpn_protocols(["http/1.1"])
            _allow_old(found, quirk)
            found.load_cert_chain(self._write(host, quirk))
            self._contexts[host, quirk] = found
        return found

    def _write(self, host: str, quirk: TlsQuirk) -> Path:
        leaf = self._make_leaf(host, quirk).public_bytes(serialization.Encoding.PEM)
        key = self._leaf_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file = self._folder / f"{len(self._contexts)}.pem"
        file.write_bytes(key + leaf)
        return file

    def _make_root(self, name: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
        now = datetime.now(UTC)
        usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        return (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - _DAY)
            .not_valid_after(now + 365 * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )

    def _make_leaf(self, host: str, quirk: TlsQuirk) -> x509.Certificate:
        now = datetime.now(UTC)
        named = "another-name.example" if quirk == "wrong-name" else host
        issuer, signer = self._name, self._key
        if quirk == "self-signed":
            issuer, signer = _name(named), self._leaf_key
        elif quirk == "untrusted":
            issuer, signer = _name("Unknown certificate authority"), self._other_key
        start, end = _VALIDITY.get(quirk, (-_DAY, 90 * _DAY))
        public = self._leaf_key.public_key()
        return (
            x509.CertificateBuilder(issuer, _name(named), public, x509.random_serial_number())
            .not_valid_before(now + start)
            .not_valid_after(now + end)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(named)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
            .sign(signer, hashes.SHA256())
        )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _allow_old(context: ssl.SSLContext, quirk: TlsQuirk) -> None:
    """Old protocol versions need OpenSSL's security level 0; the standard library warns of them, rightly."""
    if quirk not in ("legacy", "weak"):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        if quirk == "legacy":
            context.maximum_version = ssl.TLSVersion.TLSv1_1
