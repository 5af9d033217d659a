"""What pages ask for as a browser drew them, beside what their own HTML shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import PageFact
from rules.derive.documents import body_of
from rules.derive.forms import forms
from rules.derive.logins import OTHER, social_logins
from rules.derive.tree import elements, parse

if TYPE_CHECKING:
    from rules.derive.documents import Bodies


def drawn_controls(evidence: Evidence) -> dict[str, str]:
    """Digest of the drawn fields and buttons by the address of the page, of visits before any choice."""
    runs = evidence.browser.phases if evidence.browser is not None else ()
    return {
        page.url: page.controls
        for run in runs
        if run.phase == "before-choice"
        for page in run.pages
        if page.controls is not None and page.rendered and page.settled
    }


def with_controls(fact: PageFact, digest: str | None, bodies: Bodies) -> PageFact:
    """A page with the forms and log-ins that were drawn; as it is where nothing was, or the body is not kept."""
    body = body_of(digest, bodies)
    root = parse(body.decode("utf-8", "replace")) if body is not None else None
    if root is None:
        return fact
    nodes = list(elements(root))
    asked = [one for one in forms(nodes, fact.url, fact.url, fact.surface) if one.fields and one not in fact.forms]
    offered = social_logins(nodes, fact.url)
    return fact.model_copy(
        update={
            "forms": (*fact.forms, *asked),
            "social_logins": tuple(sorted({*fact.social_logins} - {OTHER} | {*offered})),
            "controls": digest,
        }
    )
