"""Every rule file's own examples hold, and each check has examples on both sides."""

from __future__ import annotations

import pytest

from catalog.nouns.criterion import Example
from rules.example_case import GivenError, build_case
from rules.examples import run_example, run_examples
from rules.judging.observation import observed_judgement
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
NEVER_OPEN = {"governance.free-us-suite"}
"""Decided by the product's identity alone: it is concerned, or not."""
NEVER_GOOD = {"governance.gar-listing"}
"""No dated list of the resources is at hand: a claim can be shown only."""


def test_examples_hold() -> None:
    failed = [one for one in run_examples(CRITERIA, KNOWLEDGE) if not one.holds]
    assert not failed, "\n".join(f"{one.criterion}, {one.name}: {one.expected}, not {one.found}" for one in failed)


@pytest.mark.parametrize("name", [name for name, one in CRITERIA.items() if one.check])
def test_each_check_has_examples_on_both_sides(name: str) -> None:
    verdicts = {example.verdict for example in CRITERIA[name].examples}
    static_only = CRITERIA[name].family == "trackers" and observed_judgement(name) is None
    assert verdicts & {"pass", "warn"} or name in NEVER_GOOD or static_only
    assert verdicts & {"fail", "inconclusive"} or name in NEVER_OPEN


@pytest.mark.parametrize("name", [name for name, one in CRITERIA.items() if one.check])
def test_each_check_has_an_example_in_each_language(name: str) -> None:
    assert {example.language for example in CRITERIA[name].examples} == {"fr", "en"}


def test_a_wrong_expectation_does_not_hold() -> None:
    criterion = CRITERIA["security.https-enforced"]
    sound = Example(name="sound", given={}, surface="showcase", verdict="fail")
    result = run_example(criterion, sound, KNOWLEDGE)
    assert not result.holds
    assert (result.expected, result.found) == ("fail", "pass")


def test_an_unknown_key_of_given_is_named() -> None:
    with pytest.raises(GivenError, match="unknown key 'dokuments'"):
        build_case({"dokuments": []}, KNOWLEDGE)
    with pytest.raises(GivenError, match=r"key 'given\.Profile\.audience': allowed values: 'pupils'"):
        build_case({"profile": {"audience": "cats"}}, KNOWLEDGE)
    criterion = CRITERIA["security.https-enforced"]
    wrong = Example(name="wrong", given={"tls": [{"hots": "x"}]}, surface="showcase", verdict="pass")
    assert "key 'given.TlsRecord.host' is missing" in run_example(criterion, wrong, KNOWLEDGE).found


def test_given_is_read_by_the_real_reader() -> None:
    text = "# Politique\n\n" + "Nous ne vendons pas vos données personnelles. " * 40
    case = build_case({"documents": [{"role": "privacy", "text": text}]}, KNOWLEDGE, language="fr")
    (document,) = case.facts.documents
    assert document.reading.language == "fr"
    assert document.characters > 1500
    sale = document.reading.clause("sale-of-data")
    assert sale.stance == "denied"
    assert sale.quotes[0].text in text


def test_given_describes_what_a_browser_saw() -> None:
    case = build_case(
        {
            "visits": [
                {
                    "phase": "after-refusal",
                    "requests": ["https://www.google-analytics.com/g/collect?cid=1.2"],
                    "cookies": ["_ga=GA1.1.123456789.1700000000; Max-Age=63072000"],
                    "interface": {"text": "Nous utilisons des cookies", "controls": [{"text": "OK", "kind": "accept"}]},
                }
            ]
        },
        KNOWLEDGE,
    )
    (party,) = case.facts.third_parties
    assert (party.host, party.basis, party.phases) == ("www.google-analytics.com", "observed", ("after-refusal",))
    (cookie,) = case.facts.cookies
    assert (cookie.name, round(cookie.lifetime_days or 0)) == ("_ga", 730)
    assert "script-execution" in case.evidence.capabilities
