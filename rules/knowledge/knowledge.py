"""The one door to the reference data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from catalog.sites import registrable_domain
from rules.knowledge.model import (
    Adequacy,
    Authority,
    ConsentAge,
    CookieKnowledge,
    CountryLookup,
    CountryStatus,
    DpfListing,
    DpfStatus,
    HostPlace,
    KnowledgeSet,
    LegalDate,
    NetworkLookup,
    Organisation,
    Provider,
    SchoolSuite,
    SecNumCloudOffer,
    ThirdPartyKnowledge,
)

if TYPE_CHECKING:
    from rules.knowledge.cookies import CookieNames
    from rules.knowledge.jurisdictions import Jurisdictions
    from rules.knowledge.organisations import Organisations
    from rules.knowledge.places import Places
    from rules.knowledge.third_parties import ThirdParties


class Knowledge:
    """Facts about hosts, cookies, companies, networks and countries, each dated and sourced.

    Every part is loaded when it is first asked for; an instance may be shared between threads once used.
    """

    def __init__(
        self,
        country_db: CountryLookup | None = None,
        asn_db: NetworkLookup | None = None,
        operator_digest: str = "",
    ) -> None:
        self._country_db = country_db
        self._asn_db = asn_db
        self._operator_digest = operator_digest

    @cached_property
    def _places(self) -> Places:
        from rules.knowledge.places import load_places

        return load_places(self._country_db, self._asn_db, self._organisations.find)

    @cached_property
    def _third_parties(self) -> ThirdParties:
        from rules.knowledge.third_parties import load_third_parties

        return load_third_parties(self._organisations.country)

    @cached_property
    def _cookies(self) -> CookieNames:
        from rules.knowledge.cookies import load_cookies

        return load_cookies()

    @cached_property
    def _organisations(self) -> Organisations:
        from rules.knowledge.organisations import load_organisations

        return load_organisations()

    @cached_property
    def _jurisdictions(self) -> Jurisdictions:
        from rules.knowledge.jurisdictions import load_jurisdictions

        return load_jurisdictions()

    def locate(
        self,
        address: str | None,
        host: str = "",
        cname_chain: Iterable[str] = (),
        headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    ) -> HostPlace:
        """Return where ``address`` is and who controls it; see :meth:`rules.knowledge.places.Places.locate`."""
        return self._places.locate(address, host, tuple(cname_chain), headers)

    def provider(self, asn: int | None = None, host: str = "", cname_chain: Iterable[str] = ()) -> Provider | None:
        """Return the infrastructure provider of a network number, else of a host name or its CNAMEs."""
        return self._places.provider(asn, host, tuple(cname_chain))

    def offers_hosting(self, organisation: str) -> bool:
        """Return whether a company, or a company of its group, is in the table of infrastructure providers."""
        known = self.organisation(organisation)
        return known is not None and known.name in self._hosting_groups

    @cached_property
    def _hosting_groups(self) -> frozenset[str]:
        found = (self.organisation(name) for name in self._places.providers_by_name)
        return frozenset(one.name for one in found if one is not None)

    def third_party(self, host: str, path: str = "", cnames: Iterable[str] = ()) -> ThirdPartyKnowledge | None:
        """Return what is known of a host (and path), else of the first known name of its CNAME chain."""
        return self._third_parties.find(host, path, tuple(cnames))

    def software(self, host: str, path: str, query: str = "") -> ThirdPartyKnowledge | None:
        """Return the software that anybody may run and that this path shows, at a host of which nothing is known.

        Whoever runs it there is not its maker: the operator is unknown.
        """
        found = self.endpoint(path, query)
        if found is None or found.relayed:
            return None
        name = found.service.partition(" (")[0]
        site = registrable_domain(host) or host
        return replace(found, service=name, organisation=site, country=None, operator_known=False)

    def endpoint(self, path: str, query: str = "") -> ThirdPartyKnowledge | None:
        """Return the service that answers at this path, or to these parameters, under an editor's own host."""
        return self._third_parties.endpoint(path, query)

    def cookie(self, name: str, domain: str = "") -> CookieKnowledge | None:
        """Return what a cookie or storage name is known for; ``domain`` decides between colliding names."""
        return self._cookies.find(name, domain)

    def organisation(self, name: str) -> Organisation | None:
        """Return the company a document names: exact on its normalised names, legal form and country aside."""
        return self._organisations.find(name)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return every company known, in the order of their names."""
        return self._organisations.all()

    def country_status(self, iso: str, date: str) -> CountryStatus:
        """Return how a transfer to the country stood on ``date`` (``YYYY-MM-DD``)."""
        return self._jurisdictions.country_status(iso, date)

    def normal_country(self, iso: str) -> str:
        """Return the country's code, with the French outermost regions' own codes mapped to ``FR``."""
        return self._jurisdictions.normal_country(iso)

    def is_eea(self, iso: str) -> bool:
        """True for the 30 states of the EEA and the French outermost regions."""
        return self._jurisdictions.is_eea(iso)

    def is_french_law_outside_eu(self, iso: str) -> bool:
        """True for French territories outside the EU (NC, PF …), where French data protection law applies [M]."""
        return self._jurisdictions.is_french_law_outside_eu(iso)

    def adequacy(self, iso: str) -> Adequacy | None:
        """Return the adequacy decision of a country, with its scope and mark."""
        return self._jurisdictions.adequacy(iso)

    @property
    def dpf_status(self) -> DpfStatus:
        """The state of the EU–US Data Privacy Framework."""
        return self._jurisdictions.dpf_status

    def dpf(self, organisation: str) -> DpfListing | None:
        """Return the organisation's row in the DPF snapshot; None says nothing (the snapshot is partial)."""
        known = self._organisations.find(organisation)
        return self._jurisdictions.dpf(known.name if known else organisation)

    def consent_age(self, iso: str) -> ConsentAge | None:
        """Return the age of digital consent in a country."""
        return self._jurisdictions.consent_age(iso)

    def authority(self, name_or_domain: str) -> Authority | None:
        """Return the supervisory authority of that name, acronym, host or domain."""
        return self._jurisdictions.authority(name_or_domain)

    def begins_authority(self, word: str) -> bool:
        """Whether the name of a supervisory authority, or its domain, may begin with this word."""
        return self._jurisdictions.begins_authority(word)

    def secnumcloud(self, offer: str) -> SecNumCloudOffer | None:
        """Return the SecNumCloud state of an offer, exact on its normalised names."""
        return self._jurisdictions.secnumcloud(offer)

    def legal_date(self, key: str) -> LegalDate | None:
        """Return a dated legal fact by its key (``privacy_shield_invalid`` …)."""
        return self._jurisdictions.legal_date(key)

    def is_public_education_host(self, host: str) -> bool:
        """True for a host of French public education, on exact labels."""
        return self._jurisdictions.is_public_education_host(host)

    def school_suite(self, name_or_host: str) -> SchoolSuite | None:
        """Return the free non-European suite of that name or host (Microsoft 365 Education …)."""
        return self._jurisdictions.school_suite(name_or_host)

    @property
    def gar_list_as_of(self) -> str | None:
        """Day of the snapshot of resources listed in the GAR; None while there is no snapshot."""
        return self._jurisdictions.gar_list_as_of

    def sets(self) -> tuple[KnowledgeSet, ...]:
        """Return every data set with its date, source, licence, rows and size."""
        from rules.knowledge.datafiles import data_sets

        return data_sets()

    @cached_property
    def as_of(self) -> str:
        """Day of the newest data set."""
        return max(one.as_of for one in self.sets())

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over every data file and the operator's databases."""
        from rules.knowledge.datafiles import content_digest

        return content_digest(self._operator_digest)
