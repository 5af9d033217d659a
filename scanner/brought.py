"""What a school brings to a check: documents that the vendor sent, recordings made inside the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.nouns.browser import HarRecording
    from catalog.nouns.evidence import SuppliedDocument


@dataclass(frozen=True)
class Brought:
    """What a school brings to a check: documents of the vendor, recordings made inside the product."""

    documents: tuple[SuppliedDocument, ...] = ()
    recordings: tuple[HarRecording, ...] = ()
    bodies: tuple[bytes, ...] = ()


def of_this_tool(recordings: tuple[HarRecording, ...], sites: frozenset[str]) -> tuple[HarRecording, ...]:
    """The recordings, emptied where they were made elsewhere than on one of the tool's sites: what a lesson on
    another product shows is not held for or against this one. The reason stands in `too_thin`.
    """
    from scanner.discover.ownership import owner_of

    return tuple(
        one
        if one.too_thin == "no-page" or owner_of(f"https://{one.tool}/", sites) == "own"
        else one.model_copy(update={"pages": (), "requests": (), "cookies": (), "too_thin": "other-site"})
        for one in recordings
    )
