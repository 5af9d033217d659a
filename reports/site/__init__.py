"""The catalogue as a static website in French and English.

`render_site` streams the files; `reports.site.model` says what it is given. Views and templates are those of the
HTML report, so that a tool's page and its report never say different things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.site.model import CatalogueView


def render_site(catalogue: CatalogueView) -> Iterator[tuple[str, bytes]]:
    """The files of the site, each as (path with forward slashes, bytes), in a stable order and one at a time."""
    return ((path, make()) for path, make in site_pages(catalogue))


def site_pages(catalogue: CatalogueView) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The same files, each with what makes its bytes when it is asked for."""
    from reports.site import pages

    return pages.site_pages(catalogue)


__all__ = ["render_site", "site_pages"]
