"""The tracker criteria on what a browser saw or a recording shows (criteria 3.2).

Each judgement is given a :class:`Seen` and answers; what all of them share (nothing rendered, a robot wall, a browser
that failed its own test) is asked first.
"""

from __future__ import annotations

from catalog.nouns.facts import CookieFact
from catalog.nouns.vocabulary import Phase
from rules.case import Check, Outcome
from rules.derive.names import site_of
from rules.judging import observed_services as services
from rules.judging.attempts import is_player, may_bring_fonts
from rules.judging.citing import undecided
from rules.judging.leaks import told_kinds
from rules.judging.observed import FAULTS, Observed
from rules.judging.seen import Seen, told
from rules.judging.sightings import Sighting, before_choice, numbers_in, reproduced, without_consent
from rules.judging.static_trackers import ON_LEARNER_PAGES, seller_warning
from rules.judging.stored_items import is_lasting_identifier, items, outlasts_exemption, told_items


def is_exempt_analytics(one: Sighting) -> bool:
    """Audience measurement that can be exempt from consent."""
    return one.is_of("exempt-capable-analytics") and not one.is_of("advertising")


def strangers(seen: Seen) -> list[Sighting]:
    """Third parties that nobody knows and that single visitors out: by a number, or by an item that lasts."""
    kept = [
        one
        for one in items(seen, "before-choice", "after-refusal", "after-acceptance", "none")
        if is_lasting_identifier(one)
    ]
    lasting = {site_of(place) for one in kept for place in (one.domain, one.set_by or "")}
    return [
        one
        for one in seen.sightings
        if not one.known_operator
        and (one.request.leaks or numbers_in(one.request.url) or site_of(one.request.url) in lasting)
    ]


def _stranger(seen: Seen, found: list[Sighting]) -> Outcome | None:
    """Not shown: somebody of unknown purpose is told visitors apart; whether that is tracking must be asked."""
    if not found:
        return None
    return undecided("stranger-identifies", params=seen.params(found), citations=seen.cited(found))


def before_consent(seen: Seen) -> Outcome:
    """`trackers.before-consent`: identifying requests before any choice, reproduced in two runs."""
    found = [one for one in seen.sightings if one.needs_consent]
    if not seen.has_phase("before-choice") and not before_choice(found):
        return undecided("no-untouched-visit")
    steady, once = reproduced([one for one in found if one.identifies], seen.loads)
    if steady:
        return told("fail", "fail-before-choice", steady, seen)
    if once:
        return told("warn", "warn-seen-once", once, seen)
    named = before_choice(found)
    if named:
        return told("warn", "warn-without-identifier", named, seen)
    if quiet := stored_without_request(seen, "before-choice", "none"):
        return told_items("warn", "warn-stored-without-request", quiet, seen, "without-consent")
    # The row passes only where nothing that needs consent is stored, by a player or the site itself as well.
    if kept := [one for one in items(seen, "before-choice", "none") if one.exempt == "no"]:
        return told_items("warn", "warn-stored-by-others", kept, seen, "without-consent")
    # A measurement is exempt within its conditions only: one seen to leave them is nothing to pass for.
    if beyond := [one for one in items(seen, "before-choice") if outlasts_exemption(one)]:
        return told_items("warn", "warn-outlasts-exemption", beyond, seen, "without-consent")
    return _stranger(seen, before_choice(strangers(seen))) or seen.none_left()


def stored_without_request(seen: Seen, *phases: Phase) -> list[CookieFact]:
    """Items of services that need consent, where nothing of their owner was seen at all: measuring through the site."""
    asked = {one.organisation for one in seen.case.facts.third_parties}

    def owner(one: CookieFact) -> str | None:
        known = seen.case.knowledge.cookie(one.name, one.domain)
        return known.organisation if known is not None else None

    return [one for one in items(seen, *phases) if one.exempt == "no" and one.service and owner(one) not in asked]


def advertising(seen: Seen) -> Outcome:
    """`trackers.advertising-network`: any state on learner pages, without consent on the showcase."""
    found = [one for one in seen.sightings if one.is_of("advertising")]
    bare = without_consent(found)
    if found and seen.surface == "learner":
        return told("fail", "fail-on-learner-page", found, seen)
    if bare:
        return told("fail", "fail-without-consent", bare, seen)
    if found:
        return told("warn", seen.accepted_message(found), found, seen)
    sold = seller_warning(seen.case) if seen.surface == "showcase" else None
    if sold is not None:
        return sold
    return seen.none_in_any_state()


def learner_surface(seen: Seen) -> Outcome:
    """`trackers.learner-surface`: nothing of analytics, advertising, social networks or replay on learner pages."""
    found = [one for one in seen.sightings if one.is_of(*ON_LEARNER_PAGES, "marketing", "ab-testing", "fingerprinting")]
    faults = [one for one in found if not is_exempt_analytics(one)]
    if faults:
        return told("fail", "fail-on-learner-page", faults, seen)
    exempt = [one for one in (*seen.sightings, *seen.own_software) if is_exempt_analytics(one)]
    if exempt:
        return told("warn", "warn-exempt-analytics", exempt, seen)
    if unknown := _stranger(seen, strangers(seen)):
        return unknown
    if seen.whole_loads and seen.only_login() and seen.all_states():
        return Outcome("pass", "pass-login-pages-only", params=seen.counts(), searched=seen.pages(), basis="observed")
    return seen.none_in_any_state()


