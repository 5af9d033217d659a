"""Lists page by page: search, filters and order give the same tools however many there are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.catalogue import Catalogue
from catalog.listing import Wanted
from catalog.nouns.tool import Tool

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    opened = Catalogue.open(tmp_path / "c.db")
    names = ("Étude Facile", "etude plus", "Atlas Robot", "Zoé compte", "Robotique")
    with opened.transaction():
        for number, name in enumerate(names):
            opened.tools.put(
                Tool(
                    id=f"t{number}", name=name, home=f"https://t{number}.example/", country="FR" if number % 2 else None
                ),
                AT,
            )
        opened.database.conn.execute("UPDATE tools SET school_letter = 'B' WHERE id IN ('t0', 't2')")
        opened.database.conn.execute("INSERT INTO concerns VALUES ('t2', 'security.x', 'showcase', 'fail', 'major', 1)")
        opened.tools.put(Tool(id="t4", name="Robotique", home="https://t4.example/", retired=True), AT)
    return opened


def ids(catalogue: Catalogue, wanted: Wanted, **page: int) -> list[str]:
    return [row["id"] for row in catalogue.listing.page(wanted, **page)]


@pytest.mark.parametrize("few", [1000, 0])
def test_search_filters_and_order(catalogue: Catalogue, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # With `few` at 0 every search and criterion takes the way of large catalogues.
    monkeypatch.setattr("catalog.listing.FEW", few)
    assert ids(catalogue, Wanted()) == ["t2", "t1", "t3", "t0"]
    assert sorted(ids(catalogue, Wanted(search="étud"))) == ["t0", "t1"]
    assert ids(catalogue, Wanted(search="robot")) == ["t2"]
    assert ids(catalogue, Wanted(search="robot", retired=None)) == ["t2", "t4"]
    assert ids(catalogue, Wanted(search='"; DROP TABLE tools; --')) == []
    assert ids(catalogue, Wanted(school="B", search="etude")) == ["t0"]
    assert ids(catalogue, Wanted(country="FR")) == ["t1", "t3"]
    assert ids(catalogue, Wanted(criterion="security.x")) == ["t2"]
    assert ids(catalogue, Wanted(), limit=2, offset=1) == ["t1", "t3"]
    assert catalogue.listing.count(Wanted(search="etude")) == 2


def test_an_index_serves_every_order(catalogue: Catalogue) -> None:
    for order in (
        "name COLLATE NOCASE, id",
        "school_letter, name COLLATE NOCASE, id",
        "public_letter, name COLLATE NOCASE, id",
    ):
        plan = catalogue.database.conn.execute(
            f"EXPLAIN QUERY PLAN SELECT id FROM tools WHERE retired = 0 ORDER BY {order} LIMIT 50"
        ).fetchall()
        assert not any("TEMP B-TREE" in row[-1] for row in plan), (order, plan)


def test_a_search_with_many_hits_reads_no_row_that_it_does_not_show(catalogue: Catalogue) -> None:
    # Without the number and the filters in the index, SQLite reads every row that it walks past.
    connection = catalogue.database.conn
    for index in ("tools_by_name", "tools_by_school", "tools_by_public", "tools_by_country", "tools_due"):
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT id FROM tools INDEXED BY {index} WHERE retired = 0 AND school_letter = 'B'"
            " AND public_letter = 'B' AND country = 'FR' AND +number IN"
            " (SELECT rowid FROM tools_search WHERE tools_search MATCH '\"ro\"*')"
        ).fetchall()
        assert any(f"COVERING INDEX {index}" in row[-1] for row in plan), (index, plan)


def test_a_search_finds_a_tool_after_a_clean_up(catalogue: Catalogue) -> None:
    from catalog.upkeep import prune

    with catalogue.transaction():
        catalogue.database.conn.execute("DELETE FROM tools_search WHERE id = 't1'")
        catalogue.database.conn.execute("DELETE FROM tools WHERE id = 't1'")
    prune(catalogue, AT)
    assert ids(catalogue, Wanted(search="robot")) == ["t2"]
    assert ids(catalogue, Wanted(search="zoe")) == ["t3"]
