"""From evidence to findings and ratings: the pure parts put together. The same inputs give the same result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.nouns.noun import digest_of
from catalog.nouns.scan import Assessment, Versions

if TYPE_CHECKING:
    from catalog.kept import EarlierFindings
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.evidence import Evidence
    from catalog.nouns.facts import Facts
    from catalog.nouns.finding import Finding, Review
    from catalog.nouns.rating import Ratings
    from catalog.nouns.tool import Profile, Tool
    from rules.knowledge import Knowledge
    from scanner.reader import Reader

Bodies = Callable[[str], bytes]


@dataclass
class Assessor:
    """Judges evidence by one set of rules and reference data."""

    criteria: Mapping[str, Criterion]
    knowledge: Knowledge
    rules: str
    """Digest of the rules, the checks and the derivation of facts."""

    @classmethod
    def of(cls, criteria: dict[str, Criterion], knowledge: Knowledge) -> Assessor:
        """An assessor with the digest of `criteria` and of the code that applies them."""
        from rules.derive import DERIVE_DIGEST
        from rules.load import rules_digest

        return cls(criteria, knowledge, digest_of([rules_digest(criteria), DERIVE_DIGEST]))

    def versions(self, tool: Tool, reader: Reader, reviews: tuple[Review, ...], on: date) -> Versions:
        """What a rating made now depends on besides evidence."""
        decided = _decided(reviews, tool.profile)
        return _versions(self.rules, self.knowledge.digest, self.knowledge.as_of, reader.version, decided, on)

    def derives_like(self, versions: Versions, reader: Reader) -> bool:
        """Whether facts of an earlier assessment are those that would be derived now of the same evidence."""
        from rules.derive import DERIVE_DIGEST

        known = (versions.derive, versions.knowledge, versions.reader)
        return known == (DERIVE_DIGEST, self.knowledge.digest, reader.version)

    def assess(
        self,
        tool: Tool,
        evidence: Evidence,
        bodies: Bodies,
        reader: Reader,
        *,
        on: date,
        reviews: tuple[Review, ...] = (),
        earlier: EarlierFindings | None = None,
        facts: Facts | None = None,
    ) -> Assessment:
        """Facts, findings and both letters of one evidence; `facts` where they are known to hold for it.

        `earlier` is what the scan before this one found: a confirmed failure that this scan could not look at again
        stands, and one that it sees again is reproduced.
        What a school brought privately counts in the school-use letter only.
        """
        from rules.derive import derive

        if facts is None:
            facts = derive(evidence, bodies, self.knowledge, read=reader, text=reader.text)
        findings = self._findings(tool, evidence, facts, on, earlier)
        ratings = self._rate(tool, evidence, facts, findings, on, reviews, earlier)
        if has_private(evidence):
            outside, before = without_private(evidence), seen_by_all(earlier)
            seen = derive(outside, bodies, self.knowledge, read=reader, text=reader.text)
            public = self._findings(tool, outside, seen, on, before)
            known = self._rate(tool, outside, seen, public, on, reviews, before)
            ratings = ratings.model_copy(update={"public": known.public})
        return Assessment(
            tool=tool,
            evidence=evidence,
            facts=facts,
            findings=self._charged(findings),
            ratings=ratings,
            versions=self.versions(tool, reader, reviews, on),
            reviews=reviews,
        )

    def as_published(self, assessment: Assessment, earlier: EarlierFindings | None) -> Assessment:
        """An assessment as it may be published: both letters with the failures that the machine only proposes left
        open (criteria, reading d), and what then holds each. A failure seen on an earlier day too is confirmed by it.

        `earlier` is what the scan before found.
        """
        from rules.applicability import effective_profile
        from rules.case import Case
        from rules.rating.inputs import rating_inputs
        from rules.rating.rate import is_proposed, rate
        from rules.reviews import apply_reviews, published_findings

        tool, on = assessment.tool, assessment.versions.on
        case = Case(tool, assessment.evidence, assessment.facts, self.knowledge, on)
        inputs = rating_inputs(
            case,
            assessment.findings,
            previous=earlier.findings if earlier else (),
            previous_on=earlier.on if earlier else None,
            reviews=assessment.reviews,
        )
        findings = tuple(
            one.model_copy(update={"confirmed": not is_proposed(one, self.criteria, inputs)})
            for one in assessment.findings
        )
        rated = rate(
            published_findings(apply_reviews(findings, assessment.reviews, on)),
            self.criteria,
            effective_profile(tool, assessment.facts),
            inputs=inputs,
        )
        settled = {"of_confirmed": True, "provisional": False}  # an E that stands in public was reviewed
        ratings = {scope: getattr(rated, scope).model_copy(update=settled) for scope in ("public", "school")}
        return assessment.model_copy(update={"findings": findings, "ratings": rated.model_copy(update=ratings)})

    def _findings(
        self, tool: Tool, evidence: Evidence, facts: Facts, on: date, earlier: EarlierFindings | None
    ) -> tuple[Finding, ...]:
        from rules.carrying import carry_over
        from rules.case import Case
        from rules.evaluate import evaluate

        case = Case(tool, evidence, facts, self.knowledge, on)
        findings = evaluate(case, self.criteria)
        if earlier is None:
            return findings
        return carry_over(earlier.findings, findings, previous_on=earlier.on)

    def _charged(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        from rules.rating.causes import charge_root_causes

        return charge_root_causes(findings, self.criteria)

    def _rate(
        self,
        tool: Tool,
        evidence: Evidence,
        facts: Facts,
        findings: tuple[Finding, ...],
        on: date,
        reviews: tuple[Review, ...],
        earlier: EarlierFindings | None,
    ) -> Ratings:
        from rules.applicability import effective_profile
        from rules.case import Case
        from rules.rating.inputs import rating_inputs
        from rules.rating.rate import rate
        from rules.reviews import effective_findings

        case = Case(tool, evidence, facts, self.knowledge, on)
        inputs = rating_inputs(
            case,
            findings,
            previous=earlier.findings if earlier else (),
            previous_on=earlier.on if earlier else None,
            reviews=reviews,
        )
        return rate(
            effective_findings(findings, reviews, on),
            self.criteria,
            effective_profile(tool, facts),
            inputs=inputs,
        )


@lru_cache(maxsize=256)
def _versions(rules: str, knowledge: str, as_of: str, reader: str, decided: str, on: date) -> Versions:
    """Most tools have no reviews and one of few profiles: their versions are one value, made once."""
    from rules.derive import DERIVE_DIGEST
    from scanner import __version__

    return Versions(
        rules=rules,
        knowledge=knowledge,
        knowledge_as_of=date.fromisoformat(as_of),
        reader=reader,
        reviews=decided,
        on=on,
        program=__version__,
        derive=DERIVE_DIGEST,
    )


@lru_cache(maxsize=256)
def _decided(reviews: tuple[Review, ...], profile: Profile) -> str:
    """The digests of a tool's reviews and of its profile: few tools have reviews, and profiles are alike."""
    decided = digest_of([review.model_dump(mode="json") for review in reviews])
    return f"{decided}:{digest_of(profile.model_dump(mode='json'))}"


