"""What the browser saw: phases, timelines, the consent interface; and recordings a school made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from catalog.nouns.browser import BrowserPage, BrowserRequest, HarRecording, PhaseRun
from catalog.nouns.scan import Assessment
from reports.clean import clean_line, web_link
from reports.context import Context
from reports.view.hosts import host_of
from reports.view.interface import interface_view
from reports.view.order import PHASE_RANK
from reports.view.seen import BrowsingView, Lane, PageView, PhaseView, RecordingView, Tick
from reports.wording import Wording

OLDEST = timedelta(days=365)
"""Age from which on a recording shows no absence any more, as the rules hold it."""
MAX_LANES = 14
MAX_TICKS = 60


def browsing_view(assessment: Assessment, context: Context, prefix: str) -> BrowsingView | None:
    """The browser's part, None where no browser looked."""
    evidence = assessment.evidence.browser
    if evidence is None:
        return None
    wording = context.wording
    owners = {one.host: one.organisation or one.host for one in assessment.facts.third_parties}
    runs = sorted(evidence.phases, key=lambda one: (PHASE_RANK[one.phase], one.run))
    interface = interface_view(runs, wording)
    return BrowsingView(
        browser=clean_line(evidence.browser),
        sound=evidence.canary.sound,
        canary_words=wording.say("canary.sound" if evidence.canary.sound else "canary.unsound"),
        phases=tuple(_phase(one, owners, wording, prefix, _visit(one, runs)) for one in runs),
        interface=interface,
        notes=tuple(clean_line(note) for note in evidence.notes),
    )


def recording_views(recordings: tuple[HarRecording, ...], at: datetime, wording: Wording) -> tuple[RecordingView, ...]:
    """Recordings that a school supplied, and how far they go, seen from the moment of the scan."""
    return tuple(RecordingView(clean_line(one.name), _recording_facts(one, at, wording)) for one in recordings)


def _recording_facts(recording: HarRecording, at: datetime, wording: Wording) -> tuple[str, ...]:
    facts = [wording.say("recording.account", account=wording.name("account", recording.account_role))]
    if recording.recorded_at:
        facts.append(wording.say("recording.when", when=wording.moment(recording.recorded_at)))
    if recording.recorded_at is None or at - recording.recorded_at > OLDEST:
        facts.append(wording.say("recording.old"))
    if recording.account_role == "teacher":
        facts.append(wording.say("recording.teacher"))
    facts.append(wording.count("recording.pages", len(recording.pages)))
    facts.append(wording.count("recording.requests", len(recording.requests)))
    if recording.removed:
        removed = wording.listing(f"{wording.name('removed', kind)} ({number})" for kind, number in recording.removed)
        facts.append(wording.say("recording.removed", removed=removed))
    if recording.filtered_signs:
        facts.append(
            wording.say(
                "recording.filtered",
                signs=wording.listing(wording.name("filter", sign) for sign in recording.filtered_signs),
            )
        )
    if recording.too_thin:
        facts.append(wording.say("recording.too-thin", reason=wording.name("thin", recording.too_thin)))
    return tuple(facts)


def _phase(run: PhaseRun, owners: Mapping[str, str], wording: Wording, prefix: str, visit: int) -> PhaseView:
    lanes = _lanes(run, owners)
    shown = lanes[:MAX_LANES]
    return PhaseView(
        anchor=f"{prefix}-phase-{run.phase}-{run.run}",
        phase=run.phase,
        phase_name=wording.name("phase", run.phase),
        visit=visit,
        outcome=_outcome(run, wording),
        duration_ms=max((one.at_ms for one in run.requests), default=0),
        requests=len(run.requests),
        third_party_requests=sum(len(lane.ticks) for lane in lanes),
        cookies=len({(one.name, one.domain) for one in run.cookies}),
        storage=len(run.storage),
        pages=tuple(_page(one, wording) for one in run.pages),
        behaviours=_behaviours(run, wording),
        lanes=tuple(Lane(lane.name, lane.ticks[:MAX_TICKS]) for lane in shown),
        lanes_left_out=len(lanes) - len(shown),
    )


def _visit(run: PhaseRun, runs: list[PhaseRun]) -> int:
    """Which visit of its phase a run is, from 1: runs are numbered over all phases."""
    return [one.run for one in runs if one.phase == run.phase].index(run.run) + 1


def _lanes(run: PhaseRun, owners: Mapping[str, str]) -> list[Lane]:
    by_owner: dict[str, list[BrowserRequest]] = {}
    for request in run.requests:
        owner = owners.get(host_of(request.url))
        if owner:
            by_owner.setdefault(owner, []).append(request)
    lanes = [
        Lane(
            clean_line(name), tuple(Tick(one.at_ms, one.during_click) for one in sorted(own, key=lambda one: one.at_ms))
        )
        for name, own in by_owner.items()
    ]
    return sorted(lanes, key=lambda lane: (lane.ticks[0].at_ms, lane.name))


def _outcome(run: PhaseRun, wording: Wording) -> str:
    """What became of the phase: the choice that was made, or why it was not."""
    if run.crashed:
        return wording.say("phase-outcome.crashed")
    if run.phase == "before-choice":
        return wording.say("phase-outcome.untouched")
    if run.choice_made:
        kept = "" if run.choice_kept is not False else " " + wording.say("phase-outcome.not-kept")
        return wording.count("phase-outcome.made", run.actions) + kept
    return wording.say("phase-outcome.not-made", reason=wording.name("phase-reason", run.reason or "unknown"))


def _page(page: BrowserPage, wording: Wording) -> PageView:
    return PageView(
        url=clean_line(page.final_url),
        link=web_link(page.final_url),
        role_name=wording.name("role", page.role),
        status=str(page.status) if page.status is not None else clean_line(page.failure or ""),
        surface_name=wording.name("surface", page.surface),
    )


def _behaviours(run: PhaseRun, wording: Wording) -> tuple[str, ...]:
    seen: dict[tuple[str, str], None] = {}
    for one in run.behaviours:
        seen.setdefault((one.kind, host_of(one.script) or one.script))
    return tuple(
        wording.say("behaviour.by", what=wording.name("behaviour", kind), who=clean_line(who)) for kind, who in seen
    )
