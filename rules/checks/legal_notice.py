"""`transparency.legal-notice`: the items that French law has a publisher print."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import StatementFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.citing import listed, of_statement, undecided
from rules.judging.documents import NO_TEXT, statements, tried, with_role
from rules.judging.establishment import establishment
from rules.judging.visits import home_pages, is_blocked, is_refused_by_robots

ALWAYS = (
    "publisher-name", "publisher-address", "publisher-phone", "publication-director", "host-name", "host-address",
    "host-phone",
)  # fmt: skip
"""Items every professional publisher prints (LCEN article 1-1, formerly 6 III; numbering [M])."""
OF_REGISTERED = ("registration",)
OF_COMPANIES = ("capital",)
FIELDS = (*ALWAYS, *OF_REGISTERED, *OF_COMPANIES, "company-form", "body-form")


def legal_notice(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Decide the criterion: not applicable to a publisher established elsewhere, undecided where that is unknown."""
    where = establishment(case)
    if where.in_france == "no":
        cited = (where.citation,) if where.citation else ()
        return Outcome(
            "not-applicable", "not-applicable-abroad", params={"country": where.country or ""}, citations=cited
        )
    found = {one.field: one for one in reversed(statements(case, *FIELDS))}
    notices = with_role(case, "legal-notice")
    if not notices and not (set(found) & set(ALWAYS)):
        return _no_notice(case, where.in_france == "yes" and where.firm)
    if where.in_france == "unknown":
        return undecided(
            "establishment-unknown", citations=[Citation(url=one.url, blob=one.blob or None) for one in notices[:1]]
        )
    return _judged(case, found)


def _judged(case: Case, found: dict[str, StatementFact]) -> Outcome:
    missing = [field for field in _required(found) if field not in found]
    shown = tuple(
        dict.fromkeys(of_statement(found[field]) for field in found if field in (*ALWAYS, "registration", "capital"))
    )
    notices = with_role(case, "legal-notice") or with_role(case, "terms")
    place = tuple(Citation(url=one.url, blob=one.blob or None) for one in notices[:1])
    params = {"items": listed(missing, 9)}
    if missing:
        # Where there was no text to look in (a scan of paper), that an item is missing is not known.
        poor = any(not one.complete or not one.characters or one.reading.readable in NO_TEXT for one in notices)
        if poor or (notices and not notices[0].reading.words):
            return undecided("unreadable", citations=place)
        return Outcome(
            "warn",
            "warn-items-missing",
            params=params,
            citations=(*place, *shown)[:8],
            searched=tuple(one.url for one in notices),
            basis="observed",
        )
    return Outcome("pass", "pass", params=params, citations=(*place, *shown)[:8], basis="observed", confidence="high")


def _required(found: dict[str, StatementFact]) -> tuple[str, ...]:
    """Companies print register number and capital; public bodies, associations and persons need not."""
    if "company-form" in found:
        return (*ALWAYS, *OF_REGISTERED, *OF_COMPANIES)
    return ALWAYS if "body-form" in found else (*ALWAYS, *OF_REGISTERED)


def _no_notice(case: Case, firmly_french: bool) -> Outcome:
    searched = tried(case)
    reached = [page for page in home_pages(case) if page.status == 200 and not page.empty_shell]
    tries = [page.exchange.url for page in case.evidence.pages if "legal-notice" in (page.role, *page.also)]
    tries += [one.url for one in case.evidence.skipped if one.role == "legal-notice"]
    if not firmly_french:
        return undecided("establishment-unknown", searched=searched)
    if is_blocked(case) or is_refused_by_robots(case) or not reached or tries or len(searched) < 2:
        return undecided("not-read", searched=(*tries, *searched))
    return Outcome(
        "fail",
        "fail-none",
        citations=(Citation(url=reached[0].url, note="no legal notice found"),),
        searched=searched,
        basis="observed",
    )
