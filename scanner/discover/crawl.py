"""Discovery: from a tool's home page to its documents, login and sign-up pages, in an order that is always the same.

1. what the home page links to, the clearest link of each role first; 2. one hop through legal hubs and the documents
found, and to a policy's version for pupils; 3. what login and sign-up pages link to; 4. French versions; 5. two
ordinary pages; 6. for documents still missing, the sitemap, then well-known paths, held against what the site answers
to an address that cannot exist; 7. pages on accessibility, security, artificial intelligence and commitments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.vocabulary import DOCUMENT_ROLES, LEARNER_ROLES, PassedOverReason, Role
from catalog.sites import host_of
from rules.derive.language import page_language
from scanner.collect.http import Sight, Visits
from scanner.discover.brand import is_of_the_tool
from scanner.discover.gaps import Gaps
from scanner.discover.judge import (
    SIMILAR,
    holds_document,
    is_nowhere,
    objection,
    other_roles,
    reads_as_hinted_policy,
    reads_as_policy,
    role_of,
    similarity,
    word_set,
)
from scanner.discover.links import Candidate, candidates, documents_only, hinted_pages, inner_pages, of_this_tool
from scanner.discover.ownership import owner_of
from scanner.discover.topics import topic_pages
from scanner.discover.unlinked import WELL_KNOWN, Unlinked
from scanner.discover.versions import french_alternate, language, switches_to_french
from scanner.discover.words import words

if TYPE_CHECKING:
    from scanner.net.fetch import Web
    from scanner.page import ParsedPage

ORDER: tuple[Role, ...] = (
    "privacy",
    "terms",
    "legal-notice",
    "login",
    "signup",
    "cookies",
    "dpa",
    "subprocessors",
    "app",
)
WANTED: dict[Role, int] = {
    "privacy": 3,
    "terms": 3,
    "legal-notice": 1,
    "login": 2,
    "signup": 2,
    "cookies": 1,
    "dpa": 2,
    "subprocessors": 1,
    "app": 2,
}
"""Pages taken for a role, French versions apart: a vendor may have one policy for the site and one for the product."""
TRIES = 3
"""Candidates tried for one more page of a role before the next role has its turn."""
HUBS = 2
FRAMES = 2
"""Frames of a page looked into for the document that the page promises."""
INNER = 2
SITEMAP_TRIES = 2


class Discovery:
    """The search for one tool's pages. Results go to `visits`."""

    def __init__(self, web: Web, visits: Visits, home: Sight, sites: frozenset[str], name: str = "") -> None:
        self._web = web
        self._visits = visits
        self._home = home
        self._sites = sites
        self._name = name
        self._taken: dict[Role, list[Sight]] = {role: [] for role in ORDER}
        self._sections: set[Role] = set()
        self._hubs: list[Sight] = []
        self._unlinked = Unlinked(web, visits, home.final_url, sites)
        self.gaps = Gaps()
        """Where scripts may still draw a document."""

    async def run(self, given_documents: tuple[str, ...] = (), given_apps: tuple[str, ...] = ()) -> None:
        """Look for everything. Never raises for what a site does."""
        for url in given_documents:
            await self._given(url, "privacy")
        for url in given_apps:
            await self._given(url, "app")
        start = [self._home, *await self._french_home(), *self._taken["app"]]
        found = [one for sight in start if sight.page for one in candidates(sight.page, self._sites)]
        await self.take_all(found, hub=False)
        await self.through_hubs(found)
        await self._for_pupils()
        if not self._taken["login"]:
            self._accept_home("login")
        await self._from_learner_pages()
        await self._french_versions()
        await self._hinted([*start, *self._hubs])
        await self._inner_pages(start)
        missing = [role for role in self._missing() if words().roles[role].well_known]
        if missing:
            await self._unlinked.find(missing, self._accept_guess)
        self._home_sections()
        await self._topics([*start, *self._hubs])
        self.order()

    def missing(self) -> list[Role]:
        """Roles without a page of their own that was read, nor a section of one; gaps do not count."""
        return [
            role
            for role in ORDER
            if role not in self._sections and all(one.final_url in self.gaps for one in self._taken[role])
        ]

    async def _given(self, url: str, role: Role) -> None:
        sight = await self._visits.look(url, role)
        if sight is None:
            return
        if role == "app" or sight.page is None:
            self.accept(sight, role, "given", checked=False)
        elif is_nowhere(sight.page, sight.final_url, None):
            self._visits.pass_over(sight, role, "not-there")
        else:
            given = role_of(sight.page, url)
            role = role if given == "other" and sight.page.is_shell else given
            self.gaps.note(sight, role, "given", "script-only" if sight.page.is_shell else None)
            self.accept(sight, role, "given", checked=False)

    async def _french_home(self) -> list[Sight]:
        """The French home page, where the given one is in another language and names it."""
        page = self._home.page
        if page is None or page_language(page.text, page.language) == "fr":
            return []
        url = next((page.alternates[key] for key in ("fr-fr", "fr") if key in page.alternates), None)
        url = url or next((link.url for link in page.links if switches_to_french(link.url, link.label)), None)
        if url is None or url == self._home.final_url or owner_of(url, self._sites) != "own":
            return []
        sight = await self._visits.look(url, "home")
        if sight is None or sight.page is None or is_nowhere(sight.page, sight.final_url, None):
            return []
        self._visits.accept(sight, "home", "link:hreflang fr", language="fr")
        return [sight]

    async def take_all(self, found: list[Candidate], *, hub: bool, only_missing: bool = False) -> None:
        """The best candidate of each role first, then further ones, up to what is wanted of a role."""
        for round_number in range(max(WANTED.values())):
            for role in ORDER:
                if len(self._taken[role]) > round_number or (only_missing and round_number > 0):
                    continue
                if len(self._taken[role]) < WANTED[role]:
                    await self._take_one([one for one in found if one.role == role], role, hub)

    async def _framed(self, sight: Sight, role: Role, found_by: str) -> bool:
        """Take the document that a page only shows in a frame, as those of policy services are."""
        if sight.page is None or role not in DOCUMENT_ROLES:
            return False
        for url in sight.page.frames[:FRAMES]:
            if owner_of(url, self._sites) in ("own", "hosted") and not self._visits.was_seen(url):
                framed = await self._visits.look(url, role)
                if framed is not None and self.accept(framed, role, found_by):
                    return True
        return False

    async def _take_one(self, found: list[Candidate], role: Role, hub: bool) -> None:
        tries = 0
        for candidate in found:
            known = self._visits.was_seen(candidate.url)
            if known and any(one.url == candidate.url for one in self._taken[role]):
                continue
            sight = await self._visits.look(candidate.url, role)
            tries += 0 if known else 1
            if sight is not None and self.accept(sight, role, candidate.found_by(hub)):
                return
            if sight is not None and not known and await self._framed(sight, role, candidate.found_by(hub)):
                return
            if tries >= TRIES:
                return

    def accept(self, sight: Sight, role: Role, found_by: str, *, checked: bool = True) -> bool:
        """Take a sight for a role if it is one; True where it was taken now."""
        if role != "other" and any(one.final_url == sight.final_url for one in self._taken[role]):
            return False
        if sight.final_url == self._home.final_url and role != "app":
            return self._accept_home(role)
        if not is_of_the_tool(sight, role, self._sites, (self._name,), given=not checked):
            if role in LEARNER_ROLES:
                self._visits.skip(sight.url, "login-required", f"sends on to {host_of(sight.final_url)}", role)
            return self._pass_over(sight, role, found_by, "other-publisher")
        against = objection(sight, role, self._unlinked.nowhere) if checked else None
        if checked and role in DOCUMENT_ROLES and self._repeats_home(sight):
            self.gaps.note(sight, role, found_by, "too-short")
            return self._pass_over(sight, role, found_by, "home-again")
        if checked:
            self.gaps.note(sight, role, found_by, against)
        if against == "script-only":
            self._visits.skip(
                sight.url, "unreadable-format", "the page is made by a script: static HTML is empty", role
            )
        elif against == "login":
            self._visits.skip(sight.url, "login-required", "a login form came instead of the document", role)
            return False
        elif against is not None:
            return self._pass_over(sight, role, found_by, against)
        also = other_roles(sight.page, role) if sight.page is not None and role in DOCUMENT_ROLES else ()
        self._visits.accept(sight, role, found_by, also=also, language=language(sight))
        if sight.final_url not in self.gaps:
            self._sections.update(also)
        if role in self._taken:
            self._taken[role].append(sight)
        return True

    def _pass_over(self, sight: Sight, role: Role, found_by: str, reason: PassedOverReason) -> bool:
        """Say what a page was not; that a guessed address holds something else goes without saying. Always False."""
        if found_by != WELL_KNOWN:
            self._visits.pass_over(sight, role, reason)
        return False

    def _repeats_home(self, sight: Sight) -> bool:
        """Whether the home page came again under another address, as some sites answer to broken links."""
        if sight.page is None or self._home.page is None or self._home.page.is_shell:
            return False
        return similarity(word_set(sight.page), word_set(self._home.page)) >= SIMILAR

    def _accept_home(self, role: Role) -> bool:
        """The home page itself as login page (its form is there) or as document (a one-page site)."""
        page = self._home.page
        if page is None or (role in LEARNER_ROLES and not page.asks_password):
            return False
        if role in DOCUMENT_ROLES and role not in other_roles(page, "other"):
            return False
        self._visits.accept(self._home, role, "given")
        self._taken[role].append(self._home)
        return True

    def _home_sections(self) -> None:
        """A one-page site holds its documents itself, each under a heading."""
        for role in self._missing():
            if role in DOCUMENT_ROLES and self._home.page is not None and holds_document(self._home.page, role):
                self._accept_home(role)

    def _missing(self) -> list[Role]:
        """Roles without a page, nor a section of one."""
        return [role for role in ORDER if not self._taken[role] and role not in self._sections]

    async def through_hubs(self, found: list[Candidate]) -> None:
        """The documents that legal hubs among the candidates list, then those that documents link to."""
        for candidate in [one for one in found if one.role == "hub"][:HUBS]:
            sight = await self._visits.look(candidate.url, "other")
            if sight is None:
                continue
            if sight.page is None or is_nowhere(sight.page, sight.final_url, self._unlinked.nowhere):
                self._visits.pass_over(sight, "other", "not-there" if sight.page else "other-content")
                continue
            self._hubs.append(sight)
            leads = bool(documents_only(candidates(sight.page, self._sites)))
            self._visits.pass_over(sight, "other", "leads-on" if leads else "other-content")
            self._hub_as_document(sight, candidate)
        gathered = [one for hub in self._hubs if hub.page for one in candidates(hub.page, self._sites)]
        await self.take_all(of_this_tool(documents_only(gathered), self._sites), hub=True)
        documents = [sight for role in DOCUMENT_ROLES for sight in self._taken[role]]
        linked = [
            one
            for sight in dict.fromkeys(documents)
            if sight.page is not None
            for one in candidates(sight.page, self._sites, own_only=True)
        ]
        await self.take_all(documents_only(linked), hub=True, only_missing=True)

    async def _for_pupils(self) -> None:
        """The versions for pupils that the policies name: the same notice in plain words, or one of its own."""
        policies = [sight.page for sight in self._taken["privacy"] if sight.page]
        for found in topic_pages(policies, self._sites, [words().pupils]):
            if (sight := await self._visits.look(found.url, "privacy")) is not None:
                self.accept(sight, "privacy", found.found_by)

    def _hub_as_document(self, sight: Sight, candidate: Candidate) -> None:
        """A legal hub may hold the documents themselves, one under each heading."""
        if sight.page is None:
            return
        roles = other_roles(sight.page, "other")
        if roles:
            self.accept(sight, roles[0], candidate.found_by(False))

    async def _from_learner_pages(self) -> None:
        pages = [sight for role in LEARNER_ROLES for sight in self._taken[role]]
        missing = set(self._missing())
        linked = [
            one for sight in pages if sight.page for one in candidates(sight.page, self._sites) if one.role in missing
        ]
        await self.take_all(linked, hub=False, only_missing=True)

    async def _french_versions(self) -> None:
        """For documents in another language, the French version their page names."""
        for role in DOCUMENT_ROLES:
            if any(language(sight) == "fr" for sight in self._taken[role]):
                continue
            for sight in list(self._taken[role][:1]):
                url = french_alternate(sight)
                if url is None or url == sight.final_url or owner_of(url, self._sites) == "foreign":
                    continue
                french = await self._visits.look(url, role)
                if french is not None:
                    self.accept(french, role, "link:hreflang fr")

    async def _hinted(self, start: list[Sight]) -> None:
        """Pages whose label hints at a policy, where no link names one: one of them may be it."""
        linked = [one for sight in start if sight.page for one in hinted_pages(sight.page, self._sites, TRIES)]
        for candidate in linked[:TRIES]:
            if "privacy" not in self._missing():
                return
            if candidate.url in self._final_urls():
                continue
            sight = await self._visits.look(candidate.url, "privacy", guess=True)
            if sight is None or sight.page is None:
                continue
            if reads_as_hinted_policy(sight.page):
                self.accept(sight, "privacy", candidate.found_by(False))
            else:
                self._visits.pass_over(sight, "privacy", "other-content")

    async def _inner_pages(self, start: list[Sight]) -> None:
        for sight in start:
            if sight.page is None or host_of(sight.final_url) != host_of(self._home.final_url):
                continue
            for candidate in inner_pages(sight.page, self._sites, INNER):
                await self._ordinary(candidate.url, candidate.found_by(False))
            return

    async def _topics(self, start: list[Sight]) -> None:
        """Pages that some criteria read beside the documents. A page that is there already is not looked for again."""
        if self._visits.spent:
            return
        pages = [sight.page for sight in start if sight.page]
        for found in topic_pages(pages, self._sites, words().topics.values()):
            await self._ordinary(found.url, found.found_by)

    async def _ordinary(self, url: str, found_by: str) -> None:
        """Take a page that is no document."""
        sight = await self._visits.look(url, "other")
        if sight is None or sight.page is None or sight.final_url in self._final_urls():
            return
        if owner_of(sight.final_url, self._sites) not in ("own", "hosted"):
            self._visits.pass_over(sight, "other", "other-publisher")
        elif is_nowhere(sight.page, sight.final_url, self._unlinked.nowhere):
            self._visits.pass_over(sight, "other", "not-there")
        elif not self._fills_a_gap(sight, sight.page, found_by):
            self._visits.accept(sight, "other", found_by, language=language(sight))

    def _fills_a_gap(self, sight: Sight, page: ParsedPage, found_by: str) -> bool:
        """Whether an ordinary page was taken as the policy, or as the log-in page, that no label named."""
        missing = self._missing()
        if "privacy" in missing and reads_as_policy(page) and self.accept(sight, "privacy", found_by):
            return True
        # Where every page has the form, the home page was taken already.
        own_form = page.asks_password and owner_of(sight.final_url, self._sites) == "own"
        return own_form and "login" in missing and self.accept(sight, "login", found_by)

    def _final_urls(self) -> set[str]:
        return {page.exchange.final_url for page in self._visits.pages}

    def _accept_guess(self, sight: Sight, role: Role, found_by: str) -> bool:
        """As `_accept`, but a page that shows nothing without script proves nothing at a guessed address."""
        if sight.page is not None and sight.page.is_shell:
            if found_by == "sitemap":
                self.gaps.note(sight, role, found_by, "script-only")
            return False
        if sight.final_url == self._home.final_url:
            return False
        return self.accept(sight, role, found_by)

    def order(self) -> None:
        """The given home first, then by role, French first within a role; otherwise as found."""
        rank = {role: index for index, role in enumerate(("home", *ORDER, "other"))}
        given = self._home.final_url
        self._visits.pages.sort(
            key=lambda page: (rank[page.role], page.exchange.final_url != given, page.language_hint != "fr")
        )
