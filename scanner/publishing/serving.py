"""The site made page by page, when a page is asked for: the first answer does not wait for thousands of others."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from reports.site.model import CatalogueView
    from rules.knowledge import Knowledge

OTHER_TYPES = {".jsonl": "application/jsonl", ".js": "text/javascript", ".md": "text/markdown"}
"""What mimetypes may not know, or know otherwise from machine to machine."""


class LiveSite:
    """The files of a site by path. Lists are those of the first page asked for; a tool's page is read when asked for.

    One page is made at a time. The open data are written into `folder` when a page or file that needs them is asked
    for: they are the one part that takes a pass over the whole catalogue.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        folder: Path,
        criteria: dict[str, Criterion],
        knowledge: Knowledge,
        *,
        drafts: bool = False,
    ) -> None:
        self._catalogue, self._folder = catalogue, folder
        self._criteria, self._knowledge, self._drafts = criteria, knowledge, drafts
        self._lock = Lock()
        self._view: CatalogueView | None = None
        self._pages: dict[str, Callable[[], bytes]] = {}
        self._data: frozenset[str] = frozenset()

    @property
    def path(self) -> Path:
        """The catalogue's file."""
        return self._catalogue.path

    def get(self, path: str) -> tuple[str, bytes] | None:
        """The media type and the bytes of a file by its path from the site's root, None where there is none."""
        with self._lock:
            data = self._made(path)
        return None if data is None else (media_type(path), data)

    def _made(self, path: str) -> bytes | None:
        from reports.site.paths import LANGUAGES, page_path
        from scanner.publishing.site import DATA

        if path in {page_path("data", language) for language in LANGUAGES} or path.startswith(f"{DATA}/"):
            self._write_data()
        if path in self._data:
            return (self._folder / path).read_bytes()
        if not self._pages:
            self._open()
        make = self._pages.get(path)
        return make() if make else None

    def _open(self) -> CatalogueView:
        """Read the rows of the lists and learn which pages there are; none is made."""
        from reports.site import site_pages
        from scanner.publishing.site import site_view

        if self._view is None:
            self._view = site_view(self._catalogue, self._criteria, self._knowledge, drafts=self._drafts)
            self._pages = dict(site_pages(self._view))
        return self._view

    def _write_data(self) -> None:
        from reports.site import site_pages
        from scanner.publishing.site import write_downloads

        if self._data:
            return
        downloads = write_downloads(self._catalogue, self._folder, self._criteria, self._knowledge)
        self._data = frozenset(
            file.relative_to(self._folder).as_posix() for file in self._folder.rglob("*") if file.is_file()
        )
        self._view = replace(self._open(), downloads=downloads)
        self._pages = dict(site_pages(self._view))


def media_type(path: str) -> str:
    """The media type of a file of the site; text is UTF-8."""
    known = OTHER_TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known
