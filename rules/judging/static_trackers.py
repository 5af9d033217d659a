"""What static HTML and DNS can honestly say of trackers: that a page names one, never that it loads or that none does.

Where a page names a tracker the criterion stays undecided and cites it. Two exceptions warn, for they do not turn on
when something loads: remote fonts and libraries, and own names that DNS shows to lead to a third party. Nothing here
ever passes or fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from catalog.nouns.facts import PageFact, Reference
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome, once
from rules.derive.names import path_of
from rules.derive.references import LOADING
from rules.judging.citing import MOST, listed, of_reference, of_statement, undecided
from rules.judging.documents import statements
from rules.judging.visits import learner_pages, pages_on
from rules.knowledge.model import ThirdPartyKnowledge

TRACKING = frozenset(
    {"analytics", "advertising", "social", "session-replay", "marketing", "crm", "ab-testing", "fingerprinting"}
)
"""Categories that need consent unless exempt (CNIL, guidelines of 17 September 2020)."""
ON_LEARNER_PAGES = frozenset({"analytics", "advertising", "social", "session-replay"})


class Named(NamedTuple):
    """A third party that a page's HTML names, with what is known of it."""

    reference: Reference
    known: ThirdPartyKnowledge


@dataclass(frozen=True)
class Static:
    """How one criterion reads static HTML: which third parties are its matter, and whether naming one warns."""

    concerns: Callable[[Case, Named], bool]
    warns: bool = False


def _of(*categories: str) -> Callable[[Case, Named], bool]:
    wanted = frozenset(categories)
    return lambda case, one: bool(wanted & set(one.known.categories))


def _needs_consent(case: Case, one: Named) -> bool:
    return one.known.needs_consent == "yes" and bool(TRACKING & set(one.known.categories))


def _google_analytics(case: Case, one: Named) -> bool:
    return one.known.organisation == "Google" and "analytics" in one.known.categories


def _embedded(case: Case, one: Named) -> bool:
    """A player or map: not a picture of one, which is a static resource."""
    media = {"video", "maps", "audio", "embedded-content"} & set(one.known.categories)
    return bool(media) and one.reference.element not in ("img", "style", "preconnect")


def _outside_eea(*categories: str) -> Callable[[Case, Named], bool]:
    """Services of these categories whose owner and network are not known to be under EEA control."""
    wanted = frozenset(categories)
    return lambda case, one: bool(wanted & set(one.known.categories)) and one.known.eea_only is not True


STATIC: dict[str, Static] = {
    "trackers.before-consent": Static(_needs_consent),
    "trackers.advertising-network": Static(_of("advertising")),
    "trackers.learner-surface": Static(_of(*ON_LEARNER_PAGES)),
    "trackers.google-analytics": Static(_google_analytics),
    "trackers.analytics-exempt-config": Static(_of("exempt-capable-analytics")),
    "trackers.session-replay": Static(_of("session-replay")),
    "trackers.social-pixel": Static(_of("social")),
    "trackers.fingerprinting": Static(_of("fingerprinting")),
    "trackers.embedded-media": Static(_embedded),
    "trackers.third-party-fonts": Static(_outside_eea("fonts", "library-cdn"), warns=True),
    "trackers.third-party-captcha": Static(_outside_eea("captcha")),
    "trackers.tag-manager": Static(_of("tag-manager")),
    "trackers.cname-cloaking": Static(_of()),
    "trackers.support-widget": Static(_of("support-widget")),
}
"""By criterion. A criterion that is not here has no static side."""


def judge(case: Case, criterion_id: str, surface: Surface) -> Outcome:
    """What static HTML and DNS say of a criterion of `STATIC` on one surface."""
    pages = _pages(case, surface)
    if not pages:
        return undecided("no-page", missing=("script-execution",))
    if criterion_id == "trackers.cname-cloaking":
        return _cloaking(case, surface, pages)
    rule = STATIC[criterion_id]
    found = [one for one in _named_on(case, surface) if rule.concerns(case, one)]
    live = [one for one in found if one.reference.element in LOADING]
    if live:
        return _told(live, warns=rule.warns)
    if criterion_id == "trackers.advertising-network" and surface == "showcase" and (sold := seller_warning(case)):
        return sold
    held = [one for one in found if one.reference.element == "blocked"]
    if held:
        return undecided("held-back", params=_params(held), citations=_cited(held), missing=("script-execution",))
    return _nothing(pages)


