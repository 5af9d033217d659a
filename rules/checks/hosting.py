"""Where the product is hosted and whether it says so. Place and control are two facts; see `hosting_control`."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import HostFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.citing import listed, of_host, of_statement, undecided
from rules.judging.documents import addresses, believable, statements, tried, unread_documents, with_role
from rules.judging.hosting_words import is_open_ended
from rules.judging.places import (
    Declared,
    any_listed,
    declared_hosts,
    declared_places,
    dpf_listed,
    file_hosts,
    hosting_statements,
    is_european,
    narrowed,
    product_hosts,
    standing,
    stored_anywhere,
    transfer_tool,
)


def country_outside_eea(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`hosting.country-outside-eea`: the place observed and the place declared, and what a transfer rests on."""
    hosts = product_hosts(case, surface)
    declared = declared_places(case)
    outside = [one for one in hosts if one.country and not is_european(case, one.country)]
    firm = [one for one in declared if one.firm and not is_european(case, one.country)]
    if outside or firm:
        return _outside(case, outside, firm)
    if not hosts:
        return undecided("no-host", searched=tried(case))
    masked = [one for one in hosts if one.country is None]
    shown = tuple(of_host(one) for one in hosts)
    names = {"hosts": listed(one.host for one in hosts), "countries": listed(one.country or "" for one in hosts)}
    if masked:
        return _masked(case, masked, declared, shown)
    if any(is_european(case, one.country) for one in declared):
        cited = (*shown, *(one.citation for one in declared[:2]))
        return Outcome("pass", "pass", params=names, citations=cited, basis="observed", confidence="high")
    if unread := unread_documents(case):
        return undecided("place-unread", params=names, citations=shown, searched=unread)
    return Outcome("warn", "warn-undeclared", params=names, citations=shown, searched=tried(case), basis="observed")


def _outside(case: Case, hosts: Sequence[HostFact], declared: Sequence[Declared]) -> Outcome:
    """Outside the EEA: what the transfer may rest on decides between a warning and a failure."""
    tool = transfer_tool(case)
    shown = (*(of_host(one) for one in hosts), *(one.citation for one in declared))
    countries = [*(one.country or "" for one in hosts), *(one.country for one in declared)]
    params = {"countries": listed(countries), "hosts": listed(one.host for one in hosts)}
    basis = "observed" if hosts else declared[0].basis
    bare = [one for one in hosts if not _rests_on_law(case, one.country or "", one)]
    bare_declared = [one for one in declared if not _rests_on_law(case, one.country, None)]
    if not bare and not bare_declared:
        territory = all(standing(case, one) == "french-law" for one in countries if one)
        slug = "warn-french-territory" if territory else "warn-adequate"
        return Outcome("warn", slug, params=params, citations=shown, basis=basis)
    if tool:
        return Outcome("warn", "warn-tool-stated", params=params, citations=(*shown, *tool[:2]), basis=basis)
    if unread := unread_documents(case):
        return undecided("documents-unread", params=params, citations=shown, searched=unread)
    if not tried(case):
        return undecided("documents-not-searched", params=params, citations=shown)
    return Outcome("fail", "fail-no-tool", params=params, citations=shown, searched=tried(case), basis=basis)


def _rests_on_law(case: Case, country: str, host: HostFact | None) -> bool:
    """Whether the country needs no transfer tool: adequacy, French law, or a DPF listing of who runs the host.

    For a declared place without a host, that is who documents say hosts, or who was seen to run the tool's hosts.
    """
    how = standing(case, country)
    if how != "dpf":
        return how != "none"
    if host is not None:
        return dpf_listed(case, host)
    seen = [one for one in case.facts.hosts if one.first_party]
    return any_listed(case, declared_hosts(case)) or any(dpf_listed(case, one) for one in seen)


