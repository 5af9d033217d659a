"""A page that froze or fell after its tracker had fired: what was seen stays a proof, what was not seen is open."""

from __future__ import annotations

from typing import Any

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
HOME = "https://outil.example/"
COLLECT = {"url": "https://region1.google-analytics.com/g/collect?v=2&cid=123456.789012", "resource_type": "ping"}
FONT = {"url": "https://fonts.example-bunny.example/a.woff2", "resource_type": "font"}
MANAGER = {"url": "https://www.googletagmanager.com/gtm.js?id=GTM-XXXX", "resource_type": "script"}


def verdicts(*requests: Any, crashed: bool = False, phase: str = "before-choice") -> dict[str, str]:
    """What is said of the showcase of a tool whose home page froze in each of three visits."""
    frozen = {"role": "home", "rendered": False, "failure": None if crashed else "hang", "status": 200}
    visits = [
        {"phase": phase, "run": run, "pages": [frozen], "requests": list(requests), "crashed": crashed,
         "choice_made": phase != "before-choice", "reason": "hang" if crashed else None}
        for run in (1, 2, 3)
    ]  # fmt: skip
    case = build_case({"profile": {"audience": "pupils", "accounts": "yes"}, "visits": visits}, KNOWLEDGE)
    return {one.criterion: one.verdict for one in evaluate(case, CRITERIA, strict=True) if one.surface == "showcase"}


def test_what_fired_before_a_page_froze_is_held_against_it() -> None:
    for crashed in (False, True):
        said = verdicts(COLLECT, crashed=crashed)
        assert said["trackers.before-consent"] == said["trackers.google-analytics"] == "fail"


def test_what_fired_after_a_refusal_before_a_page_froze_is_held_against_it() -> None:
    assert verdicts(COLLECT, phase="after-refusal")["cookies.reject-ineffective"] == "fail"


def test_nothing_that_rests_on_absence_is_said_of_a_page_that_froze() -> None:
    said = verdicts(COLLECT)
    assert said["cookies.banner-missing"] == "inconclusive", "the banner may have come later"
    assert verdicts(MANAGER)["trackers.tag-manager"] == "inconclusive", "what it fires may have come later"
    quiet = verdicts(FONT)
    assert not [one for one, verdict in quiet.items() if one.startswith("trackers.") and verdict == "pass"]
    assert quiet["cookies.set-before-choice"] == "inconclusive"
