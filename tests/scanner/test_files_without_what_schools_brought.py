"""A dossier and an export of evidence hold what a school brought only where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from scanner.assessing.assess import Assessor
from scanner.cli.main import main
from scanner.reader import Reader

ASSESSOR = Assessor.of(dict(load_criteria()), load_knowledge())
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1234567890.1700000000"
BROUGHT: dict[str, Any] = {
    "profile": {"audience": "pupils", "accounts": "yes", "ai": "no"},
    "recordings": [{"requests": [SECRET]}],
}
CRITERION = "trackers.learner-surface"
Run = Callable[..., tuple[str, str]]


def unkept(name: str) -> bytes:
    raise KeyError(name)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program over a catalogue whose one tool was judged with a recording that a school made."""
    case = build_case(BROUGHT, ASSESSOR.knowledge)
    evidence = case.evidence.model_copy(update={"scan_id": f"00000000-0000-7000-8000-{1:012}"})
    assessment = ASSESSOR.assess(case.tool, evidence, unkept, Reader(), on=case.on, facts=case.facts)
    with Catalogue.open(tmp_path / "c.db") as catalogue, catalogue.transaction():
        catalogue.tools.put(assessment.tool, NOON)
        catalogue.scans.add_scan(evidence, usable=True)
        catalogue.scans.add_assessment(assessment, NOON, ("first",))

    def run(*arguments: str) -> tuple[str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "fr", "--catalog", str(tmp_path / "c.db"), *arguments])
        said = capsys.readouterr()
        assert ended.value.code == 0, said.err
        return said.out, said.err

    return run


def test_a_dossier_is_judged_without_a_recording(run: Run) -> None:
    told, beside = run("dossier", "outil", CRITERION)
    assert "google-analytics" not in told and "manquement apparent (" not in told
    assert "laissés de côté\u00a0: 1" in beside
    told, beside = run("dossier", "outil", CRITERION, "--private")
    assert SECRET in told and "manquement apparent (" in told and beside == ""


def test_an_export_of_evidence_leaves_a_recording_out(run: Run, tmp_path: Path) -> None:
    def written(*options: str) -> str:
        run("evidence", "export", "outil", "--output", str(tmp_path), *options)
        (file,) = tmp_path.glob("outil-*.json")
        return file.read_text("utf-8")

    assert "google-analytics" not in written() and "learner-recording" not in written()
    assert SECRET in written("--private")
