"""What changed between two assessments: documents as text, third parties, cookies, hosts, findings, letters."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from catalog.kept import StoredAssessment
    from catalog.nouns.facts import DocumentFact, Facts
    from scanner.assessing.decided import Decision

Named = Callable[[str, str | None], str]
"""The name of a value of a kind, as a reader of one language takes it."""

CONTEXT_WORDS = 8
"""Words shown around an edit."""
LARGEST_EDITS = 200


@dataclass(frozen=True)
class Edit:
    """A passage that was deleted, inserted or replaced, with the words before and after it."""

    before: str
    deleted: str
    inserted: str
    after: str


@dataclass(frozen=True)
class DocumentChange:
    """A document that came, went, or whose extracted text changed."""

    url: str
    role: str
    kind: Literal["added", "removed", "changed"]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class FindingChange:
    """A finding whose verdict moved; None where it was not there."""

    criterion: str
    surface: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """Everything that differs between two assessments of one tool."""

    tool_id: str
    before: str
    after: str
    causes: tuple[str, ...]
    letters: tuple[tuple[str, str, str], ...] = ()
    """Scope, letter before, letter after: both scopes, moved or not."""
    documents: tuple[DocumentChange, ...] = ()
    third_parties: tuple[tuple[str, str], ...] = ()
    """`added` or `removed`, then host and organisation."""
    cookies: tuple[tuple[str, str], ...] = ()
    hosts: tuple[tuple[str, str], ...] = ()
    findings: tuple[FindingChange, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing differs."""
        return not (
            self.documents or self.third_parties or self.cookies or self.hosts or self.findings or self.decisions
        )

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        from dataclasses import asdict

        return asdict(self)


def change_between(
    before: StoredAssessment,
    after: StoredAssessment,
    text_of: Callable[[DocumentFact], str],
    decisions: tuple[Decision, ...] = (),
    named: Named = lambda kind, value: value or "?",
) -> Change:
    """What differs; `text_of` gives the extracted text of a document (`""` where its body is kept no more).

    `decisions` are what people decided between the two, see `scanner.assessing.decided`. `named` gives the name of a
    `phase` or `country` for a reader; without it, codes stand.
    """
    old, new = before.facts, after.facts
    return Change(
        tool_id=after.tool_id,
        before=before.scan_id,
        after=after.scan_id,
        causes=after.causes,
        letters=tuple(
            (scope, getattr(before.ratings, scope).grade, getattr(after.ratings, scope).grade)
            for scope in ("public", "school")
        ),
        documents=tuple(_documents(old, new, text_of)),
        third_parties=_came_and_went(_parties(old), _parties(new)),
        cookies=_came_and_went(_cookies(old, named), _cookies(new, named)),
        hosts=_came_and_went(_hosts(old, named), _hosts(new, named)),
        findings=tuple(_findings(before, after)),
        decisions=decisions,
    )


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make one text of the other, by words; first lines are paired, then words within those that differ.

    Cost: difflib over lines, then over the words of changed stretches only.
    """
    old_lines, new_lines = before.splitlines(), after.splitlines()
    found: list[Edit] = []
    matcher = difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        lead = " ".join(old_lines[max(0, i1 - 2) : i1]).split()[-CONTEXT_WORDS:]
        tail = " ".join(old_lines[i2 : i2 + 2]).split()[:CONTEXT_WORDS]
        found += _word_edits(" ".join(old_lines[i1:i2]).split(), " ".join(new_lines[j1:j2]).split(), lead, tail)
        if len(found) > LARGEST_EDITS:
            break
    return tuple(found[:LARGEST_EDITS])


def _word_edits(old: list[str], new: list[str], lead: list[str], tail: list[str]) -> Iterable[Edit]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > 4000)
    if matcher.quick_ratio() < 0.4:
        yield Edit(" ".join(lead), " ".join(old), " ".join(new), " ".join(tail))
        return
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        before = (lead + old[:i1])[-CONTEXT_WORDS:]
        after = (old[i2:] + tail)[:CONTEXT_WORDS]
        yield Edit(" ".join(before), " ".join(old[i1:i2]), " ".join(new[j1:j2]), " ".join(after))


def _documents(old: Facts, new: Facts, text_of: Callable[[DocumentFact], str]) -> Iterable[DocumentChange]:
    earlier = {document.url: document for document in old.documents}
    later = {document.url: document for document in new.documents}
    for url in sorted(earlier.keys() | later.keys()):
        before, after = earlier.get(url), later.get(url)
        if before is None and after is not None:
            yield DocumentChange(url, after.role, "added")
        elif after is None and before is not None:
            yield DocumentChange(url, before.role, "removed")
        elif before is not None and after is not None and before.blob != after.blob:
            edits = edits_between(text_of(before), text_of(after))
            # Other bytes, same text: a change of dress, which is no change.
            if edits:
                yield DocumentChange(url, after.role, "changed", edits)


def _parties(facts: Facts) -> set[str]:
    return {f"{one.host} ({one.organisation})" if one.organisation else one.host for one in facts.third_parties}


def _cookies(facts: Facts, named: Named) -> set[str]:
    return {f"{one.name} ({one.domain}, {named('phase', one.phase)})" for one in facts.cookies}


def _hosts(facts: Facts, named: Named) -> set[str]:
    return {
        f"{one.host} ({', '.join(filter(None, (named('country', one.country), one.operator)))})"
        for one in facts.hosts
        if one.first_party
    }


def _came_and_went(old: set[str], new: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple([("added", one) for one in sorted(new - old)] + [("removed", one) for one in sorted(old - new)])


def _findings(before: StoredAssessment, after: StoredAssessment) -> Iterable[FindingChange]:
    old = {(f.criterion, f.surface): f.verdict for f in before.findings}
    new = {(f.criterion, f.surface): f.verdict for f in after.findings}
    for criterion, surface in sorted(old.keys() | new.keys()):
        was, now = old.get((criterion, surface)), new.get((criterion, surface))
        if was != now:
            yield FindingChange(criterion, surface, was, now)
