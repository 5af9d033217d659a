"""Properties of the rating over random findings for all 90 criteria (criteria 4.2 and readings b, c, g, i, l)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.nouns.finding import Citation, Finding
from catalog.nouns.rating import Ratings
from catalog.nouns.tool import Profile
from catalog.nouns.vocabulary import GRADES, SURFACES, Grade, Verdict
from rules.load import load_criteria
from rules.rating.causes import INCOMPLETE_NOTICE
from rules.rating.inputs import RatingInputs
from rules.rating.rate import rate

CRITERIA = load_criteria()
PLACES = [(name, surface) for name, one in CRITERIA.items() for surface in SURFACES if surface in one.severity]
CITED = (Citation(url="https://tool.example/privacy", quote="…"),)
WORSE: dict[Verdict, tuple[Verdict, ...]] = {
    "pass": ("warn", "fail", "inconclusive"),
    "warn": ("fail", "inconclusive"),
    "inconclusive": (),
    "fail": (),
    "not-applicable": (),
}
CAUSES = (None, None, "org-a×learner×before", "org-b×showcase×before", INCOMPLETE_NOTICE)
PROFILE = Profile(audience="pupils", accounts="yes", ai="yes")


def finding(place: tuple[str, str], verdict: Verdict, cause: str | None = None, basis: str = "observed") -> Finding:
    name, surface = place
    severity = CRITERIA[name].severity[surface]
    return Finding.model_validate(
        {
            "criterion": name,
            "surface": surface,
            "verdict": verdict,
            "severity": severity,
            "basis": basis,
            "message": "m",
            "reason": "r",
            "citations": CITED,
            "root_cause": cause,
        }
    )


class Findings(list[Finding]):
    """Findings whose text in a failure report names only what did not pass."""

    def __repr__(self) -> str:
        odd = [(one.criterion, one.surface, one.verdict, one.root_cause) for one in self if one.verdict != "pass"]
        return f"{len(self)} findings, all pass but {odd[:40]}"


@st.composite
def many_findings(draw: st.DrawFn) -> list[Finding]:
    """Profiles from nearly clean to dreadful, so that every letter is met often."""
    verdicts: list[Verdict] = draw(
        st.sampled_from(
            [
                ["pass"] * 30 + ["warn"],
                ["pass"] * 40 + ["fail"],
                ["pass"] * 14 + ["warn", "inconclusive"],
                ["pass"] * 10 + ["warn", "inconclusive", "fail", "not-applicable"],
                ["pass", "warn", "inconclusive", "fail", "not-applicable"],
                ["inconclusive"] * 8 + ["pass", "warn"],
            ]
        )
    )
    seed = draw(st.randoms(use_true_random=False))
    return Findings(
        finding(place, seed.choice(verdicts), seed.choice(CAUSES), seed.choice(["observed", "declared", "contractual"]))
        for place in PLACES
    )


@st.composite
def nearly_clean(draw: st.DrawFn) -> list[Finding]:
    """All pass but for a few: where a single step decides between two letters."""
    odd = draw(
        st.dictionaries(st.sampled_from(PLACES), st.sampled_from(["warn", "warn", "inconclusive", "fail"]), max_size=9)
    )
    shared = draw(st.sampled_from([None, "org-a×learner×before"]))
    return Findings(finding(place, odd.get(place, "pass"), shared if place in odd else None) for place in PLACES)


GOOD = RatingInputs(learner_observed=True, inside_observed=True)
INPUTS = st.builds(
    RatingInputs,
    learner_exists=st.booleans(),
    learner_observed=st.booleans(),
    inside_observed=st.booleans(),
    concordant_runs=st.integers(1, 4),
    evidence_age_days=st.integers(0, 400),
    documents_parsed=st.booleans(),
    human_validation=st.booleans(),
)


def letters(findings: list[Finding], inputs: RatingInputs) -> Ratings:
    return rate(findings, CRITERIA, PROFILE, inputs=inputs)


def improved(before: Grade, after: Grade) -> bool:
    """Out of NE the only way is to E; from any letter to a better one is an improvement, and so is E to NE."""
    if before == "NE":
        return after not in ("NE", "E")
    if after == "NE":
        return before == "E"
    return GRADES.index(after) < GRADES.index(before)


@settings(max_examples=250, deadline=None)
@given(many_findings(), INPUTS, st.data())
def test_worsening_never_improves(findings: list[Finding], inputs: RatingInputs, data: st.DataObject) -> None:
    before = letters(findings, inputs)
    candidates = [number for number, one in enumerate(findings) if WORSE[one.verdict]]
    if not candidates:
        return
    for _ in range(3):
        number = data.draw(st.sampled_from(candidates))
        verdict = data.draw(st.sampled_from(WORSE[findings[number].verdict]))
        changed = [*findings]
        changed[number] = findings[number].model_copy(update={"verdict": verdict})
        after = letters(changed, inputs)
        assert not improved(before.public.grade, after.public.grade), (findings[number], verdict)
        assert not improved(before.school.grade, after.school.grade), (findings[number], verdict)


@settings(max_examples=250, deadline=None)
@given(nearly_clean())
def test_no_single_worsening_improves_a_nearly_clean_tool(findings: list[Finding]) -> None:
    before = letters(findings, GOOD)
    for number, one in enumerate(findings):
        if one.verdict == "pass" and one.root_cause is None:
            continue
        for verdict in WORSE[one.verdict]:
            changed = [*findings]
            changed[number] = one.model_copy(update={"verdict": verdict})
            after = letters(changed, GOOD)
            assert not improved(before.public.grade, after.public.grade), (one, verdict)
            assert not improved(before.school.grade, after.school.grade), (one, verdict)


@settings(max_examples=200, deadline=None)
@given(nearly_clean(), st.sampled_from(PLACES), st.sampled_from(["warn", "fail"]))
def test_a_fault_added_under_a_shared_cause_never_hides_another(
    findings: list[Finding], place: tuple[str, str], verdict: Verdict
) -> None:
    clean = [finding(place, "pass") if (one.criterion, one.surface) == place else one for one in findings]
    faulty = [
        finding(place, verdict, "org-a×learner×before") if (one.criterion, one.surface) == place else one
        for one in findings
    ]
    before, after = letters(clean, GOOD), letters(faulty, GOOD)
    assert not improved(before.public.grade, after.public.grade)
    assert not improved(before.school.grade, after.school.grade)


@settings(max_examples=150, deadline=None)
@given(many_findings(), INPUTS, st.data())
def test_an_unknown_that_turns_out_a_failure_never_improves_a_letter(
    findings: list[Finding], inputs: RatingInputs, data: st.DataObject
) -> None:
    open_ones = [number for number, one in enumerate(findings) if one.verdict == "inconclusive"]
    if not open_ones:
        return
    number = data.draw(st.sampled_from(open_ones))
    changed = [*findings]
    changed[number] = findings[number].model_copy(update={"verdict": "fail"})
    before, after = letters(findings, inputs), letters(changed, inputs)
    for one, other in ((before.public, after.public), (before.school, after.school)):
        if one.grade != "NE":
            assert not improved(one.grade, other.grade)


@settings(max_examples=150, deadline=None)
@given(many_findings(), INPUTS)
def test_range_coverage_and_result_agree(findings: list[Finding], inputs: RatingInputs) -> None:
    for rating in (letters(findings, inputs).public, letters(findings, inputs).school):
        best, worst = rating.range
        assert 0 <= rating.coverage <= 1
        assert "NE" not in (best, worst)
        assert GRADES.index(best) <= GRADES.index(worst)
        if rating.grade != "NE":
            assert GRADES.index(best) <= GRADES.index(rating.grade) <= GRADES.index(worst)
        assert rating.steps[-1].id == "result" and rating.steps[-1].grade == rating.grade
        assert (rating.limited_by == "none") == (rating.grade == "A")
        assert bool(rating.next_steps) == (rating.grade != "A")


@settings(max_examples=100, deadline=None)
@given(
    many_findings(),
    INPUTS,
    st.sampled_from([place for place in PLACES if CRITERIA[place[0]].severity[place[1]] == "blocking"]),
)
def test_a_blocking_failure_is_never_compensated(
    findings: list[Finding], inputs: RatingInputs, place: tuple[str, str]
) -> None:
    changed = [one if (one.criterion, one.surface) != place else finding(place, "fail") for one in findings]
    ratings = letters(changed, inputs)
    assert ratings.school.grade == "E"
    if CRITERIA[place[0]].scope == "public":
        assert ratings.public.grade == "E"


@settings(max_examples=100, deadline=None)
@given(st.sets(st.sampled_from([place for place in PLACES if place[1] == "documents"])), st.booleans())
def test_silence_alone_never_goes_below_c(silent: set[tuple[str, str]], inside: bool) -> None:
    findings = [
        finding(place, "fail", INCOMPLETE_NOTICE)
        if place in silent and CRITERIA[place[0]].severity[place[1]] != "blocking"
        else finding(place, "pass")
        for place in PLACES
    ]
    inputs = RatingInputs(learner_observed=True, inside_observed=inside)
    ratings = letters(findings, inputs)
    assert ratings.public.grade in ("A", "C")
    assert ratings.school.grade in ("A", "C")


@settings(max_examples=60, deadline=None)
@given(many_findings(), INPUTS)
def test_order_of_findings_does_not_matter(findings: list[Finding], inputs: RatingInputs) -> None:
    forwards, backwards = letters(findings, inputs), letters(findings[::-1], inputs)
    assert (forwards.public.grade, forwards.school.grade) == (backwards.public.grade, backwards.school.grade)
    assert forwards.public.coverage == backwards.public.coverage


def test_evidence_from_inside_only_ever_helps() -> None:
    findings = [finding(place, "pass") for place in PLACES]
    outside = RatingInputs(learner_observed=True)
    assert letters(findings, outside).school.grade == "C"
    assert letters(findings, replace(outside, inside_observed=True)).school.grade == "A"
