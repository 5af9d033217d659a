"""From a first E to its publication: review, notice, answer; an edit of the audit trail shows; the dossier has both."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from scanner.lab.aside import LabAside, Plan

PLAN = Plan(1, also=("calcul-fusee",))


def published(nights: Any) -> dict[str, tuple[Any, ...]]:
    rows = nights.ask("SELECT scope, letter, state, held FROM publications WHERE tool_id = 't002'")
    return {row[0]: row[1:] for row in rows}


def decisive(nights: Any) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = nights.ask(
        "SELECT criterion, surface FROM concerns WHERE tool_id = 't002' AND verdict = 'fail'"
        " AND (severity = 'blocking' OR confirmed = 0)"
    )
    return rows


def test_a_first_e_waits_for_a_human_and_for_the_vendor(lab: LabAside, nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    nights.rescan()
    assert published(nights)["school"] == (None, "draft", "first-e")
    # Who looks for the letter in what is published is told why it is not there.
    for command in ("export", "site"):
        said = nights.run(command, str(tmp_path / command)).stderr
        assert "a first E" in said and "Tools: 1." in said and "--drafts" in said
    assert "a first E" not in nights.run("site", str(tmp_path / "drafts"), "--drafts").stderr
    nights.run("notify", "t002", "--by", "A. Martin", "--note", "letter of 24 November")
    assert published(nights)["school"] == (None, "vendor-notified", "first-e")
    contested = decisive(nights)
    assert contested
    for criterion, surface in contested:
        nights.run("review", "t002", criterion, "fail", "--surface", surface, "--reason", "seen by hand",
                   "--by", "B. Durand")  # fmt: skip
    # Reviewed, but the vendor has had no time to answer.
    assert published(nights)["school"] == (None, "vendor-notified", "first-e")
    criterion = contested[0][0]
    proof = tmp_path / "answer.txt"
    proof.write_text("We disagree.", encoding="utf-8")
    nights.run("answer", "t002", criterion, "--text", "We will correct this.", "--by", "C. Vendor",
               "--document", str(proof))  # fmt: skip
    letter, state, held = published(nights)["school"]
    assert (letter, state, held) == ("E", "published", None)
    causes = nights.ask("SELECT causes FROM assessments WHERE tool_id = 't002' ORDER BY id")
    assert set(causes[1:]) <= {("review",), ("calendar",)}
    said = nights.run("dossier", "t002", criterion).stdout
    for part in ("seen by hand", "B. Durand", "We will correct this.", "C. Vendor", "preau evaluate t002", "sha256:"):
        assert part in said, part
    assert re.search(r"rules sha256:[0-9a-f]{64}", said)
    nights.sound()


def test_a_review_stands_beside_the_finding_and_reopens_when_it_expires(lab: LabAside, nights: Any) -> None:
    nights.rescan()
    criterion, surface = decisive(nights)[0]
    before = nights.one("SELECT findings FROM assessments WHERE tool_id = 't002' ORDER BY id DESC LIMIT 1")
    nights.run("review", "t002", criterion, "pass", "--surface", surface, "--reason", "the vendor showed us",
               "--by", "B. Durand")  # fmt: skip
    after = nights.one("SELECT findings FROM assessments WHERE tool_id = 't002' ORDER BY id DESC LIMIT 1")
    assert after == before
    assert (criterion, surface) in decisive(nights)
    shown = nights.run("diff", "t002").stdout
    for part in ("Human decisions", ": met. Decision of", "by B. Durand", "Reason: the vendor showed us.",
                 "The program alone concludes: apparent failure."):  # fmt: skip
        assert part in " ".join(shown.split()), (part, shown)
    assert criterion not in shown  # By title, never by id.
    french = nights.run("--lang", "fr", "diff", "t002").stdout.replace("\u00a0", " ")
    assert "Décisions humaines" in french and "Le programme, seul, conclut : manquement apparent." in " ".join(
        french.split()
    )
    with closing(sqlite3.connect(nights.catalogue)) as connection, connection:
        # The review expired yesterday; its data say so too.
        connection.execute("UPDATE reviews SET until = '2020-01-01', data = json_set(data, '$.until', '2020-01-01')")
    history = nights.ask("SELECT id FROM assessments WHERE tool_id = 't002'")
    nights.run("evaluate", "t002")
    rows = nights.ask("SELECT causes FROM assessments WHERE tool_id = 't002' ORDER BY id")
    assert len(rows) in (len(history), len(history) + 1)
    assert rows[-1] == ("review",)
    done = nights.run(
        "review", "t002", criterion, "pass", "--reason", "x", "--by", "y", "--until", "2020-01-01", status=2
    )
    assert "1\xa0January 2020 is past" in done.stderr


def test_an_edited_audit_trail_shows(lab: LabAside, nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    for author in ("A", "B", "C"):
        nights.run("notify", "t001", "--by", author)
    nights.sound()
    for edit in (
        "UPDATE audit SET actor = 'Z' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "UPDATE audit SET data = '{}', digest = 'x' WHERE seq = 3",
    ):
        copy = tmp_path / "copy.db"
        copy.unlink(missing_ok=True)
        nights.run("catalog", "backup", str(copy))
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute(edit)
        edited = type(nights)(nights.config, copy)
        done = edited.run("catalog", "verify", status=1)
        assert re.search(r"audit", done.stdout, re.IGNORECASE)
    nights.run("export", str(tmp_path / "open"))
    head = nights.one("SELECT digest FROM audit ORDER BY seq DESC LIMIT 1")
    assert head in (tmp_path / "open" / "datapackage.json").read_text(encoding="utf-8")
