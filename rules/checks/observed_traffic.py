"""What traffic shows beside trackers: identifiers in addresses, recipients outside the EEA that nobody declared."""

from __future__ import annotations

from urllib.parse import urlsplit

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.declared import RECIPIENT
from rules.judging.citing import listed, of_clause, undecided
from rules.judging.documents import addresses, believable, clause_in, statements, unread_documents
from rules.judging.leaks import signs_in, told_kinds
from rules.judging.observed import FAULTS, Observed
from rules.judging.seen import Seen, told
from rules.judging.sightings import Sighting, cited
from rules.judging.visits import has_script_evidence

OPAQUE = 20
"""Letters and digits from which on a part of an address is an identifier rather than a word [M]."""
DENIALS = (("no-transfer", "affirmed"), ("third-country-transfer", "denied"))
"""Clauses by which a document says that nothing leaves the EEA."""


def url_identifier_leak(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`security.url-identifier-leak`: tokens, addresses, names or class codes in what third parties are sent."""
    return _observed(Observed(_leaks, presence=FAULTS), case, criterion, surface)


def _observed(judgement: Observed, case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    if has_script_evidence(case, surface):
        return judgement(case, criterion, surface)
    return judgement.shown(case, surface) or undecided("no-browser", missing=("script-execution",))


def _leaks(seen: Seen) -> Outcome:
    leaking = [one for one in seen.sightings if one.request.leaks and not signs_in(one)]
    if leaking:
        return told_kinds("fail", "fail-identifier-leaves", leaking, seen)._replace(root_cause=None)
    opaque = [one for one in seen.sightings if _has_opaque_part(one.request.referrer or "")]
    if opaque:
        return told("warn", "warn-opaque-id", opaque, seen)
    return seen.none_left()


def _has_opaque_part(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    for part in (*parts.path.split("/"), *parts.query.replace("=", "&").split("&")):
        letters = part.replace("-", "").replace("_", "")
        if len(letters) >= OPAQUE and letters.isalnum() and sum(each.isdigit() for each in letters) >= 4:
            return True
    return False


def observed_undeclared(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transfers.observed-undeclared`: who outside the EEA was contacted, against what the documents say."""
    return _observed(Observed(_outside, presence=FAULTS), case, criterion, surface)


def _outside(seen: Seen) -> Outcome:
    case, surface = seen.case, seen.surface
    # What a server of the site passes on is not seen to leave for anywhere.
    outside = [one for one in seen.sightings if _is_outside(one, case) and not one.relayed]
    if not outside:
        return seen.none_left()
    documents = believable(case)
    if not documents:
        return undecided("no-document", params=seen.params(outside), citations=cited(outside))
    denials = [pair for name, stance in DENIALS for pair in clause_in(documents, name) if pair[1].stance == stance]
    named = {one.value for one in statements(case, RECIPIENT)}
    silent = [one for one in outside if one.organisation not in named]
    told = any(reading.stance == "affirmed" for _, reading in clause_in(documents, "third-country-transfer"))
    # "Pupils' data do not leave the EU" beside a transfer that is told, to a recipient that is named, denies others.
    if denials and surface == "learner" and (silent or not told):
        said = tuple(quote for document, reading in denials[:2] for quote in of_clause(document, reading, 1))
        return Outcome(
            "fail",
            "fail-transfer-denied",
            params=_countries(outside, seen),
            citations=(*said, *cited(outside, 4)),
            basis="observed",
            confidence="high",
        )
    if silent and (unread := unread_documents(case)):
        return undecided("documents-unread", params=_countries(silent, seen), citations=cited(silent), searched=unread)
    if silent:
        return Outcome("warn", "warn-not-mentioned", params=_countries(silent, seen), citations=cited(silent),
                       searched=addresses(documents), basis="observed")  # fmt: skip
    return Outcome("pass", "pass-declared", params=_countries(outside, seen), citations=cited(outside, 3),
                   searched=addresses(documents), basis="observed")  # fmt: skip


def _is_outside(one: Sighting, case: Case) -> bool:
    return one.known is not None and one.known.country is not None and not case.knowledge.is_eea(one.known.country)


def _countries(found: list[Sighting], seen: Seen) -> dict[str, str]:
    countries = listed(sorted({one.known.country for one in found if one.known and one.known.country}))
    return {**seen.params(found), "countries": countries}
