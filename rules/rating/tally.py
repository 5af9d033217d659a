"""Count, for one scope, what the steps of the method look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Finding
from catalog.nouns.vocabulary import Scope, Severity, Verdict
from rules.rating.causes import Counted, charges, is_notice_item
from rules.rating.inputs import RatingInputs
from rules.rating.scales import COVERAGE_WEIGHT, NOTICE_ITEMS_FOR_TWO, graver, gravest

LEARNER_GATE = "trackers.learner-surface"
POLICY_GATE = "transparency.privacy-policy-present"
WEIGHTY: tuple[Severity, ...] = ("blocking", "major")


@dataclass(frozen=True)
class Tally:
    """Criteria of one scope by what they cost, each at its worst surface (reading g).

    `notice_items` are failures for silence alone, grouped (reading b). `undecided` are blocking and major criteria
    that were not shown; `closed_gates` gates that are undecided or lack the evidence they ask for; `declared_only`
    observable blocking criteria that pass on the vendor's word (step 8, reading e). `coverage` is from 0 to 1.
    """

    blocking: tuple[str, ...]
    majors: tuple[str, ...]
    notice_items: tuple[str, ...]
    minors: tuple[str, ...]
    warns: tuple[str, ...]
    undecided: tuple[str, ...]
    closed_gates: tuple[str, ...]
    declared_only: tuple[str, ...]
    explained: tuple[str, ...]
    coverage: float
    nothing_to_judge: bool

    @property
    def major_charges(self) -> int:
        """Major failures charged, silence counted once or twice."""
        if not self.notice_items:
            return len(self.majors)
        return len(self.majors) + (2 if len(self.notice_items) >= NOTICE_ITEMS_FOR_TWO else 1)


def in_scope(
    findings: Iterable[Finding], criteria: Mapping[str, Criterion], scope: Scope, inputs: RatingInputs
) -> tuple[Finding, ...]:
    """Return the findings that count in a scope, badges and what does not apply left out.

    The public scope is what anyone can observe: without the criteria of school use, and without a learner surface
    that nobody could reach. A failure proven there counts all the same.
    """
    return tuple(
        [
            one
            for one in findings
            if one.verdict != "not-applicable"
            and (rule := criteria.get(one.criterion)) is not None
            and rule.in_letter
            and (scope == "school" or _public(one, rule, inputs))
        ]
    )


def _public(finding: Finding, criterion: Criterion, inputs: RatingInputs) -> bool:
    if criterion.scope != "public":
        return False
    return finding.surface != "learner" or inputs.learner_observed or finding.verdict == "fail"


def tally(scoped: Iterable[Counted], criteria: Mapping[str, Criterion], inputs: RatingInputs, scope: Scope) -> Tally:
    """Count the findings of one scope; root causes are charged among these findings alone."""
    return Counting(tuple(scoped), criteria).tally(inputs, scope)


class Counting:
    """Findings of one scope, ready to be counted as they are and as they would be if what is open were shown."""

    def __init__(self, scoped: Sequence[Counted], criteria: Mapping[str, Criterion]) -> None:
        charged = charges(scoped, criteria)
        self._marks, self._charged, self._criteria = scoped, charged, criteria
        groups: dict[str, list[_Cell]] = defaultdict(list)
        for one in scoped:
            groups[one.criterion].append(_cell(one, bool(charged) and _key(one) in charged))
        self._policy = groups.get(POLICY_GATE, [])
        self._rows = [
            _rows(name, rule.gate, rule.observable, tuple(groups[name]))
            for name, rule in criteria.items()
            if name in groups
        ]
        self._explained = tuple(dict.fromkeys(one.criterion for one in scoped if charged and _key(one) in charged))

    def tally(self, inputs: RatingInputs, scope: Scope) -> Tally:
        """The count of the findings as they are."""
        return self._count([one.as_is for one in self._rows], self._policy, inputs, scope, None)

    def what_if(self, inputs: RatingInputs, scope: Scope, verdict: Literal["pass", "fail"]) -> Tally:
        """The count if what is open were seen with this verdict; of open criteria only majors and minors may fail.

        What is open shares no cause, so that what is charged to what stays as it is.
        """
        policy = [_turned(one, verdict) for one in self._policy]
        rows = [one.if_pass if verdict == "pass" else one.if_fail for one in self._rows]
        return self._count(rows, policy, inputs, scope, verdict)

    def _count(
        self,
        rows: Sequence[_Row],
        policy: Sequence[_Cell],
        inputs: RatingInputs,
        scope: Scope,
        verdict: Verdict | None,
    ) -> Tally:
        telling = [row for row in rows if row.tells]
        open_rows = [row for row in telling if not row.decided]
        undecided = tuple([row.name for row in open_rows if row.severity in WEIGHTY])
        uncovered = self._uncovered(frozenset(undecided), verdict)
        weight = sum([row.weight for row in rows])
        failed = [row for row in telling if row.fails]
        return Tally(
            blocking=tuple([row.name for row in failed if row.fails == "blocking"]),
            majors=tuple([row.name for row in failed if row.fails == "major"]),
            notice_items=tuple([row.name for row in telling if row.notice_item]),
            minors=tuple([row.name for row in failed if row.fails == "minor"]),
            warns=tuple([row.name for row in telling if row.warned or row.name in uncovered]),
            undecided=undecided,
            closed_gates=tuple([row.name for row in telling if row.gate and _closed(row, inputs, scope)]),
            declared_only=tuple([row.name for row in telling if row.declared_only]),
            explained=self._explained,
            coverage=(weight - sum([row.weight for row in open_rows])) / weight if weight else 0.0,
            nothing_to_judge=_nothing_to_judge(policy, inputs),
        )

    def _uncovered(self, undecided: frozenset[str], verdict: Verdict | None) -> frozenset[str]:
        """Of the warnings charged to criteria that are counted as undecided anyway, for another of their surfaces,
        those that would be charged without them: one for each cause.

        Such a criterion is counted once whatever it is charged with. The warning would vanish behind it, and a fault
        added to it would improve the letter.
        """
        if not self._charged or not undecided:
            return frozenset()
        failed = {one.criterion for one in self._marks if one.severity in WEIGHTY and _fails(one, verdict)}
        hidden = [
            one
            for one in self._marks
            if one.verdict == "warn"
            and one.severity in WEIGHTY
            and self._charged.get(_key(one)) in undecided
            and one.criterion not in failed
        ]
        again = charges(hidden, self._criteria)
        return frozenset(one.criterion for one in hidden if _key(one) not in again)


def _fails(mark: Counted, verdict: Verdict | None) -> bool:
    """Whether it fails, or would where what is open is taken to have this verdict."""
    if mark.verdict == "inconclusive" and verdict == "fail":
        return mark.severity in ("major", "minor")
    return mark.verdict == "fail"


def _key(finding: Counted) -> tuple[str, str]:
    return (finding.criterion, finding.surface)


class _Cell(NamedTuple):
    """What counts of one criterion on one surface. `proven`: not on the vendor's word; `notice`: silence alone."""

    verdict: Verdict
    severity: Severity
    proven: bool
    explained: bool
    notice: bool


