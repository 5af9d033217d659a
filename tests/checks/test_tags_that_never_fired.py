"""A tag that the pages name and nobody saw firing: its absence is not shown where no agreement could be given."""

from __future__ import annotations

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
HTML = """<html lang="fr"><h1>Outil</h1><p>Des exercices pour tous, du cours préparatoire à la sixième.</p>
<script>function plus() { var s = document.createElement("script");
s.src = "https://www.googletagmanager.com/gtag/js?id=G-ABCDEF12"; document.head.append(s); load("https://connect.facebook.net/fr_FR/fbevents.js"); }</script></html>"""  # noqa: E501


def verdicts(*, accepted: bool, html: str = HTML) -> dict[str, str]:
    page = {"role": "home", "url": "https://outil.example/", "html": html}
    visits = [
        {"phase": "before-choice", "run": 1, "pages": [{"role": "home"}]},
        {"phase": "before-choice", "run": 2, "pages": [{"role": "home"}]},
        {"phase": "after-acceptance", "run": 2, "pages": [{"role": "home"}], "choice_made": accepted,
         "reason": None if accepted else "no-interface"},
    ]  # fmt: skip
    case = build_case({"profile": {"audience": "pupils"}, "pages": [page], "visits": visits}, KNOWLEDGE)
    return {one.criterion: one.verdict for one in evaluate(case, CRITERIA, strict=True) if one.surface == "showcase"}


def test_where_nobody_could_agree_absence_is_open() -> None:
    said = verdicts(accepted=False)
    assert said["trackers.google-analytics"] == said["trackers.social-pixel"] == "inconclusive"
    assert said["trackers.before-consent"] == "pass", "before a choice nothing fired"


def test_where_an_agreement_was_given_what_waits_for_one_would_have_shown() -> None:
    said = verdicts(accepted=True)
    assert said["trackers.google-analytics"] == said["trackers.social-pixel"] == "pass"


def test_pages_that_name_nobody_pass() -> None:
    said = verdicts(accepted=False, html="<html lang=fr><h1>Outil</h1><p>Des exercices pour tous.</p></html>")
    assert said["trackers.google-analytics"] == said["trackers.social-pixel"] == "pass"
