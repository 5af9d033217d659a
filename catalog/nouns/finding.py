"""Finding: a statement about facts, with a verdict, a reason and citations that point into the evidence."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from .noun import Noun
from .vocabulary import Basis, Confidence, Phase, Severity, Surface, Verdict

Params = tuple[tuple[str, str], ...]
"""Message parameters as sorted pairs: values are names, numbers, hosts; lists are joined by a comma and a space."""


class Citation(Noun):
    """A pointer into the evidence. One of three kinds: a quote, a request that left, a reference in a page.

    Quote: `url`, `quote`, `start`, `end` (offsets in the document's extracted text). Request: `request`, `host`,
    `organisation`, `phase`. Reference: `page`, `references`. `blob` is the digest of the cited body where there is
    one; `note` a short fact (header value, certificate date) in the field's own terms.
    """

    url: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    request: str | None = None
    host: str | None = None
    organisation: str | None = None
    phase: Phase | None = None
    page: str | None = None
    references: str | None = None
    blob: str | None = None
    note: str | None = None


class Finding(Noun):
    """What one criterion says of one surface of one tool, in one scan.

    `message` and `reason` are ids of texts (in the rule file, or shared); words are chosen at rendering with
    `params`. `root_cause` names what several criteria share (organisation × surface × phase, `incomplete-notice`):
    it is charged once, the others carry `explained_by` (the id of the criterion charged).
    """

    criterion: str
    surface: Surface
    verdict: Verdict
    severity: Severity
    basis: Basis = "none"
    confirmed: bool = True
    confidence: Confidence = "medium"
    message: str
    reason: str
    params: Params = ()
    citations: tuple[Citation, ...] = ()
    searched: tuple[str, ...] = ()
    root_cause: str | None = None
    explained_by: str | None = None
    missing: tuple[str, ...] = ()
    """Capabilities that were needed and not there."""
    not_yet: bool = False
    """True where no check decides this criterion yet."""
    seen_on: date | None = None
    """Set where a confirmed fail of an earlier scan stands because it could not be looked at again (reading l)."""

    @model_validator(mode="after")
    def _cite(self) -> Self:
        if self.verdict in ("fail", "warn") and not (self.citations or self.searched):
            raise ValueError(f"{self.criterion}: a {self.verdict} without citation or searched documents")
        return self


class Review(Noun):
    """A human decision that stands beside the machine's finding, never over it."""

    tool_id: str
    criterion: str
    surface: Surface | None = None
    verdict: Verdict
    reason: str
    author: str
    made_on: date
    until: date | None = None
    document: str | None = None
    """Digest of a document that supports the decision."""
