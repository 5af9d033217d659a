"""What a change of rules would move: stored scans judged by two sets of rules, before anyone merges one."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.checking import LayeredBlobs, moved
from scanner.problem import Problem
from scanner.reader import Reader

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool
    from rules.knowledge import Knowledge

RULES_IN_REPOSITORY = "rules/criteria"


class NoSuchRules(Problem):
    """Neither a folder of rule files nor a git revision that has one."""


@dataclass(frozen=True)
class RuleMove:
    """What two sets of rules say differently of one tool. `findings`: criterion, surface, verdict old and new."""

    tool: Tool
    letters: tuple[tuple[str, str, str], ...]
    findings: tuple[tuple[str, str, str, str], ...]


@contextmanager
def rules_at(place: str) -> Iterator[Path]:
    """The folder of rule files meant by a path or by a git revision of the repository here. Raises NoSuchRules."""
    folder = Path(place)
    if folder.is_dir():
        inner = folder / RULES_IN_REPOSITORY
        yield inner if inner.is_dir() else folder
        return
    with tempfile.TemporaryDirectory(prefix="preau-rules-") as target:
        archive = subprocess.run(
            ["git", "archive", "--format=tar", place, RULES_IN_REPOSITORY], capture_output=True, check=False
        )
        if archive.returncode != 0:
            raise NoSuchRules("error.no-rules", place=place)
        subprocess.run(["tar", "-x", "-C", target], input=archive.stdout, check=True)
        yield Path(target) / RULES_IN_REPOSITORY


def criteria_in(folder: Path) -> dict[str, Criterion]:
    """The criteria of a folder alone, in the order of today's. Raises RuleFileError."""
    from rules.load import load_criteria, parse_rule_file

    own = {path.stem: parse_rule_file(path.read_bytes(), str(path), stem=path.stem) for path in folder.rglob("*.toml")}
    if not own:
        raise NoSuchRules("error.no-rules", place=folder)
    merged = load_criteria((folder,))
    return {name: criterion for name, criterion in merged.items() if name in own}


def moves(
    catalogue: Catalogue, old: dict[str, Criterion], new: dict[str, Criterion], knowledge: Knowledge
) -> Iterator[RuleMove]:
    """The tools whose findings or letters the two sets say differently, judged on the same stored evidence."""
    from scanner.assess import Assessor
    from scanner.clock import today

    sides = (Assessor.of(old, knowledge), Assessor.of(new, knowledge))
    for tool in catalogue.tools.all():
        kept = catalogue.scans.last_assessment(tool.id)
        if kept is None:
            continue
        evidence = catalogue.scans.evidence(kept.scan_id)
        reviews = catalogue.reviews.in_force(tool.id, today())
        reader, bodies = Reader(catalogue.readings), LayeredBlobs(catalogue).get
        before, after = (side.assess(tool, evidence, bodies, reader, on=today(), reviews=reviews) for side in sides)
        if moved(before, after):
            yield RuleMove(tool, _letters(before, after), _findings(before, after))


def _letters(before: Assessment, after: Assessment) -> tuple[tuple[str, str, str], ...]:
    pairs = [(s, getattr(before.ratings, s).grade, getattr(after.ratings, s).grade) for s in ("public", "school")]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _findings(before: Assessment, after: Assessment) -> tuple[tuple[str, str, str, str], ...]:
    old = {(f.criterion, f.surface): f.verdict for f in before.findings}
    new = {(f.criterion, f.surface): f.verdict for f in after.findings}
    keys = sorted(old.keys() | new.keys())
    return tuple(
        (criterion, surface, old.get((criterion, surface), "–"), new.get((criterion, surface), "–"))
        for criterion, surface in keys
        if old.get((criterion, surface)) != new.get((criterion, surface))
    )
