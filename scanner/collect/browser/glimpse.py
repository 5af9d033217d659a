"""Glimpse: the interface that a page shows as soon as it has loaded, should it be gone once the page has come to rest.

A banner that answers itself after a moment was there, and nobody was asked.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from scanner.collect.browser.browsers import BrowserDied
from scanner.collect.browser.session import PageFroze
from scanner.consent.survey import Block, Survey, first_layer

if TYPE_CHECKING:
    from scanner.collect.browser.choice import Chooser
    from scanner.collect.browser.session import Session

_LOADING_POLL_SECONDS = 0.1
_AFTER_LOADING_SECONDS = 0.5
"""What is gone by then nobody could have read."""
_LOOK_SECONDS = 1.0
"""A page that takes longer to answer is left to whoever waits for it to come to rest."""


class Glimpse:
    """What was seen meanwhile: `first` is the first layer with all else that was there, None where there was none."""

    def __init__(self) -> None:
        self.first: tuple[Block, Survey] | None = None

    async def look(self, session: Session, chooser: Chooser) -> None:
        """Wait until the page has loaded, and look once."""
        while not session.loaded:
            await asyncio.sleep(_LOADING_POLL_SECONDS)
        await asyncio.sleep(_AFTER_LOADING_SECONDS)
        with contextlib.suppress(BrowserDied, PageFroze, TimeoutError):
            async with asyncio.timeout(_LOOK_SECONDS):
                survey = await chooser.survey()
            block = first_layer(survey.blocks)
            self.first = (block, survey) if block is not None else None


@contextlib.asynccontextmanager
async def glimpsed(session: Session, chooser: Chooser) -> AsyncIterator[Glimpse]:
    """Looks once while the body opens a page; at the end it is over."""
    glimpse = Glimpse()
    session.loaded = False
    task = asyncio.ensure_future(glimpse.look(session, chooser))
    try:
        yield glimpse
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
