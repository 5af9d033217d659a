"""Progress of a scan: steps by name with their parameters; words are chosen by whoever shows them."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each step.

    Steps and parameters: `page` (role, url), `guess` (role, url: nobody linked to it), `names` (count),
    `handshakes` (count), `browser` (pages), `drawn` (role, url: scripts draw it), `wrong-target` (kind, url),
    `unusable-address` (problem, url), `done` (pages, seconds).
    """

    def __call__(self, step: str, **params: object) -> None:
        """A step begins, or a fact is worth saying."""
        ...


def silent(step: str, **params: object) -> None:
    """Says nothing."""
