"""The only place where the program asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in UTC: ratings are judged for it."""
    return now().date()
