"""Nights as an operator sees them: first, unchanged, changed, unreachable, out of time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from scanner.lab.aside import LabAside, Plan

PLAN = Plan(12)
DOCUMENTS = {"/confidentialite", "/conditions", "/mentions-legales", "/sous-traitants"}


def used(nights: Any) -> int:
    return int(nights.one("SELECT sum(length(data)) FROM blobs"))


def letters(nights: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = nights.ask("SELECT id, public_letter, school_letter FROM tools ORDER BY id")
    return rows


def test_an_unchanged_second_night_asks_once_a_page_and_stores_next_to_nothing(lab: LabAside, nights: Any) -> None:
    nights.rescan()
    lab.requests()
    blobs, size = nights.one("SELECT count(*) FROM blobs"), used(nights)
    assert nights.one("SELECT count(*) FROM assessments") == PLAN.tools
    nights.rescan()
    asked = [seen for seen in lab.requests() if seen.secure and seen.path in DOCUMENTS | {"/"}]
    per_page = Counter((seen.host, seen.path) for seen in asked)
    assert set(per_page.values()) == {1}
    assert len(per_page) == PLAN.tools * (len(DOCUMENTS) + 1)
    assert all(dict(seen.conditional).get("if-none-match") for seen in asked)
    # One blob a tool: the dates of the visit, kept as a difference from the night before.
    assert nights.one("SELECT count(*) FROM blobs") == blobs + PLAN.tools
    assert (used(nights) - size) / PLAN.tools < 1500
    assert nights.one("SELECT count(*) FROM assessments") == PLAN.tools
    assert nights.one("SELECT count(*) FROM readings WHERE length(data) > 0") > 0
    nights.sound()


def test_a_changed_policy_is_the_vendors_change_and_shown_as_text(lab: LabAside, nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    with LabAside(Plan(12, changed=2, edition=7)) as later:
        nights.config = later.config
        done = nights.rescan("--format", "markdown")
    changed = done.stdout.partition("## What changed, and why (2)\n\n")[2].splitlines()[:3]
    # In the order in which the two were done, which is not ours to tell.
    assert sorted(line.partition(":")[0] for line in changed) == ["", "- Outil 001", "- Outil 002"]
    assert all("because of: new evidence" in line for line in changed[:2])
    rows = nights.ask("SELECT tool_id, causes FROM assessments WHERE causes NOT IN ('first', '') ORDER BY tool_id")
    assert rows == [("t001", "evidence"), ("t002", "evidence")]
    nights.config = lab.config  # The other lab is gone, and its configuration with it.
    shown = nights.run("diff", "t001").stdout
    assert "Révision 7 de ce document." in shown
    assert "Changed document: https://outil-00001.example/confidentialite" in shown
    assert "brought nothing new (scans in all: 2)" in nights.run("diff", "t003").stdout


def test_too_much_unreachable_ends_with_4_and_moves_no_letter(lab: LabAside, nights: Any) -> None:
    nights.rescan()
    before = letters(nights)
    with LabAside(Plan(12)) as gone:
        nights.config = gone.config
        gone.stop()
        done = nights.rescan("--retry-wait", "1s", "--limit", "5", "--format", "markdown", status=4)
    assert "No letter was changed" in done.stderr
    assert "not reached (no usable answer)" in done.stderr
    title, _, page = done.stdout.partition("\n")
    assert title.startswith("# ") and page.strip().startswith("**Too much was unreachable")
    assert "could not be scanned tonight (5)" in page and "What changed" not in page
    assert letters(nights) == before
    assert nights.ask("SELECT state FROM runs ORDER BY started_at") == [("done",), ("unreachable",)]
    assert nights.one("SELECT count(*) FROM tools WHERE stale = 1") == 5
    assert nights.one("SELECT count(*) FROM assessments") == PLAN.tools
    nights.config = lab.config
    nights.rescan()
    assert nights.one("SELECT count(*) FROM tools WHERE stale = 1") == 0


def test_a_failing_tool_keeps_its_rating_and_stops_nothing(lab: LabAside, nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    before = letters(nights)
    with LabAside(Plan(12, left_out=(3,))) as later:
        text = later.config.read_text(encoding="utf-8")
        # A name that resolves to where nobody listens.
        config = later.config.with_name("one-gone.toml")
        config.write_text(text.replace("hosts = { ", 'hosts = { "outil-00003.example" = "127.1.100.250", '))
        nights.config = config
        done = nights.rescan("--retry-wait", "1s", "--format", "markdown")
    nights.config = lab.config
    assert letters(nights) == before
    assert nights.ask("SELECT id FROM tools WHERE stale = 1") == [("t003",)]
    (state, attempts, reason) = nights.ask(
        "SELECT state, attempts, reason FROM run_items WHERE tool_id = 't003' ORDER BY run_id DESC LIMIT 1"
    )[0]
    assert (state, attempts) == ("unreachable", 3) and reason
    head, missed, rest = done.stdout.partition("## Tools that could not be scanned tonight (1)\n\n")
    assert "Scanned: 11; unreachable: 1; failed: 0" in head.replace("\\", "")
    assert missed and rest.startswith("- Outil 003: unreachable")
    assert "the earlier rating stands" in rest.splitlines()[0]
    assert "| Tool |" in rest.partition("## Present ratings")[2]
    assert "not reached" in done.stderr
    history = nights.run("history", "t003").stdout
    # The night on which nothing answered is no rating of its own.
    heading = 2
    assert history.count("first rating") == 1 and len(history.strip().splitlines()) == heading + 1
    nights.sound()


def test_a_wait_the_site_asks_for_is_not_cut_short(make_nights: Callable[..., Any]) -> None:
    with LabAside(Plan(1, also=("fault-rate-limit",))) as lab:
        nights = make_nights(lab)
        lab.requests()
        nights.rescan("--max-unreachable", "0.9", "--retry-wait", "1s")
        asked = [seen for seen in lab.requests() if seen.host == "trop-de-requetes.example" and seen.path == "/"]
    # It asked for an hour: it is left to the next night, not asked three times.
    assert len([seen for seen in asked if seen.secure]) == 1
    assert nights.ask("SELECT state, attempts FROM run_items WHERE tool_id = 't002'") == [("unreachable", 1)]


def test_time_is_up_and_the_most_overdue_come_first(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "4")
    first = [row[0] for row in nights.ask("SELECT id FROM tools WHERE last_scanned_at IS NOT NULL")]
    assert len(first) == 4
    done = nights.rescan("--max-time", "1s", "--rate", "60", workers=1)
    assert "Time is up" in done.stderr
    scanned = [row[0] for row in nights.ask("SELECT tool_id FROM scans ORDER BY started_at")][4:]
    assert scanned and not set(scanned) & set(first)
    assert nights.one("SELECT state FROM runs ORDER BY started_at DESC LIMIT 1") == "out-of-time"
    nights.rescan("--due", "1d")
    assert nights.one("SELECT count(DISTINCT tool_id) FROM scans") == PLAN.tools
    assert nights.one("SELECT count(*) FROM scans") == PLAN.tools


def test_no_time_at_all_scans_nothing(lab: LabAside, nights: Any) -> None:
    done = nights.run(*nights.night("--max-time", "0s"))
    assert "Time is up" in done.stderr
    assert nights.one("SELECT count(*) FROM scans") == 0


@pytest.mark.parametrize("cases", ["tool", "criterion"])
def test_junit_and_sarif_of_a_night(lab: LabAside, nights: Any, tmp_path: Path, cases: str) -> None:
    nights.rescan("--limit", "3")
    target = tmp_path / "out.xml"
    nights.rescan("--limit", "3", "--format", "junit", "--cases", cases, "--output", str(target))
    suites = ElementTree.parse(target).getroot()
    found = list(suites.iter("testcase"))
    assert len(found) == 3 if cases == "tool" else len(found) > 100
    skipped = [case.find("skipped") for case in found if case.find("skipped") is not None]
    if cases == "criterion":
        assert skipped and all(one is not None and one.get("message") for one in skipped)
    sarif = tmp_path / "out.sarif"
    nights.rescan("--limit", "3", "--format", "sarif", "--output", str(sarif))
    document = json.loads(sarif.read_text(encoding="utf-8"))
    assert document["version"] == "2.1.0"
    assert document["runs"][0]["results"]


def test_a_tool_that_never_answered_keeps_no_earlier_rating(lab: LabAside, nights: Any) -> None:
    with LabAside(Plan(12)) as gone:
        nights.config = gone.config
        gone.stop()
        for _ in range(2):
            said = nights.rescan("--retry-wait", "1s", "--limit", "1", "--max-unreachable", "1").stdout
            assert (
                "unreachable (no usable answer); no scan has succeeded yet (NE)" in said
                and "earlier rating" not in said
            )
    nights.config = lab.config
