"""Job: what the browser collector is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from catalog.nouns.vocabulary import LEARNER_ROLES, Phase, Role, Surface

if TYPE_CHECKING:
    from catalog.nouns.browser import BrowserRequest, DrawnDocument, DrawnReason
    from scanner.config import Config
    from scanner.net.blobs import BlobSink
    from scanner.net.guard import AddressGuard
    from scanner.net.resolver import Resolver

INNER_PAGES = 2
"""Pages of the showcase opened besides home: with home the three that `trackers.before-consent` asks for."""
LEARNER_PAGES = 4
"""At most this many learner pages: more of one site's login and sign-up pages repeat the same template."""
_INNER_ORDER: tuple[Role, ...] = ("other", "privacy", "terms", "legal-notice", "cookies", "dpa", "subprocessors")
PHASES: tuple[Phase, ...] = ("before-choice", "after-refusal", "after-acceptance")


class Purse(Protocol):
    """What may still be spent: a part of the check's budget."""

    def remaining(self) -> float:
        """Seconds left."""
        ...

    def bytes_left(self) -> int:
        """Bytes that may still be received."""
        ...

    def take_bytes(self, count: int) -> None:
        """Spend received bytes."""
        ...


@dataclass(frozen=True)
class PageToVisit:
    """A page the pipeline found, with its role and surface. Documents that are files (PDF) do not belong here.

    `also` are further roles and surfaces of the same address: a home page that is the login page belongs to both.
    """

    url: str
    role: Role
    surface: Surface
    also: tuple[tuple[Role, Surface], ...] = ()

    @property
    def is_learner(self) -> bool:
        """Whether the page belongs to the learner surface, alone or besides."""
        return any(
            role in LEARNER_ROLES or surface == "learner" for role, surface in ((self.role, self.surface), *self.also)
        )


@dataclass(frozen=True)
class PageToDraw:
    """An address that is to hold a document which scripts draw; a `hub` is to lead to some.

    `plain_characters` is how much text plain HTML showed there. `press` is the label of what must be pressed there to
    have it shown, None where the address is enough.
    """

    url: str
    role: Role | Literal["hub"]
    found_by: str
    also: tuple[Role, ...] = ()
    plain_characters: int = 0
    press: str | None = None


@dataclass(frozen=True)
class Drawing:
    """A page as scripts drew it. `url` is where the browser ended; `text` and `links` are the forms of `drawing`.

    `failure` says why nothing was drawn. The rest is as in `DrawnDocument`.
    """

    url: str
    at: datetime
    status: int | None = None
    failure: DrawnReason | None = None
    text: str = ""
    links: str = ""
    settled: bool = False
    cut: bool = False
    busy: bool = False
    closed_parts: int = 0
    failed: tuple[BrowserRequest, ...] = ()
    frames: tuple[str, ...] = ()


class DocumentSearch(Protocol):
    """Looks for the documents that plain HTML does not show, with the browser's help."""

    def lacks(self) -> bool:
        """Whether the links that scripts draw are wanted: a document is still missing."""
        ...

    def offer(self, url: str, links: str, labels: tuple[str, ...]) -> None:
        """Hand on a page's links as scripts drew them, and the labels of what can be pressed and leads nowhere."""
        ...

    async def wanted(self) -> tuple[PageToDraw, ...]:
        """What is to be drawn, most wanted first; what plain HTML shows of it was read by then."""
        ...

    def give_up(self, at: datetime) -> None:
        """Note what is linked and was not looked at, because time ran out at this moment."""
        ...

    async def take(self, page: PageToDraw, drawing: Drawing) -> tuple[PageToDraw, ...]:
        """Judge what was drawn; further pages that it leads to."""
        ...

    def found(self) -> tuple[DrawnDocument, ...]:
        """All that was drawn or was to be drawn, in order."""
        ...


@dataclass(frozen=True)
class Waiting:
    """How long a page is watched, in seconds: until the network has been quiet for `quiet`, at most `limit`.

    `look` is how long a late consent interface is waited for on the home page where none shows at first.
    """

    quiet: float = 2.0
    limit: float = 10.0
    look: float = 5.0


@dataclass(frozen=True)
class BrowserJob:
    """One tool to look at.

    `may_visit` says whether `robots.txt` lets an address be opened; it binds navigation only. `resolver` and `guard`
    are those of the scan, so that one name means one address for all collectors. Phases run one after another, to
    spare memory; where time is short the last two run side by side. `drawn` is given the home page's address and HTML
    as scripts drew it, and returns the pages it leads to that plain HTML did not name. `documents` looks for documents
    that only scripts draw, None where none are looked for.
    """

    home: str
    pages: tuple[PageToVisit, ...]
    config: Config
    budget: Purse
    blobs: BlobSink
    resolver: Resolver
    guard: AddressGuard
    may_visit: Callable[[str], bool] = field(default=lambda _url: True)
    phases: tuple[Phase, ...] = PHASES
    waiting: Waiting = Waiting()
    repeat: int = 1
    drawn: Callable[[str, str], Awaitable[tuple[PageToVisit, ...]]] | None = None
    documents: DocumentSearch | None = None

    def with_pages(self, pages: tuple[PageToVisit, ...]) -> BrowserJob:
        """The job with further pages to choose from."""
        return replace(self, pages=(*self.pages, *pages))


def choose_pages(job: BrowserJob) -> tuple[PageToVisit, ...]:
    """Home, the learner pages and two inner pages, the same for the same list: by role, then by address.

    Learner pages come before inner ones, so that they are seen where time is short. Inner pages are ordinary pages
    before legal documents: those carry fewer tags. An address comes once, with all its roles and surfaces.
    """
    by_address: dict[str, PageToVisit] = {job.home: PageToVisit(job.home, "home", "showcase")}
    for page in (*(one for one in job.pages if one.role == "home"), *sorted(set(job.pages), key=_place)):
        known = by_address.get(page.url)
        by_address[page.url] = _joined(known, page) if known is not None else page
    others = sorted((page for page in by_address.values() if page.url != job.home), key=_place)
    learner = [page for page in others if page.is_learner]
    inner = [page for page in others if page.role in _INNER_ORDER and not page.is_learner]
    chosen = (by_address[job.home], *learner[:LEARNER_PAGES], *inner[:INNER_PAGES])
    return tuple(page for page in chosen if job.may_visit(page.url))


def _joined(first: PageToVisit, second: PageToVisit) -> PageToVisit:
    """One address with the roles and surfaces of two pages."""
    held = ((first.role, first.surface), *first.also)
    new = [one for one in ((second.role, second.surface), *second.also) if one not in held]
    return replace(first, also=(*first.also, *new))


def _place(page: PageToVisit) -> tuple[int, int, str]:
    order = (*LEARNER_ROLES, *_INNER_ORDER)
    return (order.index(page.role) if page.role in order else len(order), len(page.url), page.url)
