"""How much a letter can be trusted, independent of the letter (criteria, section 4.3)."""

from __future__ import annotations

from catalog.nouns.vocabulary import Confidence
from rules.rating.inputs import RatingInputs

FRESH_DAYS = 30


def confidence_points(coverage: float, inputs: RatingInputs) -> int:
    """Return 0 to 100: coverage 40, learner surface 20, and ten each for repetition, age, documents, validation."""
    tens = (
        inputs.concordant_runs > 1 and inputs.vantage_in_eea,
        inputs.evidence_age_days <= FRESH_DAYS,
        inputs.documents_parsed,
        inputs.human_validation,
    )
    return int(40 * coverage) + (20 if inputs.learner_observed else 0) + 10 * sum(tens)


def confidence_of(points: int) -> Confidence:
    """`high` from 75 points, `medium` from 45."""
    if points >= 75:
        return "high"
    return "medium" if points >= 45 else "low"
