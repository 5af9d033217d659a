"""From the machine's letter to the published one: patience, a human for a first E, the vendor's answer.

Readings (c) and §0.10 of the criteria: one scan is rated purely; what is published moves after two concordant scans
or a review, and a first E waits for a human and for the vendor's chance to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["draft", "vendor-notified", "published"]


@dataclass(frozen=True)
class Published:
    """What stands in public. `letter` is None where nothing was published yet; `change_under_way` where the machine
    now says otherwise and patience is not over; `held` says why a letter is not out (`first-e`, `one-scan`)."""

    letter: str | None
    state: State
    change_under_way: bool = False
    held: str | None = None


def published_letter(before: Published | None, machine: Sequence[str], *, reviewed: bool, notified: bool) -> Published:
    """The published letter of a scope.

    `before`: what stands now. `machine`: the machine's letters of the tool's scans, newest first. `reviewed`: a human
    looked at what decides the newest letter. `notified`: the vendor was told and had time to answer.
    """
    if not machine:
        return before or Published(None, "draft")
    newest = machine[0]
    standing = before.letter if before else None
    concordant = reviewed or (len(machine) > 1 and machine[1] == newest)
    if standing == newest:
        return Published(newest, "published")
    if newest == "E" and standing != "E" and not (reviewed and notified):
        state: State = "vendor-notified" if notified else "draft"
        return Published(standing, state if standing is None else "published", standing is not None, "first-e")
    if not concordant:
        return Published(standing, "published" if standing else "draft", standing is not None, "one-scan")
    return Published(newest, "published")