DORMANT = frozenset(
    {
        "trackers.advertising-network", "trackers.learner-surface", "trackers.google-analytics",
        "trackers.session-replay", "trackers.social-pixel", "trackers.tag-manager", "trackers.support-widget",
    }
)  # fmt: skip
"""Criteria whose pass says that something is absent in every state, not only before a choice."""


def dormant(case: Case, criterion_id: str, surface: Surface) -> Outcome | None:
    """Not shown, where HTML or its inline scripts name a third party that a criterion is about; None where none does.

    Asked where no request to it was seen: a tag that was not executed may wait for an agreement that nobody could give.
    """
    if criterion_id not in DORMANT:
        return None
    tags = [one for one in _named_on(case, surface) if one.reference.element not in ("preconnect", "link")]
    found = [one for one in tags if STATIC[criterion_id].concerns(case, one)]
    return undecided("named-not-fired", params=_params(found), citations=_cited(found)) if found else None


def _pages(case: Case, surface: Surface) -> tuple[PageFact, ...]:
    return learner_pages(case) if surface == "learner" else pages_on(case, surface)


@once
def _named_on(case: Case, surface: Surface) -> tuple[Named, ...]:
    """What the pages of a surface name: asked for each kind of tracker."""
    return tuple(named(case, _pages(case, surface)))


def named(case: Case, pages: tuple[PageFact, ...]) -> list[Named]:
    """Known third parties that pages name in elements that load, or that are held back until a choice."""
    chains = {one.host: one.cname_chain for one in case.facts.hosts}
    found = []
    for page in pages:
        for reference in page.references:
            if reference.element not in LOADING and reference.element != "blocked":
                continue
            known = case.knowledge.third_party(reference.host, path_of(reference.url), chains.get(reference.host, ()))
            if known is not None:
                found.append(Named(reference, known))
    return found


def _told(found: list[Named], warns: bool) -> Outcome:
    if warns:
        return Outcome("warn", "warn-referenced", params=_params(found), citations=_cited(found), basis="observed")
    return undecided("referenced", params=_params(found), citations=_cited(found), missing=("script-execution",))


def _params(found: list[Named]) -> dict[str, str]:
    return {
        "services": listed(one.known.service for one in found),
        "hosts": listed(one.reference.host for one in found),
        "pages": str(len({one.reference.page for one in found})),
    }


def _cited(found: list[Named]) -> tuple[Citation, ...]:
    return tuple(of_reference(one.reference, one.known.organisation) for one in found[:MOST])


def _nothing(pages: tuple[PageFact, ...]) -> Outcome:
    """Nothing named: pages made by script show nothing, and no static page shows that nothing loads."""
    searched = [page.url for page in pages]
    if all(page.empty_shell for page in pages):
        return undecided("script-page", searched=searched, missing=("script-execution",))
    return undecided("static-only", searched=searched, missing=("script-execution",))


def seller_warning(case: Case) -> Outcome | None:
    """An ads.txt with sellers: it may be a leftover, so it warns."""
    sellers = statements(case, "ads-seller")
    if not sellers:
        return None
    params = {"sellers": listed(one.value for one in sellers), "count": str(len(sellers))}
    cited = tuple(of_statement(one) for one in sellers[:3])
    return Outcome("warn", "warn-ads-txt", params=params, citations=cited, basis="observed")


def _cloaking(case: Case, surface: Surface, pages: tuple[PageFact, ...]) -> Outcome:
    """Own names that lead to a third party that collects: DNS shows the disguise, whatever was contacted."""
    found = [
        one
        for one in case.facts.third_parties
        if one.cloaked_as and (surface in one.surfaces or (not one.surfaces and surface == "showcase"))
    ]
    if not found:
        if "dns" not in case.evidence.capabilities:
            return undecided("static-only", missing=("dns", "script-execution"))
        return _nothing(pages)
    return Outcome(
        "warn",
        "warn-cloaked",
        params={
            "hosts": listed(one.host for one in found),
            "targets": listed(one.cloaked_as or "" for one in found),
            "services": listed(one.organisation or "" for one in found),
        },
        citations=tuple(citation for one in found for citation in one.citations[:2])[:MOST],
        basis="observed",
    )
