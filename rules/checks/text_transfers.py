"""Transfers outside the EEA as documents state them: which, by what tool, in the United States, obsolete tools."""

from __future__ import annotations

from datetime import date

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import listed, not_concerned, undecided
from rules.judging.documents import addresses
from rules.judging.establishment import establishment
from rules.judging.practices import Weighed, contradictory
from rules.judging.text import (
    INCOMPLETE,
    Said,
    cited,
    doubtful,
    holds_any,
    only,
    read_in_full,
    said,
    silent,
    stated,
    texts,
    values,
    weakening,
    without,
)
from rules.judging.transfers import UNITED_STATES, Transfers, called_by, called_unseen, tools, transfers, us_recipients
from rules.words import holds, words

OLDEST_SNAPSHOT_DAYS = 90
"""Age above which a snapshot of a list decides nothing, as for SecNumCloud (criteria)."""
VALID_TOOLS = ("contractual-clauses", "dpf-reliance")


def disclosed(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transfers.disclosed`: none, or to whom and where; wording without limits warns."""
    documents = texts(case)
    found = transfers(case)
    if found.anywhere:
        return stated("warn", "anywhere", (*found.anywhere, *found.stated))
    excepted = tuple(one for one in found.stated if one.reading.qualified_by == "exception")
    if excepted and len(excepted) == len(found.stated):
        return stated("warn", "limited", excepted, params={"exception": weakening(excepted)})
    if _disputed(found):
        return contradictory(Weighed(plain=found.stated, denied=found.denied))
    params = {"countries": listed(found.countries) or "–"}
    if found.stated:
        accepted = _accepted_by_use(documents, found)
        if accepted:
            return stated("warn", "by-use", accepted, more=found.cited, params=params)
        if found.countries:
            return stated("pass", "listed", found.stated, more=found.cited, params=params)
        return stated("warn", "unnamed", found.stated)
    if found.limited:
        return stated("warn", "limited", found.limited, params={"exception": weakening(found.limited)})
    if found.denied:
        return stated("pass", "none", found.denied)
    return doubtful(found.unclear) if found.unclear else silent(case, documents)


BY_USE = words("text-transfers", "by-use")
"""What makes an agreement a mere effect of using the service (folded): it is none, and informs of no transfer."""


AGREED = words("text-transfers", "agreed")
"""Words of agreement (folded): who only acknowledges that data will go to a country has been told so."""


def _accepted_by_use(documents: tuple[DocumentFact, ...], found: Transfers) -> tuple[Said, ...]:
    """The transfers, if all are told only as what users accept by using the service; else none.

    A country outside the EEA named in any other sentence, that of the servers for one, informs by itself.
    """
    by_use = only(only(said(documents, "transfer-by-consent"), *BY_USE), *AGREED)
    accepted = {quote.text for one in by_use for quote in one.reading.quotes}
    told = {quote.text for one in found.stated for quote in one.reading.quotes} | {one.quote for one in found.cited}
    return by_use if told <= accepted else ()


def _disputed(found: Transfers) -> bool:
    """Whether one sentence rules out what another states; what is promised of pupils' data alone is no dispute."""
    named = {people for one in found.stated for people in one.reading.populations}
    denied = [one for one in found.denied if not one.reading.populations or named & set(one.reading.populations)]
    return bool(found.stated and denied) and not any(one.reading.contradicted for one in found.stated)


def mechanism_named(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transfers.mechanism-named`: a tool with the way to a copy, a tool only, or a transfer without any."""
    documents = texts(case)
    found = transfers(case)
    if not (found.stated or found.anywhere):
        # Said plainly to be none: there is no tool to name, and a tool without transfers must be able to reach an A.
        if found.denied and not found.limited:
            return not_concerned("no-transfer", citations=cited(found.denied))
        return silent(case, documents)
    by_consent = said(documents, "transfer-by-consent")
    valid = tools(documents, *VALID_TOOLS)
    guarantees = tools(documents, "transfer-safeguards", "safeguards-copy")
    params = {"countries": listed(found.countries) or "–"}
    if valid or _adequacy_named(guarantees):
        copies = said(documents, "safeguards-copy")
        if copies or _all_adequate(case, found):
            return stated("pass", "", (*valid, *copies, *guarantees), params=params, more=found.cited[:1])
        return stated("warn", "global", (*valid, *guarantees), params=params)
    if said(documents, "stale-mechanism"):
        return stated("warn", "stale", said(documents, "stale-mechanism"), params=params)
    if guarantees:
        return stated("warn", "vague", guarantees, params=params)
    if _any_without_adequacy(case, found) and not _disputed(found):
        shown = (*found.stated, *found.anywhere, *by_consent)
        searched = addresses(documents)
        if not read_in_full(case, documents):
            return undecided("not-in-full", params=params, citations=cited(shown))
        return stated("fail", "none", shown, params=params, more=found.cited, searched=searched)
    if by_consent:
        return stated("warn", "consent", by_consent, params=params)
    return stated("warn", "untold", found.stated or found.anywhere, params=params)


ADEQUACY = words("text-transfers", "adequacy")
"""Words of a decision of the Commission (folded): « protections adéquates », which anyone may promise, name none."""


CORPORATE_RULES = words("text-transfers", "corporate-rules")


def _adequacy_named(guarantees: tuple[Said, ...]) -> bool:
    return holds_any(guarantees, *ADEQUACY, *CORPORATE_RULES)


def _all_adequate(case: Case, found: Transfers) -> bool:
    states = {case.knowledge.country_status(one, case.on.isoformat()) for one in found.countries}
    return bool(states) and states <= {"adequate", "eea"}


def _any_without_adequacy(case: Case, found: Transfers) -> bool:
    """Whether a country named has no adequacy of its own; the United States have it through certification only."""
    states = {case.knowledge.country_status(one, case.on.isoformat()) for one in found.countries}
    return bool(states & {"none", "dpf"})


def us_dpf_reliance(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transfers.us-dpf-reliance`: American recipients, their certification, and standard clauses as the fallback."""
    documents = texts(case)
    found = transfers(case)
    receivers = us_recipients(case, documents)
    clauses = tools(documents, "contractual-clauses")
    framework = tools(documents, "dpf-reliance")
    american = UNITED_STATES in found.countries and bool(found.stated)
    if not receivers and not american:
        if found.denied and not found.stated and documents:
            if called := called_unseen(case, UNITED_STATES):
                params = {"names": listed((one.organisation or one.host for one in called), 6)}
                return undecided("called-unseen", params=params, citations=called_by(called))
            return stated("pass", "none", found.denied)
        return silent(case, documents)
    shown = tuple(receivers.values())
    params = {"names": listed(receivers, 6) or "–", "status": case.knowledge.dpf_status.status}
    if not receivers:
        return _unnamed(case, found, clauses, framework, params)
    listings = {name: case.knowledge.dpf(name) for name in receivers}
    unknown = [name for name, one in listings.items() if one is None or _too_old(one.as_of, case.on)]
    unlisted = [name for name, one in listings.items() if one is not None and not one.listed]
    if unlisted and not clauses:
        return stated("fail", "unlisted", framework, more=shown, params={**params, "names": listed(unlisted, 6)})
    if unknown:
        slug = "unknown-with-clauses" if clauses else "unknown"
        return undecided(slug, params={**params, "names": listed(unknown, 6)}, citations=(*shown, *cited(clauses)))
    if not clauses:
        if case.knowledge.dpf_status.in_force:
            return stated("warn", "no-fallback", framework, more=shown, params=params)
        return stated("fail", "framework-gone", framework, more=shown, params=params)
    return stated("pass", "", (*clauses, *framework), more=shown, params=params)


def _unnamed(
    case: Case, found: Transfers, clauses: tuple[Said, ...], framework: tuple[Said, ...], params: dict[str, str]
) -> Outcome:
    """A transfer to the United States without a recipient that could be looked up."""
    if clauses and framework:
        return stated("pass", "both-stated", (*clauses, *framework), params=params)
    if not clauses and not framework and said(texts(case), "stale-mechanism"):
        return stated("fail", "unlisted", said(texts(case), "stale-mechanism"), more=found.cited, params=params)
    return undecided("recipients-unnamed", citations=(*cited(found.stated), *cited((*clauses, *framework)))[:6])


def _too_old(as_of: str, on: date) -> bool:
    try:
        return (on - date.fromisoformat(as_of)).days > OLDEST_SNAPSHOT_DAYS
    except ValueError:
        return True


OLD_SETS = ("2010/87", "2001/497", "2004/915")
"""The sets of clauses void since 27 December 2022 (criteria, 1.1): clauses by their number are no valid tool."""


def stale_mechanism(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transfers.stale-mechanism`: only obsolete tools fail; beside a valid one they are history and warn."""
    documents = texts(case)
    stale = said(documents, "stale-mechanism")
    own = tools(documents, *VALID_TOOLS)
    valid = (*without(own, *OLD_SETS), *only(only(own, *OLD_SETS), *CORPORATE_RULES))
    if stale and valid:
        return stated("warn", "history", (*stale, *valid))
    if stale:
        return stated("fail", "only", stale)
    guarantees = tools(documents, "transfer-safeguards")
    if valid or _adequacy_named(guarantees):
        return stated("pass", "", valid or guarantees)
    found = transfers(case)
    if found.denied and not found.stated:
        return stated("pass", "no-transfer", found.denied)
    return silent(case, documents)


OWN_COMPANY = words("text-transfers", "own-company")
"""Words of a company or a controller (folded): beside a country of the EEA it may be an establishment there."""


def _company_inside(case: Case, documents: tuple[DocumentFact, ...]) -> bool:
    """Whether documents name a company in the EEA, which an establishment there would make needless to represent."""
    return any(
        case.knowledge.is_eea(value.value) and holds(f" {fold_same_length(value.quote.text)} ", OWN_COMPANY)
        for _, value in values(documents, "country")
    )


def eu_representative(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transfers.eu-representative`: named, needless for a vendor in the EEA, or missing from a whole policy."""
    documents = texts(case)
    named = said(documents, "eu-representative")
    if named:
        return stated("pass", "named", named)
    where = establishment(case)
    cited_place: tuple[Citation, ...] = (where.citation,) if where.citation else ()
    params = {"country": where.country or "–"}
    if where.country is None or not where.firm:
        if where.in_france == "yes":
            return stated("pass", "in-union", (), more=cited_place, params={"country": "FR"})
        return undecided("establishment-unknown", searched=addresses(documents))
    if case.knowledge.is_eea(where.country):
        return stated("pass", "in-union", (), more=cited_place, params=params)
    if case.knowledge.is_french_law_outside_eu(where.country):
        return undecided("establishment-unknown", citations=cited_place)
    if not case.facts.french_offer:
        return undecided("offer-unknown", params=params, citations=cited_place)
    if not read_in_full(case, documents) or _company_inside(case, documents):
        return silent(case, documents)
    return Outcome(
        "fail",
        "fail-none",
        params=params,
        citations=cited_place,
        searched=addresses(documents),
        basis="declared",
        root_cause=INCOMPLETE,
    )
