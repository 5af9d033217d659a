"""A third party that nobody knows and that singles visitors out is no tracker shown, and no tracker absent."""

from __future__ import annotations

from typing import Any

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
PAGE = "https://outil.example/eleve"
STRANGER = "https://mesure.inconnu.example.net/"


def verdicts(request: dict[str, Any], cookie: dict[str, Any] | None = None) -> dict[str, str]:
    cookies = [{"page": PAGE, "set_by": STRANGER, "domain": "mesure.inconnu.example.net", **cookie}] if cookie else []
    visit = {"pages": [{"role": "home"}, {"role": "app", "url": PAGE}], "cookies": cookies,
             "requests": [{"page": PAGE, "resource_type": "image", "status": 200, **request}]}  # fmt: skip
    given = {"profile": {"audience": "pupils", "accounts": "yes"}, "visits": [visit, {**visit, "run": 2}]}
    found = evaluate(build_case(given, KNOWLEDGE), CRITERIA, strict=True)
    return {one.criterion: one.verdict for one in found if one.surface == "learner"}


LASTING = {"name": "v", "lifetime_seconds": 30_000_000, "entropy_bits": 90.0}


@pytest.mark.parametrize(
    ("url", "cookie", "expected"),
    [
        ("p.gif?uid=1234567890", None, "inconclusive"),
        ("p.gif", LASTING, "inconclusive"),
        ("p.gif", {**LASTING, "lifetime_seconds": None}, "pass"),
        ("logo.png?v=3", None, "pass"),
    ],
)
def test_only_strangers_that_single_visitors_out_leave_absence_open(
    url: str, cookie: dict[str, Any] | None, expected: str
) -> None:
    said = verdicts({"url": STRANGER + url}, cookie)
    assert said["trackers.learner-surface"] == said["trackers.before-consent"] == expected
    assert said["trackers.social-pixel"] == "pass"
