"""Facts: what pure code derives from evidence. They can be derived again whenever the code gets better."""

from __future__ import annotations

from typing import Literal

from .finding import Citation
from .noun import Noun
from .reading import DocumentReading
from .vocabulary import Basis, Phase, Role, Surface


class HostFact(Noun):
    """Where a host is and who runs it: two facts. `country` None where undetermined, with `masked_by` or `reason`.

    `first_party`: the tool's own; `roles`: roles of the pages it served. `control_country`: ultimate parent's.
    """

    host: str
    first_party: bool
    roles: tuple[Role, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    addresses: tuple[str, ...] = ()
    cname_chain: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    asn: int | None = None
    operator: str | None = None
    control_country: str | None = None
    control_mark: str | None = None
    masked_by: str | None = None
    location_basis: str = "none"
    reason: str = ""


class Reference(Noun):
    """A third-party address named in a page's HTML: it may or may not have been requested."""

    page: str
    surface: Surface
    url: str
    host: str
    element: str
    """script, iframe, img, link, form, object, preconnect, style, inline (named in an inline script), anchor, refresh,
    blocked (held back until a choice)."""


class ThirdPartyFact(Noun):
    """A third party: exact host, organisation and the country of its owner, on one surface and basis.

    `needs_consent` is what the reference data say of it: yes, no, depends, unknown.
    """

    host: str
    organisation: str | None
    country: str | None
    categories: tuple[str, ...] = ()
    needs_consent: Literal["yes", "no", "depends", "unknown"] = "unknown"
    basis: Literal["observed", "referenced"]
    phases: tuple[Phase, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    cloaked_as: str | None = None
    identifies: bool = False
    """Observed to carry an identifier, or to write or read storage."""
    citations: tuple[Citation, ...] = ()


class CookieFact(Noun):
    """A cookie or storage item of one name, domain and phase. `lifetime_days` None for session lifetime."""

    name: str
    domain: str
    phase: Phase
    surface: Surface
    """`learner` where it was met on both; `surfaces` has them all."""
    surfaces: tuple[Surface, ...] = ()
    lifetime_days: float | None = None
    set_by: str | None = None
    storage: Literal["cookie", "local", "session", "indexed-db", "cache", "service-worker"] = "cookie"
    purpose: str | None = None
    """A category of the reference data (strictly-necessary, analytics, advertising …), None where unknown."""
    service: str | None = None
    exempt: Literal["yes", "no", "conditional", "unknown"] = "unknown"
    third_party: bool = False
    entropy_bits: float = 0.0
    secure: bool = False
    http_only: bool = False
    same_site: str = "unset"
    session_identifier: bool = False
    page: str = ""


class FormFact(Noun):
    """A form of a page: never submitted. `password`: it asks for one; `fields`: normalised kinds (email, name, …)."""

    page: str
    surface: Surface
    action: str
    method: str = "get"
    password: bool = False
    fields: tuple[str, ...] = ()


class PageFact(Noun):
    """What static HTML shows of one page."""

    url: str
    role: Role
    also: tuple[Role, ...] = ()
    surface: Surface
    status: int | None
    language: str | None = None
    title: str = ""
    words: int = 0
    references: tuple[Reference, ...] = ()
    forms: tuple[FormFact, ...] = ()
    mixed_content: tuple[str, ...] = ()
    social_logins: tuple[str, ...] = ()
    generator: str | None = None
    empty_shell: bool = False
    """The page renders by script only: static HTML shows nothing of it."""
    controls: str | None = None
    """Digest of what the page asks for as a browser drew it, whose forms and log-ins are among those above."""
    runs_scripts: bool = False
    """Scripts run on the page: they may draw more than static HTML shows."""


class DocumentFact(Noun):
    """A document that was read, with where it comes from and what its reading counts as."""

    url: str
    role: Role
    also: tuple[Role, ...] = ()
    blob: str
    media_type: str | None = None
    basis: Basis = "declared"
    private: bool = False
    certificate_verified: bool = True
    complete: bool = True
    """False where it was cut: then it was not read in full and silence says nothing."""
    drawn: bool = False
    """Its text is drawn by scripts and was read as a browser drew it; without scripts nobody can read it."""
    characters: int = 0
    """Length of its extracted text; 0 where the text could not be had."""
    reading: DocumentReading


class StatementFact(Noun):
    """A field that a page states in a fixed form: an item of a legal notice, of an accessibility statement.

    `field` is one of `publisher-name`, `publisher-address`, `publisher-phone`, `registration`, `capital`,
    `publication-director`, `host-name`, `host-address`, `host-phone`, `accessibility-state`, `accessibility-date`,
    `accessibility-contact`, `gar-claim`, `secnumcloud-claim`, `company-form`, `body-form`, `controller-identity`,
    `security-contact`, `security-expires`, `ads-seller`, `cookie-declared`, `recipient-declared` (observed names
    that a document holds).
    `value` is normalised where the field has a norm
    (digits of a number, ISO 8601 date, a state's key), else as written. `start` and `end` are offsets in the
    document's extracted text, None where the statement stands outside it (a footer).
    """

    field: str
    value: str
    url: str
    blob: str | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None


class Facts(Noun):
    """All facts of one scan."""

    site: str
    """Registrable domain of the tool's home."""
    pages: tuple[PageFact, ...] = ()
    hosts: tuple[HostFact, ...] = ()
    third_parties: tuple[ThirdPartyFact, ...] = ()
    cookies: tuple[CookieFact, ...] = ()
    documents: tuple[DocumentFact, ...] = ()
    page_texts: tuple[DocumentFact, ...] = ()
    """The tool's other pages, read like documents for what they advertise and offer; only clauses that are present."""
    statements: tuple[StatementFact, ...] = ()
    publisher_country: str | None = None
    publisher_country_citation: Citation | None = None
    french_offer: bool = False
    """The site addresses French schools (French pages or a .fr site)."""
    wrong_target: str | None = None
    """`app-store`, `shared-site-user`, `code-forge` … where the address is not a product's own."""
