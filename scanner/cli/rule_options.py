"""Loading the rule files with the packs that were named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.problem import Problem

from .status import Stop

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from rules.load import RuleFileError

rules_option = click.option("--rules", multiple=True, type=click.Path(file_okay=False, path_type=Path))


def criteria_of(packs: tuple[Path, ...]) -> dict[str, Criterion]:
    """The criteria with the packs applied. Raises Stop with the file and key that cannot be used."""
    from rules.load import RuleFileError, load_criteria

    try:
        return load_criteria(packs)
    except RuleFileError as error:
        raise bad_rules(error) from error


def bad_rules(error: RuleFileError) -> Stop:
    """What ends the program where a rule file cannot be used."""
    problems = [Problem(f"rule-file.{kind}", **params) for kind, params in error.problems]
    told = problems.pop()
    while problems:
        told = Problem("config.and", first=problems.pop(), rest=told)
    return Stop("error.bad-rules", file=error.file, detail=told)