def google_analytics(seen: Seen) -> Outcome:
    """`trackers.google-analytics`: direct calls, by consent state and surface."""
    loaded = [one for one in seen.sightings if one.is_of("analytics") and one.organisation == "Google"]
    # The library is a file; the tag fires when it sends something (the row: "present but not executed" is open).
    found = [one for one in loaded if one.request.resource_type != "script" or one.identifies]
    bare = without_consent(found)
    if found and seen.surface == "learner":
        return told("fail", "fail-on-learner-page", found, seen)
    if bare:
        return told("fail", "fail-relayed" if all(one.relayed for one in bare) else "fail-without-consent", bare, seen)
    if found:
        relayed = all(one.relayed for one in found)
        return told("warn", "warn-relayed" if relayed else seen.accepted_message(found), found, seen)
    if loaded:
        return undecided("loaded-not-fired", params=seen.params(loaded), citations=seen.cited(loaded))
    quiet = stored_without_request(seen, "before-choice", "none", "after-refusal", "after-acceptance")
    if own := [one for one in quiet if "Google Analytics" in (one.service or "")]:
        return told_items("warn", "warn-through-the-site", own, seen, "without-consent")
    return seen.none_in_any_state()


def session_replay(seen: Seen) -> Outcome:
    """`trackers.session-replay`: a recorder that starts, against a script that is only served."""
    found = [one for one in seen.sightings if one.is_of("session-replay")]
    started = [one for one in found if services.has_started(one, seen)]
    if started and seen.surface == "learner":
        return told("fail", "fail-on-learner-page", started, seen)
    if bare := without_consent(started):
        return told("fail", "fail-without-consent", bare, seen)
    if started:
        return told("warn", seen.accepted_message(started), started, seen)
    unknown = services.unnamed_recorders(seen)
    if unknown is not None:
        return unknown
    if typed := services.told_what_is_typed(seen):
        return told_kinds("warn", "warn-typed-leaves", typed, seen)
    if found:
        return undecided("served-not-started", params=seen.params(found), citations=seen.cited(found))
    return seen.none_in_any_state()


def social_pixel(seen: Seen) -> Outcome:
    """`trackers.social-pixel`: pixels and widgets of social networks."""
    found = [one for one in seen.sightings if one.is_of("social")]
    bare = without_consent(found)
    if found and seen.surface == "learner":
        return told("fail", "fail-on-learner-page", found, seen)
    active = [
        one for one in bare if one.identifies or one.request.resource_type not in ("script", "stylesheet", "font")
    ]
    if active:
        return told("fail", "fail-without-consent", active, seen)
    if bare:
        return told("warn", "warn-without-identifier", bare, seen)
    return told("warn", seen.accepted_message(found), found, seen) if found else seen.none_in_any_state()


def tag_manager(seen: Seen) -> Outcome:
    """`trackers.tag-manager`: when it loads, and whether it fires before the choice."""
    found = [one for one in seen.sightings if one.is_of("tag-manager")]
    early = before_choice(found)
    if not found:
        return seen.none_left()
    if not early and (unknown := seen.recorded_only(found)):
        return unknown
    if not early:
        return Outcome("pass", "pass-after-choice", params=seen.params(found), citations=seen.cited(found),
                       basis="observed")  # fmt: skip
    fired = [one for one in before_choice(seen.sightings) if one.needs_consent and one.identifies]
    if fired:
        return told("fail", "fail-fires-before-choice", fired, seen)
    return told("warn", "warn-fires-nothing", early, seen)


def cname_cloaking(seen: Seen) -> Outcome:
    """`trackers.cname-cloaking`: own names that lead to a third party that collects."""
    cloaked = {one.host for one in seen.case.facts.third_parties if one.cloaked_as}
    found = [one for one in seen.sightings if one.host in cloaked]
    faults = [one for one in without_consent(found) if not is_exempt_analytics(one)]
    if faults:
        return told("fail", "fail-cloaked", faults, seen)
    relayed = [one for one in seen.sightings if one.relayed]
    if faults := [one for one in without_consent(relayed) if one.needs_consent]:
        return told("fail", "fail-relayed", faults, seen)
    if found:
        return told("warn", "warn-cloaked-seen", found, seen)
    if relayed:
        return told("warn", "warn-relayed", relayed, seen)
    if "dns" not in seen.case.evidence.capabilities and not seen.case.evidence.recordings:
        return undecided("no-dns", missing=("dns",))
    return seen.none_in_any_state()


OBSERVED: dict[str, Check] = {
    "trackers.before-consent": Observed(before_consent, is_player, FAULTS),
    "trackers.advertising-network": Observed(advertising, presence=FAULTS),
    "trackers.learner-surface": Observed(learner_surface, presence=FAULTS),
    "trackers.google-analytics": Observed(google_analytics, presence=FAULTS),
    "trackers.analytics-exempt-config": Observed(services.exempt_analytics, presence=FAULTS),
    "trackers.session-replay": Observed(session_replay, presence=FAULTS),
    "trackers.social-pixel": Observed(social_pixel, presence=FAULTS),
    "trackers.fingerprinting": Observed(services.fingerprinting, presence=FAULTS),
    "trackers.embedded-media": Observed(services.embedded_media, presence=FAULTS),
    "trackers.third-party-fonts": Observed(services.fonts, may_bring_fonts, FAULTS),
    "trackers.third-party-captcha": Observed(services.captcha, presence=FAULTS),
    "trackers.tag-manager": Observed(tag_manager, presence=frozenset({"fail"})),
    "trackers.cname-cloaking": Observed(cname_cloaking, presence=FAULTS),
    "trackers.support-widget": Observed(services.support_widget, presence=FAULTS),
}
"""Criterion → its judgement."""
