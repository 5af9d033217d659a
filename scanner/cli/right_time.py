"""Whether this machine's clock can be believed, before anything is scanned by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .status import Stop

if TYPE_CHECKING:
    from .setting import Setting

TOLERANCE = timedelta(days=1)


def refuse_wrong_clock(setting: Setting) -> None:
    """Raises Stop on a day before the reference data were made.

    No certificate would be valid on such a day: every tool would seem to fail.
    """
    from scanner.clock import now
    from scanner.reference import knowledge_for

    at, made = now(), date.fromisoformat(knowledge_for(setting.config).as_of)
    if at.date() < made - TOLERANCE:
        raise Stop("error.clock-behind", now=setting.words.moment(at), made=setting.words.day(made))
