"""Phase: one visit of a tool's pages in a fresh context, untouched, refusing or accepting."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from catalog.nouns.browser import ConsentInterface, PhaseRun, StorageItem
from scanner import clock
from scanner.collect.browser.browsers import BrowserDied
from scanner.collect.browser.channels import ChannelClosed
from scanner.collect.browser.choice import Chooser, Outcome, Wish
from scanner.collect.browser.confirmation import asks_others, pages_to_confirm
from scanner.collect.browser.controls import controls_form
from scanner.collect.browser.documents import offer_links, take_snapshot
from scanner.collect.browser.glimpse import Glimpse, glimpsed
from scanner.collect.browser.jar import held_cookies, remaining, take_unheard
from scanner.collect.browser.job import choose_pages
from scanner.collect.browser.part import Part
from scanner.collect.browser.session import PageFroze, Session, open_session
from scanner.collect.browser.settings_page import text_page
from scanner.collect.browser.stirring import stir
from scanner.collect.browser.typing_probe import type_into_a_field
from scanner.collect.browser.usability import usable
from scanner.collect.browser.visit import FROZEN, Visit, Visitor, written
from scanner.collect.browser.writing import (
    NOTHING_TOLD,
    Told,
    reason_of,
    run_of,
    unstarted,
    with_more,
    with_second_layer,
)
from scanner.consent.describe import interface_of
from scanner.consent.survey import first_layer
from scanner.consent.way_back import CONTROLS, way_back_to

if TYPE_CHECKING:
    from catalog.nouns.vocabulary import Phase
    from scanner.collect.browser.job import PageToVisit, Purse
    from scanner.collect.browser.surroundings import Surroundings
    from scanner.consent.survey import Block, Survey

GRACE_SECONDS = 1.0
"""After the end of its time a phase is cut off this much later, with what it has."""
CHOICE_QUIET_SECONDS = 0.7
"""Quiet awaited between a choice and the next page: what the choice itself sends is tagged and proves nothing."""
PAGE_SECONDS = 2.5
"""A page is not begun with less time left: it could not come to rest."""
_BACK_SECONDS = 0.6
"""How long a layer that hides while a page is read down may take to slide back."""
_DRAWN = "document.documentElement.outerHTML.slice(0, 1500000)"


class PhaseVisit:
    """Carries out one phase. `run` numbers the loads before a choice over all phases of a job."""

    def __init__(self, around: Surroundings, purse: Purse, run: int) -> None:
        self._around = around
        self._purse = purse
        self._run = run
        self._visits: list[Visit] = []
        self._interface: ConsentInterface | None = None
        self._early = Glimpse()

    async def untouched(self) -> list[PhaseRun]:
        """All pages before any choice, with the consent interface they show."""
        began = clock.now()
        session: Session | None = None
        reason: str | None = None
        part: Part | None = None
        stored: tuple[StorageItem, ...] = ()
        try:
            async with open_session(self._around.browsers, self._around.start) as session:
                visitor, chooser = self._tools(session)
                await self._look_at(self._around.pages[0], session, visitor, chooser)
                for number, page in enumerate(self._around.pages[1:], start=2):
                    visitor.to_come = len(self._around.pages) - number
                    await self._look_at(page, session, visitor, chooser)
                await visitor.leave()
                part, stored = session.recorder.cut(), session.storage.cut()
                with contextlib.suppress(PageFroze):
                    await self._inspect(session, visitor, chooser)
        except (BrowserDied, ChannelClosed) as died:
            reason = reason_of(died, session)
        self._around.known.looked = True
        if session is None:
            return [unstarted("before-choice", self._run, began, reason)]
        if part is None:
            part, stored = session.recorder.cut(), session.storage.cut()
        run = self._written("before-choice", session.started_at, part, stored, Told(reason=reason))
        entry = self._around.known.entry or self._around.pages[0]
        self._around.known.to_confirm = pages_to_confirm(run, self._around.pages, entry)
        self._around.known.asks_others = asks_others(run, entry)
        return [run]

    async def choosing(self, wish: Wish) -> list[PhaseRun]:
        """The entry page before the choice, the choice, then all pages after it: two runs, or one where it died."""
        phase: Phase = "after-refusal" if wish == "refuse" else "after-acceptance"
        began = clock.now()
        session: Session | None = None
        runs: list[PhaseRun] = []
        held: frozenset[tuple[str, str, str]] = frozenset()
        outcome, reason, kept, pressed = Outcome(reason="no-interface"), None, None, False
        try:
            async with open_session(self._around.browsers, self._around.start) as session:
                visitor, chooser = self._tools(session)
                await self._confirm(session, visitor)
                first = await self._enter(wish, session, visitor, chooser)
                stored = session.storage.cut()
                runs.append(self._written("before-choice", session.started_at, session.recorder.cut(), stored))
                block, survey = first.block, first.survey
                known = self._around.known
                by_rule = known.provider is not None or not known.looked
                pressed = block is not None or by_rule
                outcome = await chooser.choose(wish, block, survey.blocks, platform=by_rule)
                pressed = chooser.pressed
                self._note_second_layer(outcome)
                if outcome.made:
                    self._visits = []
                    visitor.patient = wish == "refuse"
                    await visitor.settle(time.monotonic(), quiet=CHOICE_QUIET_SECONDS)
                    kept = await self._after(session, visitor, chooser, survey)
                await visitor.leave()
                held = await held_cookies(session)
        except (BrowserDied, ChannelClosed, PageFroze) as died:
            reason = reason_of(died, session)
        if session is None:
            return [unstarted(phase, self._run, began, reason)]
        part, stored = session.recorder.cut(), session.storage.cut()
        if not runs:  # it ended before anything could be chosen: all of it is what happens before a choice
            runs.append(self._written("before-choice", session.started_at, part, stored, Told(reason=reason)))
            self._visits, part, stored = [], Part.empty(), ()
        elif not outcome.made:
            if not pressed:  # what a page sends when it is left was sent without a choice
                runs[0] = with_more(runs[0], self._written("before-choice", session.started_at, part, stored))
            part, stored = Part.empty(), ()  # nobody knows what a press whose effect was not seen has chosen
        if outcome.made:
            part.cookies += remaining(part.cookies, runs[0].cookies, held)
        runs.append(self._written(phase, session.started_at, part, stored, Told(outcome, reason, kept)))
        return runs

    # Pages ---------------------------------------------------------------------------------------------------------

    def _tools(self, session: Session) -> tuple[Visitor, Chooser]:
        browser = session.context.browser
        self._around.version = f"Chromium {browser.version}" if browser is not None else "Chromium"
        session.end_after(self._purse.remaining() + GRACE_SECONDS, "budget")
        visitor = Visitor(session, self._around.job.waiting, self._purse, self._around.job.blobs)
        visitor.to_come = len(self._around.pages)
        return visitor, Chooser(session, visitor)

    async def _look_at(self, page: PageToVisit, session: Session, visitor: Visitor, chooser: Chooser) -> None:
        """One page of the untouched phase; one that freezes meanwhile keeps what it has shown so far."""
        visit = await self._open_first(page, session, visitor, chooser)
        if visit is None or visit.failure is not None:
            return
        with contextlib.suppress(PageFroze):
            await self._examine(page, visit, session, visitor, chooser)
            if page is self._around.pages[0]:
                await self._follow_drawn_links(session, visitor)
            await offer_links(self._around.job, visit, session, visitor)

    async def _examine(
        self, page: PageToVisit, visit: Visit, session: Session, visitor: Visitor, chooser: Chooser
    ) -> None:
        """The interface a page shows, its picture, what it does when a person types, what it stored."""
        met: Block | None = None
        if self._interface is None:
            look = self._around.job.waiting.look if page is self._around.pages[0] else 0.0
            block, survey = await chooser.find(look)
            if block is not None:
                block, survey = await chooser.into_view(block, survey)
            visit.screenshot = await visitor.picture()
            await self._meet(page, block, survey, chooser, visit.screenshot)
            if block is not None:
                await chooser.back_to_top()
            met = block
        else:
            visit.screenshot = await visitor.picture()
        if page.is_learner and visit.settled:
            visit.controls = await self._controls(visit, session, visitor)
        moved = await self._stir(visit, session, visitor)
        if page is self._around.known.entry:
            asking = await self._still_asks(chooser, visitor, patient=met is not None)
            self._around.known.stirs = moved and asking
            self._around.known.yields = moved and met is not None and not asking
            if met is not None and self._interface is not None and not asking:
                self._interface = self._interface.model_copy(update={"vanished": True})
        if await type_into_a_field(session, visitor):
            await visitor.settle(time.monotonic(), limit=self._around.job.waiting.quiet * 2)
        await self._take_stored(page, session, visitor)

    async def _still_asks(self, chooser: Chooser, visitor: Visitor, patient: bool) -> bool:
        """Whether an interface shows; who is `patient` gives one that hides while a page is read time to come back."""
        if first_layer((await chooser.survey()).blocks) is not None:
            return True
        if not patient:
            return False
        await visitor.alive(asyncio.sleep(_BACK_SECONDS))
        return first_layer((await chooser.survey()).blocks) is not None

    async def _stir(self, visit: Visit, session: Session, visitor: Visitor) -> bool:
        """Move about on the page that is open; whether it asked for anything."""
        return await stir(session, visitor, visit, self._around.job.waiting.quiet)

    async def _controls(self, visit: Visit, session: Session, visitor: Visitor) -> str | None:
        """Digest of what the page that is open asks for, None where it asks for nothing."""
        form = controls_form(await visitor.alive(take_snapshot(session, visit.elements)), visit.final_url)
        return self._around.job.blobs.put(form.encode()) if form else None

    async def _take_stored(self, page: PageToVisit, session: Session, visitor: Visitor) -> None:
        """What the page and its frames hold now."""
        await take_unheard(session, page.url)
        await visitor.alive(session.storage.take_held(session.frames, page.url, all_its_own=page.is_learner))

    async def _follow_drawn_links(self, session: Session, visitor: Visitor) -> None:
        """Add the pages that the home page's scripts lead to: the phases that come after open them as well."""
        around, home = self._around, self._visits[0]
        if around.job.drawn is None or around.followed or home.failure is not None:
            return
        around.followed = True
        frame = (await visitor.alive(session.frames.all()))[0]
        html = await visitor.alive(session.frames.evaluate(frame, _DRAWN))
        if isinstance(html, str):
            found = await visitor.alive(around.job.drawn(home.final_url, html))
            around.pages = choose_pages(around.job.with_pages(found))

    async def _meet(
        self, page: PageToVisit, block: Block | None, survey: Survey, chooser: Chooser, picture: str | None
    ) -> None:
        """Write down the consent interface that a page shows."""
        known, vanished = self._around.known, block is None and self._early.first is not None
        if vanished and self._early.first is not None:
            block, survey = self._early.first
        may_be_there = block is not None or (page is self._around.pages[0] and chooser.has_third_parties())
        if not known.looked and known.provider is None and may_be_there:
            known.provider = await chooser.platform.detect()
        if block is None and not chooser.platform.shows:
            return
        known.entry = known.entry or page
        provider = known.provider or "hand-made"
        if block is None:
            self._interface = ConsentInterface(provider=provider, page=page.url, screenshot=picture)
            return
        offset = await chooser.offset(block)
        met = interface_of(block, provider, page.url, offset, survey.covered, None if vanished else picture)
        self._interface = met.model_copy(update={"vanished": vanished})

    async def _inspect(self, session: Session, visitor: Visitor, chooser: Chooser) -> None:
        """Open the settings behind the first layer, to see what is ticked; what is sent meanwhile is not recorded."""
        entry = self._around.known.entry
        if (
            entry is None
            or self._interface is None
            or self._interface.vanished
            or self._purse.remaining() < 2 * PAGE_SECONDS
        ):
            return
        if not any(control.kind == "settings" for control in self._interface.controls):
            return
        await visitor.open(entry, quiet=CHOICE_QUIET_SECONDS)
        block, _ = await chooser.find(self._around.job.waiting.look)
        if block is not None:
            second = await chooser.settings(block)
            self._note_second_layer(Outcome(second=second))
            if second is None and self._interface is not None:
                told = await text_page(block, entry.url, session, visitor, chooser)
                self._interface = self._interface.model_copy(update={"settings_page": told})

    async def _confirm(self, session: Session, visitor: Visitor) -> None:
        """Load once more, in this second profile, the pages that showed what the entry page does not."""
        pages, self._around.known.to_confirm = self._around.known.to_confirm, ()
        for page in pages:
            visit = await self._open(page, visitor)
            if visit is not None and visit.failure is None:
                with contextlib.suppress(PageFroze):
                    if self._around.known.entry is None or self._around.known.stirs:
                        await self._stir(visit, session, visitor)
                    await self._take_stored(page, session, visitor)

    async def _enter(self, wish: Wish, session: Session, visitor: Visitor, chooser: Chooser) -> _Entry:
        """Open the page on which the interface shows and find it again.

        One that takes reading on for consent is read on once more before it is accepted: what it then sets off was
        otherwise seen in one profile only.
        """
        known, waiting = self._around.known, self._around.job.waiting
        page = known.entry or self._around.pages[0]
        visit = await self._open_first(page, session, visitor, chooser)
        if visit is None:
            raise BrowserDied("budget")
        if visit.failure == FROZEN:
            raise PageFroze
        expected = known.entry is not None or not known.looked or known.asks_others
        block, survey = await chooser.find(waiting.look if expected and visit.failure is None else 0.0)
        visit.screenshot = await visitor.picture()
        if block is not None or self._early.first is not None:
            await self._meet(page, block, survey, chooser, visit.screenshot)
        yields = known.yields and wish == "accept"
        if visit.failure is None and (block is None or known.stirs or yields):
            await self._stir(visit, session, visitor)
        if yields:
            block, survey = await chooser.find(0.0)
            if block is None and self._interface is not None:
                self._interface = self._interface.model_copy(update={"vanished": True})
        await visitor.glance_away()
        await self._take_stored(page, session, visitor)
        return _Entry(block, survey, visit.text_length)

    async def _after(self, session: Session, visitor: Visitor, chooser: Chooser, before: Survey) -> bool | None:
        """All pages after the choice, the entry page first; whether the choice was kept."""
        kept: bool | None = None
        entry = self._around.known.entry or self._around.pages[0]
        pages = (entry, *(page for page in self._around.pages if page.url != entry.url))
        for number, page in enumerate(pages, start=1):
            visitor.to_come = len(pages) - number
            visit = await self._open(page, visitor)
            if visit is None or visit.failure is not None:
                continue
            with contextlib.suppress(PageFroze):
                survey = await chooser.survey()
                if page is entry:
                    kept = chooser.asking(survey) is None
                visit.way_back, visit.way_back_to = await self._way_back(session, visitor)
                visit.usable = usable(survey, before, same_page=page is entry)
                visit.screenshot = await visitor.picture()
                await self._stir(visit, session, visitor)
                await self._take_stored(page, session, visitor)
        return kept

    async def _open_first(
        self, page: PageToVisit, session: Session, visitor: Visitor, chooser: Chooser
    ) -> Visit | None:
        """Open a page where no interface was met yet, and look at it as soon as it has loaded."""
        if self._interface is not None:
            return await self._open(page, visitor)
        async with glimpsed(session, chooser) as self._early:
            return await self._open(page, visitor)

    async def _open(self, page: PageToVisit, visitor: Visitor) -> Visit | None:
        """Open a page, or note that there was no time for it."""
        if self._purse.remaining() < PAGE_SECONDS:
            self._visits.append(Visit(page, failure="budget"))
            return None
        visit = Visit(page)
        self._visits.append(visit)
        return await visitor.open(page, visit=visit)

    async def _way_back(self, session: Session, visitor: Visitor) -> tuple[str | None, str]:
        for frame in (await visitor.alive(session.frames.all()))[:6]:
            found = way_back_to(await visitor.alive(session.frames.evaluate(frame, CONTROLS)))
            if found is not None:
                return found
        return None, ""

    # Writing -------------------------------------------------------------------------------------------------------

    def _note_second_layer(self, outcome: Outcome) -> None:
        """Add what the second layer shows."""
        if self._interface is not None and outcome.second is not None:
            self._interface = with_second_layer(self._interface, outcome.second)

    def _written(
        self, phase: Phase, began: datetime, part: Part, stored: tuple[StorageItem, ...], told: Told = NOTHING_TOLD
    ) -> PhaseRun:
        requests = part.requests(self._around.proxy.peer, self._around.proxy.refusals.get)
        failed = Counter(request.page for request in requests if request.failure is not None)
        run = run_of(phase, self._run, began, self._interface, told)
        seen = {
            "pages": tuple(page for visit in self._visits for page in written(visit, failed[visit.page.url])),
            "requests": requests,
            "cookies": tuple(part.cookies),
            "storage": stored,
            "behaviours": part.behaviour(),
        }
        return run.model_copy(update=seen)


@dataclass(frozen=True)
class _Entry:
    """The entry page as it was before the choice."""

    block: Block | None
    survey: Survey
    text_length: int
