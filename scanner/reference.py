"""The reference data with the operator's own address databases, where the configuration names them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.knowledge import Knowledge
    from rules.knowledge.model import CountryLookup, NetworkLookup
    from scanner.config import Config


def knowledge_for(config: Config) -> Knowledge:
    """The reference data a scan with this configuration is judged by. Raises ConfigError for a broken database."""
    from rules.knowledge.load import load_knowledge

    country, asn = config.geo.country, config.geo.asn
    return load_knowledge(
        country_db=_country_lookup(country) if country else None,
        asn_db=_network_lookup(asn) if asn else None,
        operator_digest=_digest(country, asn),
    )


REMEMBERED = 16_384
"""Addresses whose answer is remembered: the same few networks serve most tools, and a look-up takes 0.2 ms."""


def _open(path: Path) -> object:
    import maxminddb

    from scanner.config import ConfigError

    try:
        return maxminddb.open_database(str(path), maxminddb.MODE_MEMORY)
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
        raise ConfigError("config.no-mmdb", file=path) from error


def _country_lookup(path: Path) -> CountryLookup:
    reader = _open(path)

    @lru_cache(maxsize=REMEMBERED)
    def country(address: str) -> str | None:
        record = _record(reader, address)
        found = record.get("country")
        code = found.get("iso_code") if isinstance(found, dict) else record.get("country_code", found)
        return code if isinstance(code, str) else None

    return country


def _network_lookup(path: Path) -> NetworkLookup:
    reader = _open(path)

    @lru_cache(maxsize=REMEMBERED)
    def network(address: str) -> tuple[int | None, str | None]:
        record = _record(reader, address)
        number = record.get("autonomous_system_number", record.get("asn"))
        owner = record.get("autonomous_system_organization", record.get("name", ""))
        if isinstance(number, str):
            number = number.upper().removeprefix("AS")
            number = int(number) if number.isdigit() else None
        return (number, str(owner) if owner else None) if isinstance(number, int) else (None, None)

    return network


def _record(reader: object, address: str) -> dict[str, object]:
    try:
        record = reader.get(address)  # type: ignore[attr-defined]
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _digest(*paths: Path | None) -> str:
    total = hashlib.sha256()
    given = [path for path in paths if path]
    for path in given:
        total.update(path.read_bytes())
    return total.hexdigest() if given else ""
