"""Countries, adequacy, ages, authorities and other dated legal facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.knowledge.datafiles import read_toml
from rules.knowledge.hostnames import suffixes
from rules.knowledge.model import (
    Adequacy,
    Authority,
    ConsentAge,
    CountryStatus,
    DpfListing,
    DpfStatus,
    LegalDate,
    SchoolSuite,
    SecNumCloudOffer,
)
from rules.knowledge.organisations import normal_name


@dataclass(frozen=True)
class Jurisdictions:
    """Facts of law by country, name or key; see the module's data files for their sources and marks."""

    eea: frozenset[str]
    outermost: frozenset[str]
    french_law: frozenset[str]
    adequacies: Mapping[str, Adequacy]
    dpf_status: DpfStatus
    listings: Mapping[str, DpfListing]
    ages: Mapping[str, ConsentAge]
    authorities_by_name: Mapping[str, Authority]
    authorities_by_domain: Mapping[str, Authority]
    offers: Mapping[str, SecNumCloudOffer]
    dates: Mapping[str, LegalDate]
    public_hosts: frozenset[str]
    suites_by_name: Mapping[str, SchoolSuite]
    suites_by_host: Mapping[str, SchoolSuite]
    gar_list_as_of: str | None

    def normal_country(self, iso: str) -> str:
        """Return the code in capitals, GP MQ GF RE YT MF as ``FR``."""
        code = iso.upper()
        return "FR" if code in self.outermost else code

    def is_eea(self, iso: str) -> bool:
        """True for the 30 EEA states and the French outermost regions."""
        return self.normal_country(iso) in self.eea

    def is_french_law_outside_eu(self, iso: str) -> bool:
        """True for the French territories outside the EU."""
        return iso.upper() in self.french_law

    def country_status(self, iso: str, date: str) -> CountryStatus:
        """Return how a transfer stood on ``date``; a decision counts from its day on.

        ``adequate-partial`` where the decision covers only some organisations; ``dpf`` for the United States while
        the framework is in force, which then holds for listed organisations only.
        """
        code = self.normal_country(iso)
        if code in self.eea:
            return "eea"
        decision = self.adequacies.get(code)
        if decision is None or date < decision.since:
            return "none"
        if code == "US":
            return "dpf" if self.dpf_status.in_force else "none"
        return "adequate-partial" if decision.scope else "adequate"

    def adequacy(self, iso: str) -> Adequacy | None:
        """Return the country's adequacy decision."""
        return self.adequacies.get(self.normal_country(iso))

    def dpf(self, organisation: str) -> DpfListing | None:
        """Return the snapshot's row for an organisation."""
        return self.listings.get(normal_name(organisation))

    def consent_age(self, iso: str) -> ConsentAge | None:
        """Return the age of digital consent."""
        return self.ages.get(self.normal_country(iso))

    def authority(self, name_or_domain: str) -> Authority | None:
        """Return the authority by its name or acronym, or by a host on or under its domain."""
        by_name = self.authorities_by_name.get(normal_name(name_or_domain))
        if by_name is not None:
            return by_name
        hits = (self.authorities_by_domain.get(suffix) for suffix in suffixes(name_or_domain))
        return next((one for one in hits if one is not None), None)

    def begins_authority(self, word: str) -> bool:
        """Whether some authority's name begins with this word, or the word is a host on its domain: see `authority`.

        A word without letters and digits (a dash) may stand before any name.
        """
        written = normal_name(word)
        return not written or "." in word or written.split(" ", 1)[0] in self._first_words

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(name.split(" ", 1)[0] for name in self.authorities_by_name)

    def secnumcloud(self, offer: str) -> SecNumCloudOffer | None:
        """Return the offer of that exact normalised name."""
        return self.offers.get(normal_name(offer))

    def legal_date(self, key: str) -> LegalDate | None:
        """Return the dated fact of that key."""
        return self.dates.get(key)

    def is_public_education_host(self, host: str) -> bool:
        """True where the host is one of the listed names or under one of them, on whole labels."""
        return any(suffix in self.public_hosts for suffix in suffixes(host))

    def school_suite(self, name_or_host: str) -> SchoolSuite | None:
        """Return the suite of that name, or the one that this host belongs to."""
        by_name = self.suites_by_name.get(normal_name(name_or_host))
        if by_name is not None:
            return by_name
        hits = (self.suites_by_host.get(suffix) for suffix in suffixes(name_or_host))
        return next((one for one in hits if one is not None), None)


def load_jurisdictions() -> Jurisdictions:
    """Build the facts from the data files."""
    law = read_toml("jurisdictions.toml")
    authorities = [_authority(row) for row in read_toml("authorities.toml")["authority"]]
    suites = [_suite(row) for row in law["school_suite"]]
    education = read_toml("public-education.toml")
    return Jurisdictions(
        eea=frozenset(law["territories"]["eea"]),
        outermost=frozenset(law["territories"]["map_to_fr"]),
        french_law=frozenset(law["territories"]["french_law_non_eu"]),
        adequacies={row["country"]: _adequacy(row) for row in law["adequacy"]},
        dpf_status=DpfStatus(**law["dpf"]),
        listings=_listings(),
        ages={row["country"]: ConsentAge(**row) for row in law["consent_age"]},
        authorities_by_name={normal_name(name): one for one in authorities for name in (one.name, *one.aliases)},
        authorities_by_domain={domain: one for one in authorities for domain in one.domains},
        offers=_offers(),
        dates={row["key"]: LegalDate(**row) for row in law["legal_date"]},
        public_hosts=frozenset(education["national"]["hosts"]) | frozenset(education["academies"]["hosts"]),
        suites_by_name={normal_name(name): one for one in suites for name in (one.name, *one.aliases)},
        suites_by_host={host: one for one in suites for host in one.hosts},
        gar_list_as_of=law["gar"].get("as_of") or None,
    )


def _adequacy(row: dict[str, Any]) -> Adequacy:
    return Adequacy(row["country"], row["since"], row.get("scope"), row["mark"])


def _authority(row: dict[str, Any]) -> Authority:
    return Authority(
        country=row["country"],
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        domains=tuple(row["domains"]),
        eea=bool(row.get("eea", True)),
    )


def _suite(row: dict[str, Any]) -> SchoolSuite:
    return SchoolSuite(row["name"], row["organisation"], row["country"], tuple(row["aliases"]), tuple(row["hosts"]))


def _listings() -> dict[str, DpfListing]:
    table = read_toml("dpf.toml")
    head = table["head"]
    return {
        normal_name(row["organisation"]): DpfListing(
            organisation=row["organisation"],
            entity=row["entity"],
            listed=row["listed"],
            hr_data=row.get("hr_data"),
            mark=head["mark"],
            as_of=str(head["as_of"]),
        )
        for row in table["listing"]
    }


def _offers() -> dict[str, SecNumCloudOffer]:
    table = read_toml("secnumcloud.toml")
    offers: dict[str, SecNumCloudOffer] = {}
    for row in table["offer"]:
        one = SecNumCloudOffer(
            provider=row["provider"],
            offer=row["offer"],
            state=row["state"],
            version=row.get("version"),
            mark=row["mark"],
            as_of=str(table["head"]["as_of"]),
        )
        for name in (row["offer"], *row.get("aliases", ())):
            offers[normal_name(name)] = one
    return offers
