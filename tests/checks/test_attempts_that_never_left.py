"""A request that was tried and could not leave from here is no fault, and its absence is no pass."""

from __future__ import annotations

from typing import Any

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
PIXEL = "https://connect.facebook.net/fr_FR/fbevents.js"
MANAGER = "https://www.googletagmanager.com/gtm.js?id=GTM-XXXX"


def verdicts(*requests: Any) -> dict[str, str]:
    """What is said of the learner surface of a tool whose log-in page made these requests, in three visits."""
    pages = [{"role": "home"}, {"role": "login", "url": "https://outil.example/login"}]
    of_login = [{"page": "https://outil.example/login", **one} for one in requests]
    visit = {"pages": pages, "requests": of_login}
    states = [
        visit,
        {**visit, "run": 2},
        {"phase": "after-acceptance", "run": 3, "choice_made": False, "reason": "no-interface", **visit},
    ]
    case = build_case({"profile": {"audience": "pupils", "accounts": "yes"}, "visits": states}, KNOWLEDGE)
    found = evaluate(case, CRITERIA, strict=True)
    for one in found:
        # What only was tried is never cited as a request that left.
        assert not any(citation.request == PIXEL for citation in one.citations) or requests[0].get("left", True)
    return {one.criterion: one.verdict for one in found if one.surface == "learner"}


def stopped(url: str) -> dict[str, Any]:
    return {"url": url, "resource_type": "script", "left": False, "failure": "no-address"}


def test_without_any_request_absence_is_shown() -> None:
    said = verdicts()
    assert (
        said["trackers.social-pixel"] == said["trackers.learner-surface"] == said["trackers.before-consent"] == "pass"
    )


@pytest.mark.parametrize(
    "criterion",
    [
        "trackers.social-pixel", "trackers.learner-surface", "trackers.before-consent", "trackers.advertising-network",
        "cookies.banner-missing", "cookies.set-before-choice",
    ],
)  # fmt: skip
def test_a_pixel_that_could_not_be_reached_is_not_shown(criterion: str) -> None:
    assert verdicts(stopped(PIXEL))[criterion] == "inconclusive"


def test_it_does_not_spoil_what_it_has_no_part_in() -> None:
    said = verdicts(stopped(PIXEL))
    assert said["trackers.third-party-captcha"] == said["trackers.third-party-fonts"] == "pass"


def test_a_tag_manager_that_could_not_be_reached_might_have_fired_anything() -> None:
    said = verdicts(stopped(MANAGER))
    assert said["trackers.social-pixel"] == said["trackers.session-replay"] == "inconclusive"


def test_a_host_nobody_knows_spoils_nothing() -> None:
    assert verdicts(stopped("https://gone.example.net/lib.js"))["trackers.social-pixel"] == "pass"


def test_one_that_left_is_held_against_the_tool() -> None:
    said = verdicts({"url": PIXEL, "resource_type": "script", "status": 200})
    assert said["trackers.social-pixel"] == said["trackers.learner-surface"] == "fail"


def test_an_analytics_library_that_sends_nothing_has_not_fired() -> None:
    library = {"url": "https://www.googletagmanager.com/gtag/js?id=G-XXXX", "resource_type": "script", "status": 404}
    assert verdicts(library)["trackers.google-analytics"] == "inconclusive"
    sent = {"url": "https://www.google-analytics.com/g/collect?v=2&cid=1234567890", "resource_type": "ping"}
    assert verdicts(library, {**sent, "status": 204})["trackers.google-analytics"] == "fail"
