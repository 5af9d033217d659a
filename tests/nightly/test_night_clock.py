"""Nights of a machine whose clock was wrong: nothing is held for the newest that is not, and nothing is never due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from scanner.lab.aside import LabAside, Plan

PLAN = Plan(4)
AHEAD = timedelta(days=40)


def order(nights: Any) -> list[str]:
    """The tool's scans as the catalogue keeps them, newest first."""
    from catalog.catalogue import Catalogue

    with Catalogue.open(nights.catalogue, read_only=True) as catalogue:
        return catalogue.scans.scan_ids("t001")


def test_a_night_of_a_clock_that_ran_ahead_is_followed_by_ordinary_ones(lab: LabAside, nights: Any) -> None:
    nights.rescan()
    nights.away = AHEAD
    nights.run("review", "t001", "sharing.sale", "pass", "--reason", "Lu avec le délégué.", "--by", "A. Morel")
    nights.rescan()
    nights.away = timedelta()
    # By the dates alone nothing would be due for forty days.
    done = nights.run("rescan", "--due", "1d", "--no-browser", "--workers", "2")
    assert "one of the two dates is wrong" in done.stderr
    assert (
        nights.one("SELECT count(*) FROM scans WHERE run_id = (SELECT id FROM runs ORDER BY rowid DESC)") == PLAN.tools
    )
    kept = [row[0] for row in nights.ask("SELECT id FROM scans WHERE tool_id = 't001' ORDER BY rowid DESC")]
    assert order(nights) == kept and len(kept) == 3
    assert nights.one("SELECT last_scan_id FROM tools WHERE id = 't001'") == kept[0]
    # The next night stands on this one: the state of the tool is that of the last scan that was made.
    before = nights.one("SELECT count(*) FROM assessments")
    nights.rescan()
    nights.rescan()
    assert nights.one("SELECT count(*) FROM assessments") <= before + PLAN.tools
    nights.run("history", "t001")
    nights.run("diff", "t001")
    nights.sound()


def test_a_change_after_a_night_from_the_future_is_seen_and_its_letter_is_the_present_one(
    lab: LabAside, nights: Any
) -> None:
    nights.away = AHEAD
    nights.rescan()
    nights.away = timedelta()
    with LabAside(Plan(4, changed=1, edition=3)) as later:
        nights.config = later.config
        nights.rescan()
    nights.config = lab.config
    causes = nights.ask("SELECT causes FROM assessments WHERE tool_id = 't001' ORDER BY id")
    assert "evidence" in causes[-1][0].split(",")
    assert nights.one("SELECT last_assessment FROM tools WHERE id = 't001'") == nights.one(
        "SELECT max(id) FROM assessments WHERE tool_id = 't001'"
    )
    nights.sound()


def test_a_clock_before_the_reference_data_is_refused_and_nothing_is_scanned(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    lab.requests()
    nights.away = timedelta(days=-6000)
    done = nights.rescan(status=2)
    assert "Set the clock" in done.stderr and lab.requests() == []
    assert "Set the clock" in nights.run("check", lab.homes[0], "--no-browser", status=2).stderr
    assert nights.one("SELECT count(*) FROM runs") == 1 and lab.requests() == []
    nights.sound()
