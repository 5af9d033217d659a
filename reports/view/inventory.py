"""Inventories: hosts, third parties, cookies, pages, what was skipped."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.nouns.evidence import Evidence, PassedOver, Skipped
from catalog.nouns.facts import CookieFact, HostFact, ThirdPartyFact
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Phase, Surface
from reports.clean import clean_line, web_link
from reports.view.drawn import beside_pages, drawn_documents
from reports.view.order import PHASE_RANK, SURFACE_RANK
from reports.view.recognised import detail_in_words
from reports.view.seen import CookieView, HostView, Named, PageView, PassedOverView, SkippedView, ThirdPartyView
from reports.wording import Wording


def host_views(hosts: Iterable[HostFact], wording: Wording) -> tuple[HostView, ...]:
    """Hosts, the tool's own first."""
    return tuple(_host(one, wording) for one in sorted(hosts, key=lambda one: (not one.first_party, one.host)))


def _host(host: HostFact, wording: Wording) -> HostView:
    return HostView(
        host=clean_line(host.host),
        first_party=host.first_party,
        addresses=host.addresses,
        country=host.country or "",
        country_name=wording.country(host.country) if host.country else "",
        place=_place(host, wording),
        region=clean_line(host.region or ""),
        asn=f"AS{host.asn}" if host.asn else "",
        operator=clean_line(host.operator or ""),
        control_country=host.control_country or "",
        control_name=wording.country(host.control_country) if host.control_country else "",
        control_caution=wording.name("mark", host.control_mark) if host.control_mark in ("M", "V2") else "",
        masked_by=clean_line(host.masked_by or ""),
        roles=tuple(wording.name("role", one) for one in host.roles),
        surfaces=tuple(wording.name("surface", one) for one in host.surfaces),
    )


def _place(host: HostFact, wording: Wording) -> str:
    """Where the host is, in words: behind a CDN the place is undetermined, never a country."""
    if host.country:
        return wording.country(host.country)
    if host.masked_by:
        return wording.say("host.masked", operator=host.masked_by)
    return wording.say("label.undetermined")


def merged_third_parties(facts: Iterable[ThirdPartyFact]) -> list[ThirdPartyFact]:
    """One fact a host: seen beats named; phases of what was seen, surfaces of the stronger basis."""
    merged: dict[str, ThirdPartyFact] = {}
    for fact in facts:
        known = merged.get(fact.host)
        merged[fact.host] = fact if known is None else _join(known, fact)
    return sorted(merged.values(), key=_third_party_rank)


def _join(one: ThirdPartyFact, other: ThirdPartyFact) -> ThirdPartyFact:
    if one.basis != other.basis:
        strong, weak = (one, other) if one.basis == "observed" else (other, one)
        return strong.model_copy(
            update={
                "organisation": strong.organisation or weak.organisation,
                "country": strong.country or weak.country,
                "categories": strong.categories or weak.categories,
            }
        )
    return one.model_copy(
        update={
            "organisation": one.organisation or other.organisation,
            "country": one.country or other.country,
            "categories": tuple(dict.fromkeys(one.categories + other.categories)),
            "phases": _phases(one.phases + other.phases),
            "surfaces": _surfaces(one.surfaces + other.surfaces),
            "identifies": one.identifies or other.identifies,
            "cloaked_as": one.cloaked_as or other.cloaked_as,
            "citations": tuple(dict.fromkeys(one.citations + other.citations)),
        }
    )


