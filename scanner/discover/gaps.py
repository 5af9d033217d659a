"""Gaps: addresses that are to hold a document and whose plain HTML holds none yet, because scripts draw it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.nouns.vocabulary import Role
from rules.reading.extract import extract
from scanner.collect.http import Sight
from scanner.discover.judge import Objection, may_be_drawn


@dataclass(frozen=True)
class Gap:
    """One address. `also` are further roles under which it was linked; `plain_characters` what its HTML says."""

    url: str
    role: Role
    found_by: str
    also: tuple[Role, ...] = ()
    plain_characters: int = 0


class Gaps:
    """The gaps of one scan, in the order in which they were met."""

    def __init__(self) -> None:
        self._known: dict[str, Gap] = {}

    def __iter__(self) -> Iterator[Gap]:
        return iter(self._known.values())

    def __contains__(self, url: str) -> bool:
        return url in self._known

    def note(self, sight: Sight, role: Role, found_by: str, against: Objection | None) -> None:
        """Note a page that was looked at for a role, where scripts may still draw the document."""
        page, url = sight.page, sight.final_url
        if page is None or not may_be_drawn(page, role, against, lambda: _text_length(sight)):
            return
        known = self._known.get(url)
        if known is None:
            self._known[url] = Gap(url, role, found_by, plain_characters=len(page.prose))
        elif role not in (known.role, *known.also):
            self._known[url] = replace(known, also=(*known.also, role))


def _text_length(sight: Sight) -> int:
    return len(extract(sight.fetched.body, sight.fetched.exchange.media_type, None).text)
