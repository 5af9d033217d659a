"""Anchors: ids that are unique in a report and safe in HTML, in an address and in a file name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """`text` in lower case, without accents, with all but ASCII letters and digits as single hyphens.

    `x` where nothing is left.
    """
    plain = "".join(c for c in normalize("NFKD", text.lower()) if not combining(c))
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in plain)
    return "-".join(part for part in letters.split("-") if part) or "x"


@dataclass(frozen=True)
class DocumentPlace:
    """Where a document stands in the report; `language` (ISO 639-1) only where it is not the report's."""

    anchor: str
    language: str


def finding_anchor(prefix: str, criterion: str, surface: str) -> str:
    """The anchor of a finding: one criterion yields one finding a surface."""
    return f"{prefix}-{slug(criterion)}-{surface}"


def document_anchor(prefix: str, index: int) -> str:
    """The anchor of a document by its place in the report."""
    return f"{prefix}-document-{index + 1}"
