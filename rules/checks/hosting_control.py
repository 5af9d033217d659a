"""Who controls the hosting: ultimate parents, fronts that hide the origin, claims of qualification."""

from __future__ import annotations

from datetime import date

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import StatementFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.citing import listed, not_concerned, of_host, of_quote, of_statement, undecided
from rules.judging.documents import believable, statements, tried
from rules.judging.places import is_european, product_hosts, providers_of

OLDEST_LIST = 90
"""Days after which the snapshot of qualified offers decides nothing (criteria, `hosting.secnumcloud-claim`)."""


def provider_non_eu_control(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`hosting.provider-non-eu-control`: the ultimate parent of every provider, whatever the region."""
    hosts = product_hosts(case, surface)
    qualified = _qualified_providers(case)
    outside: dict[str, tuple[str, Citation]] = {}
    inside: list[str] = []
    unknown = []
    for host in hosts:
        providers = providers_of(case, host)
        known = [one for one in providers if one.control_countries]
        if not known and host.operator and host.control_country:
            european = is_european(case, host.control_country) or host.operator in qualified
            if european:
                inside.append(host.operator)
            else:
                outside[host.operator] = (host.control_country, of_host(host))
        elif not known:
            unknown.append(host)
        for one in known:
            if one.name in qualified or all(is_european(case, country) for country in one.control_countries):
                inside.append(one.name)
            else:
                outside[one.name] = (listed(one.control_countries), of_host(host))
    found = _declared_outside(case, qualified)
    declared = {name: one for name, one in found.items() if not any(name in seen for seen in outside)}
    if outside or declared:
        names = {
            **{name: country for name, (country, _) in outside.items()},
            **{n: c for n, (c, _) in declared.items()},
        }
        return Outcome(
            "warn",
            "warn-non-eea-parent",
            params={"providers": listed(names), "countries": listed(names.values())},
            citations=tuple(cited for _, cited in (*outside.values(), *declared.values())),
            basis="observed" if outside else "declared",
            confidence="high" if outside else "medium",
        )
    shown = tuple(of_host(one) for one in hosts)
    if not hosts or unknown:
        return undecided("unknown-provider", params={"hosts": listed(h.host for h in unknown)}, citations=shown)
    return Outcome("pass", "pass", params={"providers": listed(inside)}, citations=shown, basis="observed")


def _declared_outside(case: Case, qualified: set[str]) -> dict[str, tuple[str, Citation]]:
    """Hosting companies that documents name and whose parent is outside the EEA.

    A company that is named beside the host (a payment service, the maker of a measuring tool) hosts nothing.
    """
    found: dict[str, tuple[str, Citation]] = {}
    for document in believable(case):
        for value in document.reading.values_of("organisation", "host"):
            known = case.knowledge.organisation(value.value)
            if not case.knowledge.offers_hosting(value.value):
                continue
            if known and known.country and known.name not in qualified and not is_european(case, known.country):
                found[known.name] = (known.country, of_quote(document, value.quote))
    return found


def _qualified_providers(case: Case) -> set[str]:
    """Providers whose exact qualified offer the tool says it uses."""
    names = set()
    for one in statements(case, "secnumcloud-claim"):
        offer = case.knowledge.secnumcloud(one.value.removeprefix("offer:")) if one.value.startswith("offer:") else None
        if offer is not None and offer.state == "qualified":
            names.add(offer.provider)
    return names


def origin_masked(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`hosting.origin-masked`: a front that ends TLS sees everything in clear; a file host does not count."""
    hosts = product_hosts(case, surface)
    if not hosts:
        return undecided("no-host", searched=tried(case))
    masked = [one for one in hosts if one.masked_by]
    if not masked:
        if any(one.country is None for one in hosts):
            return undecided("location-unknown", citations=[of_host(one) for one in hosts])
        return Outcome("pass", "pass", citations=tuple(of_host(one) for one in hosts), basis="observed")
    params = {"hosts": listed(one.host for one in masked), "masked_by": listed(one.masked_by or "" for one in masked)}
    shown = tuple(of_host(one) for one in masked)
    declared = [cited for one in masked for cited in _declared_front(case, one.masked_by or "", one.operator or "")]
    if declared:
        return Outcome("warn", "warn-declared", params=params, citations=(*shown, *declared[:2]), basis="observed")
    if all(is_european(case, one.control_country or "") for one in masked):
        return Outcome("warn", "warn-eea-front", params=params, citations=shown, basis="observed")
    return undecided("non-eea-front", params=params, citations=shown)


def _declared_front(case: Case, front: str, operator: str) -> list[Citation]:
    """Where documents name the front or who runs it as a recipient or host."""
    names = {front.casefold(), operator.casefold()} - {""}
    known = case.knowledge.organisation(operator or front)
    if known is not None:
        names |= {known.name.casefold(), *(alias.casefold() for alias in known.aliases)}
    return [
        of_quote(document, value.quote)
        for document in believable(case)
        for value in document.reading.values_of("organisation")
        if value.value.casefold() in names
    ]


def secnumcloud_claim(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`hosting.secnumcloud-claim`: a qualification is of an offer, not of a company; the list is dated."""
    claims = [one for one in statements(case, "secnumcloud-claim") if one.value != "denied"]
    if not claims:
        return not_concerned("no-claim") if case.facts.documents or case.facts.pages else undecided("no-document")
    cited = tuple(of_statement(one) for one in claims[:4])
    day = _list_day(case)
    if day is None or (case.on - day).days > OLDEST_LIST:
        return undecided("list-old", params={"as_of": day.isoformat() if day else "–"}, citations=cited)
    return _against_list(case, claims, cited, day)


def _against_list(case: Case, claims: list[StatementFact], cited: tuple[Citation, ...], day: date) -> Outcome:
    offers = [one for one in claims if one.value.startswith("offer:")]
    if not offers:
        soft = any(one.value in ("future", "soft") for one in claims)
        slug = "warn-not-yet" if soft else "warn-no-offer"
        return Outcome("warn", slug, citations=cited, basis="declared")
    name = offers[0].value.removeprefix("offer:")
    known = case.knowledge.secnumcloud(name)
    params = {"offer": known.offer if known else name, "as_of": day.isoformat()}
    if known is not None and known.state == "qualified":
        return Outcome("pass", "pass", params=params, citations=cited, basis="third-party")
    return Outcome("fail", "fail-not-listed", params=params, citations=cited, basis="third-party")


def _list_day(case: Case) -> date | None:
    """Day of the snapshot of qualified offers."""
    for one in case.knowledge.sets():
        if "secnumcloud" in one.name.casefold():
            try:
                return date.fromisoformat(one.as_of[:10])
            except ValueError:
                return None
    return None
