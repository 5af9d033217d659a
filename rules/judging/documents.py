"""Documents as checks use them: which there are, which may be believed, whether silence means anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.nouns.facts import DocumentFact, StatementFact
from catalog.nouns.reading import ClauseReading
from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from rules.case import Case, once

PROSE = 1500
"""Characters of text above which a document counts as a policy (criteria, `transparency.privacy-policy-present`)."""
UNREAD = frozenset({"unreadable-format", "unsupported-language", "too-short", "not-read"})
"""Why a document was not read, so that its silence says nothing."""
NO_TEXT = frozenset({"unreadable-format", "not-read"})
"""Why nothing is known of a document's text, not even its language."""
PROSE_WORDS = 260
"""The same in words, for documents whose text is not at hand (PDF): 1,500 characters of French or English [M]."""


def with_role(case: Case, *roles: Role) -> tuple[DocumentFact, ...]:
    """Documents that have one of the roles, their own first."""
    wanted = [one for one in case.facts.documents if set(roles) & {one.role, *one.also}]
    return tuple(sorted(wanted, key=lambda one: one.role not in roles))


@once
def believable(case: Case) -> tuple[DocumentFact, ...]:
    """Documents whose words may be believed: readable, and without placeholders of a template."""
    return tuple(one for one in case.facts.documents if one.reading.readable == "ok" and not one.reading.unreliable)


def is_long_enough(document: DocumentFact) -> bool:
    """Whether a document holds as much text as a policy."""
    return document.characters > PROSE or (not document.characters and document.reading.words >= PROSE_WORDS)


def clause_in(documents: Iterable[DocumentFact], *names: str) -> Iterator[tuple[DocumentFact, ClauseReading]]:
    """(document, reading) of every clause of these names that is not absent."""
    for document in documents:
        for name in names:
            reading = document.reading.clause(name)
            if reading.stance != "absent":
                yield document, reading


def statements(case: Case, *fields: str) -> tuple[StatementFact, ...]:
    """The statements of these fields, in the order of pages."""
    return tuple(one for one in case.facts.statements if one.field in fields)


def addresses(documents: Iterable[DocumentFact]) -> tuple[str, ...]:
    """Addresses of documents, for `searched`."""
    return tuple(dict.fromkeys(one.url for one in documents))


@once
def tried(case: Case) -> tuple[str, ...]:
    """Addresses that were tried to find documents, and those of the documents found."""
    return tuple(dict.fromkeys((*case.evidence.searched, *addresses(case.facts.documents))))


@once
def unread_documents(case: Case) -> tuple[str, ...]:
    """Addresses of documents that exist or may exist and could not be read: then silence says nothing."""
    roles = set(DOCUMENT_ROLES)
    skipped = [one.url for one in case.evidence.skipped if one.role in roles]
    failed = [
        page.exchange.url
        for page in case.evidence.pages
        if roles & {page.role, *page.also} and page.exchange.status != 200
    ]
    poor = [one.url for one in case.facts.documents if not one.complete or one.reading.readable in UNREAD]
    return tuple(dict.fromkeys((*skipped, *failed, *poor)))
