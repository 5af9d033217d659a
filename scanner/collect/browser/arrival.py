"""Arrival: whether the document that stays on the page is the one that was asked for, or one of the page before."""

from __future__ import annotations


class Arrival:
    """Follows the documents of one visit, in the order in which the browser tells of them.

    A script of the page that is being left can ask for another document while the one we asked for is on its way:
    Chromium then shows ours for a moment and the other to stay, or the other alone. What our own page asks for comes
    later, once it was put there, and is its own doing.
    """

    def __init__(self, url: str = "", before: str = "") -> None:
        self._url = _place(url)
        self._before = _place(before)
        self.own: str | None = None
        """The loader of the document that was asked for, once the browser asked for it."""
        self._last = ""
        self._over = False
        self.taken_over = False
        """Whether the page before put a document of its own in the place of the one that was asked for."""

    @property
    def was_asked(self) -> bool:
        """Whether the browser asked for any document at all."""
        return bool(self._last)

    def asked(self, loader: str, url: str, referrer: str = "") -> None:
        """A document of the page is asked for; a redirect of one that was asked for already is not told.

        The browser may tell of what the page before asked for only once ours was put there: who asked, the referrer
        says.
        """
        if self.own is None and _place(url) == self._url:
            self.own = loader
        elif self._over and referrer and self._before not in ("", self._url) and _place(referrer) == self._before:
            self.taken_over = True
        self._last = loader

    def put(self, loader: str) -> None:
        """A document was put on the page."""
        if self._over or self.own is None:
            return
        self._over = True
        self.taken_over = loader != self.own or self._last != self.own


def _place(url: str) -> str:
    """The address as the browser asks for it: no fragment, and a host alone has a path."""
    return url.partition("#")[0].rstrip("/")
