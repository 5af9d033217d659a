"""Evidence: what a scan saw, when, and what it did not see and why. Raw, dated, never edited.

Bodies are blobs named by SHA-256; the values of cookies are digests, so that the scanner keeps no personal data of
its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .browser import BrowserEvidence, HarRecording
from .noun import Noun
from .vocabulary import Capability, PassedOverReason, Role, SkipReason, Surface


class SetCookie(Noun):
    """One `Set-Cookie` (header or `document.cookie` text) as declared; lifetimes are declared ones, in seconds.

    `value_digest` is SHA-256 of the value, `value_length` in characters, `entropy_bits` an estimate of the
    information in the value (Shannon entropy of its characters times its length).
    `lifetime_seconds` is None for a session cookie.
    """

    name: str
    domain: str
    path: str = "/"
    value_digest: str
    value_length: int = 0
    entropy_bits: float = 0.0
    lifetime_seconds: int | None = None
    secure: bool = False
    http_only: bool = False
    same_site: Literal["strict", "lax", "none", "unset"] = "unset"
    host_only: bool = True


class Hop(Noun):
    """One redirect: where the answer came from, its status and the address it named."""

    url: str
    status: int
    location: str
    set_cookies: tuple[SetCookie, ...] = ()


class Exchange(Noun):
    """One request and its answer after redirects.

    `headers` are lower-case pairs without `set-cookie`. `body` is the blob's digest, None where there is none.
    `certificate_verified` is False where the connection was opened although the certificate could not be verified.
    `not_modified`: the server said that the body sent before still holds; it was sent at `body_at`.
    """

    url: str
    final_url: str
    status: int | None
    headers: tuple[tuple[str, str], ...] = ()
    set_cookies: tuple[SetCookie, ...] = ()
    media_type: str | None = None
    charset: str | None = None
    body: str | None = None
    size: int = 0
    truncated: bool = False
    hops: tuple[Hop, ...] = ()
    peer_address: str | None = None
    certificate_verified: bool = True
    not_modified: bool = False
    body_at: datetime | None = None
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """The first value of a header (name in lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


class Page(Noun):
    """A page or document that was fetched, with its role and the surface it belongs to.

    `also` holds further roles of the same page (a legal hub that holds the privacy policy and the legal notice).
    `found_by` says how it was found: `given`, `link:<text>`, `footer:<text>`, `sitemap`, `well-known`, `hub:<text>`.
    """

    role: Role
    also: tuple[Role, ...] = ()
    surface: Surface
    found_by: str
    exchange: Exchange
    language_hint: str | None = None


class Skipped(Noun):
    """An address that was left out, with the reason; `detail` in English words for a log, never for a verdict."""

    url: str
    reason: SkipReason
    detail: str = ""
    role: Role = "other"


class PassedOver(Noun):
    """A page that was read for a role and is none of it: neither among the pages nor left out.

    It is told so that a reader can see that it was looked at; no verdict is taken from it.
    """

    url: str
    reason: PassedOverReason
    role: Role = "other"


class HostRecord(Noun):
    """What DNS says of a host name. `cname_chain` in order, without the host itself; `failure` where nothing came."""

    host: str
    addresses: tuple[str, ...] = ()
    cname_chain: tuple[str, ...] = ()
    name_servers: tuple[str, ...] = ()
    mail_hosts: tuple[str, ...] = ()
    caa: tuple[str, ...] = ()
    failure: str | None = None


class TlsRecord(Noun):
    """What a TLS probe of a host saw. `accepted_legacy` are protocols below TLS 1.2 that the server accepted.

    `problem` is one of `expired`, `not-yet-valid`, `wrong-name`, `untrusted`, `self-signed`, `refused`, `timeout`,
    `handshake`, None where the certificate verifies. `legacy_probed` is False where old protocols could not be tried.
    """

    host: str
    port: int = 443
    protocol: str | None = None
    cipher: str | None = None
    issuer: str | None = None
    subject: str | None = None
    names: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None
    problem: str | None = None
    detail: str = ""
    legacy_probed: bool = False
    accepted_legacy: tuple[str, ...] = ()


class HttpProbe(Noun):
    """What plain `http://host/` answered: `enforced` where it ended on https, `served` where content came in clear.

    `hops` are the redirects; `outcome` is `redirects-to-https`, `served-in-clear`, `refused`, `timeout`, `error`.
    """

    host: str
    outcome: Literal["redirects-to-https", "served-in-clear", "refused", "timeout", "error"]
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    detail: str = ""


class SuppliedDocument(Noun):
    """A contract, annex or policy that a vendor sent and a school brought; private unless said otherwise."""

    name: str
    body: str
    media_type: str
    role: Role = "dpa"
    private: bool = True


class Bot(Noun):
    """A sign that the site treated the scan as a robot: where and which sign (`challenge`, `captcha`, `403`, `429`)."""

    url: str
    sign: str


class Evidence(Noun):
    """All that one scan of one tool saw. Pure input of facts; kept as canonical JSON."""

    format: Literal["preau-evidence/1"] = "preau-evidence/1"
    scan_id: str
    tool_id: str
    home: str
    apps: tuple[str, ...] = ()
    started_at: datetime
    ended_at: datetime
    vantage_country: str | None = None
    program: str = ""
    capabilities: tuple[Capability, ...] = ()
    robots: tuple[Exchange, ...] = ()
    pages: tuple[Page, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    searched: tuple[str, ...] = ()
    """Addresses tried to find documents (links, well-known paths, sitemaps), whatever came back."""
    well_known: tuple[Exchange, ...] = ()
    """security.txt, ads.txt and the like."""
    hosts: tuple[HostRecord, ...] = ()
    tls: tuple[TlsRecord, ...] = ()
    http_probes: tuple[HttpProbe, ...] = ()
    bots: tuple[Bot, ...] = ()
    browser: BrowserEvidence | None = None
    recordings: tuple[HarRecording, ...] = ()
    supplied: tuple[SuppliedDocument, ...] = ()
    vantage_notes: tuple[str, ...] = ()
    """Signs about the vantage: `filtering-dns`, `tls-inspection`, `outside-eea`, `proxy`."""
