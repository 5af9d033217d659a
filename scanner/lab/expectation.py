"""Expectation: what an expert who knows the specification expects a scan of a lab site to find.

Written by reading the site as a data-protection officer would, before any code decides it; never copied from output.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

import tomli
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from catalog.nouns.vocabulary import Grade, SkipReason, Surface, Verdict
from scanner.lab.site import LabError

Level = Literal["http", "browser"]
"""`http`: documents, DNS and TLS only; `browser`: with Chromium and its three phases as well."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Part):
    """The verdict on one criterion and surface. A level that is not given is not judged; `both` is short for both.

    `also` are verdicts that an expert would accept too, where the specification leaves room; use it sparingly.
    """

    criterion: str
    surface: Surface
    http: Verdict | None = None
    browser: Verdict | None = None
    both: Verdict | None = None
    also: tuple[Verdict, ...] = ()
    why: str

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.both is None) == (self.http is None and self.browser is None):
            raise ValueError(f"{self.criterion}: give `both`, or `http` and `browser`, or one of them")
        return self

    def at(self, level: Level) -> tuple[Verdict, ...]:
        """The acceptable verdicts at `level`; empty where nothing is expected."""
        verdict = self.both or (self.http if level == "http" else self.browser)
        return () if verdict is None else (verdict, *self.also)


class Letters(_Part):
    """Acceptable letters in each scope; empty: not judged."""

    public: tuple[Grade, ...] = ()
    school: tuple[Grade, ...] = ()


class Skipped(_Part):
    """An address that a scan must leave out, with the reason it must give; `level` where only one level meets it."""

    url: str
    reason: SkipReason
    level: Level | None = None


class Expectation(_Part):
    """All that is expected of one site. `forbidden` are criteria that must not fail or warn on any surface.

    `plain` lists criteria by surface and verdict where the reason goes without saying; it holds at both levels.
    """

    http: Letters = Letters()
    browser: Letters = Letters()
    plain: dict[Surface, dict[Verdict, tuple[str, ...]]] = {}
    expect: tuple[Expected, ...] = ()
    forbidden: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    third_parties: tuple[str, ...] = ()
    """Hosts that a scan must list as third parties (referenced or observed)."""
    no_third_parties: bool = False

    @property
    def verdicts(self) -> tuple[Expected, ...]:
        """Every expected verdict, those of `plain` included. Raises LabError where one is given twice."""
        plain = [
            Expected(criterion=criterion, surface=surface, both=verdict, why="plain")
            for surface, groups in self.plain.items()
            for verdict, criteria in groups.items()
            for criterion in criteria
        ]
        everything = (*plain, *self.expect)
        seen: set[tuple[str, Surface]] = set()
        for each in everything:
            if (each.criterion, each.surface) in seen:
                raise LabError(f"{each.criterion} on {each.surface} is expected twice")
            seen.add((each.criterion, each.surface))
        return everything


def load_expectation(folder: Path) -> Expectation:
    """The expectation in a site's `folder`. Raises LabError where it is missing or malformed."""
    file = folder / "expected.toml"
    try:
        return Expectation.model_validate(tomli.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise LabError(f"{file} is missing") from error
    except (tomli.TOMLDecodeError, ValidationError) as error:
        raise LabError(f"{file}: {error}") from error
