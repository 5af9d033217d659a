"""The engine: once for each surface, never a pass without the means, never not-applicable without a known `no`."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Citation, Finding
from catalog.nouns.vocabulary import SURFACES, Surface, Verdict
from rules.case import Case, Outcome
from rules.evaluate import CheckError, evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from rules.texts import load_texts

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
LOGIN = {"role": "login", "html": "<form method=post><input type=password name=p></form>"}
Answer = Callable[[Verdict], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Every check answers this, as a check would that found something to cite."""

    def set_answer(verdict: Verdict) -> None:
        cited = (Citation(url="https://outil.example/", note="seen"),)
        monkeypatch.setattr(
            "rules.evaluate.find_check",
            lambda name: lambda case, criterion, surface: Outcome(verdict, verdict, citations=cited, basis="observed"),
        )

    return set_answer


def decided_by_check(name: str) -> Criterion:
    criterion = CRITERIA[name]
    return criterion.model_copy(update={"check": CRITERIA["security.headers"].check})


def found(name: str, surface: Surface, **given: Any) -> Finding:
    case = build_case(given, KNOWLEDGE)
    findings = evaluate(case, {name: decided_by_check(name)})
    return next(one for one in findings if one.surface == surface)


def test_every_criterion_once_for_each_surface_in_order() -> None:
    findings = evaluate(build_case({}, KNOWLEDGE), CRITERIA, strict=True)
    expected = [(name, s) for name, one in CRITERIA.items() for s in SURFACES if s in one.severity]
    assert [(one.criterion, one.surface) for one in findings] == expected
    assert findings == evaluate(build_case({}, KNOWLEDGE), CRITERIA, strict=True)


def test_what_was_evaluated_is_let_go_of_without_looking_for_cycles() -> None:
    """A replay holds the collector back: a case that what the checks shared still points to would stay in memory."""
    case = build_case({}, KNOWLEDGE)
    evidence = weakref.ref(case.evidence)
    gc.disable()
    try:
        evaluate(case, CRITERIA, strict=True)
        del case
        assert evidence() is None
    finally:
        gc.enable()


def test_an_empty_case_passes_nothing_that_silence_could_pass() -> None:
    for one in evaluate(build_case({"capabilities": []}, KNOWLEDGE), CRITERIA, strict=True):
        if one.verdict == "pass":
            assert one.criterion == "governance.free-us-suite", one


def test_without_a_check_it_is_inconclusive_and_says_so() -> None:
    criterion = CRITERIA["children.public-exposure-default"].model_copy(update={"check": None})
    case = build_case({"profile": {"audience": "pupils", "accounts": "yes"}}, KNOWLEDGE)
    (finding,) = evaluate(case, {criterion.id: criterion})
    assert (finding.verdict, finding.reason, finding.not_yet) == ("inconclusive", "not-yet-decided", True)


def test_a_missing_capability_keeps_it_from_passing_and_is_named(answer: Answer) -> None:
    answer("pass")
    finding = found("trackers.google-analytics", "showcase", capabilities=["static-html", "dns"])
    assert (finding.verdict, finding.reason, finding.missing) == (
        "inconclusive", "capability-missing", ("script-execution",),
    )  # fmt: skip
    assert finding.citations
    assert found("trackers.google-analytics", "showcase", visits=[{}]).verdict == "pass"


def test_a_failure_shown_without_the_capability_stands(answer: Answer) -> None:
    answer("fail")
    assert found("trackers.google-analytics", "showcase", capabilities=["static-html"]).verdict == "fail"


def test_a_recording_opens_the_learner_surface_only(answer: Answer) -> None:
    answer("pass")
    recorded = {"recordings": [{"requests": ["https://outil.example/app"]}]}
    assert found("trackers.google-analytics", "learner", **recorded).verdict == "pass"
    assert found("trackers.google-analytics", "showcase", **recorded).verdict == "inconclusive"


def test_a_learner_surface_nobody_saw_is_inconclusive(answer: Answer) -> None:
    answer("pass")
    finding = found("security.headers", "learner")
    assert (finding.verdict, finding.reason) == ("inconclusive", "learner-surface-not-seen")
    assert found("security.headers", "learner", pages=[LOGIN]).verdict == "pass"


def test_a_tool_known_to_have_no_accounts_has_no_learner_surface(answer: Answer) -> None:
    answer("pass")
    finding = found("security.headers", "learner", profile={"accounts": "no"})
    assert (finding.verdict, finding.reason) == ("not-applicable", "no-learner-surface")
    assert found("security.headers", "learner", profile={"accounts": "no"}, pages=[LOGIN]).verdict == "pass"


