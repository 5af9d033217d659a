"""The export: a valid data package, safe cells, the same bytes for the same catalogue, nothing held back or private."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from scanner.lab.aside import LabAside, Plan
from scanner.opendata.export import safe_cell
from scanner.opendata.tables import without_contacts

PLAN = Plan(3, also=("calcul-fusee",))
SECRET = "Annexe confidentielle Zéphyr : le sous-traitant Zéphyr SARL efface les données au bout de 17 jours. " * 6


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def exported(lab: LabAside, nights: Any, tmp_path: Path) -> Path:
    """Two nights, a private contract brought to the second tool, a name that a spreadsheet would run."""
    nights.run("tools", "add", lab.homes[0] + "deux", "--name", '=HYPERLINK("https://x.example")')
    nights.rescan()
    nights.rescan()
    contract = tmp_path / "contrat-zephyr.txt"
    contract.write_text(SECRET, encoding="utf-8")
    nights.run("check", "t002", "--no-browser", "--document", str(contract))
    target = tmp_path / "open"
    nights.run("export", str(target))
    return target


@pytest.mark.filterwarnings("ignore")
def test_the_package_is_valid_and_the_bytes_are_the_same_again(nights: Any, exported: Path, tmp_path: Path) -> None:
    from frictionless import Package, system

    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    with system.use_context(trusted=True):
        report = Package(str(exported / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:10]
    assert package["licenses"][0]["name"] == "etalab-2.0"
    assert any("db-ip.com" in source.get("path", "") for source in package["sources"])
    assert len(package["audit_head"]) == 64
    assert (exported / "dictionary.fr.md").read_text(encoding="utf-8").startswith("# Dictionnaire")
    assert (exported / "dictionary.en.md").exists()
    again = tmp_path / "again"
    nights.run("export", str(again))
    assert digests(again) == digests(exported)
    for table in ("tools", "findings", "documents", "hosts", "criteria"):
        lines = (exported / "data" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(rows(exported, table)) > 0


def test_nothing_held_back_private_or_dangerous_is_in_it(nights: Any, exported: Path) -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in exported.rglob("*") if path.is_file())
    assert "phyr" not in everything
    tools = {row["tool"]: row for row in rows(exported, "tools")}
    held = nights.ask("SELECT tool_id FROM publications WHERE held = 'first-e' AND letter IS NULL")
    assert held == [("t004",), ("t004",)]
    assert nights.one("SELECT school_letter FROM tools WHERE id = 't004'") == "E"
    assert tools["t004"]["school_letter"] == tools["t004"]["public_letter"] == ""
    assert not [row for row in rows(exported, "findings") if row["tool"] == "t004"]
    assert not [row for row in rows(exported, "third_parties") if row["tool"] == "t004"]
    names = [row["name"] for row in tools.values()]
    assert '\'=HYPERLINK("https://x.example")' in names
    for table in ("tools", "findings", "clauses", "documents"):
        for row in rows(exported, table):
            for cell in row.values():
                assert not cell.startswith(("=", "+", "@", "\t", "\r"))
                assert "@outil-" not in cell, (table, cell)


def test_cells_that_a_spreadsheet_would_run_are_text() -> None:
    for cell in ("=1+1", "+33 1 23", "@SUM(A1)", "-2+3", "\t=1", "\r=1"):
        assert safe_cell(cell).startswith("'")
    assert safe_cell("-12.5") == "-12.5"
    assert safe_cell("a\nb\0") == "a b"
    assert (safe_cell(True), safe_cell(None), safe_cell(3)) == ("true", "", "3")


def test_contacts_are_masked() -> None:
    masked = without_contacts("Écrivez à marie.dupont@outil.example ou au +33 (0)1 23 45 67 89, délai de 30 jours.")
    assert "dupont" not in masked and "45 67" not in masked and "30 jours" in masked


def test_evidence_reads_back_from_warc(nights: Any, exported: Path, tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    folder = tmp_path / "evidence"
    (folder / "x").mkdir(parents=True)  # any name may be taken in it
    nights.run("evidence", "export", "t001", "--output", str(folder))
    (warc,) = folder.glob("*.warc.gz")
    found = {}
    with warc.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                assert record.rec_headers.get_header("WARC-IP-Address").startswith("127.1.")
                found[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
    policy = found["https://outil-00001.example/confidentialite"].decode()
    assert "Politique de confidentialité" in policy and "Droits" in policy
    evidence = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8"))
    bodies = {page["exchange"]["final_url"]: page["exchange"]["body"] for page in evidence["pages"]}
    for url, body in found.items():
        if url in bodies:
            assert hashlib.sha256(body).hexdigest() == bodies[url]
