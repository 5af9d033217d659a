"""A criterion named on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .status import Stop

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion


def known_criterion(name: str, criteria: Mapping[str, Criterion]) -> Criterion:
    """The criterion of that id. Raises Stop, which names those that are called nearly so."""
    from scanner.tools.nearby import near_criteria

    found = criteria.get(name)
    if found is not None:
        return found
    near = near_criteria(name, criteria)
    if near:
        raise Stop("error.no-criterion-near", criterion=name, names=", ".join(near))
    raise Stop("error.no-criterion", criterion=name)
