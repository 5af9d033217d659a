"""The disk fills up, another program holds the catalogue: a sentence, nothing lost, and the next start goes on."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from catalog.problem import CatalogueProblem
from scanner.lab.aside import LabAside, Plan
from scanner.publishing.whole_folder import whole_folder

PLAN = Plan(16)


def limited(nights: Any, size: int) -> subprocess.CompletedProcess[str]:
    """A night in which no file may grow beyond `size` bytes: writes fail as on a full disk."""
    return subprocess.run(
        nights.command(*nights.night()),
        capture_output=True, text=True, check=False, timeout=100,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip


def test_a_full_disk_is_a_sentence_and_nothing_is_lost(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "4")
    kept = nights.ask("SELECT id, evidence FROM scans ORDER BY id")
    with sqlite3.connect(nights.catalogue) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    done = limited(nights, nights.catalogue.stat().st_size + 60_000)
    assert done.returncode == 1
    assert "full" in done.stderr and "Traceback" not in done.stderr
    assert set(kept) <= set(nights.ask("SELECT id, evidence FROM scans"))
    nights.sound()
    committed = nights.one(
        "SELECT count(*) FROM run_items WHERE state = 'done' AND run_id = (SELECT id FROM runs WHERE state = 'running')"
    )
    again = nights.rescan()
    assert "interrupted" in again.stderr
    run = nights.one("SELECT id FROM runs ORDER BY started_at DESC LIMIT 1")
    assert nights.one("SELECT count(*) FROM scans WHERE run_id = ?", run) == PLAN.tools
    assert committed <= PLAN.tools
    nights.sound()


@pytest.mark.parametrize("command", ["export", "site", "backup"])
def test_what_is_written_beside_the_catalogue_on_a_full_disk_is_a_sentence(
    lab: LabAside, nights: Any, tmp_path: Path, command: str
) -> None:
    nights.rescan("--limit", "3")
    target = tmp_path / "out"
    arguments = ("catalog", "backup", str(target)) if command == "backup" else (command, str(target))
    done = subprocess.run(
        nights.command(*arguments), capture_output=True, text=True, check=False, timeout=100,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "full" in done.stderr and "start again" in done.stderr
    assert "program failed" not in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.glob("out*")) == []
    nights.sound()
    nights.run(*arguments)
    if command == "backup":
        return
    # What was written before stands as it was, and so does what others put there.
    (target / "CNAME").write_text("outils.academie.example", encoding="utf-8")
    before = {file: file.read_bytes() for file in target.rglob("*") if file.is_file()}
    nights.rescan("--limit", "12")
    done = subprocess.run(
        nights.command(*arguments), capture_output=True, text=True, check=False, timeout=100,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )  # fmt: skip
    assert done.returncode == 1 and "as it was" in done.stderr
    assert {file: file.read_bytes() for file in target.rglob("*") if file.is_file()} == before
    nights.run(*arguments)
    assert (target / "CNAME").exists() and not (target / ".preau-partial").exists()


def test_a_page_that_is_no_longer_published_goes_with_the_next_site(lab: LabAside, nights: Any, tmp_path: Path) -> None:
    nights.rescan("--limit", "3")
    target = tmp_path / "site"
    nights.run("site", str(target), "--drafts")
    (target / "fr" / "outils" / "of-another.html").write_text("kept", encoding="utf-8")
    assert (target / "fr" / "outils" / "t002.html").exists()
    nights.run("tools", "retire", "t002")
    nights.run("site", str(target), "--drafts")
    left = {file.name for file in (target / "fr" / "outils").iterdir()}
    assert left == {"t001.html", "t003.html", "of-another.html"}


def test_a_list_of_files_that_leads_outside_the_folder_removes_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "site").mkdir()
    for name in (".preau-files", ".preau-site-files"):
        listed = f"../mine.txt\n{tmp_path}/mine.txt\nindex.html\n"
        (tmp_path / "site" / name).write_text(listed, encoding="utf-8")
    with whole_folder(tmp_path / "site", "site") as place:
        (place / "index.html").write_text("new", encoding="utf-8")
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "kept"
    assert (tmp_path / "site" / "index.html").exists()


def test_a_check_that_cannot_be_saved_is_reported_all_the_same(lab: LabAside, nights: Any) -> None:
    nights.rescan("--limit", "1")
    scans = nights.ask("SELECT id FROM scans ORDER BY id")
    with sqlite3.connect(nights.catalogue) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    done = subprocess.run(
        nights.command("check", lab.homes[3], "--no-browser"),
        capture_output=True, text=True, check=False, timeout=100,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "checked, but not saved" in done.stderr and "full" in done.stderr and "Traceback" not in done.stderr
    assert "Outil 00004" in done.stdout and len(done.stdout) > 2_000
    assert nights.ask("SELECT id FROM scans ORDER BY id") == scans
    nights.sound()


def test_a_full_catalogue_keeps_the_transaction_whole(nights: Any) -> None:
    with Catalogue.open(nights.catalogue) as catalogue:
        (pages,) = catalogue.database.conn.execute("PRAGMA page_count").fetchone()
        catalogue.database.conn.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(CatalogueProblem) as problem, catalogue.transaction():
            for number in range(1000):
                catalogue.blobs.put(bytes(str(number) * 997, "ascii"))
        assert problem.value.key == "catalogue-disk-full"
        assert catalogue.database.conn.execute("SELECT count(*) FROM blobs").fetchone() == (0,)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program that holds the write lock."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def test_a_locked_catalogue_is_a_sentence(nights: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.opening.LOCK_WAIT_SECONDS", 0.3)
    with Catalogue.open(nights.catalogue) as catalogue, held(nights.catalogue):
        with pytest.raises(CatalogueProblem) as problem, catalogue.transaction():
            pass
        assert problem.value.key == "catalogue-locked"


def test_a_catalogue_locked_for_a_while_only_delays_the_night(lab: LabAside, nights: Any) -> None:
    with held(nights.catalogue):
        process = subprocess.Popen(
            nights.command(*nights.night()), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(3)
    _, said = process.communicate(timeout=100)
    assert process.returncode == 0, said
    assert nights.one("SELECT count(*) FROM scans") == PLAN.tools
