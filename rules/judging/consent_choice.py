"""What a choice changes: whether a refusal is honoured, whether the tool stays usable, whether there is a way back."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from catalog.nouns.browser import BrowserPage, PhaseRun
from catalog.nouns.facts import CookieFact
from catalog.nouns.finding import Citation
from rules.case import Outcome
from rules.derive.names import host_of, path_of
from rules.judging.citing import listed, of_clause, undecided
from rules.judging.consent_interface import (
    accepting,
    first_layer,
    interfaces,
    is_paid,
    may_refuse,
    picture,
    refusal_is_paid,
    tracking,
    without_object,
)
from rules.judging.documents import addresses, believable, clause_in, unread_documents, with_role
from rules.judging.seen import Seen, told
from rules.judging.sightings import Sighting, is_on, runs_of
from rules.judging.stored_items import is_lasting_identifier, item_citation, items, told_items

_PAGES_WITH_WAY_BACK = 2


def refusals(seen: Seen) -> list[PhaseRun]:
    """Runs in which a refusal was really made."""
    return [run for run in runs_of(seen.case) if run.phase == "after-refusal" and run.choice_made]


def pages_after(runs: list[PhaseRun], seen: Seen) -> list[tuple[PhaseRun, BrowserPage]]:
    """(run, page) of pages of the surface that rendered after a choice."""
    return [(run, page) for run in runs for page in run.pages if page.rendered and is_on(page, seen.surface)]


def _not_actuated(seen: Seen) -> Outcome:
    """No refusal was made: nothing asks, no refusal exists, or it could not be pressed."""
    tried = [run for run in runs_of(seen.case) if run.phase == "after-refusal"]
    if absent := without_object(seen):
        return absent if tried else undecided("no-refusal-visit", missing=("consent-refusal",))
    reason = next((run.reason for run in tried if run.reason), None)
    if reason == "no-refusal-found":
        return undecided("no-refusal-offered", searched=seen.pages())
    return undecided("refusal-not-made", missing=("consent-refusal",), params={"why": reason or "–"})


def reject_ineffective(seen: Seen) -> Outcome:
    """`cookies.reject-ineffective`: after a refusal nothing that needs consent goes on."""
    runs = refusals(seen)
    if not runs:
        return _not_actuated(seen)
    after = pages_after(runs, seen)
    found = [one for one in tracking(seen) if one.phase == "after-refusal"]
    active = [one for one in found if one.identifies and not _is_denied_ping(one)]
    if active:
        return told("fail", "fail-after-refusal", active, seen)
    stored = [one for one in items(seen, "after-refusal") if one.exempt == "no"]
    before = [run for run in runs_of(seen.case) if run.phase == "before-choice"]
    fresh = [one for one in stored if _is_fresh(one, runs, before)]
    if fresh:
        return told_items("fail", "fail-stored-after-refusal", fresh, seen, "without-consent")
    if sent := _sent_again(stored, seen):
        return told("fail", "fail-after-refusal", sent, seen)
    if not after:
        return undecided("not-rendered", missing=("consent-refusal",))
    if found:
        return told("warn", "warn-pings-after-refusal", found, seen)
    if stored:
        return told_items("warn", "warn-remains-after-refusal", stored, seen, "without-consent")
    left = items(seen, "after-refusal")
    if unknown := [one for one in left if one.third_party and is_lasting_identifier(one)]:
        return undecided(
            "unknown-after-refusal",
            params={"items": listed(one.name for one in unknown)},
            citations=[item_citation(one) for one in unknown[:4]],
        )
    return Outcome(
        "pass",
        "pass-refusal-honoured",
        params={"pages": str(len({page.url for _, page in after})), "route": runs[0].choice_route},
        searched=tuple(dict.fromkeys(page.url for _, page in after)),
        basis="observed",
        confidence="high",
    )


def _sent_again(stored: list[CookieFact], seen: Seen) -> list[Sighting]:
    """Requests after the refusal that bring a third party the cookie it set before: the item remains, and is used.

    A cookie of the site's own goes along with every page of the site and tells nothing.
    """
    theirs = {(one.name, one.domain.lstrip(".")) for one in stored if one.storage == "cookie" and one.third_party}
    return [
        one
        for one in seen.sightings
        if one.phase == "after-refusal"
        and not one.own
        and any(name in one.request.sent_cookies and f".{one.host}".endswith(f".{domain}") for name, domain in theirs)
    ]


def _is_denied_ping(one: Sighting) -> bool:
    """A request that says of itself that storage was denied (Google's consent mode, `gcs=G100`): reported apart."""
    try:
        query = dict(parse_qsl(urlsplit(one.request.url).query))
    except ValueError:
        return False
    return query.get("gcs") == "G100" and not one.request.sent_cookies


def _is_fresh(one: CookieFact, runs: list[PhaseRun], before: list[PhaseRun]) -> bool:
    """Whether an item was set after the refusal, not merely left from before.

    A cookie of which only the browser's jar tells, and an item of web storage, which tells no moment of its own, are
    fresh where no visit met them before the choice.
    """
    if one.storage != "cookie":
        held = {(item.kind, item.key, host_of(item.origin)) for run in before for item in run.storage}
        return bool(before) and (one.storage, one.name, one.domain) not in held

    def ways(where: Iterable[PhaseRun]) -> set[str]:
        return {
            cookie.set_via
            for run in where
            for cookie in run.cookies
            if cookie.name == one.name and cookie.domain.lstrip(".") == one.domain.lstrip(".")
        }

    after = ways(runs)
    return bool(after - {"jar"}) or (bool(after) and not ways(before))


def wall(seen: Seen) -> Outcome:
    """`cookies.wall`: the content can be used after a refusal."""
    runs = refusals(seen)
    paid = [(run, one) for run, one in interfaces(seen) if refusal_is_paid(one)]
    if not runs and paid:
        run, one = paid[0]
        offers = listed(f"« {each.text} »" for each in first_layer(one, "other") if is_paid(each))
        return Outcome("warn", "warn-pay-or-consent", params={"offers": offers}, citations=(picture(run, one),),
                       basis="observed")  # fmt: skip
    if not runs:
        return _barred(seen) or _leads_away(seen) or _not_actuated(seen)
    judged = [(run, page) for run, page in pages_after(runs, seen) if page.usable is not None]
    led_away = _led_away(judged, seen)
    shut = [(run, page) for run, page in judged if page.usable is False or page.url in led_away]
    if not judged:
        return undecided("not-rendered", missing=("consent-refusal",))
    citations = tuple(
        Citation(url=page.url, page=page.url, phase=run.phase, blob=page.screenshot, note=page.title or None)
        for run, page in (shut or judged)[:4]
    )
    params = {"pages": listed(page.url for _, page in shut or judged)}
    if shut:
        return Outcome("fail", "fail-wall", params=params, citations=citations, basis="observed")
    return Outcome("pass", "pass-usable", params=params, citations=citations, basis="observed", confidence="high")


def _barred(seen: Seen) -> Outcome | None:
    """A layer over the page that says that one must accept, and leaves nothing else to press."""
    for run, one in interfaces(seen):
        other_ways = first_layer(one, "reject", "settings", "save", "close")
        unread = any(may_refuse(each) for each in first_layer(one, "other"))
        if one.wall_wording and one.blocks_page and accepting(one) and not (other_ways or unread):
            quote = Citation(url=one.page, page=one.page, quote=one.wall_wording, blob=one.screenshot,
                             phase=run.phase, note=one.provider)  # fmt: skip
            return Outcome("fail", "fail-wall-words", params={"words": one.wall_wording}, citations=(quote,),
                           basis="observed")  # fmt: skip
    return None


def _leads_away(seen: Seen) -> Outcome | None:
    """A refusal that leads to another site: whoever presses it is no longer on this one."""
    for run in runs_of(seen.case):
        if run.phase == "after-refusal" and run.led_to and run.interface is not None:
            host = host_of(run.led_to)
            return Outcome("warn", "warn-refusal-leads-away", params={"host": host},
                           citations=(picture(run, run.interface),), basis="observed")  # fmt: skip
    return None


def _led_away(after: list[tuple[PhaseRun, BrowserPage]], seen: Seen) -> frozenset[str]:
    """Pages that all lead, once the choice was refused, to one and the same other address, and are shown to those who
    agree: a server that is down or takes the visitor for a robot leads both away."""
    agreed = _shown(seen, "after-acceptance")
    ends = {page.url: _ends_at(page) for _, page in after if page.url in _shown(seen, "before-choice")}
    moved = {url for url, end in ends.items() if end != _place_of(url)}
    places = {ends[url] for url in moved}
    stayed = [url for url in ends if url not in moved and _place_of(url) not in places]
    barred = len(moved) > 1 and len(places) == 1 and not stayed and bool(moved & agreed)
    return frozenset(moved) if barred else frozenset()


def _shown(seen: Seen, phase: str) -> set[str]:
    """Pages that were shown at their own address in a phase."""
    return {
        page.url
        for run in runs_of(seen.case)
        if run.phase == phase
        for page in run.pages
        if page.rendered and _ends_at(page) == _place_of(page.url)
    }


def _ends_at(page: BrowserPage) -> tuple[str, str]:
    return _place_of(page.final_url or page.url)


def _place_of(url: str) -> tuple[str, str]:
    return host_of(url), path_of(url).rstrip("/")


def withdrawal(seen: Seen) -> Outcome:
    """`cookies.withdrawal`: a control on the pages after a choice, else what the documents say of it."""
    if absent := without_object(seen):
        return absent
    made = [run for run in runs_of(seen.case) if run.choice_made]
    after = pages_after(made, seen)
    if not after:
        return undecided("choice-not-made", missing=("consent-acceptance",))
    closed = {one.url for one in seen.case.evidence.skipped if one.reason == "error"}
    shown = [(run, page) for run, page in after if page.way_back]
    back = [(run, page) for run, page in shown if page.way_back_to.partition("#")[0] not in closed]
    urls = {page.url for _, page in back}
    if len(urls) >= min(_PAGES_WITH_WAY_BACK, len({page.url for _, page in after})) and urls:
        citations = tuple(
            Citation(url=page.url, page=page.url, phase=run.phase, note=page.way_back) for run, page in back[:3]
        )
        return Outcome("pass", "pass-way-back", params={"control": back[0][1].way_back or ""}, citations=citations,
                       basis="observed", confidence="high")  # fmt: skip
    told_so = [pair for pair in clause_in(believable(seen.case), "cookie-withdrawal", "cookie-browser-only")
               if pair[1].stance == "affirmed"]  # fmt: skip
    if told_so or urls:
        said = tuple(citation for document, reading in told_so[:2] for citation in of_clause(document, reading, 1))
        return Outcome("warn", "warn-instructions-only", citations=said, searched=tuple(sorted(urls)) or seen.pages(),
                       basis="observed")  # fmt: skip
    if shown and not back:
        _, page = shown[0]
        citations = (Citation(page=page.url, references=page.way_back_to, note=page.way_back),)
        return undecided("way-back-dead", params={"control": page.way_back or ""}, citations=citations)
    if unread := unread_documents(seen.case):
        return undecided("documents-unread", searched=unread)
    searched = tuple(dict.fromkeys(page.url for _, page in after)) + addresses(
        with_role(seen.case, "cookies", "privacy")
    )
    if unread := unread_documents(seen.case):
        return undecided("documents-unread", searched=unread)
    return Outcome("fail", "fail-no-way-back", searched=searched, basis="observed")
