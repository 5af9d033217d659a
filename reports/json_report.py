"""The JSON report, format `preau/1`: what scripts and other programs read.

Fields are never dropped or renamed within a format number; a field without a value is null or an empty list. Quotes
and addresses stand as they were collected (JSON escapes what must be escaped); messages and reasons are words of the
report's language. The schema is `reports/schema/preau-1.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from datetime import UTC, datetime
from typing import Any

from catalog.nouns.browser import DrawnDocument
from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import CookieFact, DocumentFact, HostFact, ThirdPartyFact
from catalog.nouns.finding import Citation, Finding
from catalog.nouns.rating import Rating
from catalog.nouns.scan import Assessment
from reports import joined
from reports.context import Context
from reports.view.because import Roles, finding_reason, roles_of
from reports.view.drawn import beside_pages, drawn_documents, drawn_of
from reports.view.findings import badge_views, finding_views
from reports.view.inventory import merged_cookies, merged_third_parties
from reports.view.private import without_private
from reports.view.questions import vendor_letter
from reports.view.ratings import explanation
from reports.view.texts import finding_message, step_text

FORMAT = "preau/1"


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """One object for one assessment, a list for several (or none). Ends with a line break."""
    return joined(stream(assessments, context))


def stream(assessments: Iterable[Assessment], context: Context) -> Generator[str, None, str]:
    """The same, one report at a time. Returns `""`: nothing goes before its parts."""
    # Two assessments in hand at the most: whether there is a second one decides the form.
    coming = iter(assessments)
    first, second = next(coming, None), next(coming, None)
    if first is None:
        yield "[]\n"
    elif second is None:
        yield _written(first, context) + "\n"
    else:
        yield "[\n" + _in_list(first, context)
        first = None
        while second is not None:
            yield ",\n" + _in_list(second, context)
            second = next(coming, None)
        yield "\n]\n"
    return ""


def _written(assessment: Assessment, context: Context) -> str:
    return json.dumps(json_report(assessment, context), ensure_ascii=False, indent=2)


def _in_list(assessment: Assessment, context: Context) -> str:
    # Line breaks inside values are escaped: each one here begins a line of the form.
    return "  " + _written(assessment, context).replace("\n", "\n  ")


def json_report(assessment: Assessment, context: Context) -> dict[str, Any]:
    """The report of one assessment as plain values."""
    if context.public:
        assessment = without_private(assessment)
    tool, facts, versions = assessment.tool, assessment.facts, assessment.versions
    roles = roles_of(facts.documents)
    drawn = drawn_documents(assessment.evidence)
    return {
        "format": FORMAT,
        "language": context.language,
        "tool": {
            "id": tool.id,
            "name": tool.name,
            "home": tool.home,
            "profile": tool.profile.model_dump(mode="json"),
            "apps": list(tool.apps),
            "vendor": tool.vendor,
            "wrong_target": facts.wrong_target,
        },
        "scan": _scan(assessment.evidence),
        "rating": {
            "public": _rating(assessment.ratings.public, assessment, context),
            "school": _rating(assessment.ratings.school, assessment, context),
        },
        "badges": _badges(assessment, context),
        "findings": [_finding(one, context, roles) for one in assessment.findings],
        "hosts": [_host(one) for one in facts.hosts],
        "third_parties": [_third_party(one, facts.third_parties) for one in merged_third_parties(facts.third_parties)],
        "cookies": [_cookie(one) for one in merged_cookies(facts.cookies) if one.storage == "cookie"],
        "storage": [_stored(one) for one in merged_cookies(facts.cookies) if one.storage != "cookie"],
        "documents": [_document(one, drawn) for one in facts.documents],
        "reviews": [one.model_dump(mode="json", exclude={"tool_id"}) for one in assessment.reviews],
        "questions": _questions(assessment, context),
        "rules": {"digest": versions.rules},
        "knowledge": {"digest": versions.knowledge, "as_of": versions.knowledge_as_of.isoformat()},
        "reader": {"digest": versions.reader},
        "judged_on": versions.on.isoformat(),
        "program": versions.program,
        "attributions": [
            {"source": one.source, "licence": one.licence, "link": one.link} for one in context.attributions
        ],
    }


def moment(at: datetime) -> str:
    """A moment in UTC, ISO 8601 with `Z`, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _scan(evidence: Evidence) -> dict[str, Any]:
    browser = evidence.browser
    return {
        "id": evidence.scan_id,
        "started_at": moment(evidence.started_at),
        "ended_at": moment(evidence.ended_at),
        "vantage_country": evidence.vantage_country,
        "vantage_notes": list(evidence.vantage_notes),
        "capabilities": list(evidence.capabilities),
        "pages": _pages(evidence),
        "skipped": [{"url": one.url, "reason": one.reason, "detail": one.detail} for one in evidence.skipped],
        "passed_over": [{"url": one.url, "role": one.role, "reason": one.reason} for one in evidence.passed_over],
        "searched": list(evidence.searched),
        "browser": None if browser is None else {"name": browser.browser, "sound": browser.canary.sound},
        "recordings": [
            {"name": one.name, "requests": len(one.requests), "too_thin": one.too_thin} for one in evidence.recordings
        ],
    }


