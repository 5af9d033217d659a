"""What was looked at, when and from where; what was not; what the result depends on."""

from __future__ import annotations

from typing import get_args

from catalog.nouns.scan import Assessment, HistoryEntry
from catalog.nouns.vocabulary import Capability
from reports.clean import clean_line, web_link
from reports.context import Context
from reports.view.model import Header, HistoryLine, Provenance
from reports.wording import Wording


def header(assessment: Assessment, context: Context) -> Header:
    """The head of the report."""
    wording, tool, evidence = context.wording, assessment.tool, assessment.evidence
    return Header(
        tool_id=tool.id,
        tool_name=clean_line(tool.name),
        home=clean_line(tool.home),
        home_link=web_link(tool.home),
        vendor=clean_line(tool.vendor or ""),
        levels=wording.listing(wording.school_term(one) for one in tool.levels),
        subjects=wording.listing(wording.school_term(one) for one in tool.subjects),
        profile=_profile(assessment, wording),
        scanned=wording.moment(evidence.started_at),
        vantage=wording.country(evidence.vantage_country) if evidence.vantage_country else wording.say("label.unknown"),
        seen=tuple(wording.name("capability", one) for one in _seen(assessment)),
        not_seen=_not_seen(assessment, wording),
        warnings=_warnings(assessment, wording),
    )


def _profile(assessment: Assessment, wording: Wording) -> tuple[tuple[str, str], ...]:
    profile = assessment.tool.profile
    return (
        (wording.say("profile.audience"), wording.name("audience", profile.audience)),
        (wording.say("profile.accounts"), wording.name("tri", profile.accounts)),
        (wording.say("profile.ai"), wording.name("tri", profile.ai)),
    )


def _seen(assessment: Assessment) -> tuple[Capability, ...]:
    """What this scan looked at: a supplied document of which nothing could be read was brought and not looked at."""
    names = {one.name for one in assessment.evidence.supplied}
    read = any(one.url in names and one.reading.readable == "ok" for one in assessment.facts.documents)
    return tuple(one for one in assessment.evidence.capabilities if read or one != "supplied-document")


def _not_seen(assessment: Assessment, wording: Wording) -> tuple[str, ...]:
    """What this scan could not look at; a supplied document is something extra and not missed."""
    wanted: tuple[Capability, ...] = get_args(Capability)
    seen = assessment.evidence.capabilities
    return tuple(wording.name("not-seen", one) for one in wanted if one not in seen and one != "supplied-document")


def _warnings(assessment: Assessment, wording: Wording) -> tuple[str, ...]:
    evidence = assessment.evidence
    warnings = [wording.name("vantage-note", one) for one in evidence.vantage_notes]
    if assessment.facts.wrong_target:
        kind = wording.name("wrong-target", assessment.facts.wrong_target)
        warnings.append(wording.say("answer.wrong-target", kind=kind))
    if evidence.bots:
        warnings.append(wording.count("warning.bots", len(evidence.bots)))
    if evidence.browser and not evidence.browser.canary.sound:
        warnings.append(wording.say("canary.unsound"))
    if not evidence.pages:
        warnings.append(wording.say("warning.nothing"))
    return tuple(warnings)


def provenance(assessment: Assessment, context: Context) -> Provenance:
    """Versions, sources with their licences, and the limits that every reader must know."""
    wording, versions, evidence = context.wording, assessment.versions, assessment.evidence
    lines = (
        (wording.say("provenance.scan"), evidence.scan_id),
        (wording.say("provenance.judged-on"), wording.date(versions.on)),
        (wording.say("provenance.program"), clean_line(versions.program or evidence.program)),
        (wording.say("provenance.method"), assessment.ratings.school.method),
        (wording.say("provenance.rules"), versions.rules),
        (wording.say("provenance.knowledge"), versions.knowledge),
        (wording.say("provenance.knowledge-as-of"), wording.date(versions.knowledge_as_of)),
        (wording.say("provenance.reader"), versions.reader),
        (wording.say("provenance.sources"), wording.say("provenance.sources-page")),
    )
    return Provenance(
        lines=tuple(line for line in lines if line[1]),
        attributions=tuple(
            (clean_line(one.source), one.licence, web_link(one.link)) for one in context.named_attributions
        ),
        limits=tuple(wording.say(f"limits.{number}") for number in ("machine", "date", "silence", "law", "reply")),
    )


def history_lines(entries: tuple[HistoryEntry, ...], wording: Wording) -> tuple[HistoryLine, ...]:
    """The history, newest first, with what made each rating move."""
    return tuple(
        HistoryLine(
            when=wording.moment(one.assessed_at),
            public=one.public,
            school=one.school,
            causes=wording.listing(wording.name("cause", cause) for cause in one.causes),
        )
        for one in entries
    )
