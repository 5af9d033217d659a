"""A night on which nothing changed says what a scan from nothing would say, and a change is never slept through."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from catalog.kept import StoredAssessment
from scanner.clock import today
from scanner.lab.aside import LabAside, Plan

SHIPPED = (
    "cartable-souverain", "oralys", "edumondo", "vieux-parchemin", "fault-http-login", "fault-expired",
    "jeux-malins", "geo-boussole", "spa-json", "brightquill", "rechenfuchs", "consent-none", "frise-chrono",
)  # fmt: skip
"""Tools of every letter, in three languages, over HTTP: with PDF, failures, faults, pages that scripts draw."""
PLAN = Plan(2, also=SHIPPED)
WORLD = (Path(__file__).parent / "night_world").resolve()


def present(nights: Any) -> dict[str, StoredAssessment]:
    """The present assessment of every tool."""
    with Catalogue.open(nights.catalogue, read_only=True) as catalogue:
        kept = {tool.id: catalogue.scans.last_assessment(tool.id) for tool in catalogue.tools.all()}
    return {tool: one for tool, one in kept.items() if one is not None}


def judged(nights: Any) -> dict[str, tuple[Any, Any]]:
    return {tool: (one.findings, one.ratings) for tool, one in present(nights).items()}


def forget(path: Path) -> None:
    """Leave the night nothing to build on: no reading, no facts of today's code, no day until which anything stands."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE assessments SET stands_until = NULL")
        connection.execute("UPDATE versions SET derive = 'of another program'")
        connection.execute("DELETE FROM readings")


def test_a_standing_night_says_what_a_scan_from_nothing_says(
    lab: LabAside, nights: Any, make_nights: Callable[..., Any], tmp_path: Path
) -> None:
    nights.rescan()
    first = nights.one("SELECT count(*) FROM assessments")
    (tmp_path / "whole").mkdir()
    shutil.copy(nights.catalogue, tmp_path / "whole" / "preau.db")
    whole = type(nights)(lab.config, tmp_path / "whole" / "preau.db")
    forget(whole.catalogue)
    nights.rescan()
    # The night stood on the first one: nothing was judged again.
    assert nights.one("SELECT count(*) FROM scans") == 2 * first
    assert nights.one("SELECT count(*) FROM assessments") == first >= PLAN.tools + len(SHIPPED)
    whole.rescan()
    assert whole.one("SELECT count(*) FROM assessments") == 2 * first
    (tmp_path / "anew").mkdir()
    anew = make_nights(lab, tmp_path / "anew")
    anew.rescan()
    verdicts = {one.verdict for kept in present(nights).values() for one in kept.findings}
    assert verdicts == {"pass", "warn", "fail", "inconclusive", "not-applicable"}
    assert judged(nights) == judged(whole) == judged(anew)


def test_days_later_a_standing_night_says_what_judging_again_says(lab: LabAside, nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    (tmp_path / "whole").mkdir()
    shutil.copy(nights.catalogue, tmp_path / "whole" / "preau.db")
    whole = type(nights)(lab.config, tmp_path / "whole" / "preau.db")
    forget(whole.catalogue)
    nights.away = whole.away = timedelta(days=5)
    first = nights.one("SELECT count(*) FROM assessments")
    nights.rescan()
    assert nights.one("SELECT count(*) FROM assessments") < 2 * first
    whole.rescan()
    assert whole.one("SELECT count(*) FROM assessments") == 2 * first
    assert judged(nights) == judged(whole)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[LabAside, Path]]:
    """Four plain tools and one whose publisher changes things between nights; its folder."""
    shutil.copytree(WORLD, tmp_path / "world")
    with LabAside(Plan(4, own=tmp_path / "world")) as running:
        yield running, tmp_path / "world" / "grand-large"


@pytest.fixture
def long_nights(world: tuple[LabAside, Path], make_nights: Callable[..., Any]) -> Any:
    """A catalogue after its first night; the changing tool is t005."""
    found = make_nights(world[0])
    found.rescan()
    return found


def change(world: tuple[LabAside, Path], file: str, old: str, new: str) -> None:
    """Change a file of the tool and serve it."""
    lab, folder = world
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    lab.reread()


def causes(nights: Any) -> list[str]:
    return [row[0] for row in nights.ask("SELECT causes FROM assessments WHERE tool_id = 't005' ORDER BY id")]


def sold(nights: Any) -> str:
    """What is found on selling data."""
    found = present(nights)["t005"].findings
    return next(one.verdict for one in found if one.criterion == "sharing.sale" and one.surface == "documents")


SELLS = "Nous vendons les données des élèves à des courtiers."
NEVER = "Nous ne vendons jamais les données des élèves."


