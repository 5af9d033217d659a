"""What a scan really got to see of a tool's pages: rendered, refused, blocked."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.nouns.browser import PhaseRun
from catalog.nouns.evidence import Page
from catalog.nouns.facts import PageFact
from catalog.nouns.vocabulary import LEARNER_ROLES, Surface
from rules.case import Case, once
from rules.derive.names import host_of, site_of


@once
def pages_on(case: Case, surface: Surface) -> tuple[PageFact, ...]:
    """Pages of a surface that were answered with status 200."""
    return tuple(page for page in case.facts.pages if page.surface == surface and page.status == 200)


@once
def learner_pages(case: Case) -> tuple[PageFact, ...]:
    """Login, sign-up and application pages that were answered with status 200."""
    return tuple(
        page
        for page in case.facts.pages
        if page.status == 200 and (page.surface == "learner" or page.role in LEARNER_ROLES)
    )


def raw_pages(case: Case, surface: Surface) -> Iterator[Page]:
    """Pages of a surface as they were fetched, with their headers, whatever their status."""
    for page in case.evidence.pages:
        learner = page.surface == "learner" or page.role in LEARNER_ROLES
        if (surface == "learner") == learner and (learner or page.surface == surface):
            yield page


def home_pages(case: Case) -> tuple[PageFact, ...]:
    """The home page, as static HTML shows it."""
    return tuple(page for page in case.facts.pages if page.role == "home")


@once
def is_blocked(case: Case) -> bool:
    """Whether the site treated the scan as a robot on its home page or anywhere that matters."""
    return bool(case.evidence.bots) or any(
        page.role == "home" and page.exchange.status in (401, 403, 429, 503) for page in case.evidence.pages
    )


def is_refused_by_robots(case: Case) -> bool:
    """Whether robots.txt keeps the scan from the home page or from a document."""
    return any(
        one.reason == "robots" and (one.role != "other" or one.url.rstrip("/") == case.evidence.home.rstrip("/"))
        for one in case.evidence.skipped
    )


def rendered_runs(case: Case, surface: Surface) -> tuple[PhaseRun, ...]:
    """Browser runs in which a page of the surface rendered; what came after it in the run may have failed."""
    browser = case.evidence.browser
    return tuple(
        run
        for run in (browser.phases if browser else ())
        if any(page.surface == surface and page.rendered for page in run.pages)
    )


@once
def has_script_evidence(case: Case, surface: Surface) -> bool:
    """Whether scripts ran on this surface before our eyes: in a browser, or in a school's recording."""
    if surface == "learner" and case.evidence.recordings:
        return True
    return "script-execution" in case.evidence.capabilities and bool(rendered_runs(case, surface))


@once
def own_host(case: Case, url: str) -> bool:
    """Whether an address belongs to the tool."""
    host = host_of(url)
    known = next((one.first_party for one in case.facts.hosts if one.host == host), None)
    return site_of(host) == case.facts.site if known is None else known
