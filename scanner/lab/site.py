"""Site: one folder of the lab, described by its `site.toml`. Unknown keys are errors that name the file."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address
from pathlib import Path
from typing import Literal, Self

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

SITES = Path(__file__).parent / "sites"

Kind = Literal["tool", "consent", "fault", "third-party"]
TlsQuirk = Literal[
    "valid", "expired", "not-yet-valid", "wrong-name", "self-signed", "untrusted", "refused", "legacy", "weak"
]
"""`untrusted`: signed by another authority; `refused`: the handshake is refused; `legacy`: nothing above TLS 1.1;
`weak`: everything from TLS 1.0 on. The last two hold for an address, so such a host needs one of its own."""
Fault = Literal[
    "drip",
    "abort",
    "truncated",
    "hang",
    "empty",
    "bomb",
    "huge",
    "nested",
    "null-bytes",
    "endless-redirect",
    "endless-headers",
    "garbage",
    "latin-1-as-utf-8",
]
"""What a route does instead of answering well: see `scanner.lab.faults`."""


class LabError(Exception):
    """A lab folder that cannot be served; the message names the file and what is wrong."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Part):
    """A loopback address and what the lab's geography says of it (ISO country, network number, network's owner).

    `country` None: the country database has no entry for it, as for an unannounced network.
    """

    ip: str
    country: str | None = None
    asn: int | None = None
    operator: str | None = None

    @model_validator(mode="after")
    def _loopback(self) -> Self:
        if not IPv4Address(self.ip).is_loopback:
            raise ValueError(f"{self.ip} is not a loopback address")
        return self


class Host(_Part):
    """One host name of a site.

    `root`: folder of its pages. `http`: what plain HTTP does (`redirect` to HTTPS, `serve` the same pages, `closed`:
    connections are refused). `soft_404`: a page served with status 200 for every unknown address.
    `set_cookie`: sent with every HTML page; values may hold `{uuid}`, `{hex16}`, `{hex32}`, `{epoch}`, `{digits10}`.
    `challenge`: every request gets a bot wall's page (403) instead.
    """

    name: str
    at: Place
    root: str = "pages"
    tls: TlsQuirk = "valid"
    http: Literal["redirect", "serve", "closed"] = "redirect"
    https: Literal["serve", "closed"] = "serve"
    headers: dict[str, str] = Field(default_factory=dict)
    set_cookie: tuple[str, ...] = ()
    soft_404: str | None = None
    challenge: bool = False


class Route(_Part):
    """A rule for one path of one host (`path` may end with `*`); the first that fits wins over files.

    `encoding` is how the text is encoded, `charset` what the header claims. `render`: make a PDF of a text file, or a
    PDF that holds only a picture of its pages. `host` None: every host of the site. `echo_origin`: answer the
    page's own origin in the CORS header, credentials allowed, as trackers do.
    """

    path: str
    host: str | None = None
    status: int = 200
    redirect: str | None = None
    file: str | None = None
    body: str | None = None
    type: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    set_cookie: tuple[str, ...] = ()
    encoding: str = "utf-8"
    charset: str | None = None
    render: Literal["pdf", "scanned-pdf"] | None = None
    fault: Fault | None = None
    echo_origin: bool = False


class Bilingual(_Part):
    fr: str
    en: str


class LabProfile(_Part):
    """What an operator who knows the tool would pass as its profile."""

    audience: Literal["pupils", "staff", "both", "unknown"] = "unknown"
    accounts: Literal["yes", "no", "unknown"] = "unknown"
    ai: Literal["yes", "no", "unknown"] = "unknown"


class Site(_Part):
    """One site: hosts, rules, names, geography. `home`, `apps`, `levels` and `subjects` are what a user would give."""

    name: str
    kind: Kind
    title: str
    description: Bilingual
    language: str = "fr"
    home: str | None = None
    apps: tuple[str, ...] = ()
    profile: LabProfile = LabProfile()
    levels: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    hosts: tuple[Host, ...]
    routes: tuple[Route, ...] = ()
    cnames: dict[str, str] = Field(default_factory=dict)
    folder: Path = Path()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = {host.name for host in self.hosts}
        if self.kind != "third-party" and not self.home:
            raise ValueError("a site that can be scanned needs `home`")
        for route in self.routes:
            if route.host is not None and route.host not in names:
                raise ValueError(f"route {route.path}: {route.host} is no host of this site")
        return self


def load_site(folder: Path) -> Site:
    """The site in `folder`. Raises LabError where `site.toml` is missing, malformed or inconsistent."""
    file = folder / "site.toml"
    try:
        data = tomli.loads(file.read_text(encoding="utf-8"))
        return Site.model_validate({**data, "name": folder.name, "folder": folder})
    except FileNotFoundError as error:
        raise LabError(f"{file} is missing") from error
    except (tomli.TOMLDecodeError, ValidationError) as error:
        raise LabError(f"{file}: {error}") from error


def load_sites(folder: Path = SITES, names: Iterable[str] | None = None) -> tuple[Site, ...]:
    """All sites under `folder`, or those named, in alphabetical order; third parties always come along."""
    wanted = None if names is None else set(names)
    sites = [load_site(file.parent) for file in sorted(folder.glob("*/site.toml"))]
    unknown = (wanted or set()) - {site.name for site in sites}
    if unknown:
        raise LabError(f"no such site in {folder}: {', '.join(sorted(unknown))}")
    chosen = tuple(site for site in sites if wanted is None or site.name in wanted or site.kind == "third-party")
    check_together(chosen)
    return chosen


def check_together(sites: Iterable[Site]) -> None:
    """Raises LabError where two sites claim one host name, or one address with two places."""
    owners: dict[str, str] = {}
    places: dict[str, tuple[Place, str]] = {}
    for site in sites:
        for host in site.hosts:
            if host.name in owners:
                raise LabError(f"{host.name} belongs to {owners[host.name]} and to {site.name}")
            owners[host.name] = site.name
            place, other = places.setdefault(host.at.ip, (host.at, site.name))
            if place != host.at:
                raise LabError(f"{host.at.ip} is in two places: see {other} and {site.name}")
