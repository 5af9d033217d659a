"""What leaves the catalogue: nothing that the machine only proposes counts, nothing private is carried along."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from catalog.nouns.finding import Finding, Review
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Scope
from catalog.scans import EarlierFindings
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from scanner.assessing.assess import Assessor
from scanner.publishing.in_step import update_publication
from scanner.publishing.public_view import public_tool
from scanner.reader import Reader

ASSESSOR = Assessor.of(dict(load_criteria()), load_knowledge())
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLAIN: dict[str, Any] = {"profile": {"audience": "pupils", "accounts": "yes", "ai": "no"}}
SECRET = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1234567890.1700000000"
RECORDED = PLAIN | {"recordings": [{"requests": [SECRET]}]}


def unkept(name: str) -> bytes:
    raise KeyError(name)


def assessed(
    given: dict[str, Any], *, earlier: EarlierFindings | None = None, reviews: tuple[Review, ...] = (), scan: int = 1
) -> Assessment:
    case = build_case(given, ASSESSOR.knowledge)
    evidence = case.evidence.model_copy(update={"scan_id": f"00000000-0000-7000-8000-{scan:012}"})
    return ASSESSOR.assess(
        case.tool, evidence, unkept, Reader(), on=case.on, facts=case.facts, earlier=earlier, reviews=reviews
    )


def with_letters(assessment: Assessment, grade: str, confirmed: str | None) -> Assessment:
    """The assessment with other letters: what publication makes of them does not hang on how they came about."""
    ratings = {
        scope: getattr(assessment.ratings, scope).model_copy(update={"grade": grade, "confirmed": confirmed})
        for scope in ("public", "school")
    }
    return assessment.model_copy(update={"ratings": assessment.ratings.model_copy(update=ratings)})


@pytest.fixture
def catalogue(tmp_path: Path) -> Any:
    with Catalogue.open(tmp_path / "preau.db") as opened:
        yield opened


def keep(catalogue: Catalogue, *assessments: Assessment) -> None:
    with catalogue.transaction():
        for one in assessments:
            catalogue.tools.put(one.tool, NOON)
            catalogue.scans.add_scan(one.evidence, usable=True)
            catalogue.scans.add_assessment(one, NOON, ("first",))
            update_publication(catalogue, one.tool.id)


def published(catalogue: Catalogue, scope: Scope = "school") -> tuple[str | None, str | None]:
    row = catalogue.publications.of_tool("outil")[scope]
    return row.letter, row.held


@pytest.mark.parametrize(
    ("grade", "confirmed", "letter", "held"),
    [
        ("D", "C", "C", None),
        ("C", "C", "C", None),
        ("C", None, "C", None),  # kept by a program that did not know the second letter
        ("E", "C", None, "first-e"),  # a proposed E holds all back: what is suspected is grave
    ],
)
def test_the_published_letter_leaves_open_what_is_only_proposed(
    catalogue: Catalogue, grade: str, confirmed: str | None, letter: str | None, held: str | None
) -> None:
    base = assessed(PLAIN)
    keep(catalogue, *(with_letters(assessed(PLAIN, scan=n), grade, confirmed) for n in (1, 2)))
    assert base.findings
    assert published(catalogue) == (letter, held)


def interface(*kinds: str) -> dict[str, Any]:
    return {"text": "Nous mesurons l’audience.", "controls": [{"text": one, "kind": one, "layer": 1} for one in kinds]}


def test_a_proposed_failure_counts_in_the_machines_letter_and_waits_in_the_published_one() -> None:
    given = PLAIN | {"visits": [{"phase": "before-choice", "run": 1, "interface": interface("accept", "settings")}]}
    machine = assessed(given)
    proposed = [one for one in machine.findings if one.verdict == "fail" and not one.confirmed]
    assert {one.criterion for one in proposed} == {"cookies.reject-not-as-easy"}
    charged = {step.id for step in machine.ratings.public.steps}
    rated = ASSESSOR.as_published(machine, None).ratings.public
    assert "major-fails" in charged
    assert "major-fails" not in {step.id for step in rated.steps}
    assert (rated.grade, rated.of_confirmed, rated.provisional) == (machine.ratings.public.confirmed, True, False)


def test_what_was_seen_in_one_visit_counts_once_another_day_shows_it_too() -> None:
    """The log-in page is opened once a night: what it loads must not stay open for ever."""
    given = PLAIN | {
        "visits": [{"phase": "before-choice", "run": 1, "pages": [{"role": "login"}], "requests": [SECRET]}]
    }
    first = assessed(given)
    found = {(one.criterion, one.surface) for one in first.findings if one.verdict == "fail" and not one.confirmed}
    assert ("trackers.google-analytics", "learner") in found
    charged = {step.id for step in ASSESSOR.as_published(first, None).ratings.school.steps}
    assert not charged & {"major-fails", "blocking-fails"}
    again = ASSESSOR.as_published(first, EarlierFindings(first.findings, date(2026, 11, 23)))
    assert {"blocking-fails"} <= {step.id for step in again.ratings.school.steps}
    assert next(
        one for one in again.findings if one.criterion == "trackers.google-analytics" and one.surface == "learner"
    ).confirmed


def test_six_major_failures_can_be_reviewed_and_published(catalogue: Catalogue) -> None:
    majors = [
        one.model_copy(update={"verdict": "fail", "confirmed": True, "searched": ("https://outil.example/",)})
        for one in assessed(PLAIN).findings
        if one.severity == "major" and one.criterion.startswith(("rights.", "retention.", "transparency."))
    ][:6]
    made = with_letters(assessed(PLAIN), "E", "E").model_copy(update={"findings": tuple(majors)})
    keep(catalogue, made)
    assert published(catalogue) == (None, "first-e")
    with catalogue.transaction():
        catalogue.publications.notify("outil", datetime(2026, 1, 1, tzinfo=UTC), "A. Martin", "letter")
        for one in majors:
            catalogue.reviews.add(
                Review(
                    tool_id="outil", criterion=one.criterion, verdict="fail", reason="seen", author="B. Durand",
                    made_on=date(2026, 1, 1),
                )
            )  # fmt: skip
        update_publication(catalogue, "outil")
    assert published(catalogue) == ("E", None)


def shown(findings: tuple[Finding, ...], criterion: str) -> str:
    return next(one.verdict for one in findings if one.criterion == criterion and one.surface == "learner")


def test_a_private_recording_leaves_no_trace_in_what_is_public(catalogue: Catalogue) -> None:
    """Neither on the day it was brought nor on later ones, when its failures are seen again or carried over."""
    alone = assessed(PLAIN).ratings.public
    first = assessed(RECORDED)
    assert shown(first.findings, "trackers.learner-surface") == "fail"
    assert first.ratings.public == alone
    earlier = EarlierFindings(first.findings, date(2026, 11, 23))
    second = assessed(RECORDED, earlier=earlier, scan=2)
    assert second.ratings.public == alone
    keep(catalogue, first, second)
    seen = public_tool(catalogue, second.tool, ASSESSOR, drafts=True).assessment
    assert seen is not None
    assert shown(seen.findings, "trackers.learner-surface") == "inconclusive"
    assert "google-analytics.com" not in seen.model_dump_json()


def test_a_public_failure_is_carried_into_what_is_public() -> None:
    """What the browser itself saw stands with its date, beside a private recording too."""
    visit = {"phase": "before-choice", "run": 1, "pages": [{"role": "login"}], "requests": [SECRET]}
    again = visit | {"run": 2}
    seen = assessed(PLAIN | {"visits": [visit, again]})
    assert shown(seen.findings, "trackers.learner-surface") == "fail"
    earlier = EarlierFindings(seen.findings, date(2026, 11, 23))
    later = assessed(PLAIN | {"recordings": [{"requests": []}]}, earlier=earlier)
    held = {step.id for step in later.ratings.public.steps}
    assert "major-fails" in held or "blocking-fails" in held