def _pages(evidence: Evidence) -> list[dict[str, Any]]:
    """The pages that were fetched, then the documents that only a browser drew, at addresses of their own."""
    drawn = {one.url for one in drawn_documents(evidence)}
    fetched = [
        {
            "url": one.exchange.final_url,
            "role": one.role,
            "also": list(one.also),
            "surface": one.surface,
            "status": one.exchange.status,
            "drawn": one.exchange.final_url in drawn,
            "certificate_verified": one.exchange.certificate_verified,
        }
        for one in evidence.pages
    ]
    return fetched + [
        {
            "url": one.url,
            "role": one.role,
            "also": list(one.also),
            "surface": "documents",
            "status": one.status,
            "drawn": True,
            "certificate_verified": None,
        }
        for one in beside_pages(evidence)
    ]


def _rating(rating: Rating, assessment: Assessment, context: Context) -> dict[str, Any]:
    return {
        "grade": rating.grade,
        "provisional": rating.provisional,
        "limited_by": rating.limited_by,
        "range": list(rating.range),
        "coverage": round(rating.coverage, 4),
        "confidence": rating.confidence,
        "confidence_points": rating.confidence_points,
        "steps": [step_text(one, context) for one in rating.steps],
        "next_steps": [step_text(one, context) for one in rating.next_steps],
        "caps": [{"step": one.id, "grade": one.grade, "criteria": list(one.criteria)} for one in rating.steps],
        "explanation": explanation(rating, assessment, context),
        "method": rating.method,
    }


def _badges(assessment: Assessment, context: Context) -> list[dict[str, Any]]:
    views = badge_views(finding_views(assessment, context, "x", {}))
    return [{"criterion": one.criterion, "verdict": one.verdict, "message": one.message} for one in views]


def _finding(finding: Finding, context: Context, roles: Roles) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "basis": finding.basis,
        "confirmed": finding.confirmed,
        "confidence": finding.confidence,
        "surface": finding.surface,
        "message": finding_message(finding, context),
        "reason": finding_reason(finding, context, roles),
        "explained_by": finding.explained_by,
        "searched": list(finding.searched),
        "citations": [_citation(one) for one in finding.citations],
        "message_id": finding.message,
        "reason_id": finding.reason,
        "params": dict(finding.params),
        "missing": list(finding.missing),
        "not_yet": finding.not_yet,
        "seen_on": finding.seen_on.isoformat() if finding.seen_on else None,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    """A citation in its kind's own fields, all of them; a note or a digest where there is one."""
    if citation.quote is not None:
        fields = {"url": citation.url, "quote": citation.quote, "start": citation.start, "end": citation.end}
    elif citation.request:
        fields = {
            "request": citation.request,
            "host": citation.host,
            "organisation": citation.organisation,
            "phase": citation.phase or "none",
        }
    elif citation.references:
        fields = {"page": citation.page, "references": citation.references}
        fields |= {"host": citation.host, "organisation": citation.organisation} if citation.host else {}
    else:
        fields = {"url": citation.url or citation.page, "host": citation.host, "note": citation.note}
    extra = {"note": citation.note, "blob": citation.blob}
    return fields | {name: value for name, value in extra.items() if value is not None}


