"""Which address of a tool answers: the one given, or what a person would try next; and whether it is a product's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.sites import host_of, registrable_domain
from scanner.net.address import AddressError, parse_target

if TYPE_CHECKING:
    from scanner.collect.http import Sight, Visits
    from scanner.net.fetch import Web
    from scanner.net.resolver import Resolver
    from scanner.progress import Progress


class HomeSearch:
    """The search for a tool's home page. What stands in its way is told in the visits' `skipped`."""

    def __init__(self, web: Web, resolver: Resolver, visits: Visits, progress: Progress) -> None:
        self._web = web
        self._resolver = resolver
        self._visits = visits
        self._progress = progress

    def addresses(self, given: str) -> tuple[str, ...]:
        """The addresses to try in order; none where nothing may be scanned, with the reason in `skipped`."""
        from rules.derive.targets import wrong_target

        try:
            candidates = parse_target(given)
        except AddressError as error:
            self._visits.skip(given, "error", str(error), "home")
            self._progress("unusable-address", problem=error.problem, url=given)
            return ()
        kind = wrong_target(candidates[0])
        if kind is not None:
            self._say_wrong_target(given, kind)
            return ()
        return candidates

    async def page(self, candidates: tuple[str, ...]) -> Sight | None:
        """The home page, accepted as such; None where no address answers or where it is no product's own."""
        from rules.derive.targets import wrong_target

        sight = None
        for url in await self._to_try(candidates):
            sight = await self._visits.look(url, "home")
            if sight is not None or not self._may_try_on(url):
                break
        if sight is None:
            return None
        kind = wrong_target(sight.final_url)
        if kind is not None:
            self._say_wrong_target(sight.url, kind)
            return None
        self._visits.accept(sight, "home", "given", language=sight.language)
        if sight.page is not None and sight.page.is_shell:
            detail = "the page is made by a script: static HTML shows almost nothing of it"
            self._visits.skip(sight.url, "unreadable-format", detail, "home")
        return sight

    async def _to_try(self, candidates: tuple[str, ...]) -> tuple[str, ...]:
        """The candidates; then plain http for https, and `www.` for a bare domain that has no address."""
        tries = list(candidates)
        first = candidates[0]
        if first.startswith("https:"):
            tries.append(first.replace("https:", "http:", 1))
        host = host_of(first)
        if registrable_domain(host) == host and not (await self._resolver.resolve(host)).addresses:
            tries.append(first.replace("://", "://www.", 1))
        return tuple(dict.fromkeys(tries))

    def _may_try_on(self, url: str) -> bool:
        """Whether a failed home address leaves sense in trying the next one: nothing answered there at all."""
        last = next((one for one in reversed(self._visits.skipped) if one.url == url), None)
        silent_there = not self._web.answered(url)
        return last is not None and last.reason in ("error", "timeout") and silent_there

    def _say_wrong_target(self, url: str, kind: str) -> None:
        detail = f"wrong-target: {kind}: this is not the product's own address; give the address of the product"
        self._visits.skip(url, "error", detail, "home")
        self._progress("wrong-target", kind=kind, url=url)
