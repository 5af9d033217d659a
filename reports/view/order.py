"""Orders in which things are shown: the gravest first."""

from __future__ import annotations

from typing import Final

from catalog.nouns.finding import Finding
from catalog.nouns.vocabulary import Grade, Phase, Severity, Surface, Verdict

VERDICTS: Final[tuple[Verdict, ...]] = ("fail", "warn", "inconclusive", "pass", "not-applicable")
SEVERITY_RANK: Final[dict[Severity, int]] = {"blocking": 0, "major": 1, "minor": 2, "info": 3}
VERDICT_RANK: Final[dict[Verdict, int]] = {verdict: rank for rank, verdict in enumerate(VERDICTS)}
SURFACE_RANK: Final[dict[Surface, int]] = {"learner": 0, "showcase": 1, "documents": 2}
PHASES: Final[tuple[Phase, ...]] = ("before-choice", "after-refusal", "after-acceptance", "none")
PHASE_RANK: Final[dict[Phase, int]] = {phase: rank for rank, phase in enumerate(PHASES)}
BEST_FIRST: Final[tuple[Grade, ...]] = ("A", "B", "C", "D", "E", "NE")


def gravity(finding: Finding) -> tuple[int, int, int, str]:
    """Sort key: the gravest verdict first, then severity, then the surface pupils meet, then the criterion."""
    return (
        VERDICT_RANK[finding.verdict],
        SEVERITY_RANK[finding.severity],
        SURFACE_RANK[finding.surface],
        finding.criterion,
    )
