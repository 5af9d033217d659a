"""The method step by step: the simulation of the criteria, the readings, and evidence that earns each letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog.nouns.finding import Citation, Finding
from catalog.nouns.rating import Rating, Ratings
from catalog.nouns.tool import Profile
from catalog.nouns.vocabulary import SURFACES, Surface, Verdict
from rules.load import load_criteria
from rules.rating.causes import INCOMPLETE_NOTICE, charge_root_causes
from rules.rating.inputs import RatingInputs
from rules.rating.rate import rate
from rules.texts import load_texts, placeholders

CRITERIA = load_criteria()
PROFILE = Profile(audience="pupils", accounts="yes", ai="yes")
INSIDE = RatingInputs(learner_observed=True, inside_observed=True, documents_parsed=True, concordant_runs=3)
Verdicts = dict[str | tuple[str, Surface], Verdict]


def finding(name: str, surface: Surface, verdict: Verdict, **more: object) -> Finding:
    given: dict[str, object] = {
        "criterion": name,
        "surface": surface,
        "verdict": verdict,
        "severity": CRITERIA[name].severity[surface],
        "basis": "observed",
        "message": "m",
        "reason": "r",
        "citations": (Citation(url="https://tool.example/", note="seen"),),
        "confirmed": verdict != "fail" or CRITERIA[name].automation == "auto",
    }
    return Finding.model_validate({**given, **more})


def all_but(changed: Verdicts, default: Verdict = "pass", **more: dict[str, object]) -> list[Finding]:
    """All criteria `default`, those named changed; `more` are further fields by criterion (dots as underscores)."""
    return [
        finding(
            name,
            surface,
            changed.get((name, surface), changed.get(name, default)),
            **more.get(name.replace(".", "_").replace("-", "_"), {}),
        )
        for name, one in CRITERIA.items()
        for surface in SURFACES
        if surface in one.severity
    ]


def rated(changed: Verdicts, inputs: RatingInputs = INSIDE, default: Verdict = "pass") -> Ratings:
    return rate(all_but(changed, default), CRITERIA, PROFILE, inputs=inputs)


def step(rating: Rating, name: str) -> tuple[str | None, tuple[str, ...]]:
    found = next((one for one in rating.steps if one.id == name), None)
    assert found is not None, [one.id for one in rating.steps]
    return (found.grade, found.criteria)


MAJORS = [name for name, one in CRITERIA.items() if set(one.severity.values()) == {"major"} and one.scope == "public"]
MINORS = [
    name for name, one in CRITERIA.items()
    if set(one.severity.values()) == {"minor"} and one.scope == "public" and one.in_letter
]  # fmt: skip


def failing(names: list[str], verdict: Verdict = "fail") -> Verdicts:
    return dict.fromkeys(names, verdict)


@pytest.mark.parametrize(
    ("changed", "letter"),
    [
        ({}, "A"),
        ({"trackers.before-consent": "fail"}, "E"),
        (failing(MAJORS[:1]), "C"),
        (failing(MAJORS[:2]), "C"),
        (failing(MAJORS[:3]), "D"),
        (failing(MAJORS[:5]), "D"),
        (failing(MAJORS[:6]), "E"),
        (failing(MINORS[:1]), "B"),
        (failing(MINORS[:2]), "B"),
        (failing(MINORS[:3]), "C"),
        (failing(MINORS), "C"),
        (failing(MAJORS[:1], "warn"), "B"),
        (failing(MAJORS[:3], "warn"), "B"),
        (failing(MAJORS[:4], "warn"), "C"),
        (failing(MINORS, "warn"), "A"),
        (failing(MINORS, "inconclusive"), "A"),
        (failing(MAJORS[:1], "inconclusive"), "B"),
        (failing(MAJORS[:4], "inconclusive"), "C"),
        (failing(MAJORS[:2], "warn") | failing(MAJORS[2:4], "inconclusive"), "C"),
        ({"hosting.provider-non-eu-control": "warn", "governance.gar-listing": "fail"}, "A"),
        ({"trackers.tag-manager": "fail", "security.contact": "warn"}, "A"),
    ],
)
def test_simulation(changed: Verdicts, letter: str) -> None:
    ratings = rated(changed)
    assert (ratings.public.grade, ratings.school.grade) == (letter, letter)


def test_nothing_observed_is_not_rated() -> None:
    ratings = rated({}, RatingInputs(), "inconclusive")
    for rating in (ratings.public, ratings.school):
        assert (rating.grade, rating.range, rating.coverage) == ("NE", ("A", "E"), 0)
        assert rating.limited_by == "evidence"
        assert step(rating, "coverage-too-low")[0] == "NE"
    assert step(ratings.public, "nothing-to-judge")[0] == "NE"


def test_no_findings_at_all_are_not_rated() -> None:
    assert rate((), CRITERIA, PROFILE, inputs=INSIDE).school.grade == "NE"


def test_a_clean_showcase_whose_product_is_invisible() -> None:
    """A seen from outside, C in school use (criteria 4.1)."""
    changed: Verdicts = {
        (name, "learner"): "inconclusive" for name, one in CRITERIA.items() if "learner" in one.severity
    }
    ratings = rated(changed, RatingInputs(learner_observed=False))
    assert (ratings.public.grade, ratings.school.grade) == ("A", "C")
    assert "trackers.learner-surface" in step(ratings.school, "gates")[1]
    assert [one.id for one in ratings.school.next_steps].count("next-inside-evidence") == 1


def test_log_in_pages_alone_do_not_open_the_gate_of_school_use() -> None:
    seen = replace(INSIDE, inside_observed=False)
    ratings = rated({}, seen)
    assert (ratings.public.grade, ratings.school.grade) == ("A", "C")
    assert ratings.school.limited_by == "evidence"
    assert ratings.school.range == ("A", "C")


def test_a_tool_without_accounts_and_without_ai_reaches_a() -> None:
    none: Verdicts = {name: "not-applicable" for name, one in CRITERIA.items() if one.applies != "all"} | {
        (name, "learner"): "not-applicable" for name, one in CRITERIA.items() if "learner" in one.severity
    }
    ratings = rated(none, RatingInputs(learner_exists=False))
    assert (ratings.public.grade, ratings.school.grade) == ("A", "A")


def test_an_open_gate_criterion_holds_at_c() -> None:
    ratings = rated({"sharing.sale": "inconclusive"})
    assert ratings.public.grade == "C"
    assert step(ratings.public, "gates") == ("C", ("sharing.sale",))
    assert rated({"contract.dpa-available": "inconclusive"}).public.grade == "A"
    assert rated({"contract.dpa-available": "inconclusive"}).school.grade == "C"


def test_a_proven_e_beats_not_rated() -> None:
    ratings = rated({("security.https-enforced", "showcase"): "fail"}, RatingInputs(), "inconclusive")
    assert ratings.public.grade == "E"
    assert ratings.public.provisional


def test_silence_is_charged_once_or_twice() -> None:
    silent = [name for name, one in CRITERIA.items() if name.startswith(("transparency.", "rights.")) and not one.gate]
    majors = [name for name in silent if CRITERIA[name].severity["documents"] == "major"]

    def with_silence(names: list[str], extra: Verdicts | None = None) -> Ratings:
        findings = all_but(extra or {})
        changed = [
            finding(one.criterion, one.surface, "fail", root_cause=INCOMPLETE_NOTICE) if one.criterion in names else one
            for one in findings
        ]
        return rate(changed, CRITERIA, PROFILE, inputs=INSIDE)

    assert with_silence(silent).public.grade == "C"
    step_of_two = next(one for one in with_silence(majors[:2]).public.steps if one.id == "incomplete-notice")
    assert dict(step_of_two.params) == {"charged": "1", "n": "2"}
    assert dict(next(one for one in with_silence(majors[:3]).public.steps if one.id == "incomplete-notice").params) == {
        "charged": "2",
        "n": "3",
    }
    assert with_silence(majors[:2], failing(["cookies.wall"])).public.grade == "C"
    assert with_silence(majors[:3], failing(["cookies.wall"])).public.grade == "D"


def test_one_cause_is_charged_once_to_the_most_severe() -> None:
    """Google Analytics before consent on the log-in page must not cost four failures."""
    names = [
        "trackers.before-consent",
        "trackers.google-analytics",
        "cookies.set-before-choice",
        "trackers.tag-manager",
    ]
    cause = "Google×learner×before-choice"
    findings = [
        finding(one.criterion, one.surface, "fail", root_cause=cause)
        if one.criterion in names and one.surface == "learner"
        else one
        for one in all_but({})
    ]
    charged = {
        one.criterion: one.explained_by for one in charge_root_causes(findings, CRITERIA) if one.verdict == "fail"
    }
    assert charged == {name: None if name == names[0] else names[0] for name in names}
    rating = rate(findings, CRITERIA, PROFILE, inputs=INSIDE).public
    assert step(rating, "blocking-fails") == ("E", ("trackers.before-consent",))
    assert set(step(rating, "explained-elsewhere")[1]) == set(names[1:])


def test_what_school_use_is_charged_for_does_not_clear_the_public_letter() -> None:
    cause = "Google×learner×none"
    findings = [
        finding(one.criterion, one.surface, "fail", root_cause=cause)
        if (one.criterion, one.surface)
        in (("trackers.learner-surface", "learner"), ("trackers.social-pixel", "learner"))
        else one
        for one in all_but({})
    ]
    ratings = rate(findings, CRITERIA, PROFILE, inputs=INSIDE)
    assert ratings.school.grade == "E"
    assert ratings.public.grade == "C"


def test_a_pass_on_the_vendors_word_alone_keeps_a_out_of_reach() -> None:
    word = {"basis": "declared"}
    findings = all_but({}, trackers_session_replay=word, sharing_sale=word, transparency_purposes=word)
    rating = rate(findings, CRITERIA, PROFILE, inputs=INSIDE).public
    assert rating.grade == "B"
    assert step(rating, "declared-only") == ("B", ("trackers.session-replay",))
    contract = all_but({}, trackers_session_replay={"basis": "contractual"})
    assert rate(contract, CRITERIA, PROFILE, inputs=INSIDE).public.grade == "A"


def test_the_worst_surface_counts() -> None:
    rating = rated({("trackers.social-pixel", "showcase"): "fail"}).public
    assert (rating.grade, step(rating, "major-fails")[1]) == ("C", ("trackers.social-pixel",))
    both = rated({"trackers.social-pixel": "fail"}).public
    assert dict(both.steps[0].params)["n"] == "1"


def test_a_first_e_is_provisional_until_reproduced_or_reviewed() -> None:
    key = ("trackers.before-consent", "learner")
    changed: Verdicts = {key: "fail"}
    assert rated(changed).school.provisional
    assert not rated(changed, replace(INSIDE, reproduced=frozenset({key}))).school.provisional
    assert not rated(changed, replace(INSIDE, reviewed=frozenset({key}))).school.provisional


def test_what_the_machine_only_proposes_stays_provisional_even_reproduced() -> None:
    key = ("sharing.sale", "documents")
    rating = rated({key: "fail"}, replace(INSIDE, reproduced=frozenset({key}))).public
    assert (rating.grade, rating.provisional) == ("E", True)
    assert not rated({key: "fail"}, replace(INSIDE, reviewed=frozenset({key}))).public.provisional


def test_faults_are_told_from_missing_evidence() -> None:
    assert rated(failing(MAJORS[:1])).public.limited_by == "failures"
    assert rated(failing(MAJORS[:4], "inconclusive")).public.limited_by == "evidence"
    assert rated(failing(MAJORS[:2], "warn") | failing(MAJORS[2:4], "inconclusive")).public.limited_by == "both"
    assert rated(failing(MAJORS[:1]) | {"sharing.sale": "inconclusive"}).public.limited_by == "both"
    assert rated({}).public.limited_by == "none"


def test_the_range_says_what_is_still_possible() -> None:
    rating = rated(failing(MAJORS[:1]) | failing(MAJORS[1:4], "inconclusive")).public
    assert (rating.grade, rating.range) == ("C", ("C", "D"))
    assert rated(failing(MINORS[:2], "inconclusive")).public.range == ("A", "B")


def test_the_next_steps_lead_to_the_next_letter() -> None:
    rating = rated(failing(MAJORS[:4]) | failing(MINORS[:3])).public
    assert rating.grade == "D"
    assert [(one.id, one.grade, dict(one.params)["n"]) for one in rating.next_steps] == [("next-fix-majors", "C", "2")]
    better = rated(failing(MAJORS[:2]) | failing(MINORS[:3])).public
    assert {one.id for one in better.next_steps} == {"next-fix-all-majors", "next-fix-minors"}
    unknown = rate(all_but(failing(MAJORS[:1])), CRITERIA, Profile(), inputs=INSIDE).public
    assert "next-state-profile" in {one.id for one in unknown.next_steps}


def test_confidence_is_points() -> None:
    full = replace(INSIDE, human_validation=True)
    assert (rated({}, full).school.confidence_points, rated({}, full).school.confidence) == (100, "high")
    bare = RatingInputs(evidence_age_days=31, vantage_in_eea=False)
    low = rated({}, bare, "inconclusive").school
    assert (low.confidence_points, low.confidence) == (0, "low")
    assert rated({}, replace(INSIDE, learner_observed=False, concordant_runs=1)).school.confidence == "medium"


def test_every_step_has_a_text_that_its_parameters_fill() -> None:
    texts = load_texts()
    states: list[Verdicts] = [
        {}, failing(MAJORS), failing(MINORS), failing(MAJORS, "warn"), failing(MAJORS, "inconclusive"),
        {"sharing.sale": "fail"},
    ]  # fmt: skip
    for changed in states:
        for inputs in (INSIDE, RatingInputs()):
            ratings = rate(all_but(changed), CRITERIA, Profile(), inputs=inputs)
            for one in (*ratings.public.steps, *ratings.public.next_steps, *ratings.school.next_steps):
                text = texts[f"rating.{one.id}"]
                assert placeholders(text.fr) <= {*dict(one.params), "criteria", "grade"}


def test_unknown_criteria_do_not_count() -> None:
    stranger = finding("sharing.sale", "documents", "fail").model_copy(update={"criterion": "old.one"})
    assert rate([*all_but({}), stranger], CRITERIA, PROFILE, inputs=INSIDE).school.grade == "A"
