"""Whether an examination reached a product at all: of what it did not reach, nothing is asked and nothing concluded."""

from __future__ import annotations

from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import SkipReason

NO_ANSWER: frozenset[SkipReason] = frozenset({"error", "timeout", "unsafe-address"})
"""Why an address was left out where nobody may be there; a refusal (robots.txt, a login, a wall) is an answer."""


def reached(assessment: Assessment) -> bool:
    """Whether a page, a document or a recording of the product itself was there to look at, or a refusal came."""
    if assessment.facts.wrong_target:
        return False
    evidence = assessment.evidence
    seen = evidence.pages or evidence.recordings or evidence.bots or assessment.facts.documents
    return bool(seen) or any(one.reason not in NO_ANSWER for one in evidence.skipped)
