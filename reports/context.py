"""What a report needs besides the assessment: language, rules' texts, history, pictures, attributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from catalog.nouns.criterion import Bilingual, Criterion
from catalog.nouns.scan import HistoryEntry
from catalog.nouns.vocabulary import Language, Surface
from reports.wording import Wording

BlobGetter = Callable[[str], "bytes | None"]
"""SHA-256 of a blob → its bytes (uncompressed), None where it is not kept any more."""


@dataclass(frozen=True)
class Attribution:
    """A source of reference data that must be named beside results, with its licence and a link to it.

    `source_fr`: the same in French, empty where nothing is to be translated.
    """

    source: str
    licence: str
    link: str | None = None
    source_fr: str = ""


@dataclass(frozen=True)
class VendorAnswer:
    """What a vendor answered about one criterion; it stands beside the finding. `surface` None: all surfaces."""

    criterion: str
    text: str
    received_on: date
    surface: Surface | None = None


@dataclass(frozen=True)
class Context:
    """Everything renderers take besides assessments.

    `criteria` in the order in which reports show them; `texts` are the rules' shared texts by id; by tool id,
    `history`, newest first, and `answers`, what vendors answered; `blobs` gives pictures. `public` withholds what a
    school brought in private (documents, recordings): for exports and sites. `width` and `colour` are for the
    terminal; `cases` for JUnit. `missed`, by tool id, says why tonight's run could not scan a tool: its rating is old.
    """

    language: Language
    criteria: Mapping[str, Criterion]
    texts: Mapping[str, Bilingual] = field(default_factory=dict)
    attributions: tuple[Attribution, ...] = ()
    history: Mapping[str, tuple[HistoryEntry, ...]] = field(default_factory=dict)
    answers: Mapping[str, tuple[VendorAnswer, ...]] = field(default_factory=dict)
    blobs: BlobGetter | None = None
    public: bool = False
    width: int = 100
    colour: bool = False
    cases: Literal["tool", "criterion"] = "tool"
    missed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def wording(self) -> Wording:
        """The words of the report's language."""
        return Wording(self.language, self.texts)

    @cached_property
    def named_attributions(self) -> tuple[Attribution, ...]:
        """The sources that a licence asks to name in a report; plain facts are listed in docs/reference-data.md."""
        return tuple(one for one in self.attributions if not one.licence.startswith("facts"))

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The families in the order in which their criteria come."""
        return tuple(dict.fromkeys(criterion.family for criterion in self.criteria.values()))