def _host(host: HostFact) -> dict[str, Any]:
    return {
        "host": host.host,
        "addresses": list(host.addresses),
        "country": host.country,
        "asn": host.asn,
        "operator": host.operator,
        "control_country": host.control_country,
        "masked_by": host.masked_by,
        "first_party": host.first_party,
        "region": host.region,
        "basis": host.location_basis,
        "control_mark": host.control_mark,
        "cname_chain": list(host.cname_chain),
        "surfaces": list(host.surfaces),
        "roles": list(host.roles),
    }


def _third_party(fact: ThirdPartyFact, all_facts: tuple[ThirdPartyFact, ...]) -> dict[str, Any]:
    named = {surface for one in all_facts if one.host == fact.host for surface in one.surfaces}
    return {
        "host": fact.host,
        "organisation": fact.organisation,
        "country": fact.country,
        "categories": list(fact.categories),
        "basis": fact.basis,
        "phases": list(fact.phases),
        "surfaces": list(fact.surfaces),
        "referenced_surfaces": sorted(named - set(fact.surfaces)),
        "needs_consent": fact.needs_consent,
        "cloaked_as": fact.cloaked_as,
        "identifies": fact.identifies,
    }


def _cookie(cookie: CookieFact) -> dict[str, Any]:
    return _stored(cookie) | {
        "secure": cookie.secure,
        "http_only": cookie.http_only,
        "same_site": cookie.same_site,
    }


def _stored(cookie: CookieFact) -> dict[str, Any]:
    days = cookie.lifetime_days
    return {
        "name": cookie.name,
        "domain": cookie.domain,
        "phase": cookie.phase,
        "lifetime_days": None if days is None else int(days) if float(days).is_integer() else round(days, 3),
        "set_by": cookie.set_by,
        "purpose": cookie.purpose,
        "storage": cookie.storage,
        "service": cookie.service,
        "exempt": cookie.exempt,
        "third_party": cookie.third_party,
        "surface": cookie.surface,
    }


def _document(document: DocumentFact, drawn: tuple[DrawnDocument, ...]) -> dict[str, Any]:
    reading, seen = document.reading, drawn_of(document, drawn)
    return {
        "url": document.url,
        "role": document.role,
        "also": list(document.also),
        "language": reading.language,
        "words": reading.words,
        "basis": document.basis,
        "readable": reading.readable,
        "unreliable": reading.unreliable,
        "complete": document.complete,
        "certificate_verified": document.certificate_verified,
        "private": document.private,
        "drawn": document.drawn,
        "drawn_at": moment(seen.drawn_at) if seen is not None else None,
        "digest": document.blob,
        "clauses": [
            {
                "clause": one.clause,
                "stance": one.stance,
                "qualified_by": one.qualified_by,
                "populations": list(one.populations),
                "quotes": [quote.model_dump(mode="json") for quote in one.quotes],
            }
            for one in reading.clauses
        ],
        "values": [one.model_dump(mode="json") for one in reading.values],
    }


def _questions(assessment: Assessment, context: Context) -> list[dict[str, Any]]:
    letter = vendor_letter(assessment, context)
    return [
        {"question": one.text, "severity": one.severity, "criteria": list(one.criteria)}
        for group in letter.groups
        for one in group.questions
    ]
