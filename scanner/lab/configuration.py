"""Configuration: the TOML file and the geography databases through which the program sees a running lab."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from scanner.lab.mmdb import country_record, network_record, write_mmdb
from scanner.lab.site import Site

USER_AGENT = "Preau-Lab/1 (+https://preau.example/robot; contact@preau.example)"
ALLOWED = ("127.1.0.0/16",)
"""The addresses that ship with the lab; a site elsewhere on loopback tests that the program refuses to go there."""


def config_text(
    sites: Iterable[Site],
    ports: tuple[int, int],
    folder: Path,
    *,
    delay_seconds: float,
    lang: str | None,
    catalog: Path | None = None,
) -> str:
    """The configuration as TOML. `ports` are those of HTTP and HTTPS; the files it names are under `folder`.

    `catalog` is the catalogue's file, `preau.db` in `folder` where it is not given.
    """
    sites = tuple(sites)
    hosts = {host.name: host.at.ip for site in sites for host in site.hosts}
    cnames = {alias: target for site in sites for alias, target in site.cnames.items()}
    lines = [f"lang = {_text(lang)}"] if lang else []
    lines += [
        "[catalog]",
        f"path = {_text(str(catalog or folder / 'preau.db'))}",
        "[network]",
        f"hosts = {_table(hosts)}",
        f"ports = {{ 80 = {ports[0]}, 443 = {ports[1]} }}",
        f"cnames = {_table(cnames)}",
        f"allow = [{', '.join(_text(each) for each in ALLOWED)}]",
        f"ca_bundle = {_text(str(folder / 'lab-ca.pem'))}",
        f"user_agent = {_text(USER_AGENT)}",
        'vantage_country = "FR"',
        "[network.limits]",
        f"delay_seconds = {float(delay_seconds)}",
        "[geo]",
        f"country = {_text(str(folder / 'country.mmdb'))}",
        f"asn = {_text(str(folder / 'asn.mmdb'))}",
    ]
    return "\n".join(lines) + "\n"


def write_geography(sites: Iterable[Site], folder: Path, built: int) -> None:
    """Write `country.mmdb` and `asn.mmdb` for the addresses of `sites`."""
    places = {host.at.ip: host.at for site in sites for host in site.hosts}
    countries = [(f"{ip}/32", country_record(place.country)) for ip, place in places.items() if place.country]
    networks = [
        (f"{ip}/32", network_record(place.asn, place.operator or "")) for ip, place in places.items() if place.asn
    ]
    write_mmdb(folder / "country.mmdb", "Lab-Country", countries, built)
    write_mmdb(folder / "asn.mmdb", "Lab-ASN", networks, built)


def _text(value: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    return json.dumps(value, ensure_ascii=False)


def _table(values: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(name)} = {_text(value)}" for name, value in sorted(values.items())) + " }"
