"""`--fail-on`: levels that end `check` or `rescan` with status 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.vocabulary import GRADES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.nouns.finding import Finding
    from catalog.nouns.scan import Assessment

LEVELS = (
    "never", "blocking", "major", "minor", "new:blocking", "new:major", "new:minor",
    "grade:B", "grade:C", "grade:D", "grade:E",
)  # fmt: skip


def matched_levels(
    levels: Sequence[str], assessment: Assessment, previous: Sequence[Finding] | None
) -> tuple[str, ...]:
    """The levels that this assessment matches.

    `blocking`, `major`, `minor`: an apparent failure of that severity or graver. `new:` counts only failures that
    `previous` (the findings of the earlier scan) did not have; without an earlier scan it matches every failure.
    `grade:X`: the school-use letter is X or worse (NE is no letter and matches none).
    """
    return tuple(level for level in levels if _matches(level, assessment, previous))


def _matches(level: str, assessment: Assessment, previous: Sequence[Finding] | None) -> bool:
    if level == "never":
        return False
    kind, _, wanted = level.partition(":")
    if kind == "grade":
        grade = assessment.ratings.school.grade
        return grade != "NE" and GRADES.index(grade) >= GRADES.index(wanted)
    severity = wanted if kind == "new" else kind
    worst = SEVERITIES.index(severity)
    failures = [f for f in assessment.findings if f.verdict == "fail" and SEVERITIES.index(f.severity) <= worst]
    if kind == "new" and previous is not None:
        known = {(f.criterion, f.surface) for f in previous if f.verdict == "fail"}
        failures = [f for f in failures if (f.criterion, f.surface) not in known]
    return bool(failures)
