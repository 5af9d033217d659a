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
        gone = {request["url"] for request in requests if not request.get("left", True)}
        gone -= {request["url"] for request in requests if request.get("left", True)}
        assert not any(citation.request in gone for citation in one.citations)
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


def test_a_player_that_could_not_be_reached_might_have_stored_something() -> None:
    said = verdicts({**stopped("https://www.youtube.com/embed/abcdefghijk"), "resource_type": "document"})
    open_ = ("trackers.before-consent", "cookies.set-before-choice", "cookies.banner-missing")
    assert {said[criterion] for criterion in open_} == {"inconclusive"}
    assert said["trackers.session-replay"] == said["trackers.social-pixel"] == "pass"


STRANGER = "https://lib.inconnu.example.net/"


def unreached(kind: str, path: str = "x", failure: str = "timeout", **more: Any) -> dict[str, Any]:
    return {"url": STRANGER + path, "resource_type": kind, "left": False, "failure": failure, **more}


ABSENCE = (
    "trackers.social-pixel", "trackers.learner-surface", "trackers.before-consent", "trackers.advertising-network",
    "trackers.session-replay", "trackers.fingerprinting", "cookies.banner-missing", "cookies.set-before-choice",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["script", "document"])
def test_code_of_a_stranger_might_have_brought_in_anything(kind: str) -> None:
    said = verdicts(unreached(kind))
    assert {said[criterion] for criterion in ABSENCE} == {"inconclusive"}
    assert said["cookies.reject-not-as-easy"] == "inconclusive"


def test_a_picture_a_page_names_spoils_nothing() -> None:
    said = verdicts(unreached("image", "logo.png", initiator_type="parser"))
    assert {said[criterion] for criterion in ABSENCE} == {"pass"}


@pytest.mark.parametrize(
    "request_",
    [
        unreached("fetch", "v1/e"),
        unreached("ping"),
        unreached("image", "p.gif?uid=1234567", initiator_type="parser"),
        unreached("image", "p.gif", initiator_type="script"),
    ],
)
def test_calls_and_pixels_of_a_stranger_might_have_stored_something(request_: dict[str, Any]) -> None:
    said = verdicts(request_)
    assert said["cookies.set-before-choice"] == said["cookies.banner-missing"] == "inconclusive"
    assert said["trackers.social-pixel"] == said["trackers.session-replay"] == "pass"


def test_a_style_sheet_of_a_stranger_leaves_remote_fonts_open_and_nothing_else() -> None:
    said = verdicts(unreached("stylesheet"))
    assert said["trackers.third-party-fonts"] == "inconclusive"
    assert {said[criterion] for criterion in ABSENCE} == {"pass"}


def test_an_identifier_that_a_stranger_would_have_got_is_not_absent() -> None:
    said = verdicts(unreached("image", "p.gif", initiator_type="parser", leaks=["email"]))
    assert said["security.url-identifier-leak"] == "inconclusive"


@pytest.mark.parametrize("failure", ["no-such-name", "csp", "mixed-content"])
def test_what_nobody_s_browser_loads_is_absent_everywhere(failure: str) -> None:
    said = verdicts(unreached("script", failure=failure))
    assert {said[criterion] for criterion in ABSENCE} == {"pass"}


def test_what_left_on_another_visit_was_seen() -> None:
    said = verdicts(unreached("script"), {"url": STRANGER + "x", "resource_type": "script", "status": 200})
    assert said["trackers.social-pixel"] == "pass"


def test_a_script_of_the_tool_that_did_not_load_leaves_absence_open() -> None:
    own = {"url": "https://static.outil.example/app.js", "resource_type": "script", "left": False}
    assert verdicts({**own, "failure": "timeout"})["trackers.social-pixel"] == "inconclusive"
    assert verdicts({**own, "failure": "ERR_ABORTED"})["trackers.social-pixel"] == "pass"
    assert verdicts({**own, "resource_type": "script"})["trackers.social-pixel"] == "pass"


def test_a_consent_platform_that_could_not_be_reached_is_no_missing_banner() -> None:
    pixel = {"url": PIXEL, "resource_type": "script", "status": 200}
    platform = {"url": "https://static.axept.io/sdk.js", "resource_type": "script", "left": False, "failure": "timeout"}
    assert verdicts(pixel)["cookies.banner-missing"] == "fail"
    said = verdicts(pixel, platform)
    assert said["cookies.banner-missing"] == said["cookies.reject-not-as-easy"] == "inconclusive"
    assert said["trackers.social-pixel"] == "fail"


def test_one_that_left_is_held_against_the_tool() -> None:
    said = verdicts({"url": PIXEL, "resource_type": "script", "status": 200})
    assert said["trackers.social-pixel"] == said["trackers.learner-surface"] == "fail"


def test_an_analytics_library_that_sends_nothing_has_not_fired() -> None:
    library = {"url": "https://www.googletagmanager.com/gtag/js?id=G-XXXX", "resource_type": "script", "status": 404}
    assert verdicts(library)["trackers.google-analytics"] == "inconclusive"
    sent = {"url": "https://www.google-analytics.com/g/collect?v=2&cid=1234567890", "resource_type": "ping"}
    assert verdicts(library, {**sent, "status": 204})["trackers.google-analytics"] == "fail"
