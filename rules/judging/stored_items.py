"""What is stored in the terminal: before any choice, and against what the documents list."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.nouns.facts import CookieFact, DocumentFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.declared import COOKIE, RECIPIENT
from rules.derive.fold import fold
from rules.derive.names import host_of
from rules.judging.citing import MOST, listed, of_quote, of_statement, undecided
from rules.judging.documents import addresses, clause_in, statements, unread_documents, with_role
from rules.judging.pointers import elsewhere
from rules.judging.seen import Seen
from rules.judging.sightings import IDENTIFIER_BITS, Sighting, cited
from rules.judging.static_trackers import TRACKING
from rules.words import holds, words

LASTING_DAYS = 1.0
THIRTEEN_MONTHS = 397.0
"""Days: the longest thirteen calendar months (CNIL, sheet 17, on exempt audience measurement)."""
WIDGETS = frozenset({"support-widget", "crm", "marketing", "ab-testing", "video"})
"""Categories whose items are exempt at most once a person uses the widget."""
ONLY_NEEDED = words("stored-items", "only-needed")
"""Words by which a text says that nothing but the necessary is stored (folded)."""
OF_ONE_KIND = words("stored-items", "of-one-kind")
"""Words that limit such a sentence to one kind of cookie, or to the time before a choice (folded)."""
OF_THE_APP = words("stored-items", "of-the-app")
"""Words that limit it to the pages of pupils (folded): a showcase may then store more."""
NONE_AT_ALL = words("stored-items", "none-at-all")
"""Words by which a text says that no cookie of any kind is stored (folded)."""
_KEPT = ("local", "indexed-db")
_LISTED_SHARE = 0.9
"""Share of observed items that a list must name (criteria, `cookies.declared-vs-observed`)."""


def items(seen: Seen, *phases: str) -> list[CookieFact]:
    """Stored items met on the surface in these phases; caches and service workers hold files, not identifiers."""
    return [
        one
        for one in seen.case.facts.cookies
        if one.phase in phases
        and seen.surface in (one.surface, *one.surfaces)
        and one.storage not in ("cache", "service-worker")
    ]


def is_lasting_identifier(one: CookieFact) -> bool:
    """An item that lasts and singles a terminal out: of unknown purpose, or of a widget that nobody has opened."""
    of_a_widget = one.exempt == "conditional" and one.purpose in WIDGETS
    unknown = one.exempt == "unknown" and not one.session_identifier and one.entropy_bits >= IDENTIFIER_BITS
    if not (unknown or of_a_widget):
        return False
    if one.storage in _KEPT:
        return True
    return one.storage == "cookie" and (one.lifetime_days or 0.0) > LASTING_DAYS


def outlasts_exemption(one: CookieFact) -> bool:
    """An item of a measurement that could be exempt, kept for longer than the exemption allows for."""
    measures = one.exempt == "conditional" and "analytics" in (one.purpose or "")
    return measures and one.storage == "cookie" and (one.lifetime_days or 0.0) > THIRTEEN_MONTHS


def item_citation(one: CookieFact) -> Citation:
    """Where an item was met, and what it is, in the words of the protocol: a proof is the same in every language."""
    lasts = "Session" if one.lifetime_days is None else f"Max-Age={round(one.lifetime_days * 86_400)}"
    kind = one.storage if one.storage != "cookie" else f"cookie, {lasts}"
    return Citation(
        url=one.page or one.set_by or None,
        host=one.domain,
        phase=one.phase,
        page=one.page or None,
        note=f"{one.name} ({kind}) ← {one.set_by or one.page}",
    )


def item_cause(found: Iterable[CookieFact], seen: Seen, state: str = "without-consent") -> str | None:
    """The cause items share with requests: the organisation that stored them."""
    causes = set()
    for one in found:
        host = host_of(one.set_by or "") or one.domain
        known = seen.case.knowledge.third_party(host, "", ()) or seen.case.knowledge.third_party(one.domain, "", ())
        cookie = seen.case.knowledge.cookie(one.name, one.domain)
        owner = known.organisation if known else (cookie.organisation if cookie else None)
        causes.add(f"{owner or one.domain} × {seen.surface} × {state}")
    return " + ".join(sorted(causes)) or None


def told_items(verdict: str, message: str, found: list[CookieFact], seen: Seen, state: str) -> Outcome:
    """An outcome about stored items."""
    return Outcome(
        "fail" if verdict == "fail" else "warn",
        message,
        params={"items": listed(one.name for one in found), "services": listed(one.service or "" for one in found)},
        citations=tuple(item_citation(one) for one in found[:MOST]),
        basis="observed",
        confidence="high" if verdict == "fail" else "medium",
        root_cause=item_cause(found, seen, state),
    )


def _of_a_tracker(one: CookieFact, seen: Seen) -> bool:
    """An item whose exemption turns on use, stored by the script of a party that was seen and never is exempt."""
    hosts = {each.host for each in seen.sightings if each.needs_consent}
    return one.exempt == "conditional" and host_of(one.set_by or "") in hosts


def set_before_choice(seen: Seen) -> Outcome:
    """`cookies.set-before-choice`: items that need consent, lasting identifiers of unknown purpose."""
    found = items(seen, "before-choice")
    if faults := [one for one in found if one.exempt == "no" or _of_a_tracker(one, seen)]:
        return told_items("fail", "fail-stored-before-choice", faults, seen, "without-consent")
    if lasting := [one for one in found if is_lasting_identifier(one)]:
        return told_items("warn", "warn-lasting-identifier", lasting, seen, "without-consent")
    if beyond := [one for one in found if outlasts_exemption(one)]:
        return told_items("warn", "warn-outlasts-exemption", beyond, seen, "without-consent")
    if not seen.has_phase("before-choice"):
        return undecided("no-untouched-visit")
    open_names = [one for one in found if one.exempt == "unknown" and not one.session_identifier]
    open_names = [one for one in open_names if one.entropy_bits >= IDENTIFIER_BITS]  # below, it is a setting
    if open_names:
        return undecided(
            "unknown-items",
            params={"items": listed(one.name for one in open_names)},
            citations=[item_citation(one) for one in open_names[:MOST]],
        )
    return Outcome(
        "pass",
        "pass-nothing-needs-consent",
        params={**seen.counts(), "items": listed(one.name for one in found) or "0"},
        citations=tuple(item_citation(one) for one in found[:MOST]),
        searched=seen.pages(),
        basis="observed",
        confidence="high",
    )


def declared_items(seen: Seen) -> Outcome:
    """`cookies.declared-vs-observed`: what was stored and contacted against what the documents name."""
    case = seen.case
    documents = [one for one in with_role(case, "cookies", "privacy") if one.reading.readable == "ok"]
    stored = [one for one in items(seen, "before-choice", "after-refusal", "after-acceptance", "none")
              if one.lifetime_days is not None or one.storage in _KEPT]  # fmt: skip
    trackers = [one for one in seen.sightings if one.is_of(*TRACKING) and not one.relayed and one.known_operator]
    if not stored and not trackers:
        return undecided("nothing-stored", searched=seen.pages())
    if not documents:
        return undecided("no-list", searched=addresses(with_role(case, "cookies", "privacy")) or case.evidence.searched)
    named_items = {one.value for one in statements(case, COOKIE)}
    named_parties = {one.value for one in statements(case, RECIPIENT)}
    unnamed = [one for one in trackers if one.organisation not in named_parties]
    missing = [one for one in stored if one.name not in named_items and one.exempt != "yes"]
    searched = addresses(documents)
    if unnamed and (left := elsewhere(case, "cookies")):
        return left
    if unnamed and not unread_documents(case):
        return _undeclared(unnamed, seen, searched)
    share = 1 - len({one.name for one in missing}) / max(1, len({one.name for one in stored}))
    if share >= _LISTED_SHARE and not unnamed:
        shown = tuple(of_statement(one) for one in statements(case, COOKIE, RECIPIENT)[:4])
        return Outcome("pass", "pass-listed", params={"items": listed(one.name for one in stored)}, citations=shown,
                       searched=searched, basis="observed")  # fmt: skip
    broken = [one for one in missing if one.exempt == "no"]
    if broken and (claims := _claims_of_none(documents, seen.surface)):
        params = {"items": listed(one.name for one in broken)}
        return Outcome("warn", "warn-claim-of-none", params=params, basis="observed", searched=searched,
                       citations=(*claims[:2], *(item_citation(one) for one in broken[:MOST])))  # fmt: skip
    lasting = [one for one in missing if one.storage == "cookie" and is_lasting_identifier(one)]
    if lasting and (claims := _claims_of_none(documents, seen.surface, NONE_AT_ALL)):
        params = {"items": listed(one.name for one in lasting)}
        return Outcome("warn", "warn-claim-of-no-cookie", params=params, basis="observed", searched=searched,
                       citations=(*claims[:2], *(item_citation(one) for one in lasting[:MOST])))  # fmt: skip
    if not any(one.reading.clause("cookie-list").stance == "affirmed" for one in documents) and not named_items:
        return undecided("no-list", searched=searched, citations=[item_citation(one) for one in missing[:MOST]])
    return Outcome(
        "warn",
        "warn-list-incomplete",
        params={"items": listed(one.name for one in missing) or listed(one.service for one in unnamed)},
        citations=tuple(item_citation(one) for one in missing[:MOST]) or cited(unnamed),
        searched=searched,
        basis="observed",
    )


def _claims_of_none(
    documents: Iterable[DocumentFact], surface: Surface, saying: tuple[str, ...] = ONLY_NEEDED
) -> tuple[Citation, ...]:
    """Sentences by which nothing is stored but what is necessary, with no scope, condition or kind that limits them."""
    return tuple(
        of_quote(document, quote)
        for document, reading in clause_in(documents, "cookies-tracking")
        for quote in reading.quotes
        if holds(folded := f"{fold(quote.text).rstrip(' .!')}.", saying)
        and not holds(folded, OF_ONE_KIND)
        and not (surface != "learner" and holds(folded, OF_THE_APP))
    )


def _undeclared(unnamed: list[Sighting], seen: Seen, searched: tuple[str, ...]) -> Outcome:
    return Outcome(
        "fail",
        "fail-unlisted-party",
        params=seen.params(unnamed),
        citations=cited(unnamed),
        searched=searched,
        basis="observed",
        root_cause=None,
    )


def from_answers(case: Case, surface: Surface) -> Outcome:
    """`cookies.set-before-choice` without a browser: what plain answers set shows a fault, never its absence."""
    found = [
        one
        for one in case.facts.cookies
        if one.phase == "before-choice" and surface in (one.surface, *one.surfaces) and one.storage == "cookie"
    ]
    faults = [one for one in found if one.exempt == "no"]
    if faults:
        return told_items("fail", "fail-stored-before-choice", faults, Seen(case, surface), "without-consent")
    if lasting := [one for one in found if is_lasting_identifier(one)]:
        return told_items("warn", "warn-lasting-identifier", lasting, Seen(case, surface), "without-consent")
    return undecided("no-browser", citations=[item_citation(one) for one in found[:3]], missing=("script-execution",))
