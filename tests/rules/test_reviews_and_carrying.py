"""Human decisions stand beside the machine's findings; a confirmed failure stands until it can be looked at again."""

from __future__ import annotations

from datetime import date, timedelta

from catalog.nouns.finding import Citation, Finding, Review
from rules.carrying import carry_over
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from rules.rating.inputs import rating_inputs
from rules.reviews import apply_reviews, effective_findings, published_findings

ON = date(2026, 11, 24)
CITED = (Citation(url="https://outil.example/privacy", quote="Nous vendons vos données", start=0, end=24),)


def found(verdict: str, **more: object) -> Finding:
    given: dict[str, object] = {
        "criterion": "sharing.sale",
        "surface": "documents",
        "verdict": verdict,
        "severity": "blocking",
        "basis": "declared",
        "message": "m",
        "reason": "r",
        "citations": CITED if verdict in ("fail", "warn") else (),
    }
    return Finding.model_validate({**given, **more})


def review(verdict: str, **more: object) -> Review:
    given: dict[str, object] = {
        "tool_id": "outil",
        "criterion": "sharing.sale",
        "verdict": verdict,
        "reason": "Échange avec l’éditeur",
        "author": "DPD",
        "made_on": ON - timedelta(days=10),
    }
    return Review.model_validate({**given, **more})


def test_a_review_leaves_the_machines_finding_as_it_is() -> None:
    machine = found("fail", confirmed=False)
    (reviewed,) = apply_reviews([machine], [review("pass", document="0" * 64)], ON)
    assert reviewed.finding == machine
    effective = reviewed.effective
    assert (effective.verdict, effective.confirmed, effective.basis) == ("pass", True, "contractual")
    assert effective.citations[: len(CITED)] == CITED
    assert effective.citations[-1].blob == "0" * 64
    assert dict(effective.params)["author"] == "DPD"


def test_the_latest_review_in_force_decides() -> None:
    early, late = review("fail"), review("warn", made_on=ON - timedelta(days=2))
    expired = review("pass", made_on=ON - timedelta(days=1), until=ON - timedelta(days=1))
    tomorrow = review("pass", made_on=ON + timedelta(days=1))
    assert effective_findings([found("fail")], [late, early, expired, tomorrow], ON)[0].verdict == "warn"
    assert effective_findings([found("fail")], [expired, tomorrow], ON)[0].verdict == "fail"
    other = review("pass", surface="learner")
    assert effective_findings([found("fail")], [other], ON)[0].verdict == "fail"


def test_a_review_may_fail_what_had_nothing_to_cite() -> None:
    (effective,) = effective_findings([found("inconclusive")], [review("fail")], ON)
    assert (effective.verdict, effective.basis) == ("fail", "declared")
    assert effective.citations[-1].note == "Échange avec l’éditeur"


def test_a_failure_the_machine_only_proposes_is_not_published() -> None:
    proposed = found("fail", confirmed=False)
    (held,) = published_findings(apply_reviews([proposed], [], ON))
    assert (held.verdict, held.message) == ("inconclusive", "to-confirm")
    (confirmed,) = published_findings(apply_reviews([proposed], [review("fail")], ON))
    assert (confirmed.verdict, confirmed.confirmed) == ("fail", True)
    assert published_findings(apply_reviews([found("fail")], [], ON))[0].verdict == "fail"


def test_a_confirmed_failure_that_could_not_be_looked_at_again_stands_with_its_date() -> None:
    then = date(2026, 11, 1)
    blind = found("inconclusive", reason="capability-missing", missing=("script-execution",))
    (carried,) = carry_over([found("fail")], [blind], previous_on=then)
    assert (carried.verdict, carried.seen_on, carried.citations) == ("fail", then, CITED)
    (again,) = carry_over([carried], [blind], previous_on=ON)
    assert again.seen_on == then


