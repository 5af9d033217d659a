"""No document is read twice by the same reader: not by a second check, nor by an evaluation, nor within one scan."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import rules.reading
from catalog.catalogue import Catalogue
from catalog.nouns.reading import DocumentReading
from catalog.nouns.tool import Tool
from rules.reading.document import TextDocument
from scanner.assessing.assess import Assessor
from scanner.assessing.replay import evaluate_stored
from scanner.checking import check_tool, keep
from scanner.config import Config
from scanner.lab.server import RunningLab
from scanner.reader import Reader


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each text was read since the test began."""
    counted: Counter[str] = Counter()
    real = rules.reading.read

    def counting(document: TextDocument, language: str | None = None) -> DocumentReading:
        counted[document.text] += 1
        return real(document, language)

    monkeypatch.setattr(rules.reading, "read", counting)
    return counted


def checked(name: str, lab: RunningLab, config: Config, assessor: Assessor, catalogue: Catalogue) -> Tool:
    home = lab.site(name).home
    assert home is not None
    tool = Tool(id=name, name=name, home=home)
    keep(check_tool(tool, config, assessor, catalogue=catalogue, browser=None), catalogue)
    return tool


def test_checks_and_evaluations_read_each_document_once(
    lab: RunningLab, lab_config: Config, assessor: Assessor, tmp_path: Path, read: Counter[str]
) -> None:
    catalogue = Catalogue.open(tmp_path / "preau.db")
    tool = checked("mathelo", lab, lab_config, assessor, catalogue)
    assert read
    assert set(read.values()) == {1}
    first = dict(read)
    checked("mathelo", lab, lab_config, assessor, catalogue)
    assert dict(read) == first
    assert evaluate_stored(tool, assessor, catalogue) is not None
    changed = Assessor.of(
        {name: rule for name, rule in assessor.criteria.items() if name != "sharing.sale"}, assessor.knowledge
    )
    assert evaluate_stored(tool, changed, catalogue) is not None
    assert dict(read) == first


def test_another_reader_reads_again_and_leaves_nothing_of_the_old_one(
    tmp_path: Path, read: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue.open(tmp_path / "preau.db")
    body = b"We never sell your personal data to anyone, and we delete it after one year of inactivity."
    for version in ("1" * 64, "1" * 64, "2" * 64):
        monkeypatch.setattr(Reader, "version", version)
        reader = Reader(catalogue.readings)
        assert reader(body, "text/plain", "a.txt").clause("sale-of-data").stance == "denied"
        reader(body, "text/plain", "a.txt")
        with catalogue.transaction():
            reader.keep(catalogue.readings)
    assert list(read.values()) == [2]
    assert catalogue.database.execute("SELECT DISTINCT reader FROM readings").fetchall() == [("2" * 64,)]
