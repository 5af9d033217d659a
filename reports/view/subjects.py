"""What a document says nothing about, by family: a hundred subjects in one paragraph are read by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby

from reports.load import read_subjects
from reports.view.seen import SilentView
from reports.wording import Wording


def silent_views(clauses: Iterable[str], wording: Wording) -> tuple[SilentView, ...]:
    """The clauses' names by family, in the order of the families; the last hold what has none."""
    places = _places()
    last = (len(places), "")
    ordered = sorted(clauses, key=lambda one: places.get(one, last))
    return tuple(
        SilentView(_family(family, wording), tuple(wording.name("clause", one) for one in own))
        for family, own in groupby(ordered, key=lambda one: places.get(one, last)[1])
    )


def _family(family: str, wording: Wording) -> str:
    return wording.name("family", family) if family else wording.say("label.other-subjects")


@cache
def _places() -> dict[str, tuple[int, str]]:
    """Where each clause stands in the list, and its family."""
    listed = [(clause, family) for family, clauses in read_subjects().items() for clause in clauses]
    return {clause: (place, family) for place, (clause, family) in enumerate(listed)}
