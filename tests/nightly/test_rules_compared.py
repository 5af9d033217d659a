"""`rules diff`: what differs in the rule files, and whose letters would move, before anyone merges a rule."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from scanner.lab.aside import Plan

PLAN = Plan(2)
RULES = Path(__file__).parents[2] / "rules" / "criteria"
PERIODS = "retention/retention.periods-stated.toml"


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """Today's rules with one change."""
    shutil.copytree(RULES, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_severity_is_named_beside_the_tools_it_would_move(nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    graver = changed(tmp_path / "graver", PERIODS, 'documents = "major"', 'documents = "blocking"')
    said = nights.run("rules", "diff", str(RULES), str(graver)).stdout
    assert "Rule files that differ: 1\n" in said
    assert "  retention.periods-stated: severity (documents) major → blocking\n" in said
    assert "Tools that would be judged otherwise: 2" in said
    command = ["fr" if part == "en" else part for part in nights.command("rules", "diff", str(RULES), str(graver))]
    french = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "gravité (documents) majeur → bloquant" in french


def test_a_criterion_left_out_and_a_text_are_named_and_equal_rules_move_nothing(nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    fewer = changed(tmp_path / "fewer", PERIODS, 'en = "The document is missing."', 'en = "No document."')
    (fewer / "security/security.contact.toml").unlink()
    said = nights.run("rules", "diff", str(RULES), str(fewer)).stdout
    assert "  retention.periods-stated: decision rule\n" in said
    assert "  security.contact: in the old rules only\n" in said
    same = nights.run("rules", "diff", str(RULES), str(RULES)).stdout
    assert same == "Rule files that differ: 0\nTools that would be judged otherwise: 0, letters moved: 0.\n"
    for whole in (RULES.parent, RULES.parent.parent):
        assert nights.run("rules", "diff", str(whole), str(RULES)).stdout == same


def test_git_revisions_are_compared_from_any_folder_of_the_repository(nights: Any, tmp_path: Path) -> None:
    nights.rescan()
    repository = tmp_path / "repository"
    shutil.copytree(RULES, repository / "rules" / "criteria")
    git = ("git", "-C", str(repository), "-c", "user.name=x", "-c", "user.email=x@school.example")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        subprocess.run([*git, *arguments], check=True)
    file = repository / "rules" / "criteria" / PERIODS
    file.write_text(file.read_text(encoding="utf-8").replace('documents = "major"', 'documents = "minor"'), "utf-8")
    subprocess.run([*git, "commit", "-qam", "second"], check=True)
    inside = repository / "rules"
    said = nights.run("rules", "diff", "HEAD~1", "HEAD", cwd=inside).stdout
    assert "  retention.periods-stated: severity (documents) major → minor\n" in said
