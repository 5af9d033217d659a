"""`check` as its user runs it: over the sample web, through the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scanner.lab.server import RunningLab


@pytest.fixture(scope="module")
def run(lab: RunningLab, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """Run the program with the lab's configuration and a catalogue of this module's own."""
    folder = tmp_path_factory.mktemp("cli")
    config = lab.write_config(folder)

    def call(*arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scanner.cli.main", "--config", str(config), "--lang", language]
        command += ["--catalog", str(folder / "c.db"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=200)

    return call


def test_the_json_report_holds_what_the_contract_says(lab: RunningLab, run) -> None:  # type: ignore[no-untyped-def]
    said = run(
        "check", lab.home("mathelo"), "--no-browser", "--format", "json", "--audience", "pupils", "--accounts", "yes"
    )
    assert said.returncode == 0, said.stderr
    report = json.loads(said.stdout)
    assert report["format"] == "preau/1"
    assert report["tool"]["profile"] == {"audience": "pupils", "accounts": "yes", "ai": "unknown"}
    assert {"static-html", "dns", "tls"} <= set(report["scan"]["capabilities"])
    assert "script-execution" not in report["scan"]["capabilities"]
    assert {page["role"] for page in report["scan"]["pages"]} >= {"home", "privacy", "legal-notice", "login"}
    for finding in report["findings"]:
        assert finding["message"] and finding["reason"]
        if finding["verdict"] in ("fail", "warn"):
            assert finding["citations"] or finding["searched"], finding["criterion"]
    assert len({finding["criterion"] for finding in report["findings"]}) == 90
    text = {document["url"]: document for document in report["documents"]}
    assert all(len(document["clauses"]) > 40 for document in text.values())


def test_several_targets_give_a_list_and_a_bad_one_does_not_stop_the_rest(lab: RunningLab, run) -> None:  # type: ignore[no-untyped-def]
    said = run("check", "https://nowhere.invalid", lab.home("frise-chrono"), "--no-browser", "--format", "json")
    assert said.returncode == 0
    reports = json.loads(said.stdout)
    assert reports[0]["rating"]["school"]["grade"] == "NE"
    assert reports[0]["scan"]["skipped"]
    assert reports[1]["scan"]["pages"]


def test_nothing_scanned_is_status_three_with_a_report(run) -> None:  # type: ignore[no-untyped-def]
    said = run("check", "https://nowhere.invalid", "--no-browser", "--no-save", "--format", "json")
    assert said.returncode == 3
    assert json.loads(said.stdout)["rating"]["public"]["grade"] == "NE"


def test_a_text_report_opens_with_the_answer_and_ends_with_the_questions(lab: RunningLab, run) -> None:  # type: ignore[no-untyped-def]
    said = run("check", lab.home("quizzorama"), "--no-browser", "--no-save", language="fr")
    plain = " ".join(said.stdout.split())
    head, tail = plain[:1500], plain[-1500:]
    assert "usage en classe" in head.lower() and "vu de l’extérieur" in head.lower()
    assert "Madame, Monsieur" in said.stdout and "salutations distinguées" in tail


@pytest.mark.parametrize(
    ("levels", "status"), [(["blocking"], 10), (["grade:B"], 10), (["never"], 0), (["new:blocking"], 10)]
)
def test_fail_on(lab: RunningLab, run, levels: list[str], status: int) -> None:  # type: ignore[no-untyped-def]
    options = [part for level in levels for part in ("--fail-on", level)]
    said = run("check", lab.home("fault-expired"), "--no-browser", "--no-save", "--format", "json", *options)
    assert said.returncode == status, said.stderr


@pytest.mark.parametrize("kind", ["text", "json", "html", "markdown", "sarif", "junit"])
def test_every_format_can_be_written_to_a_file(lab: RunningLab, run, kind: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "report"
    said = run(
        "check", lab.home("frise-chrono"), "--no-browser", "--no-save", "--format", kind, "--output", str(target)
    )
    assert said.returncode == 0, said.stderr
    assert said.stdout == ""
    assert len(target.read_text("utf-8")) > 500


def test_evaluate_needs_no_network(lab: RunningLab, run) -> None:  # type: ignore[no-untyped-def]
    assert run("check", lab.home("mathelo"), "--no-browser").returncode == 0
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise RuntimeError('network')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from scanner.cli.main import main\nmain(sys.argv[1:])"
    )
    done = run("doctor")
    catalogue = next(line.split()[1].rstrip(":") for line in done.stdout.splitlines() if line.startswith("Catalogue"))
    said = subprocess.run(
        [sys.executable, "-c", code, "--lang", "en", "--catalog", catalogue, "evaluate", "--all"],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    assert "Tools evaluated without network" in said.stdout
    # Judged with the built-in geography instead of the lab's: the cause is our data, never the vendor.
    assert "our reference data changed" in said.stdout or "ratings moved: 0" in said.stdout
    assert "new evidence" not in said.stdout


def test_a_known_tool_is_checked_by_its_name(lab: RunningLab, run) -> None:  # type: ignore[no-untyped-def]
    assert run("tools", "add", lab.home("lire-ensemble"), "--name", "Lire ensemble").returncode == 0
    said = run("check", "Lire ensemble", "--no-browser", "--format", "json")
    assert json.loads(said.stdout)["tool"]["home"] == lab.home("lire-ensemble")
    assert run("history", "lire-ensemble-example").returncode == 0
