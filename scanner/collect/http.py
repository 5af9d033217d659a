"""Pages over HTTP: each address is fetched once, and whatever is left out is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.nouns.evidence import Bot, Evidence, Exchange, Page, PassedOver, Skipped
from catalog.nouns.vocabulary import DOCUMENT_ROLES, LEARNER_ROLES, PassedOverReason, Role, SkipReason, Surface
from catalog.sites import host_of
from scanner.net.failure import FetchFailure

if TYPE_CHECKING:
    from scanner.net.fetch import Fetched, Web
    from scanner.page import ParsedPage
    from scanner.progress import Progress

META_REFRESHES = 2
"""How many times a page that only sends on by `<meta http-equiv=refresh>` is followed."""
REFRESH_PROSE = 400
"""A page with more running text than this is a page, whatever refresh it carries."""


@dataclass(frozen=True, eq=False)
class Sight:
    """An address that answered with content: the exchange, and the page's HTML read once (None for a PDF)."""

    url: str
    fetched: Fetched
    page: ParsedPage | None

    @property
    def final_url(self) -> str:
        """Where the content came from after redirects."""
        return self.fetched.exchange.final_url

    @property
    def language(self) -> str | None:
        """The language of most of the page's text, else the one it declares."""
        from rules.derive.language import page_language

        return page_language(self.page.text, self.page.language) if self.page is not None else None


def known_exchanges(earlier: Evidence | None) -> dict[str, Exchange]:
    """The exchanges of an earlier scan by the address that was asked for; requests for them are conditional."""
    if earlier is None:
        return {}
    exchanges = (*(page.exchange for page in earlier.pages), *earlier.well_known)
    return {exchange.url: exchange for exchange in exchanges}


def surface_of(role: Role) -> Surface:
    """The surface that pages of a role belong to."""
    if role in LEARNER_ROLES:
        return "learner"
    return "documents" if role in DOCUMENT_ROLES else "showcase"


class Visits:
    """The pages of one scan, in the order in which they were accepted."""

    def __init__(self, web: Web, known: Mapping[str, Exchange], progress: Progress) -> None:
        self._web = web
        self._known = known
        self._progress = progress
        self._seen: dict[str, Sight | None] = {}
        self.pages: list[Page] = []
        self.skipped: list[Skipped] = []
        self.passed_over: list[PassedOver] = []
        self.searched: list[str] = []
        self.bots: list[Bot] = []
        self.spent = False
        """Whether pages, bytes or time have run out: guessing on makes no sense then."""
        self.named_hosts: dict[str, None] = {}
        """Hosts that the accepted pages load from or name in scripts, in the order of their first mention."""

    def skip(self, url: str, reason: SkipReason, detail: str, role: Role = "other") -> None:
        """Say that an address was left out; the same thing is said once."""
        item = Skipped(url=url, reason=reason, detail=detail, role=role)
        if not any((one.url, one.reason) == (url, reason) for one in self.skipped):
            self.skipped.append(item)

    def pass_over(self, sight: Sight, role: Role, reason: PassedOverReason) -> None:
        """Say that a page that answered is not what it was read for; it may still be taken for something else."""
        self.passed_over.append(PassedOver(url=sight.final_url, reason=reason, role=role))

    def was_seen(self, url: str) -> bool:
        """Whether an address was tried already."""
        return url in self._seen

    def seen(self, url: str) -> Sight | None:
        """What an address that was tried answered, None where it gave nothing."""
        return self._seen.get(url)

    async def look(self, url: str, role: Role, *, guess: bool = False) -> Sight | None:
        """The content at a canonical address, or None where none came; the reason is then in `skipped`.

        `guess` marks an address nobody linked to: that nothing is there goes without saying.
        """
        if url in self._seen:
            return self._seen[url]
        self._seen[url] = None
        if role in DOCUMENT_ROLES and url not in self.searched:
            self.searched.append(url)
        self._progress("guess" if guess else "page", role=role, url=url)
        try:
            sight = await self._look(url, role, guess)
        except FetchFailure as failure:
            self.spent = self.spent or failure.reason == "budget"
            closed = guess and failure.reason == "blocked"
            self.spent = self.spent or closed
            if not closed and (not guess or failure.reason not in ("error", "unreadable-format")):
                self.skip(url, failure.reason, failure.detail, role)
            return None
        self._seen[url] = sight
        return sight

    async def _look(self, url: str, role: Role, guess: bool) -> Sight | None:
        current = url
        for _ in range(META_REFRESHES + 1):
            fetched = await self._web.fetch(current, known=self._known.get(current))
            if not self._usable(url, fetched, role, guess):
                if role == "home":
                    self._note_refused_home(fetched)
                return None
            sight = Sight(url, fetched, _parsed(fetched))
            target = sight.page.refresh if sight.page is not None else None
            if sight.page is None or target is None or len(sight.page.prose) > REFRESH_PROSE or target in self._seen:
                break
            self._seen.setdefault(target, sight)
            current = target
        self._seen.setdefault(sight.final_url, sight)
        return sight

    def _note_refused_home(self, fetched: Fetched) -> None:
        """A home page that answers with an error is evidence too: of its status, not of its content."""
        self.pages.append(Page(role="home", surface="showcase", found_by="given", exchange=fetched.exchange))

    def _usable(self, url: str, fetched: Fetched, role: Role, guess: bool) -> bool:
        """Whether an answer is content of the site; says in `skipped` why not."""
        exchange = fetched.exchange
        status = exchange.status or 0
        if fetched.bot == "403" and guess:
            return False
        if fetched.bot is not None:
            wait = exchange.header("retry-after")
            self.bots.append(Bot(url=url, sign=fetched.bot))
            self.skip(
                url, "blocked", f"{fetched.bot}, status {status}" + (f", Retry-After: {wait}" if wait else ""), role
            )
            return False
        if status in (401, 407):
            self.skip(url, "login-required", f"status {status}", role)
            return False
        if not 200 <= status < 300:
            if not guess:
                self.skip(url, "error", f"status {status}", role)
            return False
        if exchange.truncated:
            self.skip(url, "too-large", f"cut after {exchange.size} bytes", role)
        return True

    def accept(
        self, sight: Sight, role: Role, found_by: str, *, also: tuple[Role, ...] = (), language: str | None = None
    ) -> None:
        """Take a page into the evidence. A page that is there already gets the role besides its own.

        A page of the showcase that is the login page too stands there twice: it belongs to both surfaces.
        """
        if sight.page is not None:
            self.named_hosts.update(dict.fromkeys(map(host_of, (*sight.page.resources, *sight.page.inline))))
        for index, page in enumerate(self.pages):
            if page.exchange.final_url == sight.final_url and (role not in LEARNER_ROLES or page.surface == "learner"):
                roles = tuple(dict.fromkeys((*page.also, role, *also)))
                more = tuple(one for one in roles if one != page.role)
                self.pages[index] = page.model_copy(update={"also": more})
                return
        self.pages.append(
            Page(
                role=role,
                also=tuple(one for one in also if one != role),
                surface=surface_of(role),
                found_by=found_by[:200],
                exchange=sight.fetched.exchange,
                language_hint=language,
            )
        )


def _parsed(fetched: Fetched) -> ParsedPage | None:
    from scanner.page import parse_page

    kind = fetched.exchange.media_type or ""
    if kind in ("text/html", "application/xhtml+xml", "text/plain", "text/markdown"):
        return parse_page(fetched.text, fetched.exchange.final_url)
    return None
