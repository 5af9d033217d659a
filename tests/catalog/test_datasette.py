"""Datasette opens a catalogue with the metadata that ship; every table and column is explained in both languages."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue

METADATA: dict[str, Any] = json.loads(files("catalog").joinpath("datasette.json").read_text(encoding="utf-8"))
TABLES = METADATA["databases"]["preau"]["tables"]


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "preau.db"
    Catalogue.open(path).close()
    return path


def test_every_table_and_column_is_explained(catalogue: Path) -> None:
    with Catalogue.open(catalogue) as opened:
        connection = opened.database.conn
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = [name for name in names if not name.startswith(("tools_search", "_sqlite", "sqlite_"))]
        columns = {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in own}
    explained = {name: set(table["columns"]) for name, table in TABLES.items() if not table.get("hidden")}
    assert explained == columns
    for table in TABLES.values():
        for text in (table.get("description", "a / b"), *table.get("columns", {}).values()):
            french, _, english = text.partition(" / ")
            assert french.strip() and english.strip()


@pytest.mark.anyio
@pytest.mark.filterwarnings("ignore")
async def test_datasette_shows_the_catalogue(catalogue: Path) -> None:
    from datasette.app import Datasette

    served = Datasette([str(catalogue)], metadata=METADATA)
    await served.invoke_startup()
    page = await served.client.get("/preau/tools")
    assert page.status_code == 200
    assert "note de la machine, vu de l’extérieur" in page.text
    for query in METADATA["databases"]["preau"]["queries"]:
        answer = await served.client.get(f"/preau/{query}.json")
        assert answer.status_code == 200, answer.text[:300]
        assert answer.json()["ok"]
