"""What documents that scripts draw change in the rest of an evidence, that night and on the nights after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from catalog.nouns.evidence import PassedOver, Skipped

if TYPE_CHECKING:
    from catalog.nouns.browser import BrowserEvidence, DrawnDocument, DrawnReason
    from catalog.nouns.evidence import Evidence
    from catalog.nouns.vocabulary import PassedOverReason, SkipReason

_REASONS: dict[DrawnReason, tuple[SkipReason, str]] = {
    "empty": ("unreadable-format", "drawn by scripts: the browser was shown no text of a document"),
    "login": ("login-required", "a login form came instead of the document"),
    "robots": ("robots", "robots.txt forbids it"),
    "timeout": ("timeout", "no answer in time"),
    "budget": ("budget", "the browser had no time to open this page"),
    "crashed": ("error", "drawn by scripts: the browser stopped while it drew the page"),
    "failed": ("error", "drawn by scripts: the browser could not open the page"),
}
"""How an address that gave no document is told among those that were left out. What is not in it is no document."""
_UNFIT: dict[DrawnReason | None, PassedOverReason] = {
    "not-there": "not-there",
    "other-content": "other-content",
    "foreign": "other-publisher",
}
"""What was drawn and is no document, in the words for pages that were passed over."""
_FILLED = frozenset({"unreadable-format", "error", "budget"})
"""What HTTP may have said of an address whose document scripts draw."""


def skipped_after_drawing(skipped: Iterable[Skipped], browser: BrowserEvidence | None) -> tuple[Skipped, ...]:
    """The addresses left out: without those whose document the browser drew, with those where it drew none."""
    drawn = browser.drawn if browser is not None else ()
    read = {url for one in drawn if one.body is not None for url in (one.url, one.asked)}
    kept = [one for one in skipped if one.role == "home" or one.url not in read or one.reason not in _FILLED]
    known = {(one.url, one.reason) for one in kept}
    kept += [new for one in drawn if (new := _left_out(one)) is not None and (new.url, new.reason) not in known]
    return tuple(kept)


def _left_out(one: DrawnDocument) -> Skipped | None:
    if one.reason is None or one.reason not in _REASONS:
        return None
    reason, detail = _REASONS[one.reason]
    if one.reason == "empty" and (count := len(one.failed)):
        detail = (
            f"drawn by scripts: the browser was shown no text of a document; requests of the page that failed: {count}"
        )
    return Skipped(url=one.asked, reason=reason, detail=detail, role=one.role)


def passed_over_after_drawing(
    noted: Iterable[PassedOver], told: Iterable[str], browser: BrowserEvidence | None
) -> tuple[PassedOver, ...]:
    """The pages that were none of what they were read for, as plain HTML and as the browser drew them, each once.

    `told`: addresses that the evidence has among its pages, or as left out with a reason.
    """
    drawn = browser.drawn if browser is not None else ()
    known = {*told, *(url for one in drawn if one.body is not None for url in (one.url, one.asked))}
    unfit = [PassedOver(url=one.url, reason=_UNFIT[one.reason], role=one.role) for one in drawn if one.reason in _UNFIT]
    found: dict[str, PassedOver] = {}
    for one in (*noted, *unfit):
        # A page that led to documents was of use, whatever it was first taken for.
        if one.url not in known and (one.url not in found or one.reason == "leads-on"):
            found[one.url] = one
    return tuple(found.values())


def with_earlier_documents(evidence: Evidence, browser: BrowserEvidence) -> Evidence:
    """A night without browser beside what the browser drew before: it stays, and what stood in its place goes."""
    asked = (one.asked for one in browser.drawn if one.reason != "no-more")
    return evidence.model_copy(
        update={
            "skipped": (left_out := skipped_after_drawing(evidence.skipped, browser)),
            "passed_over": passed_over_after_drawing(evidence.passed_over, (one.url for one in left_out), browser),
            "searched": tuple(dict.fromkeys((*evidence.searched, *asked))),
        }
    )
