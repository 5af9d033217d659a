"""What a school brought in is private: it is withheld from everything that is published."""

from __future__ import annotations

from catalog.nouns.finding import Citation, Finding
from catalog.nouns.scan import Assessment


def without_private(assessment: Assessment) -> Assessment:
    """`assessment` without private documents and recordings, nor citations of them.

    A finding that cites something private becomes `inconclusive`, without parameters (they may hold words of a
    contract). Letters are not touched: what is published must be assessed without private evidence to begin with,
    this is the second lock.
    """
    documents = [one for one in assessment.facts.documents if one.private]
    recordings = [one for one in assessment.evidence.recordings if one.private]
    if not documents and not recordings and not any(one.private for one in assessment.evidence.supplied):
        return assessment
    hidden = {one.url for one in documents} | {one.blob for one in documents}
    hidden |= {one.name for one in recordings} | {one.name for one in assessment.evidence.supplied if one.private}
    recorded = {page.url for one in recordings for page in one.pages}
    recorded |= {request.url for one in recordings for request in one.requests}
    evidence = assessment.evidence.model_copy(
        update={
            "recordings": tuple(one for one in assessment.evidence.recordings if not one.private),
            "supplied": tuple(one for one in assessment.evidence.supplied if not one.private),
        }
    )
    facts = assessment.facts.model_copy(
        update={"documents": tuple(one for one in assessment.facts.documents if not one.private)}
    )
    findings = tuple(_without(one, hidden, recorded - _public_requests(assessment)) for one in assessment.findings)
    return assessment.model_copy(update={"evidence": evidence, "facts": facts, "findings": findings})


def _public_requests(assessment: Assessment) -> set[str]:
    browser = assessment.evidence.browser
    return {request.url for phase in browser.phases for request in phase.requests} if browser else set()


def _without(finding: Finding, hidden: set[str], recorded: set[str]) -> Finding:
    searched = tuple(address for address in finding.searched if address not in hidden)
    if searched == finding.searched and not any(_is_private(one, hidden, recorded) for one in finding.citations):
        return finding
    return finding.model_copy(
        update={
            "verdict": "inconclusive",
            "basis": "none",
            "message": "",
            "reason": "",
            "params": (),
            "citations": (),
            "searched": searched,
            "root_cause": None,
            "explained_by": None,
        }
    )


def _is_private(citation: Citation, hidden: set[str], recorded: set[str]) -> bool:
    places = {citation.url, citation.blob, citation.page, citation.request}
    return bool(places & hidden) or (citation.request in recorded if citation.request else False)