def _phases(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    return tuple(sorted(set(phases), key=lambda one: PHASE_RANK[one]))


def _surfaces(surfaces: Iterable[Surface]) -> tuple[Surface, ...]:
    return tuple(sorted(set(surfaces), key=lambda one: SURFACE_RANK[one]))


def _third_party_rank(fact: ThirdPartyFact) -> tuple[bool, int, str, str]:
    first = min((PHASE_RANK[one] for one in fact.phases), default=9)
    return (fact.basis != "observed", first, (fact.organisation or "~").lower(), fact.host)


def third_party_views(facts: Iterable[ThirdPartyFact], wording: Wording) -> tuple[ThirdPartyView, ...]:
    """Third parties, one row a host: those that were reached before any choice first."""
    return tuple(_third_party(one, wording) for one in merged_third_parties(facts))


def _third_party(fact: ThirdPartyFact, wording: Wording) -> ThirdPartyView:
    return ThirdPartyView(
        host=clean_line(fact.host),
        organisation=clean_line(fact.organisation or ""),
        country=fact.country or "",
        country_name=wording.country(fact.country),
        categories=tuple(Named(one, wording.name("category", one)) for one in fact.categories),
        basis=fact.basis,
        basis_name=wording.name("contact", fact.basis),
        phases=tuple(Named(one, wording.name("phase", one)) for one in _phases(fact.phases)),
        surfaces=tuple(wording.name("surface", one) for one in _surfaces(fact.surfaces)),
        consent_words=wording.name("needs-consent", fact.needs_consent),
        cloaked_as=clean_line(fact.cloaked_as or ""),
        identifies=fact.identifies,
    )


def merged_cookies(cookies: Iterable[CookieFact]) -> list[CookieFact]:
    """One row a name, domain, phase and kind of storage; of several surfaces the longest lifetime is kept."""
    merged: dict[tuple[str, str, str, str], CookieFact] = {}
    for one in cookies:
        key = (one.name, one.domain, one.phase, one.storage)
        known = merged.get(key)
        if known is None or (one.lifetime_days or 0) > (known.lifetime_days or 0):
            merged[key] = one
    return sorted(
        merged.values(), key=lambda one: (PHASE_RANK[one.phase], one.storage != "cookie", one.domain, one.name)
    )


def cookie_views(cookies: Iterable[CookieFact], wording: Wording) -> tuple[CookieView, ...]:
    """Cookies and storage items as a table's rows."""
    return tuple(_cookie(one, wording) for one in merged_cookies(cookies))


def _cookie(cookie: CookieFact, wording: Wording) -> CookieView:
    lifetime = wording.days(cookie.lifetime_days) if cookie.lifetime_days is not None else ""
    session = cookie.storage in ("cookie", "session")
    return CookieView(
        name=clean_line(cookie.name),
        domain=clean_line(cookie.domain),
        phase=cookie.phase,
        phase_name=wording.name("phase", cookie.phase),
        lifetime=lifetime or wording.say("cookie.session" if session else "cookie.until-erased"),
        set_by=clean_line(cookie.set_by or ""),
        storage=cookie.storage,
        storage_name=wording.name("storage", cookie.storage),
        purpose=wording.name("purpose", cookie.purpose) if cookie.purpose else "",
        service=clean_line(cookie.service or ""),
        exempt_words=wording.name("exempt", cookie.exempt),
        third_party=cookie.third_party,
        surface_name=wording.name("surface", cookie.surface),
    )


def page_views(assessment: Assessment, wording: Wording) -> tuple[PageView, ...]:
    """The pages and documents that were fetched, then those that only a browser drew."""
    evidence = assessment.evidence
    drawn = {one.url for one in drawn_documents(evidence)}
    fetched = tuple(
        PageView(
            url=clean_line(one.exchange.final_url),
            link=web_link(one.exchange.final_url),
            role_name=wording.listing(wording.name("role", role) for role in (one.role, *one.also)),
            status=str(one.exchange.status) if one.exchange.status is not None else "",
            surface_name=wording.name("surface", one.surface),
            drawn_words=wording.say("html.drawn") if one.exchange.final_url in drawn else "",
        )
        for one in evidence.pages
    )
    return fetched + tuple(
        PageView(
            url=clean_line(one.url),
            link=web_link(one.url),
            role_name=wording.listing(wording.name("role", role) for role in (one.role, *one.also)),
            status=str(one.status) if one.status is not None else "",
            surface_name=wording.name("surface", "documents"),
            drawn_words=wording.say("html.drawn"),
        )
        for one in beside_pages(evidence)
    )


def skipped_views(skipped: Iterable[Skipped], wording: Wording) -> tuple[SkippedView, ...]:
    """What was left out, with the reason."""
    return tuple(
        SkippedView(
            clean_line(one.url), one.reason, wording.name("skipped", one.reason), detail_in_words(one.detail, wording)
        )
        for one in skipped
    )


def passed_over_views(evidence: Evidence, wording: Wording) -> tuple[PassedOverView, ...]:
    """What was read and is no page of the report, with what it was read for and why it is none."""
    return tuple(
        PassedOverView(clean_line(one.url), web_link(one.url), _why_passed_over(one, wording))
        for one in evidence.passed_over
    )


def _why_passed_over(one: PassedOver, wording: Wording) -> str:
    reason = wording.name("passed-over", one.reason)
    if one.role == "other":
        return reason
    return wording.say("label.sought", reason=reason, role=wording.name("role", one.role))
