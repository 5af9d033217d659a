"""Where a scan of a lab site does not say what the expert expects."""

from __future__ import annotations

from pathlib import Path

from catalog.nouns.scan import Assessment
from scanner.lab.expectation import Level, load_expectation


def mismatches(assessment: Assessment, folder: Path, level: Level) -> list[str]:
    """The differences between an assessment and the expectation in a site's `folder`, as sentences for a log."""
    expected = load_expectation(folder)
    found = {(f.criterion, f.surface): f for f in assessment.findings}
    wrong = []
    for one in expected.verdicts:
        wanted = one.at(level)
        finding = found.get((one.criterion, one.surface))
        said = finding.verdict if finding else "missing"
        if wanted and said not in wanted:
            reason = finding.reason if finding else ""
            wrong.append(f"{one.criterion} on {one.surface}: expected {'/'.join(wanted)}, said {said} ({reason})")
    for criterion in expected.forbidden:
        wrong += [
            f"{criterion} on {f.surface}: must not {f.verdict} ({f.reason})"
            for f in assessment.findings
            if f.criterion == criterion and f.verdict in ("fail", "warn")
        ]
    letters = getattr(expected, level)
    for scope in ("public", "school"):
        allowed, grade = getattr(letters, scope), getattr(assessment.ratings, scope).grade
        if allowed and grade not in allowed:
            wrong.append(f"letter {scope}: expected {'/'.join(allowed)}, got {grade}")
    skipped = {(s.url, s.reason) for s in assessment.evidence.skipped}
    wrong += [
        f"not skipped: {s.url} ({s.reason})"
        for s in expected.skipped
        if s.level in (None, level) and (s.url, s.reason) not in skipped
    ]
    hosts = {party.host for party in assessment.facts.third_parties}
    wrong += [f"third party not seen: {host}" for host in expected.third_parties if host not in hosts]
    if expected.no_third_parties and hosts:
        wrong.append(f"third parties where there are none: {sorted(hosts)}")
    return wrong
