"""The tracker criteria about kinds of service: fingerprints, media, fonts, captchas, chats, exempt analytics."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import parse_qs, urlsplit

from catalog.nouns.browser import Behaviour
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Phase
from rules.case import Outcome
from rules.derive.fold import fold_same_length
from rules.derive.names import host_of, site_of
from rules.judging.citing import listed, of_quote, of_reference, undecided
from rules.judging.leaks import signs_in
from rules.judging.seen import LOGIN_ROLES, Seen, told
from rules.judging.sightings import Sighting, is_on, runs_of, sightings, without_consent
from rules.judging.static_trackers import named
from rules.judging.stored_items import outlasts_exemption
from rules.judging.text import texts
from rules.judging.visits import pages_on
from rules.words import holds, words

_PATTERN = 2
"""Kinds of fingerprinting interface that one script must use to count as a pattern: one alone has many uses [M]."""
_DRAWN_CHARACTERS = 10
"""Distinct characters drawn on a canvas that is read out, from which on it looks like a fingerprint (Englehardt and
Narayanan, *Online tracking: a 1-million-site measurement*, 2016, section 6.1)."""


def behaviours(seen: Seen) -> list[tuple[Phase, Behaviour]]:
    """(phase, behaviour) on pages of the surface."""
    found: list[tuple[Phase, Behaviour]] = []
    for run in runs_of(seen.case):
        urls = {page.url for page in run.pages if is_on(page, seen.surface)}
        found += [(run.phase, act) for act in run.behaviours if act.page in urls]
    return found


def _of_act(phase: Phase, act: Behaviour, seen: Seen) -> Citation:
    known = seen.case.knowledge.third_party(host_of(act.script), "", ())
    return Citation(
        request=act.script if act.script.startswith("http") else None,
        host=host_of(act.script) or None,
        organisation=known.organisation if known else None,
        phase=phase,
        page=act.page,
        note=f"{act.kind}: {act.api} {act.detail}".strip()[:200],
    )


def has_started(one: Sighting, seen: Seen) -> bool:
    """Whether a recorder runs: it sends what it recorded, opens a socket, or its script watches the page."""
    request = one.request
    if request.method == "POST" or request.resource_type in ("ping", "websocket", "xhr", "fetch"):
        return True
    return any(
        act.kind == "session-replay" and site_of(act.script) == site_of(request.url) for _, act in behaviours(seen)
    )


def told_what_is_typed(seen: Seen) -> list[Sighting]:
    """Requests to third parties that held what was typed into a field; no form is ever submitted."""
    told = {act.detail.partition(":")[0] for _, act in behaviours(seen) if act.kind == "form-recording"}
    return [one for one in seen.sightings if one.host in told and one.request.leaks and not signs_in(one)]


def unnamed_recorders(seen: Seen) -> Outcome | None:
    """Scripts that watch like a recorder and are not known as one: a sign to be looked at."""
    acts = [(phase, act) for phase, act in behaviours(seen) if act.kind == "session-replay"]
    if not acts:
        return None
    return Outcome(
        "warn",
        "warn-recorder-pattern",
        params={"hosts": listed(host_of(act.script) for _, act in acts)},
        citations=tuple(_of_act(phase, act, seen) for phase, act in acts[:4]),
        basis="observed",
    )


def fingerprinting(seen: Seen) -> Outcome:
    """`trackers.fingerprinting`: a known library before consent; else a pattern of calls of unknown purpose."""
    known = [one for one in seen.sightings if one.is_of("fingerprinting")]
    if bare := without_consent(known):
        return told("fail", "fail-without-consent", bare, seen)
    if accepted := [one for one in known if one.phase == "after-acceptance"]:
        return told("warn", seen.accepted_message(accepted), accepted, seen)
    if unknown := seen.recorded_only(known):
        return unknown
    patterns = _patterns(seen)
    if patterns:
        return Outcome(
            "warn",
            "warn-fingerprint-pattern",
            params={
                "hosts": listed(host_of(act.script) for _, act in patterns),
                "interfaces": listed(act.kind for _, act in patterns),
            },
            citations=tuple(_of_act(phase, act, seen) for phase, act in patterns[:6]),
            basis="observed",
        )
    if not any(load.phase != "none" for load in seen.loads):
        return undecided("not-instrumented", missing=("script-execution",))
    return seen.none_in_any_state()


def _patterns(seen: Seen) -> list[tuple[Phase, Behaviour]]:
    by_script: defaultdict[str, list[tuple[Phase, Behaviour]]] = defaultdict(list)
    for phase, act in behaviours(seen):
        if act.kind in ("webgl", "audio", "fonts") or (act.kind == "canvas" and _is_drawing_to_read(act)):
            by_script[act.script].append((phase, act))
    return [pair for pairs in by_script.values() if len({act.kind for _, act in pairs}) >= _PATTERN for pair in pairs]


def _is_drawing_to_read(act: Behaviour) -> bool:
    drawn = next((part for part in act.detail.split() if part.startswith("characters=")), "characters=0")
    digits = drawn.removeprefix("characters=")
    return digits.isdigit() and int(digits) >= _DRAWN_CHARACTERS


MEDIA = ("video", "maps", "audio", "embedded-content")


def embedded_media(seen: Seen) -> Outcome:
    """`trackers.embedded-media`: players and maps that store before consent, or are merely contacted.

    A frame counts, and the platform's own code on the page; a thumbnail is a picture like others.
    """
    found = [one for one in seen.sightings if one.is_of(*MEDIA)]
    framed = [one for one in found if one.request.resource_type == "document" or one.request.frame]
    early = without_consent([one for one in found if one in framed or one.request.resource_type == "script"])
    storing = [one for one in early if one.identifies and one in framed]
    if storing:
        return told("fail", "fail-media-stores", storing, seen)
    if early and not all(one in framed and _asked_not_to_track(one) for one in early):
        return told("warn", "warn-media-contacted", early, seen)
    if early:
        return told("pass", "pass-not-tracking", early, seen)
    return seen.recorded_only(framed) or _not_triggered(seen) or seen.none_left()


def _asked_not_to_track(one: Sighting) -> bool:
    """Whether a player is called in the variant that its platform offers against tracking (`dnt=1`; criteria, 3.2).

    Nothing was stored by it. A host without cookies that still belongs to an advertising company is no such variant.
    """
    asked = (one.request.url, one.request.frame or "")
    return any(parse_qs(urlsplit(url).query).get("dnt", [""])[-1] in ("1", "true") for url in asked)


def _not_triggered(seen: Seen) -> Outcome | None:
    """Not shown: the HTML of a page that was opened has a live frame of a platform that was called in no state.

    Such a frame waits until it is scrolled to (`loading=lazy`): whether it stores anything was not seen.
    """
    opened = {
        url
        for run in runs_of(seen.case)
        for page in run.pages
        if page.rendered and page.failure is None
        for url in (page.url, page.final_url)
    }
    pages = tuple(page for page in pages_on(seen.case, seen.surface) if page.url in opened)
    called = {one.host for one in (*seen.sightings, *sightings(seen.case, seen.surface, False))}
    waiting = [
        one.reference
        for one in named(seen.case, pages)
        if one.reference.element == "iframe" and set(MEDIA) & set(one.known.categories)
        and one.reference.host not in called
    ]  # fmt: skip
    if not waiting:
        return None
    return undecided(
        "frame-not-triggered",
        params={"hosts": listed(one.host for one in waiting)},
        citations=[of_reference(one) for one in waiting[:4]],
        searched=seen.pages(),
    )


def fonts(seen: Seen) -> Outcome:
    """`trackers.third-party-fonts`: remote fonts and libraries whose owner is not under EEA control."""
    found = [
        one
        for one in seen.sightings
        if one.is_of("fonts", "library-cdn") and one.known is not None and one.known.eea_only is not True
    ]
    if found:
        return told("warn", "warn-remote-files", found, seen)
    # Whose they are decides, and nobody knows: they may come from the vendor's own second domain.
    unknown = [one for one in seen.sightings if one.known is None and one.request.resource_type == "font"]
    if unknown:
        return undecided("fonts-of-unknown", params=seen.params(unknown), citations=seen.cited(unknown))
    return seen.none_left()


def captcha(seen: Seen) -> Outcome:
    """`trackers.third-party-captcha`: reCAPTCHA on log-in pages fails, other captchas from outside the EEA warn."""
    found = [
        one
        for one in seen.sightings
        if one.is_of("captcha") and one.known is not None and one.known.eea_only is not True
    ]
    google = [one for one in without_consent(found) if one.organisation == "Google"]
    learner = {load.url for load in seen.loads if load.role in LOGIN_ROLES or seen.surface == "learner"}
    if faults := [one for one in google if one.request.page in learner]:
        return told("fail", "fail-captcha", faults, seen)
    return told("warn", "warn-captcha", found, seen) if found else seen.none_in_any_state()


def support_widget(seen: Seen) -> Outcome:
    """`trackers.support-widget`: chats that store before the choice."""
    found = [one for one in seen.sightings if one.is_of("support-widget", "crm")]
    early = without_consent(found)
    storing = [one for one in early if one.identifies]
    if storing and seen.surface == "learner":
        return told("fail", "fail-widget-stores", storing, seen)
    if early:
        return told("warn", "warn-widget-early", early, seen)
    return seen.recorded_only(found) or seen.none_left()


def exempt_analytics(seen: Seen) -> Outcome:
    """`trackers.analytics-exempt-config`: what can be seen of the conditions of the exemption (CNIL, fiche 17)."""
    found = [one for one in (*seen.sightings, *seen.own_software) if one.is_of("exempt-capable-analytics")]
    own = [one for one in seen.case.facts.cookies if one.exempt == "conditional" and "analytics" in (one.purpose or "")]
    cookies = [one for one in own if seen.surface in (one.surface, *one.surfaces) and one.storage == "cookie"]
    if not found and not cookies:
        return undecided("no-exempt-tool", searched=seen.pages())
    long = [one for one in cookies if outlasts_exemption(one)]
    citations = seen.cited(found) or tuple(
        Citation(url=one.page or one.set_by, host=one.domain, phase=one.phase, note=one.name) for one in cookies[:4]
    )
    named = {**seen.params(found), "cookies": listed(one.name for one in cookies)}
    named["services"] = named["services"] or listed(one.service or "" for one in cookies) or named["cookies"]
    if long:
        named["days"] = str(round(max(one.lifetime_days or 0.0 for one in long)))
        return Outcome("warn", "warn-exempt-lifetime", params=named, citations=citations, basis="observed")
    told_of = _notice_with_opposition(seen)
    if told_of and cookies:
        return Outcome("pass", "pass-within-exemption", params=named, citations=(*citations[:4], *told_of),
                       basis="observed")  # fmt: skip
    return undecided("settings-unseen", params=named, citations=citations)


_MEASURE = words("observed-services", "measure")
_OPPOSE = words("observed-services", "oppose")
_BROWSER_ALONE = words("observed-services", "browser-alone")
_NEAR = 600
"""Characters between a sentence that names the measurement and one that tells how to object to it [M]."""


def _notice_with_opposition(seen: Seen) -> tuple[Citation, ...]:
    """Sentences of one document that tell of the measurement and, near them, of a way to object to it.

    A browser's settings are no way that the vendor offers.
    """
    for document in texts(seen.case, "privacy", "cookies", "terms", "legal-notice"):
        quotes = [
            (quote, fold_same_length(quote.text))
            for clause in ("cookies-tracking", "opt-out", "cookie-purposes", "cookie-withdrawal", "right-objection")
            for quote in document.reading.clause(clause).quotes
        ]
        measured = [quote for quote, folded in quotes if holds(folded, _MEASURE)]
        objected = [quote for quote, folded in quotes if holds(folded, _OPPOSE) and not holds(folded, _BROWSER_ALONE)]
        for one in objected:
            near = [other for other in measured if abs(other.start - one.start) <= _NEAR]
            if near:
                return tuple(of_quote(document, quote) for quote in dict.fromkeys((near[0], one)))
    return ()
