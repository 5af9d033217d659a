"""Documents that must be there: privacy policy, its French version."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Confidence, Surface
from rules.case import Case, Outcome
from rules.judging.citing import listed, undecided
from rules.judging.documents import NO_TEXT, addresses, clause_in, is_long_enough, tried, with_role
from rules.judging.visits import home_pages, is_blocked, is_refused_by_robots

FEWEST_WORDS = 8
"""Words of a home page below which it was not really shown."""
POLICY_CLAUSES = (
    "purposes",
    "legal-basis",
    "retention-period",
    "right-access",
    "controller-identity",
    "data-categories",
)
"""Clauses one of which shows that terms hold a part on personal data."""
NOTICE_CLAUSES = ("purposes", "legal-basis", "retention-period", "data-categories")
"""Clauses one of which a part on personal data in a legal notice holds; that it names its publisher shows nothing."""
NOTICE_LEAST = 2
"""Clauses of a policy that such a part holds at least: a template’s sentence on the right of access is none."""


def privacy_policy_present(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.privacy-policy-present`: found, fetched and long enough; absent only after a whole search."""
    policies = _own_policies(case)
    whole = [one for one in policies if is_long_enough(one)]
    if whole:
        best = max(whole, key=lambda one: one.reading.words)
        params = {"url": best.url, "words": str(best.reading.words), "language": best.reading.language or "–"}
        confidence: Confidence = "high" if best.complete and best.certificate_verified else "medium"
        return Outcome(
            "pass", "pass", params=params, citations=(_cited(best),), basis="observed", confidence=confidence
        )
    if policies:
        return _poor(case, policies)
    return _substitute(case) or _absent(case)


def _own_policies(case: Case) -> list[DocumentFact]:
    """Documents identified as privacy policies; a part of the terms is none, a legal hub that holds one is."""
    return [one for one in with_role(case, "privacy") if one.role != "terms"]


def _poor(case: Case, policies: list[DocumentFact]) -> Outcome:
    """A policy was found but not to be read in full: by script, as pictures, or too short.

    A short one is only called so where no script may draw the rest, or where a browser saw all of it.
    """
    one = max(policies, key=lambda policy: policy.characters)
    by_script = any(
        page.url == one.url and (page.empty_shell or page.runs_scripts) and not _seen_drawn(case, one)
        for page in case.facts.pages
    )
    params = {"url": one.url, "words": str(one.reading.words)}
    if not one.complete if one.drawn else by_script:
        slug = "may-hold-more" if one.reading.readable == "ok" else "needs-script"
        return undecided(slug, params=params, citations=[_cited(one)])
    if one.reading.readable in NO_TEXT:
        return undecided("unreadable", params=params, citations=[_cited(one)])
    return Outcome("warn", "warn-short", params=params, citations=(_cited(one),), basis="observed")


def _seen_drawn(case: Case, policy: DocumentFact) -> bool:
    """Whether a browser drew the policy's page and saw no more than its HTML says."""
    browser = case.evidence.browser
    drawn = browser.drawn if browser is not None else ()
    return any(one.asked == policy.url and one.reason == "no-more" and one.settled for one in drawn)


def _substitute(case: Case) -> Outcome | None:
    """Only a cookie policy, or a part of the terms or of the legal notice."""
    terms = [one for one in with_role(case, "terms") if "privacy" in one.also or any(clause_in([one], *POLICY_CLAUSES))]
    if terms:
        return _warned("warn-terms-only", terms[0], case)
    notices = [one for one in with_role(case, "legal-notice") if _holds_part_on_data(one)]
    if notices:
        return _warned("warn-legal-notice-only", notices[0], case)
    cookies = with_role(case, "cookies")
    return _warned("warn-cookies-only", cookies[0], case) if cookies else None


def _holds_part_on_data(notice: DocumentFact) -> bool:
    """Whether a legal notice also says what becomes of personal data."""
    held = {reading.clause for _, reading in clause_in([notice], *NOTICE_CLAUSES, "right-access", "right-erasure")}
    return len(held) >= NOTICE_LEAST and not held.isdisjoint(NOTICE_CLAUSES)


def _warned(slug: str, one: DocumentFact, case: Case) -> Outcome:
    return Outcome(
        "warn", slug, params={"url": one.url}, citations=(_cited(one),), searched=tried(case), basis="observed"
    )


def _absent(case: Case) -> Outcome:
    """No policy: a failure only where the site was really shown and every search was made."""
    searched = tried(case)
    stands_open = [page.exchange.url for page in case.evidence.pages if "privacy" in (page.role, *page.also)] + [
        one.url for one in case.evidence.skipped if one.role == "privacy"
    ]
    if is_blocked(case):
        return undecided("blocked", searched=searched)
    # A page of legal texts, or one beside them, that robots.txt closes may hold the policy: the search was not whole.
    closed = any(one.reason == "robots" for one in case.evidence.skipped)
    if closed or is_refused_by_robots(case):
        return undecided("robots", searched=searched)
    if stands_open:
        return undecided("unreachable", params={"url": stands_open[0]}, searched=(*stands_open, *searched))
    home = [page for page in home_pages(case) if page.status == 200]
    if not home:
        return undecided("home-not-shown", searched=searched)
    if all(page.empty_shell or page.words < FEWEST_WORDS for page in home):
        return undecided("home-needs-script", searched=searched)
    if len(searched) < 2 or any(one.reason == "budget" for one in case.evidence.skipped):
        return undecided("search-incomplete", searched=searched)
    return Outcome(
        "fail",
        "fail-none",
        params={"count": str(len(searched))},
        citations=(Citation(url=home[0].url, note=f"{home[0].words} words, no link to a policy"),),
        searched=searched,
        basis="observed",
        confirmed=False,
    )


def policy_language_fr(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.policy-language-fr`: a warning only where French schools are addressed."""
    policies = [one for one in with_role(case, "privacy") if one.reading.readable not in NO_TEXT]
    if not policies:
        return undecided("no-policy", searched=tried(case))
    known = [one for one in policies if one.reading.language and one.reading.readable != "too-short"]
    french = [one for one in known if one.reading.language == "fr" or "fr" in one.reading.other_languages]
    if french:
        cited = (_cited(french[0]),)
        return Outcome(
            "pass", "pass", params={"url": french[0].url}, citations=cited, basis="observed", confidence="high"
        )
    if not known:
        return undecided("too-short", citations=[_cited(policies[0])])
    languages = listed(one.reading.language or "" for one in known)
    if not case.facts.french_offer:
        cited_all = tuple(_cited(one) for one in known[:2])
        return Outcome(
            "not-applicable", "not-applicable-no-french-offer", params={"languages": languages}, citations=cited_all
        )
    return Outcome(
        "warn",
        "warn-other-language",
        params={"languages": languages, "url": known[0].url},
        citations=tuple(_cited(one) for one in known[:3]),
        searched=addresses(known),
        basis="observed",
    )


def _cited(one: DocumentFact) -> Citation:
    seal = "" if one.certificate_verified else ", certificate not verified"
    return Citation(
        url=one.url, blob=one.blob or None, note=f"{one.reading.words} words, {one.reading.language or '–'}{seal}"
    )
