"""Lists of tools as people keep them: separators, encodings, column names, values in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from scanner.tools.addresses import home_address
from scanner.tools.importing import ImportProblem, UnknownColumn, field_named, plan_import, read_rows, read_table

TABLE = "nom;adresse;public;comptes\nÉcole Une;https://une.example;élèves;oui\n;;;\nDeux;deux.example;;Non\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_spreadsheets(encoding: str, tmp_path: Path) -> None:
    rows = read_rows(TABLE.encode(encoding), "liste.csv", {})
    assert [row["name"] for row in rows] == ["École Une", "Deux"]
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        tools, report = plan_import(catalogue, rows)
    assert report.refused == []
    assert [(tool.home, tool.profile.audience, tool.profile.accounts) for tool in tools] == [
        ("https://une.example/", "pupils", "yes"),
        ("https://deux.example/", "unknown", "no"),
    ]


def test_a_row_longer_than_the_header_is_read() -> None:
    rows = read_rows(b"name,url\nUn,https://un.example,trop\n", "liste.csv", {})
    assert rows == [{"name": "Un", "home": "https://un.example"}]


@pytest.mark.parametrize("data", [b"", b" \n", b"name,url\n", b"[]", b"[5]"])
def test_a_file_without_rows_is_said(data: bytes) -> None:
    with pytest.raises(ImportProblem, match="no rows"):
        read_rows(data, "liste.csv", {})


def test_what_is_no_row_of_a_list_is_refused_in_its_place(tmp_path: Path) -> None:
    data = (
        b'[{"home": "https://un.example"}, "https://deux.example", [1], {"home": 3}, {"home": "https://cinq.example"}]'
    )
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        tools, report = plan_import(catalogue, read_rows(data, "liste.json", {}))
    assert (report.rows, [tool.home for tool in tools]) == (5, ["https://un.example/", "https://cinq.example/"])
    assert [(row, reason) for row, reason, _ in report.refused] == [
        (2, "tools.no-home"), (3, "tools.no-home"), (4, "tools.bad-home"),
    ]  # fmt: skip


def test_one_tool_with_lists_of_its_own_is_one_row() -> None:
    data = b'{"home": "https://un.example", "levels": ["CP", "CE1"]}'
    assert read_rows(data, "liste.json", {}) == [{"home": "https://un.example", "level": "CP;CE1"}]


@pytest.mark.parametrize("given", ["../../secret", "a/b", "A B", "..", "\u00e9"])
def test_an_id_that_is_no_slug_is_refused(given: str, tmp_path: Path) -> None:
    """It becomes part of addresses of a site and of names of files."""
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        tools, report = plan_import(catalogue, [{"home": "https://un.example", "id": given}])
    assert not tools and report.refused[0][1:] == ("tools.bad-value", {"field": "id", "value": given})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://outil.example./", "https://outil.example/"),
        ("HTTPS://OUTIL.EXAMPLE.:443/a#b", "https://outil.example/a"),
        ("outil.example.:8443", "https://outil.example:8443/"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_an_address_has_one_form(typed: str, meant: str) -> None:
    assert home_address(typed) == meant


def test_a_file_without_addresses_names_its_columns() -> None:
    with pytest.raises(UnknownColumn) as raised:
        read_rows(b"Titel,Verweis\nA,https://a.example\n", "liste.csv", {})
    assert (raised.value.field_name, raised.value.columns) == ("home", ["Titel", "Verweis"])


@pytest.mark.parametrize(("name", "field"), [("home", "home"), ("URL", "home"), ("nom", "name"), ("prix", None)])
def test_fields_go_by_their_usual_names(name: str, field: str | None) -> None:
    assert field_named(name) == field


@pytest.mark.parametrize("accounts", [True, "true", "oui", "yes"])
def test_truth_has_many_spellings_in_json(accounts: Any, tmp_path: Path) -> None:
    import json

    data = json.dumps({"outils": [{"titre": "J", "lien": "https://j.example", "comptes": accounts, "ia": None}]})
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        (tool,), _ = plan_import(catalogue, read_rows(data.encode(), "x.json", {}))
    assert (tool.name, tool.profile.accounts, tool.profile.ai) == ("J", "yes", "unknown")


def test_two_rows_of_one_site_are_told_even_where_both_are_new(tmp_path: Path) -> None:
    table = b"id,name,url\na,A,https://www.un.example\nb,B,https://app.un.example/classe\nc,C,https://deux.example\n"
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        tools, report = plan_import(catalogue, read_rows(table, "liste.csv", {}))
    assert [tool.id for tool in tools] == ["a", "b", "c"]
    assert report.duplicates == [(2, "a")]


def test_columns_that_no_field_is_taken_from_are_told() -> None:
    table = "Nom de l'outil;Lien;Remarque;Vide;Niveau\nUn;https://un.example;à voir;;collège\n".encode()
    rows, left_out = read_table(table, "liste.csv", {})
    assert left_out == ("Nom de l'outil", "Remarque")
    assert rows == [{"home": "https://un.example", "level": "collège"}]
    rows, left_out = read_table(table, "liste.csv", {"name": "Nom de l'outil"})
    assert (rows[0]["name"], left_out) == ("Un", ("Remarque",))
