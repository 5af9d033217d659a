"""A catalogue file is migrated when older, refused when newer or foreign, and its problems are sentences."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from catalog.catalogue import Catalogue
from catalog.migrations import migrations
from catalog.opening import APPLICATION_ID
from catalog.problem import CatalogueProblem


def test_a_new_catalogue_is_in_wal_mode_with_all_steps_applied(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        assert catalogue.database.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert "tools" in catalogue.database.table_names()


def test_an_older_catalogue_is_migrated_and_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    connection = sqlite3.connect(path)
    older = Database(connection)
    migrations.apply(older, stop_before="m002_runs")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(
        "INSERT INTO tools (id, name, home, site, levels, subjects, data, added_at, updated_at)"
        " VALUES ('a', 'A', 'https://a.example', 'a.example', '[]', '[]', '{}', '', '')"
    )
    connection.commit()
    connection.close()
    with Catalogue.open(path) as catalogue:
        assert catalogue.database.conn.execute("SELECT id FROM tools").fetchall() == [("a",)]
        assert catalogue.database["runs"].exists()


def test_a_newer_catalogue_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Catalogue.open(path) as catalogue:
        catalogue.database.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('preau', 'm999_future', '2030')"
        )
    with pytest.raises(CatalogueProblem, match="newer version of Préau"):
        Catalogue.open(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(CatalogueProblem, match="another program"):
        Catalogue.open(path)


@pytest.mark.parametrize("content", [b"these are notes" * 100, b"name,home\n", b"\n", b"SQLite format 4\x00" * 8])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(CatalogueProblem, match="is not a catalogue") as caught:
        Catalogue.open(path)
    assert caught.value.key == "catalogue-other-file"
    assert path.read_bytes() == content


@pytest.mark.parametrize("sound", [40, 100, 2000])
def test_a_damaged_catalogue_is_said_to_be_one(tmp_path: Path, sound: int) -> None:
    path = tmp_path / "c.db"
    with Catalogue.open(path) as catalogue:
        catalogue.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(path.read_bytes()[:sound] + b"\xff" * 8000)
    with pytest.raises(CatalogueProblem, match="not a readable catalogue"):
        Catalogue.open(path)


def test_an_empty_file_becomes_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    path.touch()
    with Catalogue.open(path) as catalogue:
        assert catalogue.database.conn.execute("SELECT count(*) FROM tools").fetchone() == (0,)


def test_a_missing_catalogue_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueProblem, match="no catalogue at"):
        Catalogue.open(tmp_path / "none.db", create=False)


def test_a_failed_transaction_leaves_nothing_behind(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        with pytest.raises(RuntimeError), catalogue.transaction():
            catalogue.blobs.put(b"x" * 100)
            raise RuntimeError
        assert catalogue.database.conn.execute("SELECT count(*) FROM blobs").fetchone() == (0,)


def test_a_catalogue_beside_which_nothing_can_be_written_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    Catalogue.open(path).close()
    # As on a read-only share: SQLite cannot make the file it wants beside the catalogue.
    (tmp_path / "c.db-shm").mkdir()
    with Catalogue.open(path, create=False, read_only=True) as catalogue:
        assert list(catalogue.tools.all()) == []
    with pytest.raises(CatalogueProblem, match="cannot be written"):
        Catalogue.open(path)


def test_a_name_that_an_address_would_cut_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "essai ? #1.db"
    Catalogue.open(path).close()
    assert path.exists()


def test_several_questions_are_answered_from_one_state_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Catalogue.open(path) as writer, Catalogue.open(path, read_only=True) as reader:
        count = "SELECT count(*) FROM versions"
        with reader.reading():
            before = reader.database.conn.execute(count).fetchone()
            with writer.transaction():
                writer.database.conn.execute(
                    "INSERT INTO versions (rules, knowledge, knowledge_as_of, reader, reviews, program, derive)"
                    " VALUES ('r', 'k', '2026-01-01', 'x', '', '', '')"
                )
            assert reader.database.conn.execute(count).fetchone() == before
        assert reader.database.conn.execute(count).fetchone() != before and not reader.database.conn.in_transaction
