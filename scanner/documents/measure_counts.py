"""Counts of right and wrong readings, and the figures made of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

LEAST: Final = 5
"""Labels of both classes from which on a clause counts in the macro figures."""


@dataclass(slots=True)
class Counts:
    """Counts of one clause in one group of labels. A clause is positive where the label is `affirmed`."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    unclear: int = 0
    denied: int = 0
    denied_right: int = 0
    denied_affirmed: int = 0

    def add(self, gold: str, read: str) -> None:
        """Count one label."""
        positive, predicted = gold == "affirmed", read == "affirmed"
        self.tp += positive and predicted
        self.fp += predicted and not positive
        self.fn += positive and not predicted
        self.tn += not positive and not predicted
        self.unclear += read == "unclear"
        self.denied += gold == "denied"
        self.denied_right += gold == "denied" and read == "denied"
        self.denied_affirmed += gold == "denied" and read == "affirmed"

    @property
    def positives(self) -> int:
        return self.tp + self.fn

    @property
    def negatives(self) -> int:
        return self.fp + self.tn

    @property
    def recall(self) -> float:
        return _ratio(self.tp, self.positives)

    @property
    def specificity(self) -> float:
        return _ratio(self.tn, self.negatives)

    @property
    def f1(self) -> float:
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def balanced(self) -> float:
        return (self.recall + self.specificity) / 2


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a proportion; (0, 1) of nothing."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return middle - half, middle + half


@dataclass(slots=True)
class Scores:
    """Counts by clause of one language or source, with the labels missed for want of a document."""

    clauses: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    without_document: int = 0

    def macro(self) -> list[Counts]:
        """The clauses with enough labels of both classes."""
        return [c for c in self.clauses.values() if c.positives >= LEAST and c.negatives >= LEAST]

    def summary(self) -> dict[str, float]:
        """Figures over the clauses; shares are 0 to 1."""
        macro, total = self.macro(), sum(c.positives + c.negatives for c in self.clauses.values())
        return {
            "labels": total,
            "macro clauses": len(macro),
            "macro balanced accuracy": _mean(c.balanced for c in macro),
            "macro f1": _mean(c.f1 for c in macro),
            "unclear share": _ratio(sum(c.unclear for c in self.clauses.values()), total),
        }


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else math.nan
