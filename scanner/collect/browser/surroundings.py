"""Surroundings: what all phases of a job share, and what the untouched one found for the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.collect.browser.browsers import Browsers
    from scanner.collect.browser.job import BrowserJob, PageToVisit
    from scanner.collect.browser.proxy import EgressProxy
    from scanner.collect.browser.session import Start


@dataclass
class Known:
    """What the untouched phase found, for the others: where the interface shows and whose it is.

    `to_confirm` are pages on which something was seen that the entry page does not show: they are loaded once more
    before the choice, so that what is held against a tool was seen in two profiles. `stirs`: the entry page asks for
    something once the mouse moves, and still shows its interface then; `yields`: it asks for something and its
    interface goes away, as one does that takes going on for consent. `asks_others`: it asks third parties, however
    late: it is watched for as long again where no interface shows.
    """

    entry: PageToVisit | None = None
    provider: str | None = None
    looked: bool = False
    to_confirm: tuple[PageToVisit, ...] = ()
    stirs: bool = False
    yields: bool = False
    asks_others: bool = False


@dataclass
class Surroundings:
    """What all phases of a job share."""

    browsers: Browsers
    start: Start
    proxy: EgressProxy
    job: BrowserJob
    pages: tuple[PageToVisit, ...]
    known: Known = field(default_factory=Known)
    version: str = ""
    followed: bool = False
    """Whether the home page was asked for the links that scripts drew."""
