"""Why a rating moved is told apart strictly: a change of ours is never shown as the vendor's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from catalog.nouns.browser import BrowserEvidence
from catalog.nouns.essence import BROWSER_EARLIER, same_essence
from catalog.nouns.evidence import Evidence
from catalog.nouns.finding import Citation, Finding
from scanner.checking import LOOK_AHEAD
from scanner.cli.diff import causes_of_all
from scanner.clock import now, today
from scanner.lab.aside import LabAside, Plan
from scanner.nightly.schedule import ATTEMPTS, Schedule
from scanner.nightly.work import retry_after, with_earlier_browser

PLAN = Plan(3)


def age(nights: Any, change: str) -> None:
    """Make what is stored look as if it had been judged otherwise."""
    with closing(sqlite3.connect(nights.catalogue)) as connection, connection:
        connection.execute(change)


def turn_a_verdict(nights: Any, **to: Any) -> Finding:
    """Change a stored finding, to these values or to another verdict, so that judging again moves it."""
    with Catalogue.open(nights.catalogue) as catalogue, catalogue.transaction():
        kept = catalogue.scans.last_assessment("t001")
        assert kept is not None
        from catalog.nouns.noun import canonical_json
        from catalog.scans import _FINDINGS

        first, *rest = kept.findings
        other = first.model_copy(update=to or {"verdict": "inconclusive" if first.verdict == "pass" else "pass"})
        name = catalogue.blobs.put(canonical_json(_FINDINGS.dump_python((other, *rest), mode="json")))
        catalogue.database.conn.execute("UPDATE assessments SET findings = ? WHERE id = ?", (name, kept.number))
        return other


def last_causes(nights: Any) -> str:
    return str(nights.one("SELECT causes FROM assessments WHERE tool_id = 't001' ORDER BY id DESC LIMIT 1"))


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ("UPDATE versions SET rules = 'other'", "rules"),
        ("UPDATE versions SET knowledge = 'other'", "knowledge"),
        ("UPDATE versions SET reviews = 'other' || substr(reviews, instr(reviews, ':'))", "review"),
        ("UPDATE versions SET reviews = substr(reviews, 1, instr(reviews, ':')) || 'other'", "profile"),
        ("UPDATE assessments SET judged_on = '2020-01-01', stands_until = NULL", "calendar"),
    ],
)
@pytest.mark.parametrize("command", ["evaluate", "rescan"])
def test_a_change_of_ours_is_ours(lab: LabAside, nights: Any, change: str, cause: str, command: str) -> None:
    nights.rescan("--limit", "1")
    turn_a_verdict(nights)
    age(nights, change)
    if command == "evaluate":
        nights.run("evaluate", "t001")
    else:
        nights.run("rescan", "--due", "0s", "--no-browser", "--workers", "1", "--limit", "3")
    assert last_causes(nights) == cause


def test_what_stands_is_not_judged_again_until_its_day(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    until = nights.one("SELECT stands_until FROM assessments")
    assert until == (today() + LOOK_AHEAD).isoformat()
    # A verdict that only judging again would put right.
    turn_a_verdict(nights)
    nights.rescan()
    assert last_causes(nights) == "first"
    age(nights, "UPDATE assessments SET stands_until = '2026-01-01', judged_on = '2020-01-01' WHERE tool_id = 't001'")
    nights.rescan()
    assert last_causes(nights) == "calendar"
    assert nights.one("SELECT stands_until FROM assessments WHERE tool_id = 't001' ORDER BY id DESC LIMIT 1") == until


def test_an_edited_tool_is_judged_again(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    turn_a_verdict(nights)
    with Catalogue.open(nights.catalogue) as catalogue, catalogue.transaction():
        tool = catalogue.tools.get("t001")
        assert tool is not None
        profile = tool.profile.model_copy(update={"audience": "pupils"})
        catalogue.tools.put(tool.model_copy(update={"profile": profile}), now())
    nights.rescan()
    assert last_causes(nights) == "profile"


def test_ours_and_theirs_in_one_night_are_both_named(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    turn_a_verdict(nights)
    age(nights, "UPDATE versions SET rules = 'other'")
    with LabAside(Plan(3, changed=1, edition=4)) as later:
        # The same certificates' authority and geography are not: only the names of causes are looked at.
        nights.config = later.config
        nights.rescan()
    found = last_causes(nights).split(",")
    assert found[0] == "rules" and found[-1] == "evidence"


def test_a_carried_failure_survives_a_replay(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    with Catalogue.open(nights.catalogue) as catalogue:
        kept = catalogue.scans.last_assessment("t001")
        assert kept is not None
        assert catalogue.scans.findings_before("t001", kept.scan_id) is None
    nights.rescan()
    nights.rescan()
    with Catalogue.open(nights.catalogue) as catalogue:
        again = catalogue.scans.last_assessment("t001")
        assert again is not None and again.newest
        latest = catalogue.scans.confirmed_by(again.tool_id, again.scan_id)
        assert latest == catalogue.scans.scan_ids("t001")[0]
        before = catalogue.scans.findings_before("t001", latest)
        assert before is not None and before.findings == tuple(one for one in again.findings if one.verdict == "fail")
    failed = turn_a_verdict(
        nights, verdict="fail", seen_on=date(2026, 1, 2), citations=(Citation(url="https://t.example/", start=3),)
    )
    with Catalogue.open(nights.catalogue) as catalogue:
        before = catalogue.scans.findings_before("t001", latest)
        assert before is not None and failed in before.findings
        assert all(one.verdict == "fail" for one in before.findings)


def evidence(**changes: Any) -> Evidence:
    at = now()
    given = {"scan_id": "s", "tool_id": "t", "home": "https://t.example/", "started_at": at, "ended_at": at, **changes}
    return Evidence.model_validate(given)


def test_a_night_without_browser_keeps_what_it_saw_last_and_stays_due() -> None:
    seen = BrowserEvidence.model_construct()
    last = evidence(capabilities=("static-html", "script-execution")).model_copy(update={"browser": seen})
    tonight = with_earlier_browser(evidence(capabilities=("static-html",)), last)
    assert tonight.browser is seen
    assert tonight.capabilities == ("static-html", "script-execution")
    assert BROWSER_EARLIER in tonight.vantage_notes


def test_the_note_of_an_earlier_browser_is_no_change() -> None:
    plain = evidence()
    assert same_essence(plain, plain.model_copy(update={"vantage_notes": (BROWSER_EARLIER,)}))


def test_a_kept_browser_does_not_count_as_a_look(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    with Catalogue.open(nights.catalogue) as catalogue, catalogue.transaction():
        last = catalogue.scans.last_evidence("t001")
        assert last is not None
        later = last.started_at + timedelta(hours=1)
        kept = {
            "scan_id": "later",
            "started_at": later,
            "ended_at": later,
            "capabilities": (*last.capabilities, "script-execution"),
            "vantage_notes": (BROWSER_EARLIER,),
        }
        catalogue.scans.add_scan(last.model_copy(update=kept), usable=True)
    assert nights.one("SELECT last_browser_at FROM tools WHERE id = 't001'") is None


def test_retries_back_off_and_a_long_wait_is_left_to_the_next_night() -> None:
    from catalog.nouns.tool import Tool
    from scanner.nightly.job import Job

    job = Job(Tool(id="t", name="T", home="https://t.example/"), browser=False)
    schedule = Schedule([job], first_wait=20.0)
    assert schedule.take(0.0) is job
    schedule.release(job)
    assert schedule.again(job, 1, at=100.0)
    assert schedule.take(119.0) is None and schedule.take(120.5) is job
    schedule.release(job)
    assert schedule.again(job, 2, at=200.0, asked=90.0)
    assert schedule.take(289.0) is None and schedule.take(290.5) is job
    assert not schedule.again(job, ATTEMPTS, at=300.0)
    assert not schedule.again(job, 1, at=300.0, asked=3600.0)


def test_two_tools_of_one_site_are_not_scanned_at_once() -> None:
    from catalog.nouns.tool import Tool
    from scanner.nightly.job import Job

    one, two, other = (
        Job(Tool(id=name, name=name, home=home), browser=False)
        for name, home in (("a", "https://x.example/"), ("b", "https://app.x.example/"), ("c", "https://y.example/"))
    )
    schedule = Schedule([one, two, other])
    assert schedule.take(0.0) is one and schedule.take(0.0) is other and schedule.take(0.0) is None
    schedule.release(one)
    assert schedule.take(0.0) is two


def test_a_wait_may_be_a_date() -> None:
    from email.utils import format_datetime

    from catalog.nouns.evidence import Skipped

    at = now().replace(microsecond=0)
    text = format_datetime(at + timedelta(seconds=120), usegmt=True)
    asked = evidence(
        ended_at=at,
        started_at=at,
        skipped=(Skipped(url="https://t.example/", reason="blocked", detail=f"the site asked, Retry-After: {text}"),),
    )
    assert retry_after(asked) == 120.0
    assert retry_after(evidence()) == 0.0


def test_of_two_nights_times_and_volatile_headers_alone_are_no_change() -> None:
    def night(day: int, etag: str, server: str) -> Evidence:
        at = datetime(2026, 9, day, tzinfo=UTC)
        exchange = {
            "url": "https://t.example/", "final_url": "https://t.example/", "status": 200, "fetched_at": at,
            "headers": (("etag", etag), ("server", server)), "not_modified": day > 1,
        }  # fmt: skip
        page = {"role": "home", "surface": "showcase", "found_by": "given", "exchange": exchange}
        return evidence(scan_id=str(day), started_at=at, ended_at=at, pages=(page,))

    first = night(1, "a", "nginx")
    stored = Evidence.model_validate_json(first.model_dump_json())
    assert same_essence(stored, night(2, "b", "nginx"))
    assert not same_essence(stored, night(2, "b", "apache"))
    assert not same_essence(stored, night(2, "b", "nginx").model_copy(update={"capabilities": ("dns",)}))
    assert not same_essence(stored, night(2, "b", "nginx").model_copy(update={"pages": ()}))


def test_reasons_of_a_move_over_several_judgements_are_all_told(lab: LabAside, nights: Any) -> None:
    """A letter moved by evidence and then by a decision is not told as moved by the decision alone."""
    nights.rescan("--limit", "1")
    nights.run("tools", "add", lab.homes[0], "--audience", "pupils", "--accounts", "yes")
    nights.run("evaluate", "t001")
    nights.run("review", "t001", "sharing.sale", "fail", "--reason", "lu", "--by", "A. Martin")
    first, *_, last = [
        one[0] for one in nights.ask("SELECT causes FROM assessments WHERE tool_id = 't001' ORDER BY id")
    ]
    assert (first, last) == ("first", "review")
    with Catalogue.open(nights.catalogue, read_only=True) as catalogue:
        kept = list(catalogue.scans.assessments("t001"))
    assert causes_of_all(kept, kept[-1], kept[0]) == ("profile", "review")
    assert causes_of_all(kept, kept[0], kept[-1]) == ("profile", "review")
    assert causes_of_all(kept, kept[1], kept[0]) == ("review",)