def has_private(evidence: Evidence) -> bool:
    """Whether a school brought anything that is to stay in its own catalogue."""
    return any(one.private for one in evidence.supplied) or any(one.private for one in evidence.recordings)


def without_private(evidence: Evidence) -> Evidence:
    """The evidence that anyone could have gathered."""
    supplied = tuple(one for one in evidence.supplied if not one.private)
    recordings = tuple(one for one in evidence.recordings if not one.private)
    gone = {"supplied-document"} if not supplied else set()
    gone |= {"learner-recording"} if not recordings else set()
    kept = tuple(capability for capability in evidence.capabilities if capability not in gone)
    return evidence.model_copy(update={"supplied": supplied, "recordings": recordings, "capabilities": kept})


def seen_by_all(earlier: EarlierFindings | None) -> EarlierFindings | None:
    """Of an earlier scan's findings those that surely rest on nothing private, to be carried into what is public.

    A supplied document has a file's name for an address, and a recording's requests are of no phase. On the learner
    surface a finding counts here only where the browser's own requests show it: a host may be known from a recording
    alone.
    """
    if earlier is None:
        return None
    return replace(earlier, findings=tuple(one for one in earlier.findings if _is_public(one)))


def _is_public(finding: Finding) -> bool:
    places = [*finding.searched, *(one.url for one in finding.citations if one.url)]
    if finding.basis == "contractual" or any("://" not in place for place in places):
        return False
    if any(one.phase == "none" for one in finding.citations):
        return False
    return finding.surface != "learner" or any(one.request and one.phase for one in finding.citations)
