"""What a school's recording proves: what it holds always, absence only where it is whole, unfiltered and recent."""

from __future__ import annotations

from typing import Any

import pytest

from rules.applicability import learner_page_seen
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
PIXEL = {"url": "https://connect.facebook.net/fr_FR/fbevents.js", "resource_type": "script", "status": 200}
LOGIN = {"role": "login", "url": "https://outil.example/connexion"}


def said(recording: dict[str, Any], *visits: dict[str, Any]) -> tuple[dict[str, str], bool]:
    """Verdicts and messages on the learner surface, and whether the product counts as seen."""
    given = {"profile": {"audience": "pupils", "accounts": "yes"}, "recordings": [recording], "visits": list(visits)}
    case = build_case(given, KNOWLEDGE)
    found = evaluate(case, CRITERIA, strict=True)
    verdicts = {one.criterion: f"{one.verdict} {one.message}" for one in found if one.surface == "learner"}
    return verdicts, learner_page_seen(case)


WEAK = [
    ({"filtered_signs": ["blocker"]}, "inconclusive-recording-filtered"),
    ({"too_thin": "few-requests"}, "inconclusive-recording-thin"),
    ({"recorded_at": "2024-09-02T08:00:00+00:00"}, "inconclusive-recording-old"),
    ({"recorded_at": None}, "inconclusive-recording-old"),
]


def test_a_whole_recording_shows_absence() -> None:
    verdicts, seen = said({})
    assert seen
    assert verdicts["trackers.learner-surface"] == "pass pass-none-left"


@pytest.mark.parametrize(("weakness", "message"), WEAK)
@pytest.mark.parametrize("criterion", ["trackers.learner-surface", "trackers.social-pixel", "cookies.banner-missing"])
def test_a_weak_one_does_not(weakness: dict[str, Any], message: str, criterion: str) -> None:
    verdicts, seen = said(weakness)
    assert verdicts[criterion] == f"inconclusive {message}"
    assert not seen


@pytest.mark.parametrize(("weakness", "_message"), WEAK)
def test_what_it_holds_is_proof_all_the_same(weakness: dict[str, Any], _message: str) -> None:
    verdicts, _ = said({**weakness, "requests": [PIXEL]})
    assert verdicts["trackers.social-pixel"].startswith("fail")


@pytest.mark.parametrize(("weakness", "_message"), WEAK)
def test_beside_a_clean_log_in_page_only_that_page_counts(weakness: dict[str, Any], _message: str) -> None:
    visit = {"pages": [{"role": "home"}, LOGIN]}
    accepted = {"phase": "after-acceptance", "run": 3, "choice_made": False, "reason": "no-interface", **visit}
    verdicts, _ = said(weakness, visit, {**visit, "run": 2}, accepted)
    assert verdicts["trackers.learner-surface"] == "pass pass-login-pages-only"
