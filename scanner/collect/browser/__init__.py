"""Browser: opens a tool's pages in a real Chromium, untouched, after refusing, after accepting; notes what happens.

Nothing heavy is imported here: `available` is cheap, `collect` loads the browser's driver when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.collect.browser.chromium import BrowserAvailability, available
from scanner.collect.browser.job import BrowserJob, PageToVisit, Waiting

if TYPE_CHECKING:
    from catalog.nouns.browser import BrowserEvidence

__all__ = ["BrowserAvailability", "BrowserJob", "PageToVisit", "Waiting", "available", "collect"]


async def collect(job: BrowserJob) -> BrowserEvidence | None:
    """What the browser saw; None where none can be had (see `available`). Never raises for what a page does.

    Phases that crashed, hung or ran out of budget are there with their `reason`.
    """
    from scanner.collect.browser.collector import collect_phases

    return await collect_phases(job)
