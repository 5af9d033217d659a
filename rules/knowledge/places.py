"""Where a host is, and who controls it: two facts, from published ranges, fronts, networks and databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from rules.knowledge.datafiles import read_bytes, read_toml
from rules.knowledge.hostnames import suffixes
from rules.knowledge.model import (
    EEA,
    Basis,
    CountryLookup,
    HostPlace,
    NetworkLookup,
    Organisation,
    PlaceReason,
    Provider,
)
from rules.knowledge.organisations import normal_name
from rules.knowledge.ranges import RangeTable, decode

Headers = Mapping[str, str] | Iterable[tuple[str, str]]
_FRONT_BASIS: Mapping[PlaceReason, Basis] = {
    "cdn-name": "cdn-hint",
    "cdn-header": "cdn-hint",
    "cdn-network": "cdn-network",
    "published-range-global": "cloud-range",
}


@dataclass(frozen=True, slots=True)
class Front:
    """A content delivery or anycast network, and how it is recognised."""

    name: str
    provider: str
    asns: frozenset[int]
    ranges: tuple[Any, ...]
    names: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the look-ups said about one address."""

    address: str | None
    operator_country: str | None
    vendor: str | None
    region: str | None
    asn: int | None
    owner: str | None


@dataclass(frozen=True)
class Places:
    """Look-ups of place and operator; the operator's own databases replace the built-in ones of their kind."""

    country_db: CountryLookup | None
    asn_db: NetworkLookup | None
    organisation_of: Callable[[str], Organisation | None]
    providers_by_asn: Mapping[int, Provider]
    providers_by_host: Mapping[str, Provider]
    providers_by_name: Mapping[str, Provider]
    fronts: tuple[Front, ...]
    regions: Mapping[str, Mapping[str, str]]
    outermost: Mapping[str, str]

    @cached_property
    def _countries(self) -> RangeTable:
        return decode(read_bytes("address-country.zst"))

    @cached_property
    def _networks(self) -> RangeTable:
        return decode(read_bytes("address-network.zst"))

    @cached_property
    def _clouds(self) -> RangeTable:
        return decode(read_bytes("cloud-range.zst"))

    @cached_property
    def _fronts_by_name(self) -> dict[str, int]:
        """The place in `fronts` of the first front of each name."""
        found: dict[str, int] = {}
        for place, front in enumerate(self.fronts):
            for name in front.names:
                found.setdefault(name, place)
        return found

    def locate(
        self, address: str | None, host: str = "", cname_chain: tuple[str, ...] = (), headers: Headers = ()
    ) -> HostPlace:
        """Return the place and the operator of a host.

        Order: fronts first hide everything else (by network, published range, name or CNAME, response header);
        then the operator's own country database where it knows the address; the vendor's published range
        (region → country); the built-in country database, unless the operator's replaces it.
        Raises ValueError for text that is no address.
        """
        seen = self._look_up(address)
        front, by = self._front(seen, host, cname_chain, headers)
        owner = self._network_owner(seen)
        before = self.providers_by_name.get(front.provider) if front else None
        platform = self.provider(None, host, cname_chain)
        country, basis, reason = self._country(seen) if front is None else (None, _FRONT_BASIS[by], by)
        return HostPlace(
            country=country,
            undetermined=country is None,
            asn=seen.asn,
            operator=owner.name if owner else seen.owner or (before.name if before else None),
            control_country=_control(owner, before),
            masked_by=front.name if front else None,
            region=seen.region if front is None and seen.operator_country is None else None,
            basis=basis,
            reason=reason,
            providers=tuple(dict.fromkeys(one for one in (owner, before, platform) if one is not None)),
        )

    def provider(self, asn: int | None, host: str = "", cname_chain: tuple[str, ...] = ()) -> Provider | None:
        """Return the provider of a network number, else of the host's name or of one of its CNAMEs."""
        if asn is not None and asn in self.providers_by_asn:
            return self.providers_by_asn[asn]
        for name in (host, *cname_chain):
            for suffix in suffixes(name):
                if suffix in self.providers_by_host:
                    return self.providers_by_host[suffix]
        return None

    def _look_up(self, address: str | None) -> _Seen:
        if not address:
            return _Seen(None, None, None, None, None, None)
        operator_country = self.country_db(address) if self.country_db else None
        vendor, _, region = (self._clouds.find(address) or "").partition("\t")
        asn, owner = self.asn_db(address) if self.asn_db else _split_network(self._networks.find(address))
        return _Seen(address, operator_country, vendor or None, region or None, asn, owner)

    def _network_owner(self, seen: _Seen) -> Provider | None:
        if seen.asn is not None and seen.asn in self.providers_by_asn:
            return self.providers_by_asn[seen.asn]
        if seen.vendor and self.asn_db is None:
            return self.providers_by_name.get(read_toml("cloud-regions.toml")["vendors"][seen.vendor])
        known = self.organisation_of(seen.owner) if seen.owner else None
        if known is None or known.country is None:
            return None
        if normal_name(seen.owner or "") in {normal_name(name) for name in known.common_names}:
            return None
        return Provider(known.name, known.country, (known.country,), known.mark or "M", _as_of("organisations.toml"))

    def _country(self, seen: _Seen) -> tuple[str | None, Basis, PlaceReason]:
        if seen.address is None:
            return None, "none", "no-address"
        if seen.operator_country:
            return self._normal(seen.operator_country), "operator-database", "database"
        region_known = seen.vendor is not None and seen.region is not None
        if region_known:
            country = self.regions.get(seen.vendor or "", {}).get(seen.region or "")
            if country:
                return country, "cloud-range", "published-range"
        found = None if self.country_db else self._countries.find(seen.address)
        if found:
            return self._normal(found), "country-database", "region-country-unknown" if region_known else "database"
        return None, "none", "address-unknown"

    def _normal(self, iso: str) -> str:
        return self.outermost.get(iso.upper(), iso.upper())

    def _front(
        self, seen: _Seen, host: str, cname_chain: tuple[str, ...], headers: Headers
    ) -> tuple[Front | None, PlaceReason]:
        known = self._fronts_by_name
        named = [known[suffix] for name in (*cname_chain, host) for suffix in suffixes(name) if suffix in known]
        if named:
            return self.fronts[min(named)], "cdn-name"
        pairs = _header_pairs(headers)
        for front in self.fronts if pairs else ():
            if any(key in pairs and pairs[key].startswith(start) for key, start in front.headers):
                return front, "cdn-header"
        parsed = ip_address(seen.address.partition("%")[0]) if seen.address else None
        for front in self.fronts:
            if seen.asn in front.asns or (parsed is not None and front.ranges and _in_ranges(parsed, front.ranges)):
                return front, "cdn-network"
        if seen.region and seen.region.startswith("global:") and self._global_applies(seen):
            return self._global_front(seen), "published-range-global"
        return None, "database"

    def _global_applies(self, seen: _Seen) -> bool:
        """A published global range says nothing where the operator's own databases know the address."""
        return seen.operator_country is None and not (self.asn_db and seen.asn)

    def _global_front(self, seen: _Seen) -> Front:
        regions = read_toml("cloud-regions.toml")
        kind = (seen.region or "").partition(":")[2]
        name = regions["fronts"].get(kind) or regions["fronts"][seen.vendor]
        known = next((front for front in self.fronts if front.name == name), None)
        return known or Front(name, regions["vendors"][seen.vendor], frozenset(), (), (), ())


