"""The part of the view model that lists what was seen: hosts, third parties, cookies, documents, visits.

As in `reports.view.model`: words of the report's language, codes beside them, texts cleaned but not escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from catalog.nouns.vocabulary import Phase


@dataclass(frozen=True)
class Named:
    """A code with its name."""

    code: str
    name: str


@dataclass(frozen=True)
class HostView:
    """Where a host is and who runs it. `country` is empty where undetermined, `place` says so in words."""

    host: str
    first_party: bool
    addresses: tuple[str, ...]
    country: str
    country_name: str
    place: str
    region: str
    asn: str
    operator: str
    control_country: str
    control_name: str
    control_caution: str
    masked_by: str
    roles: tuple[str, ...]
    surfaces: tuple[str, ...]


@dataclass(frozen=True)
class ThirdPartyView:
    """A third party, one row a host. `country` is that of its owner."""

    host: str
    organisation: str
    country: str
    country_name: str
    categories: tuple[Named, ...]
    basis: Literal["observed", "referenced"]
    basis_name: str
    phases: tuple[Named, ...]
    surfaces: tuple[str, ...]
    consent_words: str
    cloaked_as: str
    identifies: bool


@dataclass(frozen=True)
class CookieView:
    """A cookie or storage item, one row a name, domain and phase."""

    name: str
    domain: str
    phase: Phase
    phase_name: str
    lifetime: str
    set_by: str
    storage: str
    storage_name: str
    purpose: str
    service: str
    exempt_words: str
    third_party: bool
    surface_name: str


@dataclass(frozen=True)
class ClauseView:
    """A clause that a document states, denies or leaves unclear, with its quotes."""

    clause: str
    name: str
    stance: str
    stance_name: str
    qualifier: str
    populations: tuple[str, ...]
    quotes: tuple[str, ...]
    language: str = ""
    """Language of the quotes (ISO 639-1) where it is not the report's."""


@dataclass(frozen=True)
class SilentView:
    """Subjects of one family that a document says nothing about, by name."""

    family: str
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class DocumentView:
    """A document that was read; `silent_on` names the clauses it says nothing about, `silence` the same by family."""

    anchor: str
    url: str
    link: str | None
    role_name: str
    language: str
    words: str
    basis_name: str
    private: bool
    remarks: tuple[str, ...]
    clauses: tuple[ClauseView, ...]
    silent_on: tuple[str, ...]
    silence: tuple[SilentView, ...] = ()


@dataclass(frozen=True)
class PageView:
    """A page that was fetched; `drawn_words` says so where scripts draw its text."""

    url: str
    link: str | None
    role_name: str
    status: str
    surface_name: str
    drawn_words: str = ""


@dataclass(frozen=True)
class PassedOverView:
    """A page that was read and is none of the report's. `why` tells what it was read for, where that is known."""

    url: str
    link: str | None
    why: str


@dataclass(frozen=True)
class SkippedView:
    """An address that was left out, and why."""

    url: str
    reason: str
    reason_name: str
    detail: str


@dataclass(frozen=True)
class Receiver:
    """An organisation that receives requests (or is only named in pages), in the picture of flows."""

    name: str
    hosts: tuple[str, ...]
    categories: tuple[str, ...]
    phases: tuple[Phase, ...]
    observed: bool


@dataclass(frozen=True)
class CountryGroup:
    """Receivers whose owners are in one country; `status` is `eea`, `outside` or `unknown`."""

    code: str
    name: str
    status: Literal["eea", "outside", "unknown"]
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True)
class FlowView:
    """The picture of who receives requests. `looked` is False where no browser did: then names are only referenced."""

    tool_name: str
    tool_hosts: tuple[HostView, ...]
    groups: tuple[CountryGroup, ...]
    looked: bool
    summary: str


@dataclass(frozen=True)
class Tick:
    """A request on a timeline: when (ms since the phase began) and whether a consent control was being used."""

    at_ms: int
    during_click: bool


@dataclass(frozen=True)
class Lane:
    """The requests to one third party in one phase."""

    name: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class PhaseView:
    """One visit of the browser: what was done, what left, what was stored. `visit` counts those of its phase."""

    anchor: str
    phase: Phase
    phase_name: str
    visit: int
    outcome: str
    duration_ms: int
    requests: int
    third_party_requests: int
    cookies: int
    storage: int
    pages: tuple[PageView, ...]
    behaviours: tuple[str, ...]
    lanes: tuple[Lane, ...]
    lanes_left_out: int

    @property
    def looked(self) -> bool:
        """Whether there is something to count: a phase that could not be reached has only its outcome."""
        return bool(self.requests or self.cookies or self.storage)


@dataclass(frozen=True)
class ControlView:
    """A control of the consent interface; `number` is its mark on the picture."""

    number: int
    text: str
    kind: str
    kind_name: str
    layer: int
    facts: tuple[str, ...]
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class InterfaceView:
    """The consent interface as a person sees it, with the digest of its picture where one is kept."""

    provider: str
    page: str
    text: str
    controls: tuple[ControlView, ...]
    remarks: tuple[str, ...]
    screenshot: str | None


@dataclass(frozen=True)
class BrowsingView:
    """What the browser saw, phase by phase."""

    browser: str
    sound: bool
    canary_words: str
    phases: tuple[PhaseView, ...]
    interface: InterfaceView | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordingView:
    """A school's own recording, as it was taken into account."""

    name: str
    facts: tuple[str, ...]