def _masked(
    case: Case, masked: Sequence[HostFact], declared: Sequence[Declared], shown: tuple[Citation, ...]
) -> Outcome:
    """The origin is hidden: by a European front a European declaration is worth a warning, else nothing is shown."""
    params = {
        "hosts": listed(one.host for one in masked),
        "masked_by": listed(one.masked_by or "" for one in masked) or "–",
    }
    european = [one for one in declared if one.firm and is_european(case, one.country)]
    fronts = [one for one in masked if one.masked_by]
    eea_fronts = all(is_european(case, one.control_country or "") for one in fronts)
    if fronts and len(fronts) == len(masked) and eea_fronts and european:
        cited = (*shown, *(one.citation for one in european[:2]))
        return Outcome("warn", "warn-declared-only", params=params, citations=cited, basis=european[0].basis)
    return undecided("masked" if fronts else "location-unknown", params=params, citations=shown)


def country_undeclared(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`hosting.country-undeclared`: silence is no proof, so it never fails."""
    declared = declared_places(case)
    firm = [one for one in declared if one.firm and not is_open_ended(one.citation.quote or "")]
    if firm:
        names = {"countries": listed(one.country for one in firm)}
        cited = tuple(dict.fromkeys(one.citation for one in firm))[:4]
        return Outcome("pass", "pass", params=names, citations=cited, basis=firm[0].basis, confidence="high")
    anywhere = stored_anywhere(case)
    if anywhere:
        return Outcome("warn", "warn-anywhere", citations=anywhere[:3], searched=tried(case), basis="declared")
    vague = [cited for cited in hosting_statements(case) if cited.url not in addresses(with_role(case, "legal-notice"))]
    if vague:
        return Outcome("warn", "warn-vague", citations=tuple(vague[:3]), searched=tried(case), basis="declared")
    named = statements(case, "host-name")
    if named:
        return Outcome(
            "warn",
            "warn-website-host-only",
            params={"host": named[0].value},
            citations=tuple(of_statement(one) for one in named[:2]),
            searched=tried(case),
            basis="declared",
        )
    slug = "silent" if believable(case) else "no-document"
    return undecided(slug, searched=tried(case))


def declared_vs_observed(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`hosting.declared-vs-observed`: a claim on where data are, held against where the product answers from."""
    claims = [one for one in declared_places(case) if one.firm]
    claims = [one for one in claims if not one.part] or claims
    if not claims:
        return undecided("no-claim", searched=tried(case))
    hosts = product_hosts(case, surface)
    claims = narrowed(claims)
    cited = tuple(dict.fromkeys(one.citation for one in claims))[:2]
    claimed = listed(one.country for one in claims)
    if not hosts:
        return undecided("no-host", params={"claimed_countries": claimed}, citations=cited)
    against = [one for one in hosts if one.country and not _agrees(case, one.country, claims)]
    files = [one for one in file_hosts(case, surface) if one.country and not _agrees(case, one.country, claims)]
    params = {"claimed_countries": claimed, "hosts": listed(one.host for one in against or files or hosts)}
    params["countries"] = listed(one.country or "" for one in against or files or hosts) or "–"
    shown = tuple(of_host(one) for one in against or files or hosts)
    if against and all(one.part for one in claims):
        return undecided("claim-partial", params=params, citations=(*cited, *shown))
    if against and not all(is_european(case, one.country) for one in claims):
        return undecided("claim-abroad", params=params, citations=(*cited, *shown))
    if against:
        return Outcome("fail", "fail-elsewhere", params=params, citations=(*cited, *shown), basis="observed")
    if any(one.country is None for one in hosts):
        return undecided("masked", params=params, citations=(*cited, *shown))
    if files:
        return Outcome("warn", "warn-files-elsewhere", params=params, citations=(*cited, *shown), basis="observed")
    return Outcome("pass", "pass", params=params, citations=(*cited, *shown), basis="observed", confidence="high")


def _agrees(case: Case, country: str, claims: Sequence[Declared]) -> bool:
    """Whether one of the claims covers the country: the same one, or Europe for a European one."""
    names = {case.knowledge.normal_country(one.country) for one in claims}
    here = case.knowledge.normal_country(country)
    return here in names or (is_european(case, here) and bool(names & {"EU", "EEA"}))
