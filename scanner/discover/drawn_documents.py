"""Documents that plain HTML does not show: links that scripts draw, and texts that scripts draw.

Plain HTML goes first wherever it says enough: it is cheap, and anybody can check it. The browser fills the gaps only,
the same ones each night: by role, then as discovery ranks them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from catalog.nouns.browser import DrawnDocument, DrawnReason
from catalog.nouns.evidence import Page
from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from rules.derive.language import page_language
from rules.reading.extract import extract
from scanner.collect.browser.job import Drawing, PageToDraw
from scanner.discover.crawl import ORDER, Discovery
from scanner.discover.judge import SIMILAR, document_objection, other_roles, says_not_there, similarity, word_set
from scanner.discover.links import Candidate, candidates, documents_only, named_document
from scanner.discover.ownership import owner_of
from scanner.net.failure import FetchFailure
from scanner.page import ParsedPage, parse_page
from scanner.progress import Progress, silent

if TYPE_CHECKING:
    from scanner.collect.http import Sight, Visits
    from scanner.net.fetch import Web

DRAWN = "drawn:"
"""How pages are marked to which only drawn links lead."""
NEEDED: tuple[Role, ...] = ("privacy", "terms", "legal-notice")
"""Documents without which drawn links are looked at: nearly every tool has them."""
EACH = 2
"""Addresses drawn for one role at most, and legal hubs."""
MORE = 1.3
"""How many times the text of plain HTML a drawing must hold to stand in its place."""
NO_TEXT = 100
"""Characters of running text below which a page's own HTML says nothing."""
LEAST_TEXT = 120
"""Characters of extracted text below which nothing but a title, or a word on loading, was drawn."""
SIGN_IN_PROSE = 1500
"""Characters of running text below which a page that asks for a password is a log-in page."""