@pytest.mark.parametrize(
    ("profile", "verdict", "reason"),
    [
        ({"audience": "pupils", "accounts": "yes"}, "warn", "decision.warn"),
        ({"audience": "pupils", "accounts": "no"}, "not-applicable", "profile-without-pupil-accounts"),
        ({"audience": "staff", "accounts": "yes"}, "not-applicable", "profile-without-pupil-accounts"),
        ({"audience": "pupils"}, "inconclusive", "profile-unknown-pupil-accounts"),
        ({"accounts": "yes"}, "inconclusive", "profile-unknown-pupil-accounts"),
        ({}, "inconclusive", "profile-unknown-pupil-accounts"),
    ],
)
def test_only_a_known_no_makes_it_not_applicable(
    answer: Answer, profile: dict[str, str], verdict: str, reason: str
) -> None:
    answer("warn")
    finding = found("children.notice-for-minors", "documents", profile=profile)
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_a_log_in_page_shows_that_there_are_accounts(answer: Answer) -> None:
    answer("warn")
    finding = found("children.notice-for-minors", "documents", profile={"audience": "both"}, pages=[LOGIN])
    assert finding.verdict == "warn"


def test_ai_unknown_is_inconclusive_but_a_stated_failure_stands(answer: Answer) -> None:
    answer("warn")
    assert found("ai.training-reuse", "documents").reason == "profile-unknown-ai-features"
    assert found("ai.training-reuse", "documents", profile={"ai": "no"}).verdict == "not-applicable"
    answer("fail")
    assert found("ai.training-reuse", "documents").verdict == "fail"


def test_the_machine_only_proposes_a_semi_failure(answer: Answer) -> None:
    answer("fail")
    assert found("sharing.sale", "documents").confirmed is False
    assert found("transparency.purposes", "documents").confirmed is True


@pytest.mark.parametrize(
    "given", [{"vantage": "US"}, {"vantage_notes": ["filtering-dns"]}, {"vantage_notes": ["tls-inspection"]}]
)
def test_a_bad_vantage_settles_nothing_that_depends_on_it(answer: Answer, given: dict[str, Any]) -> None:
    answer("fail")
    assert found("cookies.banner-missing", "showcase", **given).reason in load_texts()
    assert found("cookies.banner-missing", "showcase", **given).reason.startswith("vantage-")
    assert found("security.https-enforced", "showcase", **given).verdict == "inconclusive"
    assert found("security.cookie-flags", "learner", pages=[LOGIN], **given).verdict == "fail"


def test_a_check_that_raises_is_inconclusive_and_surfaces_in_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
        raise RuntimeError("broken")

    monkeypatch.setattr("rules.evaluate.find_check", lambda name: broken)
    finding = found("transparency.purposes", "documents")
    assert (finding.verdict, finding.reason, finding.confidence) == ("inconclusive", "check-error", "low")
    with pytest.raises(CheckError, match=r"transparency\.purposes"):
        evaluate(
            build_case({}, KNOWLEDGE), {"transparency.purposes": decided_by_check("transparency.purposes")}, strict=True
        )


def test_a_failure_without_proof_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rules.evaluate.find_check", lambda name: lambda *given: Outcome("fail", "fail"))
    assert found("transparency.purposes", "documents").reason == "check-error"


def test_the_page_of_an_app_store_is_not_the_product(answer: Answer) -> None:
    answer("pass")
    finding = found("transparency.purposes", "documents", home="https://play.google.com/store/apps/details?id=x")
    assert (finding.verdict, finding.reason) == ("inconclusive", "wrong-target")


def test_severity_on_the_showcase_depends_on_who_lands_there(answer: Answer) -> None:
    answer("fail")
    name, own = "trackers.before-consent", ["https://app.outil.example/"]
    assert found(name, "showcase", profile={"audience": "pupils"}).severity == "blocking"
    assert found(name, "showcase", profile={"audience": "both"}).severity == "blocking"
    assert found(name, "showcase", profile={"audience": "both"}, apps=own).severity == "major"
    assert found(name, "showcase", profile={"audience": "staff"}).severity == "major"
    assert found(name, "showcase").severity == "major"
    assert found(name, "learner", pages=[LOGIN]).severity == "blocking"


def test_a_showcase_elsewhere_weighs_only_where_it_stands_for_the_product(answer: Answer) -> None:
    answer("fail")
    name = "hosting.country-outside-eea"
    assert found(name, "showcase").severity == "major"
    assert found(name, "showcase", pages=[LOGIN]).severity == "info"
    assert found(name, "showcase", apps=["https://app.outil.example/"]).severity == "info"
