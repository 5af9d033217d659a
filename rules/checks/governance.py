"""Badges: accessibility statement, GAR listing, free suites set apart by State doctrine."""

from __future__ import annotations

from datetime import date

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import StatementFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.names import host_of
from rules.judging.citing import not_concerned, of_statement, undecided
from rules.judging.documents import statements, tried
from rules.judging.visits import home_pages

LONGEST = 3 * 366
"""Days after which a statement is outdated: three years (criteria; RGAA asks for a new one then [S38])."""
PUBLIC_FORMS = frozenset(
    {"etablissement public", "ministere", "rectorat", "academie", "universite", "commune de", "region academique",
     "groupement d'interet public", "collectivite"}
)  # fmt: skip


def accessibility_statement(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`governance.accessibility-statement`: state, date and contact; only some publishers must have one."""
    states = statements(case, "accessibility-state")
    if not states:
        return _no_statement(case)
    state = _worst(states)
    day = _newest(statements(case, "accessibility-date"))
    contacts = statements(case, "accessibility-contact")
    cited = tuple(of_statement(one) for one in (state, *statements(case, "accessibility-date")[:1], *contacts[:1]))
    params = {"state": state.value, "date": day.isoformat() if day else "–"}
    if state.value == "non":
        return Outcome("warn", "warn-not-compliant", params=params, citations=cited, basis="declared")
    if day is not None and (case.on - day).days > LONGEST:
        return Outcome("warn", "warn-outdated", params=params, citations=cited, basis="declared")
    if day is None or not contacts:
        return Outcome("warn", "warn-incomplete", params=params, citations=cited, basis="declared")
    return Outcome("pass", "pass", params=params, citations=cited, basis="declared")


def _no_statement(case: Case) -> Outcome:
    """Nothing found: a failure of a public body whose home page was really seen, else the duty is unknown."""
    seen = [page for page in home_pages(case) if page.status == 200 and not page.empty_shell]
    public = case.knowledge.is_public_education_host(host_of(case.evidence.home)) or any(
        one.value in PUBLIC_FORMS for one in statements(case, "body-form")
    )
    if public and seen:
        cited = (Citation(url=seen[0].url, note="no mention of accessibility"),)
        return Outcome("fail", "fail-public-body", citations=cited, searched=tried(case), basis="observed")
    return undecided("scope-unknown", searched=tried(case))


def _worst(states: tuple[StatementFact, ...]) -> StatementFact:
    order = {"non": 0, "partially": 1, "fully": 2}
    return min(states, key=lambda one: order.get(one.value, 3))


def _newest(dates: tuple[StatementFact, ...]) -> date | None:
    days = []
    for one in dates:
        try:
            days.append(date.fromisoformat(one.value))
        except ValueError:
            continue
    return max(days, default=None)


def gar_listing(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`governance.gar-listing`: without a dated list of the GAR's resources a claim can only be shown."""
    claims = [one for one in statements(case, "gar-claim") if one.value != "denied"]
    if not claims:
        return not_concerned("no-claim") if case.facts.pages else undecided("no-page")
    cited = tuple(of_statement(one) for one in claims[:3])
    as_of = case.knowledge.gar_list_as_of
    if as_of is None:
        return undecided("list-absent", citations=cited)
    return Outcome("warn", "warn-unverified", params={"as_of": as_of}, citations=cited, basis="declared")


def free_us_suite(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`governance.free-us-suite`: by the product's identity, its name and its hosts, never by a login button."""
    names = (case.tool.name, host_of(case.evidence.home), *map(host_of, case.evidence.apps))
    for name in names:
        suite = case.knowledge.school_suite(name) if name else None
        if suite is not None:
            cited = (Citation(url=case.evidence.home, organisation=suite.organisation, note=suite.name),)
            return Outcome("warn", "warn-concerned", params={"suite": suite.name}, citations=cited, basis="third-party")
    return Outcome("pass", "pass", basis="third-party", confidence="high")
