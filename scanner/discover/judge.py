"""Whether a page is what its link promised: a soft 404, a stub or a login wall is no policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from scanner.collect.http import Sight
from scanner.discover.page import ParsedPage
from scanner.discover.words import contains, fold, words

Objection = Literal["not-there", "under-construction", "too-short", "login", "script-only", "other-content"]

SIMILAR = 0.85
"""Share of words two pages must have in common to be the same answer."""
STUB_PROSE = 1500
"""Above this much running text, "coming soon" somewhere on the page says nothing about the page itself."""
ALSO_PROSE = 600
FULL_TEXT = 4000


@dataclass(frozen=True)
class Nowhere:
    """What the site answers for an address that cannot exist. `words` are those of its text; empty for a real 404."""

    final_url: str
    words: frozenset[str]
    shell: bool


def word_set(page: ParsedPage) -> frozenset[str]:
    """The different words of a page's text."""
    return frozenset(fold(page.text[:100_000]).split())


def similarity(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared words over all words (Jaccard), 0 to 1."""
    return len(left & right) / len(left | right) if left or right else 1.0


def says_not_there(page: ParsedPage) -> bool:
    """Whether a page with status 200 says itself that it is not there."""
    known = words()
    heads = [fold(text) for text in (page.title, *page.headings[:3])]
    short = len(page.prose) < STUB_PROSE
    if short and any(contains(head, phrase) for head in heads for phrase in known.absent_titles):
        return True
    prose = fold(page.prose[:3000])
    return len(page.prose) < 800 and any(phrase in prose for phrase in known.absent_texts)


def is_nowhere(page: ParsedPage, final_url: str, nowhere: Nowhere | None) -> bool:
    """Whether a page is what the site answers to anything."""
    if says_not_there(page):
        return True
    if nowhere is None:
        return False
    return final_url == nowhere.final_url or similarity(word_set(page), nowhere.words) >= SIMILAR


def count_words(page: ParsedPage, role: Role) -> int:
    """How many different words of a role's vocabulary stand in a page's running text, title and headings."""
    text = fold(" ".join((page.title, *page.headings[:50], page.prose[:200_000])))
    return sum(1 for word in words().roles[role].contents if contains(text, word))


def _heading_roles(page: ParsedPage) -> set[Role]:
    """Roles whose label is a heading (or the title) of the page."""
    found: set[Role] = set()
    heads = [fold(text).strip(" .:0123456789-)") for text in (page.title, *page.headings[:200])]
    for role, known in words().roles.items():
        if role not in DOCUMENT_ROLES:
            continue
        for head in heads:
            if any(
                (head == phrase or (len(phrase) > 6 and contains(head, phrase) and len(head) < 90))
                for phrase in known.labels
            ):
                found.add(role)
                break
    return found


def objection(sight: Sight, role: Role, nowhere: Nowhere | None) -> Objection | None:
    """Why a sight is no page of this role, None where it is one. A PDF is judged by its link alone."""
    page = sight.page
    if page is None:
        return None if role in DOCUMENT_ROLES else "other-content"
    if is_nowhere(page, sight.final_url, nowhere):
        return "not-there"
    if role in DOCUMENT_ROLES:
        return _document_objection(page, role)
    if page.is_shell or page.asks_password or role == "app":
        return None
    return None if count_words(page, role) >= words().roles[role].least else "other-content"


def _document_objection(page: ParsedPage, role: Role) -> Objection | None:
    known = words().roles[role]
    prose = page.prose if len(page.prose) >= known.prose else page.text
    if page.is_shell:
        return "script-only"
    if page.asks_password and len(page.prose) < STUB_PROSE and role not in _heading_roles(page):
        return "login"
    stub = fold(page.prose[:STUB_PROSE])
    if len(page.prose) < STUB_PROSE and any(contains(stub, phrase) for phrase in words().construction):
        return "under-construction"
    if len(prose) < known.prose:
        return "too-short"
    if count_words(page, role) < known.least and not (len(prose) > FULL_TEXT and role in _heading_roles(page)):
        return "other-content"
    return None


def other_roles(page: ParsedPage, role: Role) -> tuple[Role, ...]:
    """Further document roles of a page: those a heading announces and whose words the text carries."""
    found = []
    for other in DOCUMENT_ROLES:
        if other == role or other not in _heading_roles(page) or len(page.prose) < ALSO_PROSE:
            continue
        if count_words(page, other) >= max(2, words().roles[other].least + 1):
            found.append(other)
    return tuple(found)


def role_of(page: ParsedPage, url: str) -> Role:
    """The document role of an address given without one: what its headings and words say best."""
    heads = _heading_roles(page)
    counts = {role: count_words(page, role) / (len(words().roles[role].contents) ** 0.5) for role in DOCUMENT_ROLES}
    ranked = sorted(DOCUMENT_ROLES, key=lambda role: (role not in heads, -counts[role]))
    return ranked[0] if counts[ranked[0]] > 0 else "other"
