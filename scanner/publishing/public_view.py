"""What of a tool may leave the catalogue: nothing held back, nothing private, no letter that is not published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from scanner.assessing.assess import has_private, seen_by_all, without_private
from scanner.assessing.stored import stored_assessment
from scanner.checking import LayeredBlobs
from scanner.reader import Reader

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.rating import Ratings
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool
    from catalog.nouns.vocabulary import Grade
    from catalog.publications import Publication
    from scanner.assessing.assess import Assessor


@dataclass(frozen=True)
class PublicTool:
    """A tool as the public may see it.

    `assessment` is None where nothing was assessed, or all of it is held back. `letters` by scope: the published
    letter, None where none is out; `states` by scope: `draft`, `vendor-notified`, `published`; `under_way` where the
    machine now says otherwise; `held` why a letter is not out (`first-e`, `one-scan`, `low-confidence`).
    """

    tool: Tool
    assessment: Assessment | None
    letters: dict[str, Grade | None]
    states: dict[str, str]
    under_way: dict[str, bool]
    held: dict[str, str | None]
    stale: bool = False


def public_tool(catalogue: Catalogue, tool: Tool, assessor: Assessor, *, drafts: bool = False) -> PublicTool:
    """What may be shown of a tool. Pure reading: nothing is written.

    `drafts`: the machine's letters instead of the published ones, and nothing held back but what is private.
    """
    kept = stored_assessment(catalogue, tool)
    earlier = catalogue.scans.findings_before(tool.id, kept.evidence.scan_id) if kept is not None else None
    if kept is not None and has_private(kept.evidence):
        earlier = seen_by_all(earlier)
        kept = assessor.assess(
            tool,
            without_private(kept.evidence),
            LayeredBlobs(catalogue).get,
            Reader(catalogue.readings),
            on=kept.versions.on,
            reviews=kept.reviews,
            earlier=earlier,
        )
    stands = standing(catalogue, tool.id, kept.ratings if kept else None, drafts=drafts)
    if kept is not None and not drafts:
        kept = assessor.as_published(kept, earlier)
        kept = kept.model_copy(update={"ratings": _published(kept.ratings, stands.letters)})
    return PublicTool(
        tool=tool,
        assessment=None if stands.silent else kept,
        letters=stands.letters,
        states=stands.states,
        under_way=stands.under_way,
        held=stands.held,
        stale=stands.stale,
    )


@dataclass(frozen=True)
class Standing:
    """What of a tool's letters may be shown; the fields are those of PublicTool. `silent`: nothing else may."""

    letters: dict[str, Grade | None]
    states: dict[str, str]
    under_way: dict[str, bool]
    held: dict[str, str | None]
    stale: bool

    @property
    def silent(self) -> bool:
        """A first E is held back whole: its findings would say what the letter may not say yet."""
        return any(reason == "first-e" for reason in self.held.values())


def standing(catalogue: Catalogue, tool_id: str, ratings: Ratings | None, *, drafts: bool = False) -> Standing:
    """How a tool stands in public, `ratings` being its present ones without anything private; see `public_tool`."""
    publications = catalogue.publications.of_tool(tool_id)
    letters: dict[str, Grade | None] = {}
    held: dict[str, str | None] = {}
    for scope in ("public", "school"):
        if drafts:
            letters[scope], held[scope] = (getattr(ratings, scope).grade if ratings else None), None
        else:
            letters[scope], held[scope] = _letter(publications.get(scope), ratings, scope)
    row = catalogue.database.conn.execute("SELECT stale FROM tools WHERE id = ?", (tool_id,)).fetchone()
    return Standing(
        letters=letters,
        states={s: publications[s].state if s in publications else "draft" for s in ("public", "school")},
        under_way={s: publications[s].under_way if s in publications else False for s in ("public", "school")},
        held=held,
        stale=bool(row and row[0]),
    )


def _published(ratings: Ratings, letters: dict[str, Grade | None]) -> Ratings:
    """The ratings with the letters that stand in public, which a later scan may not have moved yet."""
    standing = {
        scope: getattr(ratings, scope).model_copy(update={"grade": letter})
        for scope, letter in letters.items()
        if letter is not None
    }
    return ratings.model_copy(update=standing)


def _letter(publication: Publication | None, ratings: Ratings | None, scope: str) -> tuple[Grade | None, str | None]:
    """The letter that may be shown and why it may not: criteria, section 4.3 leaves out an A or E of low confidence."""
    if publication is None or publication.letter is None:
        return None, publication.held if publication else None
    if ratings is not None and publication.letter in ("A", "E"):
        rating = getattr(ratings, scope)
        if rating.confidence == "low" and publication.letter in (rating.grade, rating.confirmed):
            return None, "low-confidence"
    return cast("Grade", publication.letter), publication.held
