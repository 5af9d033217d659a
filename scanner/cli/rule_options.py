"""Loading the rule files with the packs that were named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .status import Stop

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion

rules_option = click.option("--rules", multiple=True, type=click.Path(file_okay=False, path_type=Path))


def criteria_of(packs: tuple[Path, ...]) -> dict[str, Criterion]:
    """The criteria with the packs applied. Raises Stop with the file and key that cannot be used."""
    from rules.load import RuleFileError, load_criteria

    try:
        return load_criteria(packs)
    except RuleFileError as error:
        raise Stop("error.bad-rules", detail=error) from error
