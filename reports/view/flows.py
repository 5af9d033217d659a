"""The picture of flows: from the tool to those who receive requests, by the country of their owners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from catalog.nouns.facts import ThirdPartyFact
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Phase
from reports.clean import clean_line
from reports.view.inventory import merged_third_parties
from reports.view.order import PHASE_RANK
from reports.view.seen import CountryGroup, FlowView, HostView, Receiver
from reports.wording import Wording

EEA: frozenset[str] = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""The 27 Member States and Iceland, Liechtenstein, Norway (EEA agreement, as extended to the GDPR in July 2018)."""


def flow_view(assessment: Assessment, hosts: tuple[HostView, ...], wording: Wording) -> FlowView:
    """The picture of one assessment. Where no browser looked, third parties are only named in pages."""
    receivers = _receivers(assessment.facts.third_parties)
    groups: dict[str, list[Receiver]] = {}
    for country, receiver in receivers:
        groups.setdefault(country, []).append(receiver)
    ordered = sorted(groups.items(), key=lambda item: _group_rank(item[0], item[1]))
    observed = [one for _, one in receivers if one.observed]
    looked = "script-execution" in assessment.evidence.capabilities or bool(observed)
    return FlowView(
        tool_name=clean_line(assessment.tool.name),
        tool_hosts=tuple(one for one in hosts if one.first_party),
        groups=tuple(CountryGroup(code, _country(code, wording), _status(code), tuple(own)) for code, own in ordered),
        looked=looked,
        summary=_summary(receivers, looked, wording),
    )


def _receivers(facts: Iterable[ThirdPartyFact]) -> list[tuple[str, Receiver]]:
    """One receiver an organisation and country; hosts without a known organisation stand for themselves."""
    owned: dict[tuple[str, str], list[ThirdPartyFact]] = {}
    for fact in merged_third_parties(facts):
        owned.setdefault((fact.country or "", fact.organisation or fact.host), []).append(fact)
    return [(country, _receiver(name, own)) for (country, name), own in owned.items()]


def _receiver(name: str, own: list[ThirdPartyFact]) -> Receiver:
    seen = [one for one in own if one.basis == "observed"]
    phases: set[Phase] = {phase for one in seen for phase in one.phases}
    return Receiver(
        name=clean_line(name),
        hosts=tuple(clean_line(one.host) for one in own),
        categories=tuple(dict.fromkeys(category for one in own for category in one.categories)),
        phases=tuple(sorted(phases, key=lambda one: PHASE_RANK[one])),
        observed=bool(seen),
    )


def _group_rank(code: str, receivers: list[Receiver]) -> tuple[int, int, str]:
    return ({"outside": 0, "unknown": 1, "eea": 2}[_status(code)], -len(receivers), code)


def _status(code: str) -> Literal["eea", "outside", "unknown"]:
    if not code:
        return "unknown"
    return "eea" if code.upper() in EEA else "outside"


def _country(code: str, wording: Wording) -> str:
    return wording.country(code) if code else wording.say("flow.owner-unknown")


def _summary(receivers: list[tuple[str, Receiver]], looked: bool, wording: Wording) -> str:
    """The picture in a sentence, for those who do not see it."""
    seen = [(country, one) for country, one in receivers if one.observed]
    if not receivers:
        return wording.say("flow.none-observed" if looked else "flow.none-referenced")
    if not seen:
        return wording.count("flow.referenced", len(receivers))
    before = sum("before-choice" in one.phases for _, one in seen)
    outside = sum(_status(country) == "outside" for country, _ in seen)
    parts = [wording.count("flow.observed", len(seen))]
    parts.append(wording.count("flow.before", before))
    parts.append(wording.count("flow.outside", outside))
    return " ".join(parts)
