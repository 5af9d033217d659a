"""What a change of rules would move: stored scans judged by two sets of rules, before anyone merges one."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from catalog.nouns.vocabulary import SURFACES, Severity, Surface
from scanner import scratch
from scanner.checking import LayeredBlobs, moved
from scanner.clock import today
from scanner.problem import Problem
from scanner.reader import Reader

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.kept import StoredAssessment
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.facts import Facts
    from catalog.nouns.finding import Finding
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool
    from rules.knowledge import Knowledge
    from scanner.assessing.assess import Assessor

RULES_IN_REPOSITORY = "rules/criteria"


class NoSuchRules(Problem):
    """Neither a folder of rule files nor a git revision that has one."""


@dataclass(frozen=True)
class FindingMove:
    """One finding under either set: None where that set has no such criterion on that surface."""

    criterion: str
    surface: str
    old: Finding | None
    new: Finding | None


@dataclass(frozen=True)
class RuleMove:
    """What two sets of rules say differently of one tool. `letters`: scope, letter old and new, where they differ."""

    tool: Tool
    letters: tuple[tuple[str, str, str], ...]
    findings: tuple[FindingMove, ...]

    @property
    def telling(self) -> bool:
        """Whether a letter moves, or a result of a criterion that both sets have: severities alone fill pages."""
        both = ((one.old, one.new) for one in self.findings)
        return bool(self.letters) or any(old and new and old.verdict != new.verdict for old, new in both)


@dataclass(frozen=True)
class RuleChange:
    """A rule file that differs: it is only in one of the sets, or some of its fields are not the same.

    `severities`: surface, severity old and new (None where it is not judged there).
    """

    criterion: str
    only: Literal["old", "new"] | None = None
    severities: tuple[tuple[Surface, Severity | None, Severity | None], ...] = ()
    fields: tuple[str, ...] = ()
    """Other fields, by their names in a rule file."""


def changes(old: dict[str, Criterion], new: dict[str, Criterion]) -> tuple[RuleChange, ...]:
    """What differs between two sets of rules, by criterion."""
    names = dict.fromkeys((*old, *new))
    return tuple(change for name in names if (change := _change(name, old.get(name), new.get(name))) is not None)


def _change(name: str, old: Criterion | None, new: Criterion | None) -> RuleChange | None:
    if old is None or new is None:
        return RuleChange(name, only="new" if old is None else "old")
    if old == new:
        return None
    was, now = old.severity, new.severity
    severities = tuple((s, was.get(s), now.get(s)) for s in SURFACES if was.get(s) != now.get(s))
    fields = tuple(
        one for one in type(old).model_fields if one != "severity" and getattr(old, one) != getattr(new, one)
    )
    return RuleChange(name, None, severities, fields)


@contextmanager
def rules_at(place: str) -> Iterator[Path]:
    """The folder of rule files meant by a path or by a git revision of the repository here. Raises NoSuchRules."""
    folder = Path(place)
    if folder.is_dir():
        # A whole checkout, its `rules` folder, or the rule files alone.
        inner = (folder / RULES_IN_REPOSITORY, folder / Path(RULES_IN_REPOSITORY).name)
        yield next((one for one in inner if one.is_dir()), folder)
        return
    with scratch.taken("rules") as target:
        top = _git("rev-parse", "--show-toplevel")
        archive = top and _git("-C", top.decode().strip(), "archive", "--format=tar", place, RULES_IN_REPOSITORY)
        if not archive:
            raise NoSuchRules("error.no-rules", place=place)
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(target, filter="data")
        yield target / RULES_IN_REPOSITORY


def _git(*given: str) -> bytes | None:
    """What git answers, None where it refuses or is not installed."""
    try:
        return subprocess.run(["git", *given], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


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
    """The tools in use whose findings or letters the two sets say differently, on the same stored evidence.

    Both sets are judged as `evaluate` would today: beside what the scan before had found, with the reviews in force.
    """
    from scanner.assessing.assess import Assessor

    sides = (Assessor.of(old, knowledge), Assessor.of(new, knowledge))
    for tool in catalogue.tools.all():
        kept = catalogue.scans.last_assessment(tool.id)
        if kept is None:
            continue
        reader = Reader(catalogue.readings)
        like = sides[0].derives_like(kept.versions, reader)
        before = _judged(tool, kept, catalogue, sides[0], reader, kept.facts if like else None)
        after = _judged(tool, kept, catalogue, sides[1], reader, before.facts)
        if moved(before, after):
            yield RuleMove(tool, _letters(before, after), _findings(before, after))


def _judged(
    tool: Tool, kept: StoredAssessment, catalogue: Catalogue, side: Assessor, reader: Reader, facts: Facts | None
) -> Assessment:
    return side.assess(
        tool,
        catalogue.scans.evidence(kept.scan_id),
        LayeredBlobs(catalogue).get,
        reader,
        on=today(),
        reviews=catalogue.reviews.in_force(tool.id, today()),
        earlier=catalogue.scans.findings_before(tool.id, kept.scan_id),
        facts=facts,
    )


def _letters(before: Assessment, after: Assessment) -> tuple[tuple[str, str, str], ...]:
    pairs = [(s, getattr(before.ratings, s).grade, getattr(after.ratings, s).grade) for s in ("public", "school")]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _findings(before: Assessment, after: Assessment) -> tuple[FindingMove, ...]:
    old = {(f.criterion, f.surface): f for f in before.findings}
    new = {(f.criterion, f.surface): f for f in after.findings}
    pairs = [(key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())]
    return tuple(FindingMove(*key, was, now) for key, was, now in pairs if _weight(was) != _weight(now))


def _weight(finding: Finding | None) -> tuple[str, str, bool] | None:
    """What of a finding can move a letter."""
    return None if finding is None else (finding.verdict, finding.severity, finding.confirmed)
