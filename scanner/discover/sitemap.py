"""Sitemaps (sitemaps.org protocol 0.9): the addresses a site lists of itself, capped in number, size and depth."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from catalog.sites import site_of
from scanner.net.address import canonical, origin_of
from scanner.net.failure import FetchFailure

if TYPE_CHECKING:
    from scanner.net.fetch import Web

FILES = 4
"""Sitemap files read at most, the index among them."""
ADDRESSES = 20_000
UNPACKED_BYTES = 10_000_000


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, UNPACKED_BYTES)
    except zlib.error:
        return b""


class _Locations:
    """Parser target: the text of every `loc`, and whether the file is an index."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.index = False
        self._open = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = tag.rsplit("}", 1)[-1].lower()
        self.index |= name == "sitemapindex"
        self._open = name == "loc"
        if self._open and len(self.found) < ADDRESSES:
            self.found.append("")

    def end(self, _tag: str) -> None:
        self._open = False

    def data(self, text: str) -> None:
        if self._open and self.found and len(self.found[-1]) < 2000:
            self.found[-1] += text

    def close(self) -> None:
        self._open = False


def parse_sitemap(body: bytes, url: str) -> tuple[list[str], bool]:
    """The canonical addresses in a sitemap (XML, gzipped XML or plain text), and whether it is an index of sitemaps."""
    from lxml import etree

    data = _unpacked(body)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = data.decode("utf-8", "replace").split()[:ADDRESSES]
        return [found for line in lines if (found := canonical(line))], False
    target = _Locations()
    events: Any = target
    parser = etree.XMLParser(target=events, resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        parser.feed(data)
        parser.close()
    except (etree.LxmlError, ValueError):
        target.close()
    return [found for text in target.found if (found := canonical(text.strip(), url))], target.index


async def sitemap_addresses(web: Web, home: str, named: tuple[str, ...]) -> list[str]:
    """The addresses that the site's sitemaps list, in order, without repetition.

    `named` are sitemaps that robots.txt names; without any, `/sitemap.xml` is tried. In an index, the files whose
    name speaks of pages come first. Never raises: a site without sitemap lists nothing.
    """
    own = tuple(url for name in named if (url := canonical(name)) and site_of(url) == site_of(home))
    queue = list(own or (f"{origin_of(home)}/sitemap.xml",))
    done: set[str] = set()
    found: dict[str, None] = {}
    while queue and len(done) < FILES:
        url = queue.pop(0)
        if url in done:
            continue
        done.add(url)
        try:
            fetched = await web.fetch(url, kind="file")
        except FetchFailure:
            continue
        if not fetched.ok:
            continue
        addresses, is_index = parse_sitemap(fetched.body, fetched.exchange.final_url)
        if is_index:
            queue += sorted(addresses[:200], key=lambda name: ("page" not in name.lower(), name))
        else:
            found.update(dict.fromkeys(addresses))
    return list(found)[:ADDRESSES]
