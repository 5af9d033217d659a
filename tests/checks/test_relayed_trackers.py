"""A tracker whose requests a server of the site passes on is known by its protocol, and judged as what it is."""

from __future__ import annotations

from typing import Any

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
HIT = "https://outil.example/mesure?v=2&tid=G-ABCDEF1234&cid=1234567890.1766000000&en=page_view"
ELSEWHERE = "https://donnees.relais.example/x?v=2&tid=G-ABCDEF1234&cid=1234567890.1766000000&en=page_view"
DENIED = "https://outil.example/g/collect?v=2&tid=G-ABCDEF1234&gcs=G100&en=page_view"
MANAGER = "https://outil.example/assets/a.js?id=GTM-ABCDEF"


def verdicts(*urls: str, phase: str = "before-choice", surface: str = "showcase", cookies: Any = ()) -> dict[str, str]:
    """What is said of a tool that makes these requests in two visits, on its home page or on its log-in page."""
    page = {"role": "home"} if surface == "showcase" else {"role": "login", "url": "https://outil.example/login"}
    address = page.get("url", "https://outil.example/")
    requests = [{"url": url, "page": address, "resource_type": "fetch", "sent_cookies": list(cookies)} for url in urls]
    visits = [
        {"phase": phase, "run": run, "pages": [page], "requests": requests, "choice_made": phase != "before-choice"}
        for run in (1, 2)
    ]
    visits += [] if phase == "before-choice" else [{"phase": "before-choice", "run": 3, "pages": [page]}]
    case = build_case({"profile": {"audience": "pupils", "accounts": "yes"}, "visits": visits}, KNOWLEDGE)
    return {one.criterion: one.verdict for one in evaluate(case, CRITERIA, strict=True) if one.surface == surface}


@pytest.mark.parametrize("url", [HIT, ELSEWHERE])
def test_a_relayed_hit_before_the_choice_is_google_analytics_before_the_choice(url: str) -> None:
    said = verdicts(url)
    for criterion in ("trackers.google-analytics", "trackers.before-consent", "trackers.cname-cloaking"):
        assert said[criterion] == "fail", criterion


def test_a_relayed_hit_on_a_log_in_page_is_a_tracker_there() -> None:
    assert verdicts(HIT, surface="learner")["trackers.learner-surface"] == "fail"


def test_after_an_acceptance_what_the_relay_does_cannot_be_seen() -> None:
    said = verdicts(HIT, phase="after-acceptance")
    assert (said["trackers.google-analytics"], said["trackers.cname-cloaking"]) == ("warn", "warn")


def test_a_cookie_of_the_site_that_goes_along_is_no_identifier_of_the_relayed_service() -> None:
    assert verdicts(DENIED, cookies=["PHPSESSID"])["trackers.before-consent"] == "warn"
    assert verdicts(DENIED, cookies=["_ga"])["trackers.before-consent"] == "fail"


def test_a_tag_manager_under_the_sites_own_name_is_one() -> None:
    said = verdicts(MANAGER)
    assert (said["trackers.tag-manager"], said["trackers.cname-cloaking"]) == ("warn", "warn")


def test_what_only_goes_to_the_site_is_held_to_go_nowhere_else() -> None:
    said = verdicts(HIT)
    assert said["transfers.observed-undeclared"] not in ("warn", "fail")
    assert said["cookies.declared-vs-observed"] != "fail"


@pytest.mark.parametrize(
    "url",
    [
        "https://outil.example/collect?v=2&q=moi",
        "https://outil.example/g/collect?tid=12",
        "https://outil.example/tr?id=4&lang=fr",
        "https://outil.example/cours?id=G-dur",
        "https://outil.example/api?v=2&tid=G&cid=1",
    ],
)
def test_addresses_that_only_look_alike_are_none(url: str) -> None:
    said = verdicts(url)
    assert (
        said["trackers.google-analytics"] == said["trackers.before-consent"] == said["trackers.social-pixel"] == "pass"
    )