def _turned(cell: _Cell, verdict: Verdict) -> _Cell:
    """An open criterion as it would count with another verdict: seen, with no cause shared; others as they are."""
    if cell.verdict != "inconclusive" or not (verdict == "pass" or cell.severity in ("major", "minor")):
        return cell
    return _Cell(verdict, cell.severity, True, False, False)


def _cell(one: Counted, explained: bool) -> _Cell:
    proven = one.basis in ("observed", "contractual")
    return _Cell(one.verdict, one.severity, proven, explained, one.root_cause is not None and is_notice_item(one))


Groups = Mapping[str, list[_Cell]]
"""The cells of each criterion."""


@dataclass(frozen=True)
class _Row:
    """One criterion over its surfaces."""

    name: str
    gate: bool
    severity: Severity
    fails: Severity | None
    notice_item: bool
    warned: bool
    decided: bool
    declared_only: bool
    weight: int
    tells: bool
    """Whether it is more than a plain pass, which weighs in the coverage and nowhere else."""


class _Rows(NamedTuple):
    """A criterion's row as it is, and as it would be if what is open were seen to pass or fail."""

    as_is: _Row
    if_pass: _Row
    if_fail: _Row


@lru_cache(maxsize=8192)
def _rows(name: str, gate: bool, observable: bool, cells: tuple[_Cell, ...]) -> _Rows:
    """A criterion's rows: cells are few and alike, so that they are worked out once and not for each of many tools."""
    turned = [tuple([_turned(one, verdict) for one in cells]) for verdict in _SHOWN]
    return _Rows(*(_row(name, gate, observable, one) for one in (cells, *turned)))


_SHOWN: tuple[Verdict, Verdict] = ("pass", "fail")


def _row(name: str, gate: bool, observable: bool, cells: tuple[_Cell, ...]) -> _Row:
    """A criterion's row of these cells."""
    weighty = [one for one in cells if one.severity in WEIGHTY]
    severity = cells[0].severity if len(cells) == 1 else gravest([one.severity for one in cells])
    fails = [one for one in cells if one.verdict == "fail"]
    charged = [one.severity for one in fails if not one.explained and not one.notice]
    declared_only = (
        observable and severity == "blocking" and any(one.verdict == "pass" and not one.proven for one in weighty)
    )
    return _Row(
        name=name,
        gate=gate,
        severity=severity,
        fails=gravest(charged) if charged else None,
        notice_item=any(one.notice for one in fails),
        warned=any(one.verdict == "warn" and not one.explained for one in weighty)
        and not any(one.severity in WEIGHTY for one in fails),
        # A gate that fails only where it does not weigh stays closed: a fault never opens what doubt held shut.
        decided=_decided(weighty or cells, severity) and not (gate and bool(fails) and not weighty),
        declared_only=declared_only,
        weight=COVERAGE_WEIGHT[severity],
        tells=gate or declared_only or any(one.verdict != "pass" for one in cells),
    )


def _decided(cells: Sequence[_Cell], severity: Severity) -> bool:
    """Whether nothing is open: every surface that weighs was decided, or a failure at full severity settles it."""
    if any(one.verdict == "fail" and not graver(severity, one.severity) for one in cells):
        return True
    return all(one.verdict != "inconclusive" for one in cells)


def _closed(row: _Row, inputs: RatingInputs, scope: Scope) -> bool:
    """Step 7. The learner surface's gate opens with evidence from inside only, in school use (reading f)."""
    if not row.decided:
        return True
    return row.name == LEARNER_GATE and scope == "school" and row.fails is None and not inputs.inside_observed


def _nothing_to_judge(policy: Sequence[_Cell], inputs: RatingInputs) -> bool:
    """Step 7: neither the learner surface nor a policy could be seen."""
    unavailable = bool(policy) and all(one.verdict == "inconclusive" for one in policy)
    return unavailable and inputs.learner_exists and not inputs.learner_observed
