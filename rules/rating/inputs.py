"""What the rating takes into account besides findings, and how it is read from a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.nouns.browser import BrowserEvidence, PhaseRun
from catalog.nouns.evidence import Evidence
from catalog.nouns.finding import Finding, Review
from rules.applicability import learner_page_seen
from rules.case import Case
from rules.evaluate import bad_vantage
from rules.recordings import weakness

REVIEW_LASTS = timedelta(days=365)
"""Section 4.3: a human validation counts for twelve months."""


@dataclass(frozen=True)
class RatingInputs:
    """Circumstances of the evidence (criteria 4.2 step 2 and 7, 4.3).

    `learner_exists`: false only where the tool is known to have no learner surface. `learner_observed`: any learner
    page was seen (log-in and sign-up pages count); `inside_observed`: evidence from
    inside the product (a recording, a guest or demo mode, an application shell), which alone opens the gate of the
    learner surface (reading f). `concordant_runs`: fresh visits that agree; `reproduced`: (criterion, surface) of
    failures seen in two runs or on two days; `reviewed`: those a human confirmed.
    """

    learner_exists: bool = True
    learner_observed: bool = False
    inside_observed: bool = False
    concordant_runs: int = 1
    vantage_in_eea: bool = True
    evidence_age_days: int = 0
    documents_parsed: bool = False
    human_validation: bool = False
    reproduced: frozenset[tuple[str, str]] = frozenset()
    reviewed: frozenset[tuple[str, str]] = frozenset()


def rating_inputs(
    case: Case,
    findings: Iterable[Finding],
    *,
    previous: Iterable[Finding] = (),
    previous_on: date | None = None,
    reviews: Iterable[Review] = (),
) -> RatingInputs:
    """Read the inputs from a case, its findings, those of an earlier scan (judged on another day) and its reviews."""
    findings = tuple(findings)
    reviews = tuple(one for one in reviews if one.tool_id == case.tool.id and _in_force(one, case.on))
    earlier = (
        {_key(one) for one in previous if one.verdict == "fail"} if previous_on and previous_on < case.on else set()
    )
    fails = [one for one in findings if one.verdict == "fail"]
    runs = _visits(case.evidence.browser)
    country = case.evidence.vantage_country
    sound = bad_vantage(case.evidence, case.knowledge) is None
    return RatingInputs(
        learner_exists=any(one.surface == "learner" and one.reason != "no-learner-surface" for one in findings),
        learner_observed=learner_page_seen(case),
        inside_observed=_inside(case.evidence),
        concordant_runs=max(1, runs),
        vantage_in_eea=bool(country) and sound,
        evidence_age_days=max(0, (case.on - case.evidence.ended_at.date()).days),
        documents_parsed=_parsed(case),
        human_validation=any(case.on - one.made_on <= REVIEW_LASTS for one in reviews),
        reproduced=frozenset(
            _key(one) for one in fails if _key(one) in earlier or runs_showing(one, case.evidence.browser) > 1
        ),
        reviewed=frozenset(
            _key(one)
            for one in findings
            for review in reviews
            if review.criterion == one.criterion and review.surface in (None, one.surface) and review.verdict == "fail"
        ),
    )


def _key(finding: Finding) -> tuple[str, str]:
    return (finding.criterion, finding.surface)


def _in_force(review: Review, on: date) -> bool:
    return review.made_on <= on and (review.until is None or on <= review.until)


def _visits(browser: BrowserEvidence | None) -> int:
    """Fresh profiles that opened a page: the loads before the choice in each of them are runs (reading c)."""
    if browser is None or not browser.canary.sound:
        return 0
    return sum(not run.crashed and any(page.rendered for page in run.pages) for run in browser.phases)


def runs_showing(finding: Finding, browser: BrowserEvidence | None) -> int:
    """In how many visits a request that the finding cites left the cited page for the cited host in the cited phase.

    What the home page sends in each visit says nothing of how often the log-in page was seen to send it.
    """
    if browser is None:
        return 0
    cited = {(one.phase, one.host, one.page) for one in finding.citations if one.request and one.host}
    return max((sum(_shows(run, *one) for run in browser.phases) for one in cited), default=0)


def _shows(run: PhaseRun, phase: str | None, host: str | None, page: str | None) -> bool:
    from urllib.parse import urlsplit

    return run.phase == phase and any(
        page in (None, request.page) and urlsplit(request.url).hostname == host for request in run.requests
    )


def _inside(evidence: Evidence) -> bool:
    if any(weakness(recording, evidence.started_at) is None for recording in evidence.recordings):
        return True
    runs = evidence.browser.phases if evidence.browser else ()
    return any(
        page.role == "app" and page.surface == "learner" and page.rendered and (page.status or 0) < 400
        for run in runs
        for page in run.pages
    )


def _parsed(case: Case) -> bool:
    """All documents read to their end in a language that the reader knows."""
    documents = case.facts.documents
    return bool(documents) and all(one.complete and one.reading.readable == "ok" for one in documents)