def load_places(
    country_db: CountryLookup | None,
    asn_db: NetworkLookup | None,
    organisation_of: Callable[[str], Organisation | None],
) -> Places:
    """Build the look-ups from the data files; the address tables are read when first needed."""
    table = read_toml("providers.toml")
    rows = [(row, _provider(row, table["head"])) for row in table["provider"]]
    regions = read_toml("cloud-regions.toml")
    return Places(
        country_db=country_db,
        asn_db=asn_db,
        organisation_of=organisation_of,
        providers_by_asn={asn: one for row, one in rows for asn in row.get("asns", ())},
        providers_by_host={host: one for row, one in rows for host in row.get("hosts", ())},
        providers_by_name={one.name: one for _, one in rows},
        fronts=tuple(_front_of(row) for row in read_toml("fronts.toml")["front"]),
        regions={vendor: regions.get(vendor, {}) for vendor in regions["vendors"]},
        outermost=dict.fromkeys(read_toml("jurisdictions.toml")["territories"]["map_to_fr"], "FR"),
    )


def _provider(row: dict[str, Any], head: dict[str, Any]) -> Provider:
    control = tuple(row["control"])
    return Provider(row["name"], control[0], control, row.get("mark", head["mark"]), str(head["as_of"]))


def _front_of(row: dict[str, Any]) -> Front:
    return Front(
        name=row["name"],
        provider=row["provider"],
        asns=frozenset(row.get("asns", ())),
        ranges=tuple(ip_network(one) for one in row.get("ranges", ())),
        names=tuple(row.get("names", ())),
        headers=tuple(row.get("headers", {}).items()),
    )


def _control(owner: Provider | None, before: Provider | None) -> str | None:
    """Control of the network's owner; of the front before it where that alone stands outside the EEA."""
    controls = [one.control_country for one in (owner, before) if one is not None]
    return next((one for one in controls if one not in EEA), controls[0] if controls else None)


def _as_of(name: str) -> str:
    return str(read_toml(name)["head"]["as_of"])


def _split_network(label: str | None) -> tuple[int | None, str | None]:
    number, _, owner = (label or "").partition("\t")
    return (int(number), owner or None) if number else (None, None)


def _in_ranges(parsed: IPv4Address | IPv6Address, ranges: tuple[Any, ...]) -> bool:
    return any(parsed.version == one.version and parsed in one for one in ranges)


def _header_pairs(headers: Headers) -> dict[str, str]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return {name.lower(): value.strip().lower() for name, value in pairs}
