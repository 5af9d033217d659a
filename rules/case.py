"""What a check is given and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from catalog.nouns.criterion import Criterion
from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import Facts
from catalog.nouns.finding import Citation
from catalog.nouns.tool import Tool
from catalog.nouns.vocabulary import Basis, Capability, Confidence, Surface, Verdict

if TYPE_CHECKING:
    from rules.knowledge import Knowledge

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """One tool as one scan saw it, with the reference data and the date it is judged for."""

    tool: Tool
    evidence: Evidence
    facts: Facts
    knowledge: Knowledge
    on: date
    worked_out: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What several checks ask of the case, see `once`."""


def once(work: Callable[Concatenate[Case, P], T]) -> Callable[Concatenate[Case, P], T]:
    """Work something out of a case once, however many checks ask for it; arguments by position, and hashable."""

    @wraps(work)
    def known(case: Case, /, *given: P.args, **named: P.kwargs) -> T:
        key = (work, *given)
        try:
            found: T = case.worked_out[key]
        except KeyError:
            found = case.worked_out[key] = work(case, *given, **named)
        return found

    return known


def distinct(given: tuple[T, ...]) -> tuple[T, ...]:
    """Each once, in the order of the first. Most rows hold one thing or none: nothing is hashed for those."""
    return given if len(given) < 2 else tuple(dict.fromkeys(given))


class Outcome(NamedTuple):
    """What a check says of one surface.

    `message` is the id of a text in the rule file (or shared), `reason` the id of why (same place); both are filled
    with `params`. `root_cause` names what several criteria share. `confirmed` None leaves it to the engine (automatic
    criteria are confirmed, `semi` ones are not). `missing` names capabilities without which nothing can be said.
    """

    verdict: Verdict
    message: str
    reason: str = ""
    params: Mapping[str, str] = MappingProxyType({})
    citations: tuple[Citation, ...] = ()
    searched: tuple[str, ...] = ()
    basis: Basis = "none"
    confidence: Confidence = "medium"
    root_cause: str | None = None
    confirmed: bool | None = None
    missing: tuple[Capability, ...] = ()


Check = Callable[[Case, Criterion, Surface], Outcome]
"""A check decides one criterion on one surface of a case. It never raises on any evidence."""