class DrawnDocuments:
    """The search of one scan, asked by the browser collector (see `DocumentSearch`)."""

    def __init__(
        self,
        web: Web,
        visits: Visits,
        discovery: Discovery,
        home: Sight,
        sites: frozenset[str],
        progress: Progress = silent,
    ) -> None:
        self._progress = progress
        self._web = web
        self._visits = visits
        self._discovery = discovery
        self._home = home
        self._sites = sites
        self._offered: list[ParsedPage] = []
        self._buttons: list[PageToDraw] = []
        self._asked: set[tuple[str, str | None]] = set()
        self._done: list[DrawnDocument] = []

    def lacks(self) -> bool:
        """Whether a document that nearly every tool has is still missing."""
        return any(role in NEEDED for role in self._missing())

    def offer(self, url: str, links: str, labels: tuple[str, ...]) -> None:
        """Keep the links that scripts drew on a page, and what else bears the name of a document there."""
        self._offered.append(parse_page(links, url, routes=True))
        named = ((named_document(label), label) for label in labels)
        self._buttons += [
            PageToDraw(url, role, f"{DRAWN}{label}", press=label) for role, label in named if role is not None
        ]

    def found(self) -> tuple[DrawnDocument, ...]:
        """All that was drawn or was to be drawn, in the order of the roles."""
        return tuple(sorted(self._done, key=lambda one: (ORDER.index(one.role), one.url)))

    async def wanted(self) -> tuple[PageToDraw, ...]:
        """Follow the drawn links over HTTP, then say what only a browser can show. May be asked again."""
        linked = self._linked()
        await self._follow([one for one in linked if "#" not in one.url])
        at_addresses = [*self._gaps(), *self._only_drawn(linked)]
        reached = {role for page in at_addresses for role in (page.role, *page.also)}
        pressed = [one for one in self._buttons if one.role in self._missing() and one.role not in reached]
        return await self._allowed([*at_addresses, *sorted(pressed, key=lambda one: ORDER.index(one.role))])

    async def take(self, page: PageToDraw, drawing: Drawing) -> tuple[PageToDraw, ...]:
        """Judge what was drawn. A legal hub and a document may lead to documents that are still missing."""
        links = parse_page(drawing.links, drawing.url, routes=True)
        if page.role == "hub":
            if drawing.failure is None and owner_of(drawing.url, self._sites) in ("own", "hosted"):
                self._offered.append(links)
                return await self.wanted()
            return ()
        text = parse_page(drawing.text, drawing.url)
        reason = drawing.failure or self._objection(page, drawing, text, links)
        if reason is None:
            self._progress("drawn", role=page.role, url=drawing.url)
        self._done.append(self._document(page, page.role, drawing, text, reason))
        if reason is None and drawing.links:
            own = candidates(links, self._sites, own_only=True)
            if any(one.role in self._missing() for one in own):
                self._offered.append(links)
                return await self.wanted()
        return ()

    def give_up(self, at: datetime) -> None:
        """Note the clearest link of each document that is still missing, and what is known to be drawn."""
        linked = documents_only(self._linked())
        links = [PageToDraw(one.url, one.role, f"{DRAWN}{one.label}"[:200]) for one in linked if one.role != "hub"]
        told: set[Role] = set()
        for page in (*self._gaps(), *links, *self._buttons):
            if page.role != "hub" and page.role in self._missing() and page.role not in told:
                told.add(page.role)
                drawing, nothing = Drawing(page.url, at, failure="budget"), parse_page("", page.url)
                self._done.append(self._document(page, page.role, drawing, nothing, "budget"))

    # What to draw --------------------------------------------------------------------------------------------------

    def _missing(self) -> list[Role]:
        """Document roles without a text so far."""
        drawn = {role for one in self._done if one.body is not None for role in (one.role, *one.also)}
        return [role for role in self._discovery.missing() if role in DOCUMENT_ROLES and role not in drawn]

    def _linked(self) -> list[Candidate]:
        """Drawn links that may lead to a document that is missing, or to a legal hub."""
        missing = set(self._missing())
        linked = [one for page in self._offered for one in candidates(page, self._sites)]
        return [one for one in linked if one.role in missing or one.role == "hub"]

    async def _follow(self, found: list[Candidate]) -> None:
        """Look at drawn links as at any link. What is new in the evidence says how it was found."""
        if not found:
            return
        before = len(self._visits.pages)
        await self._discovery.take_all(documents_only(found), hub=False, only_missing=True)
        await self._discovery.through_hubs([one for one in found if one.role == "hub"])
        for index, page in enumerate(self._visits.pages[before:], before):
            label = page.found_by.partition(":")[2]
            self._visits.pages[index] = page.model_copy(update={"found_by": f"{DRAWN}{label}"})
        self._discovery.order()

    def _gaps(self) -> list[PageToDraw]:
        """Addresses that answered with a page into which scripts may draw the document: first for missing roles.

        Where a role has a document already, only pages without any text of their own are drawn: a second policy.
        """
        missing = set(self._missing())
        ranked = sorted(
            self._discovery.gaps, key=lambda gap: (not missing & {gap.role, *gap.also}, ORDER.index(gap.role))
        )
        return [
            PageToDraw(gap.url, gap.role, gap.found_by, gap.also, gap.plain_characters)
            for gap in ranked
            if missing & {gap.role, *gap.also} or gap.plain_characters < NO_TEXT
        ]

    def _only_drawn(self, linked: list[Candidate]) -> list[PageToDraw]:
        """Drawn links that HTTP cannot follow: client-side routes, and an application's shell with status 404."""
        application = self._home.page is not None and self._home.page.is_shell
        unanswered = {
            one.url
            for one in self._visits.skipped
            if (application and one.reason == "error" and one.detail == "status 404") or one.reason == "budget"
        }
        missing = set(self._missing())
        hubs = [one for one in linked if one.role == "hub" and self.lacks() and self._is_unread_hub(one.url)]
        routes = [one for one in linked if one.role in missing and ("#" in one.url or one.url in unanswered)]
        ranked = sorted(documents_only(routes), key=lambda one: ORDER.index(one.role))
        return [PageToDraw(one.url, one.role, f"{DRAWN}{one.label}"[:200]) for one in (*ranked, *hubs)]

    def _is_unread_hub(self, url: str) -> bool:
        """Whether a hub's links are only drawn: it is a route, or its HTML is a shell."""
        sight = self._visits.seen(url) if "#" not in url else None
        return sight is None or sight.page is None or sight.page.is_shell

    async def _allowed(self, pages: Iterable[PageToDraw]) -> tuple[PageToDraw, ...]:
        """Those not asked for yet, at most a few for each role, whose robots.txt was read; routes count as searched."""
        kept: list[PageToDraw] = []
        for page in pages:
            same = sum(one.role == page.role for one in kept)
            if (page.url, page.press) in self._asked or same >= EACH or owner_of(page.url, self._sites) == "foreign":
                continue
            try:
                await self._web.rules(page.url)
            except FetchFailure:
                continue
            self._asked.add((page.url, page.press))
            kept.append(page)
            if page.role != "hub" and page.url not in self._visits.searched:
                self._visits.searched.append(page.url)
        return tuple(kept)

    # What was drawn ------------------------------------------------------------------------------------------------

    def _objection(
        self, asked: PageToDraw, drawing: Drawing, text: ParsedPage, links: ParsedPage
    ) -> DrawnReason | None:
        """Why a drawing is no document of the role it was asked for, None where it is one."""
        if owner_of(drawing.url, self._sites) == "foreign":
            return "foreign"
        if says_not_there(text):
            return "not-there"
        if links.asks_password and len(text.prose) < SIGN_IN_PROSE:
            return "login"
        if asked.press is None and self._repeats_home(drawing.url, links):
            return "not-there"
        against = document_objection(text, asked.role)  # type: ignore[arg-type]
        if against == "other-content":
            return "other-content"
        if against is not None or len(extract(drawing.text.encode(), "text/html").text) < LEAST_TEXT:
            return "empty"
        return "no-more" if len(text.prose) < MORE * asked.plain_characters else None

    def _repeats_home(self, url: str, links: ParsedPage) -> bool:
        """Whether the home page was drawn again, as some applications answer routes they do not know."""
        homes = [page for page in self._offered if page.url == self._home.final_url]
        if url == self._home.final_url:
            return True
        return any(similarity(word_set(links), word_set(home)) >= SIMILAR for home in homes)

    def _document(
        self, page: PageToDraw, role: Role, drawing: Drawing, text: ParsedPage, reason: DrawnReason | None
    ) -> DrawnDocument:
        body = drawing.text.encode() if reason is None else None
        held = other_roles(text, role) if body else ()
        linked = tuple(one for one in page.also if body is None or document_objection(text, one) is None)
        also = tuple(one for one in dict.fromkeys((*held, *linked)) if one != role)
        return DrawnDocument(
            url=drawing.url if drawing.failure is None else page.url,
            asked=page.url,
            role=role,
            also=also,
            found_by=page.found_by,
            pressed=page.press,
            language_hint=page_language(text.prose, text.language) if body else None,
            status=drawing.status,
            body=self._web.blobs.put(body) if body is not None else None,
            size=len(body or b""),
            drawn_at=drawing.at,
            settled=drawing.settled,
            cut=drawing.cut,
            busy=drawing.busy,
            closed_parts=drawing.closed_parts,
            failed=drawing.failed,
            frames=drawing.frames,
            plain_characters=page.plain_characters,
            reason=reason,
        )


async def remember(discovery: Discovery, visits: Visits, earlier: Iterable[Page]) -> None:
    """Look again at documents to which only drawn links lead, on a night without browser."""
    for page in earlier:
        if page.found_by.startswith(DRAWN) and page.role in discovery.missing():
            sight = await visits.look(page.exchange.url, page.role)
            if sight is not None:
                discovery.accept(sight, page.role, page.found_by)
    discovery.order()
