"""Keeping what is published in step with scans, reviews and notices."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from catalog.publications import Publication
from scanner.clock import now, today
from scanner.publishing.publication import Published, published_letter

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.kept import StoredAssessment
    from catalog.nouns.finding import Review

TIME_TO_ANSWER = timedelta(days=15)
"""What a vendor has to answer before a first E is published: our choice, in working fortnights [M]."""


def update_publication(catalogue: Catalogue, tool_id: str) -> None:
    """Work out what is published of a tool now, and write it down where it moved. Inside a transaction."""
    book = catalogue.publications
    letters = book.letters_by_scan(tool_id, limit=2)
    before = book.of_tool(tool_id)
    reviews = catalogue.reviews.in_force(tool_id, today())
    kept = catalogue.scans.last_assessment(tool_id) if reviews else None
    reviewed = kept is not None and settles(kept, reviews)
    told = book.notified_at(tool_id)
    answered = bool(book.answers(tool_id))
    notified = told is not None and (answered or now() - told >= TIME_TO_ANSWER)
    for index, scope in enumerate(("public", "school")):
        standing = before.get(scope)
        known = Published(standing.letter, "published" if standing.letter else "draft") if standing else None
        found = published_letter(known, [pair[index] for pair in letters], reviewed=reviewed, notified=notified)
        state = "vendor-notified" if found.state == "draft" and told is not None else found.state
        made = Publication(scope, found.letter, state, found.change_under_way, found.held, now())
        if standing is None or _differs(standing, made):
            book.put(tool_id, made)


def settles(kept: StoredAssessment, reviews: tuple[Review, ...]) -> bool:
    """Whether a human looked at all that holds the letter down: every unsettled or blocking failure has a review.

    Where there is none of them, six major failures may give an E all the same: then those are what decides.
    """
    looked_at = {(review.criterion, review.surface) for review in reviews}
    fails = [f for f in kept.findings if f.verdict == "fail"]
    decisive = [f for f in fails if f.severity == "blocking" or not f.confirmed]
    decisive = decisive or [f for f in fails if f.severity == "major"]
    return bool(decisive) and all(
        (f.criterion, f.surface) in looked_at or (f.criterion, None) in looked_at for f in decisive
    )


def _differs(old: Publication, new: Publication) -> bool:
    return (old.letter, old.state, old.under_way, old.held) != (new.letter, new.state, new.under_way, new.held)