def test_what_could_be_looked_at_again_or_was_only_proposed_does_not_stand() -> None:
    then = date(2026, 11, 1)
    for now in ("pass", "warn", "not-applicable"):
        assert carry_over([found("fail")], [found(now)], previous_on=then)[0].verdict == now
    doubt = found("inconclusive", reason="unclear", citations=CITED)
    assert carry_over([found("fail")], [doubt], previous_on=then) == (doubt,)
    blind = found("inconclusive", reason="surface-not-seen")
    assert carry_over([found("fail", confirmed=False)], [blind], previous_on=then) == (blind,)
    assert carry_over([found("warn")], [blind], previous_on=then) == (blind,)
    assert carry_over([found("fail", surface="showcase")], [blind], previous_on=then) == (blind,)


def test_inputs_are_read_from_the_case() -> None:
    request = "https://www.google-analytics.com/g/collect?cid=1.2"
    case = build_case(
        {
            "pages": [{"role": "login", "html": "<form><input type=password></form>"}],
            "visits": [{"requests": [request]}, {"run": 2, "requests": [request]}, {"phase": "after-refusal"}],
        },
        load_knowledge(),
    )
    host = "www.google-analytics.com"
    cited = (Citation(request=request, host=host, phase="before-choice"),)
    twice = found("fail", criterion="trackers.before-consent", surface="showcase", citations=cited)
    refused = (Citation(request=request, host=host, phase="after-refusal"),)
    never = found("fail", criterion="cookies.reject-ineffective", surface="showcase", citations=refused)
    inputs = rating_inputs(case, [twice, never], reviews=[review("fail")])
    assert inputs.reproduced == {("trackers.before-consent", "showcase")}
    assert (inputs.concordant_runs, inputs.vantage_in_eea) == (3, True)
    assert (inputs.learner_observed, inputs.inside_observed, inputs.human_validation) == (True, False, True)
    earlier = rating_inputs(case, [never], previous=[never], previous_on=ON - timedelta(days=1))
    assert earlier.reproduced == {("cookies.reject-ineffective", "showcase")}
    same_day = rating_inputs(case, [never], previous=[never], previous_on=ON)
    assert same_day.reproduced == frozenset()


def test_a_recording_or_an_application_shell_is_evidence_from_inside() -> None:
    knowledge = load_knowledge()
    recorded = build_case({"recordings": [{"requests": ["https://outil.example/app"]}]}, knowledge)
    thin = build_case({"recordings": [{"too_thin": "one request"}]}, knowledge)
    shell = build_case({"visits": [{"pages": [{"role": "app"}]}]}, knowledge)
    outside = build_case({"visits": [{"pages": [{"role": "login"}]}]}, knowledge)
    seen = [rating_inputs(case, []).inside_observed for case in (recorded, thin, shell, outside)]
    assert seen == [True, False, True, False]


def test_a_log_in_page_that_was_refused_was_not_observed() -> None:
    knowledge = load_knowledge()
    for status, observed in ((200, True), (403, False)):
        case = build_case({"pages": [{"role": "login", "status": status, "html": "<form></form>"}]}, knowledge)
        assert rating_inputs(case, []).learner_observed is observed


def test_what_the_home_page_sends_again_does_not_reproduce_what_the_log_in_page_sent() -> None:
    sent = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1234567890.1700000000"
    home, login = "https://outil.example/", "https://outil.example/login"
    both = [{"url": sent, "page": home}, {"url": sent, "page": login}]
    opened = [{"role": "home"}, {"role": "login"}]

    def reproduced(second: list[dict[str, str]]) -> bool:
        visits = [
            {"phase": "before-choice", "run": 1, "pages": opened, "requests": both},
            {"phase": "before-choice", "run": 2, "pages": opened, "requests": second},
        ]
        case = build_case({"visits": visits}, load_knowledge())
        findings = evaluate(case, load_criteria())
        return ("trackers.learner-surface", "learner") in rating_inputs(case, findings).reproduced

    assert reproduced(both)
    assert not reproduced(both[:1])
