"""Pages on accessibility, security, AI and GDPR commitments: no documents, but some criteria read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from scanner.discover.ownership import owner_of
from scanner.discover.words import TopicWords, contains, fold
from scanner.page import Link, ParsedPage

MOST_OF_A_TOPIC = 2
"""Pages taken for one topic: a statement, and a page that sums up."""
LONGEST_LABEL = 5
"""Words of a label beyond which it is a headline, not the name of a page."""
SHORT = 3
"""Letters up to which a phrase must be the whole label: "ia" and "ai" stand in many."""


class TopicPage(NamedTuple):
    """A page that speaks of a topic, and how it was found, in the words of the evidence."""

    url: str
    found_by: str


def topic_pages(
    pages: Iterable[ParsedPage], sites: frozenset[str], topics: Iterable[TopicWords]
) -> tuple[TopicPage, ...]:
    """The addresses on the tool's sites that a link names as a page of one of the topics; the same for the same pages.

    Labels before addresses, in the order of the pages; a link that only jumps within its page leads nowhere new.
    """
    links = [
        link
        for page in pages
        for link in page.links
        if _bare(link.url) != _bare(page.url) and owner_of(link.url, sites) in ("own", "hosted")
    ]
    named = [(link, _bare(link.url), _label(link), _last_part(link.url)) for link in links]
    found: dict[str, TopicPage] = {}
    for topic in topics:
        clearest: dict[str, tuple[int, Link]] = {}
        for link, address, label, last in named:
            rank = _rank(label, last, topic)
            if rank > clearest.get(address, (0, link))[0]:
                clearest[address] = (rank, link)
        ordered = sorted(clearest.items(), key=lambda one: -one[1][0])
        for address, (_, link) in ordered[:MOST_OF_A_TOPIC]:
            found.setdefault(address, TopicPage(link.url, _found_by(link)))
    return tuple(found.values())


def _found_by(link: Link) -> str:
    return f"footer:{link.label}" if link.area == "footer" or link.in_footer_hint else f"link:{link.label}"


def _rank(label: str, last: str, topic: TopicWords) -> int:
    """How plainly a link names the topic: 3 its whole label, 2 within a short label, 1 its address, 0 not at all."""
    if label in topic.labels:
        return 3
    short = len(label.split()) <= LONGEST_LABEL
    if short and any(len(phrase) > SHORT and contains(label, phrase) for phrase in topic.labels):
        return 2
    return 1 if short and last in topic.paths else 0


def _label(link: Link) -> str:
    return fold(link.label).strip(" .:;,!?›»>→←«|•·*()[]")


def _last_part(url: str) -> str:
    last = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower().removesuffix(".html").removesuffix(".php")
    return last.replace("_", "-")


def _bare(url: str) -> str:
    return url.split("#", 1)[0].rstrip("/")
