"""What a school's recording can show: all that it holds, and absence only where it is whole, unfiltered, recent and not
a teacher's: what pupils see may be another thing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from catalog.nouns.browser import HarRecording

OLDEST = timedelta(days=365)
"""Age from which on a recording no longer shows absence: products change from one school year to the next [M]."""
Weakness = Literal["filtered", "thin", "old", "teacher"]


def weakness(recording: HarRecording, at: datetime) -> Weakness | None:
    """Why nothing can be concluded from what a recording does not hold, seen from the moment of a scan.

    None where absence can be believed. What a recording does hold is proof whatever its weakness.
    """
    if recording.filtered_signs:
        return "filtered"
    if recording.too_thin:
        return "thin"
    if recording.recorded_at is None or at - recording.recorded_at > OLDEST:
        return "old"
    if recording.account_role == "teacher":
        return "teacher"
    return None
