"""Cards: what is shown of findings that say the same of several surfaces, so that nobody reads it twice.

A pupil's page that shares the template of the showcase yields one finding a surface with the same words. Each keeps
its anchor, its severity and its proof; the words stand once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.view.model import CitationView, FamilyView, FindingView


@dataclass(frozen=True)
class Card:
    """Findings of one criterion that have the same result and the same words; never empty, the gravest first."""

    findings: tuple[FindingView, ...]

    @property
    def lead(self) -> FindingView:
        """The finding whose words stand for all."""
        return self.findings[0]

    @property
    def one_proof(self) -> bool:
        """Whether all findings rest on the same proof, which is then shown once."""
        return len({(one.citations, one.searched, one.basis, one.confidence) for one in self.findings}) == 1

    @property
    def citations(self) -> tuple[CitationView, ...]:
        """The proofs of all its findings, each once."""
        return tuple(dict.fromkeys(cited for one in self.findings for cited in one.citations))


def cards(findings: Iterable[FindingView]) -> tuple[Card, ...]:
    """The findings as cards, in the order of each card's first finding."""
    gathered: dict[object, list[FindingView]] = {}
    for one in findings:
        gathered.setdefault(_words(one), []).append(one)
    return tuple(Card(tuple(own)) for own in gathered.values())


def own_causes(findings: Iterable[FindingView]) -> tuple[FindingView, ...]:
    """The findings that carry a cause of their own; the others repeat what another criterion already says."""
    return tuple(one for one in findings if one.explained_by is None)


def charged_elsewhere(findings: Iterable[FindingView]) -> tuple[FindingView, ...]:
    """The findings whose cause another criterion carries."""
    return tuple(one for one in findings if one.explained_by is not None)


def titles(findings: Iterable[FindingView], family: FamilyView) -> tuple[str, ...]:
    """The titles of the findings, each once, with the surfaces where the criterion has another result elsewhere."""
    surfaces: dict[str, list[FindingView]] = {}
    for one in findings:
        surfaces.setdefault(one.criterion, []).append(one)
    return tuple(_title(own, family) for own in surfaces.values())


def _title(own: list[FindingView], family: FamilyView) -> str:
    criterion, verdict = own[0].criterion, own[0].verdict
    elsewhere = any(
        one.criterion == criterion for group in family.groups if group.verdict != verdict for one in group.findings
    )
    return f"{own[0].title} ({', '.join(one.surface_name for one in own)})" if elsewhere else own[0].title


def _words(one: FindingView) -> object:
    """What two findings share where a reader would read the same twice."""
    return (one.criterion, one.verdict, one.message, one.because, one.confirmed, one.explained_by, one.reviews,
            one.answers, one.seen_on)  # fmt: skip
