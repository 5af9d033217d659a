"""Letters that are not published yet: who writes the site or the open data is told how many, and what they wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue

    from .language import Words

REASONS = {"first-e": "held.first-e", "one-scan": "held.one-scan"}
"""Why a letter is held, see `scanner.publishing.publication`, and the text that says so."""


def held_lines(catalogue: Catalogue, words: Words) -> list[str]:
    """A line for each reason for which letters are held; tools that are retired are not counted."""
    counts = catalogue.publications.held()
    lines = [words(text, count=counts[reason]) for reason, text in REASONS.items() if counts.get(reason)]
    return [words("held.intro"), *lines, words("held.drafts")] if lines else []
