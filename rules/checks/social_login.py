"""`sharing.social-login`: whose account opens the tool, by the buttons, forms and scripts of its login page."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import FormFact, PageFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.logins import OTHER, OWN, SCHOOL_PROVIDERS
from rules.derive.names import host_of
from rules.judging.citing import listed, undecided
from rules.judging.observed_logins import sdk_not_reached, sdk_on_view
from rules.judging.visits import has_script_evidence, learner_pages, own_host

OWN_ACCOUNT = frozenset({"email", "username", "password", "class-code", "name", "first-name"})
"""Fields of a form by which the tool's own account is used; a link by e-mail or a class code is one too."""
ELSEWHERE = frozenset({"newsletter", "message", "search"})
"""Fields of a form that takes an address for something else than an account: news, a letter to the vendor."""
SIGN_IN_HOSTS = {
    "accounts.google.com": "google",
    "login.microsoftonline.com": "microsoft",
    "www.facebook.com": "facebook",
    "appleid.apple.com": "apple",
}


def social_login(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Decide the criterion; scripts that really ran outweigh what the page only names."""
    if has_script_evidence(case, surface):
        loaded = sdk_on_view(case, surface)
        if loaded is not None:
            return loaded
    pages = [page for page in learner_pages(case) if _opens(page)] or list(learner_pages(case))
    if not pages:
        return undecided("no-login-page")
    offers = {name for page in pages for name in page.social_logins} | _elsewhere(pages)
    social = sorted(one for one in offers if one not in SCHOOL_PROVIDERS and ":" not in one)
    given = {one.removeprefix("school:") for one in offers if one.startswith("school:")}
    scripts = sorted(one.removeprefix("sdk:") for one in offers if one in ("sdk:facebook", "sdk:tiktok"))
    school = sorted(offers & SCHOOL_PROVIDERS) or [
        host for host in map(host_of, _urls(pages)) if _is_public(case, host)
    ]
    own = OWN in offers or any(_is_way_in(form) for page in pages if own_host(case, page.url) for form in page.forms)
    params = {"logins": listed([*social, *scripts]), "school": listed(school)}
    if social and not (school or own or scripts) and given >= set(social):
        return undecided("school-account", params=params, citations=[_of_page(page) for page in pages[:4]])
    if social and not (school or own or scripts) and OTHER in offers:
        return undecided("other-way", params=params, citations=[_of_page(page) for page in pages[:4]])
    decided = _decided(pages, social, scripts, school, own, params)
    return _sdk_not_reached(case, surface, decided) or decided


def _is_way_in(form: FormFact) -> bool:
    kinds = set(form.fields)
    return form.password or bool(kinds & OWN_ACCOUNT and not kinds & ELSEWHERE)


def _opens(page: PageFact) -> bool:
    """Whether a page is one to log in or sign up, be it the address given as the application's too."""
    return not {"login", "signup"}.isdisjoint((page.role, *page.also))


def _sdk_not_reached(case: Case, surface: Surface, decided: Outcome) -> Outcome | None:
    """A pass is not shown where such a library was asked for and could not be reached from here."""
    if decided.verdict != "pass" or not has_script_evidence(case, surface):
        return None
    return sdk_not_reached(case, surface)


def _decided(
    pages: list[PageFact],
    social: list[str],
    scripts: list[str],
    school: list[str],
    own: bool,
    params: dict[str, str],
) -> Outcome:
    cited = tuple(_of_page(page) for page in pages[:4])
    scripted = tuple(
        Citation(page=one.page, references=one.url, host=one.host)
        for page in pages
        for one in page.references
        if one.element == "script" and one.host in ("connect.facebook.net", "analytics.tiktok.com", "www.tiktok.com")
    )
    if social and not (school or own):
        if any(page.empty_shell and page.controls is None for page in pages):
            return undecided("script-page", params=params, citations=cited, missing=("script-execution",))
        return Outcome("fail", "fail-only-social", params=params, citations=cited, basis="observed")
    if scripts:
        return Outcome("warn", "warn-script-named", params=params, citations=(*scripted[:3], *cited), basis="observed")
    if social:
        return Outcome("warn", "warn-optional", params=params, citations=cited, basis="observed", confidence="high")
    if (school or own) and any(page.empty_shell and page.controls is None for page in pages):
        return undecided("script-page", params=params, citations=cited, missing=("script-execution",))
    if school or own:
        return Outcome("pass", "pass", params=params, citations=cited, basis="observed")
    drawn = all(page.controls is not None for page in pages)
    return undecided("nothing-shown", citations=cited, missing=() if drawn else ("script-execution",))


def _of_page(page: PageFact) -> Citation:
    named = listed(one for one in page.social_logins if ":" not in one)
    return Citation(url=page.url, note=f"sign-in offered: {named or 'own form'}")


def _elsewhere(pages: list[PageFact]) -> set[str]:
    """Providers to whose sign-in page the login address itself leads."""
    return {SIGN_IN_HOSTS[host] for host in map(host_of, _urls(pages)) if host in SIGN_IN_HOSTS}


def _urls(pages: list[PageFact]) -> list[str]:
    return [page.url for page in pages]


def _is_public(case: Case, host: str) -> bool:
    """A sign-in of French public education that is not the tool's own page."""
    return case.knowledge.is_public_education_host(host) and not own_host(case, f"https://{host}/")