def test_an_age_told_in_months_is_told_anew_on_its_day_and_is_no_change(
    world: tuple[LabAside, Path], long_nights: Any
) -> None:
    # The policy is two months old on a day that all months have, within four days from now.
    day = next(one for one in (today() + timedelta(days=n) for n in (1, 2, 3, 4)) if one.day <= 28)
    written = day.replace(year=day.year - (day.month <= 2), month=(day.month - 3) % 12 + 1)
    change(
        world,
        "pages/confidentialite.html",
        "<p>La présente",
        f"<p>Mise à jour du {written:%d/%m/%Y}.</p><p>La présente",
    )
    change(world, "site.toml", '"edition"', '"second"')
    long_nights.rescan()

    def months() -> str:
        found = present(long_nights)["t005"].findings
        return next(dict(one.params)["months"] for one in found if one.criterion == "transparency.dated-and-versioned")

    assert months() == "1"
    assert long_nights.one("SELECT stands_until FROM assessments WHERE tool_id = 't005' ORDER BY id DESC") == (
        (day - timedelta(days=1)).isoformat()
    )
    long_nights.away = day - today()
    said = long_nights.rescan("--format", "markdown").stdout
    assert months() == "2" and causes(long_nights) == ["first", "evidence", ""]
    assert "because of" not in said and "What changed" not in said
    assert long_nights.run("history", "t005").stdout.count("new evidence") == 1


def test_new_text_under_the_same_validators_is_seen_that_night(world: tuple[LabAside, Path], long_nights: Any) -> None:
    # Written in lower case the lab sends the validator and does not heed it: status 200 with new content.
    change(world, "site.toml", "ETag =", "etag =")
    before = sold(long_nights)
    change(world, "pages/confidentialite.html", NEVER, SELLS)
    long_nights.rescan()
    assert (before, sold(long_nights)) == ("pass", "fail")
    assert causes(long_nights) == ["first", "evidence"]


def test_a_server_that_always_says_not_modified_is_believed_for_a_week_at_most(
    world: tuple[LabAside, Path], long_nights: Any
) -> None:
    change(world, "pages/confidentialite.html", NEVER, SELLS)
    long_nights.away = timedelta(days=6)
    long_nights.rescan()
    # The server answers 304: nobody could tell.
    assert sold(long_nights) == "pass"
    long_nights.away = timedelta(days=8)
    long_nights.rescan()
    assert sold(long_nights) == "fail" and causes(long_nights)[-1] == "evidence"
    long_nights.sound()


def test_a_policy_that_moved_is_followed_and_is_no_change_of_text(
    world: tuple[LabAside, Path], long_nights: Any
) -> None:
    folder = world[1]
    verdicts = {(f.criterion, f.surface): f.verdict for f in present(long_nights)["t005"].findings}
    shutil.move(folder / "pages" / "confidentialite.html", folder / "pages" / "vie-privee.html")
    change(world, "site.toml", "ETag =", "X-Edition =")
    change(world, "site.toml", 'file = "confidentialite.html"', 'redirect = "/vie-privee"\nstatus = 301')
    long_nights.rescan()
    after = present(long_nights)["t005"]
    with Catalogue.open(long_nights.catalogue, read_only=True) as catalogue:
        pages = {one.exchange.url: one.exchange for one in catalogue.scans.evidence(after.scan_id).pages}
    moved = pages["https://grand-large.example/confidentialite"]
    assert moved.final_url == "https://grand-large.example/vie-privee" and not moved.not_modified
    assert {(f.criterion, f.surface): f.verdict for f in after.findings} == verdicts
    # Then the old address goes, and the menu names the new one.
    change(world, "site.toml", "status = 301", "status = 410")
    change(world, "site.toml", 'redirect = "/vie-privee"', 'body = "Disparu."')
    change(world, "pages/layout.html", "/confidentialite", "/vie-privee")
    long_nights.rescan()
    after = present(long_nights)["t005"]
    assert {(f.criterion, f.surface): f.verdict for f in after.findings} == verdicts
    assert set(causes(long_nights)[1:]) <= {"evidence"}


@pytest.mark.parametrize("fault", ['status = 503\nbody = "En panne."', 'fault = "empty"'])
def test_three_nights_away_and_back_leave_the_rating_and_its_history_alone(
    world: tuple[LabAside, Path], long_nights: Any, fault: str
) -> None:
    (letters,) = long_nights.ask("SELECT public_letter, school_letter, last_assessment FROM tools WHERE id = 't005'")
    history = long_nights.run("history", "t005").stdout
    routes = (world[1] / "site.toml").read_text(encoding="utf-8")
    change(world, "site.toml", "[[routes]]\n", f'[[routes]]\npath = "/"\n{fault}\n\n[[routes]]\n')
    for night in (1, 2, 3):
        long_nights.away = timedelta(days=night)
        said = long_nights.rescan("--format", "markdown").stdout
        assert "the earlier rating stands" in said
        assert long_nights.ask("SELECT id FROM tools WHERE stale = 1") == [("t005",)]
        assert long_nights.one("SELECT state FROM run_items WHERE tool_id = 't005' ORDER BY ended_at DESC") == (
            "unreachable"
        )
    (world[1] / "site.toml").write_text(routes, encoding="utf-8")
    world[0].reread()
    long_nights.away = timedelta(days=4)
    long_nights.rescan()
    assert long_nights.one("SELECT count(*) FROM tools WHERE stale = 1") == 0
    assert long_nights.ask("SELECT public_letter, school_letter, last_assessment FROM tools WHERE id = 't005'") == [
        letters
    ]
    assert long_nights.run("history", "t005").stdout == history
    long_nights.sound()
