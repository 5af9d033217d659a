"""Whether a criterion concerns a tool, which surfaces were seen, and how severe a criterion is on each of them."""

from __future__ import annotations

from typing import Literal

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import Facts
from catalog.nouns.tool import Profile, Tool
from catalog.nouns.vocabulary import Severity, Surface, Tri
from rules.case import Case, once
from rules.recordings import weakness

ACCOUNT_ROLES = frozenset({"login", "signup"})


def effective_profile(tool: Tool, facts: Facts) -> Profile:
    """Return the tool's profile, completed where evidence decides what nobody stated.

    A sign-up or login page, or a form that asks for a password, shows that there are accounts. What nobody stated
    and nothing shows stays unknown; what was stated is never overruled.
    """
    profile = tool.profile
    if profile.accounts == "unknown" and _shows_accounts(facts):
        profile = profile.model_copy(update={"accounts": "yes"})
    return profile


def _shows_accounts(facts: Facts) -> bool:
    return any(
        page.role in ACCOUNT_ROLES or ACCOUNT_ROLES & set(page.also) or any(form.password for form in page.forms)
        for page in facts.pages
    )


def concerns(criterion: Criterion, profile: Profile) -> Tri:
    """Whether the criterion is about a tool of this profile: only a known `no` makes it not applicable."""
    if criterion.applies == "ai-features":
        return profile.ai
    if criterion.applies == "pupil-accounts":
        return _pupil_accounts(profile)
    return "yes"


def _pupil_accounts(profile: Profile) -> Tri:
    if profile.accounts == "no" or profile.audience == "staff":
        return "no"
    if profile.accounts == "yes" and profile.audience in ("pupils", "both"):
        return "yes"
    return "unknown"


@once
def surface_seen(case: Case, surface: Surface) -> bool:
    """Whether the scan (or a school's recording) saw anything of this surface."""
    facts = case.facts
    if surface == "documents":
        return bool(facts.documents)
    if surface == "learner" and case.evidence.recordings:
        return True
    browser = case.evidence.browser
    runs = browser.phases if browser else ()
    return (
        any(page.surface == surface for page in facts.pages)
        or any(surface in host.surfaces for host in facts.hosts)
        or any(surface in party.surfaces for party in facts.third_parties)
        or any(cookie.surface == surface for cookie in facts.cookies)
        or any(page.surface == surface and page.rendered for run in runs for page in run.pages)
    )


@once
def learner_page_seen(case: Case) -> bool:
    """Whether a learner page was really shown to the scan, or a school recorded one."""
    browser = case.evidence.browser
    runs = browser.phases if browser else ()
    return (
        any(weakness(recording, case.evidence.started_at) is None for recording in case.evidence.recordings)
        or any(page.surface == "learner" and 200 <= (page.status or 0) < 400 for page in case.facts.pages)
        or any(
            page.surface == "learner" and page.rendered and (page.status or 200) < 400
            for run in runs
            for page in run.pages
        )
    )


@once
def app_addresses(case: Case) -> tuple[str, ...]:
    """The product's own addresses, as the catalogue or the scan's options name them."""
    return tuple(dict.fromkeys((*case.tool.apps, *case.evidence.apps)))


LearnerState = Literal["seen", "not-seen", "none"]


def learner_state(case: Case, profile: Profile) -> LearnerState:
    """Whether the learner surface was seen, exists unseen (or may), or is known not to exist.

    `none`: the tool is known to have no accounts, no address of an application is known and nothing of one was
    seen. The website is then the product, and pupils' severities apply to it.
    """
    if surface_seen(case, "learner"):
        return "seen"
    if profile.accounts == "no" and not app_addresses(case):
        return "none"
    return "not-seen"


def severity_on(criterion: Criterion, surface: Surface, case: Case, profile: Profile) -> Severity:
    """How severe the criterion is on this surface of this tool (criteria, head of section 3)."""
    severity = criterion.severity[surface]
    if surface != "showcase":
        return severity
    if criterion.pupil_showcase is not None and pupils_land_on_showcase(case, profile):
        return criterion.pupil_showcase
    if criterion.sole_showcase is not None and showcase_stands_for_product(case):
        return criterion.sole_showcase
    return severity


def pupils_land_on_showcase(case: Case, profile: Profile) -> bool:
    """Whether pupils themselves use the showcase.

    They do where the tool is for pupils; where it is for pupils and staff, they do unless the product is known to
    have a host of its own. A tool for staff, or whose audience nobody stated, is taken for one sold to schools.
    """
    if profile.audience == "pupils":
        return True
    return profile.audience == "both" and not _product_has_own_host(case)


def showcase_stands_for_product(case: Case) -> bool:
    """Whether nothing of the product is known besides the showcase."""
    return not app_addresses(case) and not surface_seen(case, "learner")


@once
def _product_has_own_host(case: Case) -> bool:
    home = _host(case.tool.home)
    learner = {_host(page.url) for page in case.facts.pages if page.surface == "learner"}
    hosts = learner | {_host(address) for address in app_addresses(case)}
    return bool(hosts) and home not in hosts


def _host(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
