"""Nouns of the reference data: what the knowledge says about a host, a cookie, a company or a country.

All are frozen. Countries are ISO 3166-1 alpha-2 codes; dates are ISO 8601 days as text.
``mark`` keeps the certainty of a fact as it was noted by whoever entered it:
``V`` verified in a retrieved source, ``V2`` verified in a secondary source only, ``M`` from memory,
to be re-checked before it is shown as established.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["V", "V2", "M"]
NeedsConsent = Literal["yes", "no", "depends"]
CookieExempt = Literal["yes", "no", "conditional"]
CountryStatus = Literal["eea", "adequate", "adequate-partial", "dpf", "none"]
Basis = Literal["operator-database", "cloud-range", "cdn-network", "cdn-hint", "country-database", "none"]
PlaceReason = Literal[
    "published-range",
    "published-range-global",
    "region-country-unknown",
    "cdn-network",
    "cdn-name",
    "cdn-header",
    "database",
    "address-unknown",
    "no-address",
]
"""Why a place is what it is; a stable code that reports turn into words."""

EEA: frozenset[str] = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "IS",
        "LI",
        "NO",
    ]
)
"""The 30 states of the European Economic Area; a test holds it against the data file."""

CountryLookup = Callable[[str], "str | None"]
"""Address in text form → ISO country, or None where the database does not know it."""
NetworkLookup = Callable[[str], "tuple[int | None, str | None]"]
"""Address in text form → (autonomous system number, its owner's name), each None where unknown."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An operator of infrastructure and the country of its ultimate parent.

    ``control_country`` is where the group that finally controls it has its seat: AWS in Paris is ``US``.
    ``control_countries`` has more than one entry where control is shared or unclear.
    """

    name: str
    control_country: str | None
    control_countries: tuple[str, ...]
    mark: Mark
    as_of: str


@dataclass(frozen=True, slots=True)
class HostPlace:
    """Where a host is and who controls it: two separate facts.

    ``country`` is None with ``undetermined`` True behind a CDN or anycast network (``masked_by`` names it)
    and for an address that no source knows. ``operator`` is the owner of the network, ``control_country`` its
    ultimate parent's country, ``providers`` every infrastructure provider identified: the network's owner, the
    CDN in front, the platform that the host's name or CNAME betrays.
    """

    country: str | None
    undetermined: bool
    asn: int | None
    operator: str | None
    control_country: str | None
    masked_by: str | None
    region: str | None
    basis: Basis
    reason: PlaceReason
    providers: tuple[Provider, ...] = ()


@dataclass(frozen=True, slots=True)
class ThirdPartyKnowledge:
    """What is known of a third-party host.

    ``pattern`` is the row that matched: a host suffix on label boundaries, with a path prefix where one host
    serves several services (``google.com/recaptcha``). ``country`` is that of the organisation's ultimate parent.
    ``needs_consent`` says whether loading it without consent is an issue under article 82 of the French data
    protection act: ``depends`` where it turns on settings or use. ``meaning_fr``/``meaning_en`` say in one
    neutral sentence what it means for a school (hand-made rows only). ``via_cname`` is the CNAME that matched
    where the host's own name is unknown: a tracker under a first-party name. ``carried_by`` is the country that
    controls the network that answers, where it is known to differ from the owner's (jsDelivr: PL, carried by US).
    ``relayed``: the service runs at its owner's only; who speaks its protocol to another server has it passed on.
    ``operator_known`` False: software known by its end points at a host of which nothing is known; ``organisation`` is
    then the host's site, and ``country`` None.
    """

    pattern: str
    service: str
    organisation: str
    country: str | None
    categories: tuple[str, ...]
    needs_consent: NeedsConsent
    meaning_fr: str | None
    meaning_en: str | None
    source: str
    mark: Mark | None
    via_cname: str | None = None
    relayed: bool = False
    carried_by: str | None = None
    operator_known: bool = True

    @property
    def eea_only(self) -> bool | None:
        """Whether owner and carrying network both stand under EEA control; None where the owner is unknown."""
        if self.country is None:
            return None
        return all(one in EEA for one in (self.country, self.carried_by or self.country))


@dataclass(frozen=True, slots=True)
class CookieKnowledge:
    """What a cookie or storage name is known for; ``service`` is None for a name that many programs use.

    ``exempt``: ``yes`` for storage that is strictly necessary, ``conditional`` where the exemption turns on
    settings (audience measurement, security of a third party), ``no`` where consent is needed. ``loose``: so few of
    the name's letters are fixed (``mf_*``) that the tool's own name may begin with them: alone it shows nothing.
    """

    pattern: str
    service: str | None
    organisation: str | None
    category: str
    exempt: CookieExempt
    mark: Mark
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company that policies name as a recipient.

    ``common_names`` are those of its names that are also ordinary words (Segment, Batch, Orange, Piano): a reader of
    policies needs more than the bare word to take it for the company.
    """

    name: str
    country: str | None
    aliases: tuple[str, ...]
    common_names: tuple[str, ...]
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Adequacy:
    """An adequacy decision (GDPR article 45)."""

    country: str
    since: str
    scope: str | None
    mark: str


@dataclass(frozen=True, slots=True)
class DpfStatus:
    """State of the EU–US Data Privacy Framework (Decision (EU) 2023/1795): a dated parameter."""

    status: Literal["in-force", "in-force-contested", "suspended", "invalid"]
    since: str
    decision: str
    general_court: str
    appeal: str
    risk_event: str
    as_of: str
    mark: Mark

    @property
    def in_force(self) -> bool:
        """True while a transfer to a listed organisation may rest on the framework."""
        return self.status in ("in-force", "in-force-contested")


@dataclass(frozen=True, slots=True)
class DpfListing:
    """One organisation in the dated snapshot of the DPF list; brand and legal entity may differ."""

    organisation: str
    entity: str
    listed: bool
    hr_data: bool | None
    mark: Mark
    as_of: str


@dataclass(frozen=True, slots=True)
class ConsentAge:
    """Age of digital consent (GDPR article 8(1)) in a country; ``recheck`` where the law was changing."""

    country: str
    age: int
    mark: Mark
    recheck: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """A supervisory authority; ``country`` is ``EU`` for the EDPS."""

    country: str
    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    eea: bool


@dataclass(frozen=True, slots=True)
class SecNumCloudOffer:
    """One cloud offer and its SecNumCloud state (ANSSI qualifies offers, not companies)."""

    provider: str
    offer: str
    state: Literal["qualified", "in-progress", "announced"]
    version: str | None
    mark: Mark
    as_of: str


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A dated legal fact: the day from which something applies or no longer does."""

    key: str
    date: str
    mark: Mark
    text_fr: str
    text_en: str


@dataclass(frozen=True, slots=True)
class SchoolSuite:
    """A free suite of a non-European group that State doctrine sets apart (circulars of 2021 and 2022)."""

    name: str
    organisation: str
    country: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeSet:
    """One data set, for ``doctor``: ``rows`` counts facts, ``size`` is the file's size in bytes.

    ``mark`` is that of the set as a whole: V verified at its source, V2 in a secondary source, M from memory.
    ``source_fr``: the source in French, empty where its name is the same in both languages.
    ``partial``: a list of which only a part is known; what is absent from it is unknown, never excluded.
    """

    name: str
    as_of: str
    source: str
    licence: str
    rows: int
    size: int
    notes: str
    mark: str = "V"
    partial: bool = False
    source_fr: str = ""
