"""The ready files for CI: read as what they are, and their own shell steps run here, a failed night included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from scanner.lab.aside import LabAside, Plan

FILES = Path(__file__).parents[2] / "docs" / "ci"
PLAN = Plan(4)


def steps_of(kind: str) -> dict[str, str]:
    """The shell steps that prepare, rescan and verify."""
    if kind == "github":
        job = yaml.safe_load((FILES / "github-actions.yml").read_text(encoding="utf-8"))["jobs"]["rescan"]
        found = {step["name"]: step["run"] for step in job["steps"] if "run" in step}
        return {"prepare": found["Prepare"], "rescan": found["Rescan"], "verify": found["Check the catalogue"]}
    if kind == "gitlab":
        job = yaml.safe_load((FILES / "gitlab-ci.yml").read_text(encoding="utf-8"))["nightly-rescan"]
        return {"prepare": job["script"][0], "rescan": job["script"][1], "verify": job["script"][1].splitlines()[2]}
    lines = (FILES / "preau-rescan.service").read_text(encoding="utf-8").splitlines()
    commands = dict(line.split("=", 1) for line in lines if line.startswith("Exec"))
    shell = {key: value.removeprefix("/bin/sh -c '").removesuffix("'") for key, value in commands.items()}
    return {"prepare": shell["ExecStartPre"], "rescan": shell["ExecStart"], "verify": shell["ExecStopPost"]}


@pytest.fixture
def shell(lab: LabAside, tmp_path: Path) -> Any:
    """Run a step in a folder of its own, with the program on the path and the lab's configuration."""
    folder = tmp_path / "work"
    (folder / "bin").mkdir(parents=True)
    (folder / "state").mkdir()
    program = folder / "bin" / "preau"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m scanner.cli.main "$@"\n')
    program.chmod(0o755)
    rows = [f"t{number},Outil {number},{home}" for number, home in enumerate(lab.homes)]
    (folder / "tools.csv").write_text("id,name,home\n" + "\n".join(rows) + "\n")

    def run(step: str, catalogue: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PREAU_CATALOG": catalogue,
            "PREAU_CONFIG": str(lab.config),
            "PREAU_LANG": "fr",
            **more,
        }
        return subprocess.run(
            ["sh", "-ec", step], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=200
        )

    run.folder = folder  # type: ignore[attr-defined]
    return run


@pytest.mark.parametrize("kind", ["github", "gitlab", "systemd"])
def test_two_nights_and_one_that_fails_keep_the_catalogue(lab: LabAside, shell: Any, kind: str) -> None:
    steps = steps_of(kind)
    catalogue = "preau.db" if kind == "systemd" else "state/preau.db"
    backup = shell.folder / Path(catalogue).with_name("backup.db")
    if kind == "systemd":
        imported = shell("preau tools import tools.csv", catalogue)
        assert imported.returncode == 0, imported.stderr
    rescan = steps["rescan"].replace("preau rescan", "preau rescan --no-browser --due 0s --retry-wait 1s")
    assert rescan != steps["rescan"]
    assert steps["verify"].strip("'").endswith(("preau catalog verify", "preau catalog verify; fi"))
    for night in (1, 2):
        for name, step in (("prepare", steps["prepare"]), ("rescan", rescan), ("verify", steps["verify"])):
            done = shell(step, catalogue)
            assert done.returncode == 0, (night, name, done.stdout, done.stderr)
    assert backup.exists()
    # A night on which nothing answers: status 4 reaches the job, and the catalogue is sound for the next one.
    broken = lab.config.with_name("broken.toml")
    text = lab.config.read_text(encoding="utf-8")
    broken.write_text(text.replace(f"443 = {lab.ports[1]}", "443 = 9").replace(f"80 = {lab.ports[0]}", "80 = 9"))
    assert shell(steps["prepare"], catalogue, PREAU_CONFIG=str(broken)).returncode == 0
    assert shell(rescan, catalogue, PREAU_CONFIG=str(broken)).returncode == 4
    if kind == "gitlab":
        # Nobody reads the status of what comes after the script: the damage is told by the script itself.
        damaged = shell.folder / "state" / "damaged.db"
        damaged.write_bytes((shell.folder / catalogue).read_bytes()[:8192] + b"x" * 60_000)
        assert shell(rescan, "state/damaged.db").returncode not in (0, 4)
    assert shell(steps["verify"], catalogue).returncode == 0
    assert shell(rescan, catalogue).returncode == 0


def test_the_catalogue_is_kept_after_a_failed_night() -> None:
    job = yaml.safe_load((FILES / "github-actions.yml").read_text(encoding="utf-8"))["jobs"]["rescan"]
    saved = [step for step in job["steps"] if step.get("uses", "").startswith(("actions/cache/save", "actions/upload"))]
    assert len(saved) == 2 and all(step["if"] == "always()" for step in saved)
    restored = next(step for step in job["steps"] if step.get("uses", "").startswith("actions/cache/restore"))
    assert saved[0]["with"]["key"].startswith(restored["with"]["restore-keys"])
    gitlab = yaml.safe_load((FILES / "gitlab-ci.yml").read_text(encoding="utf-8"))["nightly-rescan"]
    assert gitlab["cache"]["when"] == gitlab["artifacts"]["when"] == "always"
    assert "state/" in gitlab["cache"]["paths"]
