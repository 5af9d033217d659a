"""A home page that is the log-in page belongs to two surfaces: what is seen on it counts on both."""

from __future__ import annotations

from typing import Any

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

KNOWLEDGE = load_knowledge()
PIXEL = "https://connect.facebook.net/fr_FR/fbevents.js"
HOME = "https://outil.example/"


def test_a_pixel_on_a_home_page_with_the_log_in_form_counts_on_both_surfaces() -> None:
    pages = [{"role": "home", "url": HOME}, {"role": "login", "url": HOME}]
    visit: dict[str, Any] = {"pages": pages, "requests": [{"url": PIXEL, "resource_type": "script", "page": HOME}]}
    cookies = [{"name": "_fbp", "domain": "outil.example", "page": HOME, "set_by": PIXEL, "lifetime_seconds": 9000000}]
    visits = [{**visit, "cookies": cookies}, {**visit, "cookies": cookies, "run": 2}]
    case = build_case({"profile": {"audience": "pupils", "accounts": "yes"}, "visits": visits}, KNOWLEDGE)
    found = {(one.criterion, one.surface): one.verdict for one in evaluate(case, load_criteria(), strict=True)}
    for surface in ("showcase", "learner"):
        assert found["trackers.social-pixel", surface] == "fail"
        assert found["cookies.set-before-choice", surface] == "fail"
    party = next(one for one in case.facts.third_parties if one.host == "connect.facebook.net")
    assert set(party.surfaces) == {"showcase", "learner"}
