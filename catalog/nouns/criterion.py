"""Criterion: one rule file as a value. The texts are in French and English; the examples are its tests."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from .noun import Noun
from .vocabulary import Automation, Capability, Force, Scope, Severity, Surface


class Bilingual(Noun):
    """A text in both languages of the interface."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` (`fr` or `en`)."""
        return self.fr if language == "fr" else self.en


class LawReference(Noun):
    """A legal or doctrinal source. `mark`: V verified, V2 secondary source only, M from memory: shown with its date."""

    text: Bilingual
    mark: Literal["V", "V2", "M"] = "V"
    as_of: date


class CheckSpec(Noun):
    """Which check decides, with which options (plain TOML values)."""

    name: str
    options: dict[str, Any] = Field(default_factory=dict)


class Example(Noun):
    """A case in a rule file and what the check must say of it. `given` builds a case, see `docs/rule-files.md`."""

    name: str
    language: Literal["fr", "en"] = "en"
    given: dict[str, Any]
    surface: Surface
    verdict: str
    message: str | None = None


class Criterion(Noun):
    """One of the criteria.

    `severity` maps each surface the criterion is judged on to its severity there; `pupil_showcase` replaces the
    showcase's where pupils themselves land on the showcase, `sole_showcase` where nothing else of the product is
    known (the showcase then stands for it). `applies` is the profile the criterion is about.
    `needs` are capabilities any one of which must be there (a tuple of alternatives, each a tuple of capabilities).
    """

    id: str
    family: str
    title: Bilingual
    plain: Bilingual
    """The question in words a head teacher understands."""
    why: Bilingual
    decision: dict[Literal["pass", "warn", "fail", "inconclusive"], Bilingual]
    severity: dict[Surface, Severity]
    pupil_showcase: Severity | None = None
    sole_showcase: Severity | None = None
    force: tuple[Force, ...]
    law: tuple[LawReference, ...]
    scope: Scope
    applies: Literal["all", "pupil-accounts", "ai-features"] = "all"
    gate: bool = False
    in_letter: bool = True
    observable: bool = False
    """Whether it can be observed at all (reading e: step 8 of the rating concerns only these)."""
    vantage_sensitive: bool = False
    """Whether a vantage outside the EEA, filtering DNS or TLS inspection makes it inconclusive (reading k)."""
    automation: Automation = "auto"
    needs: tuple[tuple[Capability, ...], ...] = ()
    ask: Bilingual
    ask_open: Bilingual | None = None
    """The question where nothing was shown; `ask` where there is none. It must not suppose that something was found."""
    traps: Bilingual
    messages: dict[str, Bilingual] = Field(default_factory=dict)
    check: CheckSpec | None = None
    examples: tuple[Example, ...] = ()
    since: date | None = None
