"""How much text of one scan is read: a measure of work, not of time, so that the same evidence gives the same facts."""

from __future__ import annotations

from catalog.nouns.reading import DocumentReading

MOST = 4_000_000
"""Characters of text read of one scan; a published policy has some 30,000, the longest known under 300,000.

Fetching is bounded by `limits.seconds`, but thirty documents of a megabyte each, made to hurt, took minutes to read.
"""
WORD = 6
"""Characters taken for a word, the blank after it included."""
MARKUP = 8
"""So many bytes of a body cost as much as a character of text: to parse is quicker than to read."""


class Allowance:
    """What is left to read of one scan. The document at which it runs out is still read; those after it are not."""

    def __init__(self, most: int = MOST) -> None:
        self._left = most

    @property
    def spent(self) -> bool:
        """Whether nothing more is read."""
        return self._left <= 0

    def charge(self, body: bytes, reading: DocumentReading) -> None:
        """Take off what a document cost: by its words, or by its size where it has few."""
        self._left -= max(reading.words * WORD, len(body) // MARKUP)
