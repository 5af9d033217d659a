"""Whether a page is what its link promised: a soft 404, a stub or a login wall is no policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from scanner.collect.http import Sight
from scanner.discover.words import contains, fold, words
from scanner.page import ParsedPage

Objection = Literal["not-there", "under-construction", "too-short", "login", "script-only", "other-content"]

SIMILAR = 0.85
"""Share of words two pages must have in common to be the same answer."""
STUB_PROSE = 1500
LONG_PROSE = 3 * STUB_PROSE
"""Characters of running text above which a page holds a whole document, whatever of them a banner or a menu says."""
"""Above this much running text, "coming soon" somewhere on the page says nothing about the page itself."""
STUB_WITH_MATTER = 500
"""Running text from which a page in the words of its role is more than a stub: "soon" then speaks of a detail."""
TITLED_PROSE = 100
"""Running text that makes a page whose own title announces the role more than a stub."""
SECTION_PROSE: dict[Role, int] = {
    "privacy": 500,
    "terms": 500,
    "legal-notice": 120,
    "cookies": 200,
    "dpa": 600,
    "subprocessors": 60,
}
SECTION_WORDS: dict[Role, int] = {
    "privacy": 3,
    "terms": 3,
    "legal-notice": 3,
    "cookies": 1,
    "dpa": 3,
    "subprocessors": 1,
}
"""How long a section must be (characters), and how many words of the role it must hold, to count as a document."""

HOME_POLICY_PROSE = 800
HOME_POLICY_WORDS = 5
"""The same for a policy on the home page, where praise of data protection is common."""
UNLABELLED_WORDS = 8
"""Different words of a policy from which on a page without such a label or title is one."""
HINTED_WORDS = 3
"""The same for a page whose label hints at personal data: "Données" leads to open data, or to a form, as well."""


@dataclass(frozen=True)
class Nowhere:
    """What the site answers for an address that cannot exist. `words` are those of its text; empty for a real 404."""

    final_url: str
    words: frozenset[str]
    shell: bool


def word_set(page: ParsedPage) -> frozenset[str]:
    """The different words of a page's text."""
    return _words_of(page.text[:100_000])


@lru_cache(maxsize=8)
def _words_of(text: str) -> frozenset[str]:
    # Every page is held against the home page and against what the site answers to anything.
    return frozenset(fold(text).split())


def similarity(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared words over all words (Jaccard), 0 to 1."""
    return len(left & right) / len(left | right) if left or right else 1.0


def says_not_there(page: ParsedPage) -> bool:
    """Whether a page with status 200 says itself that it is not there."""
    known = words()
    heads = [fold(text) for text in (page.title, *_headings(page, 3))]
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


def _different_words(text: str, role: Role) -> int:
    return sum(1 for word in words().roles[role].contents if contains(text, word))


def count_words(page: ParsedPage, role: Role) -> int:
    """How many different words of a role's vocabulary stand in a page's running text, title and headings."""
    text = fold(" ".join((page.title, *_headings(page, 50), page.prose[:200_000])))
    return _different_words(text, role)


def _headings(page: ParsedPage, count: int) -> list[str]:
    return [text for text, _ in page.headings[:count]]


@lru_cache(maxsize=8192)
def _announces(head: str, role: Role) -> bool:
    """Whether a folded heading or title is a label of a role, give or take a few words."""
    words_there = len(head.split())
    return any(
        head == phrase or (len(phrase) > 6 and words_there <= len(phrase.split()) + 4 and contains(head, phrase))
        for phrase in words().roles[role].labels
    )


def _clean(heading: str) -> str:
    return fold(heading).strip(" .:0123456789-)")


def _is_titled(page: ParsedPage, role: Role) -> bool:
    """Whether title or first headings announce a page of the role."""
    return any(_announces(_clean(text), role) for text in (page.title, *_headings(page, 3)))


def _section(page: ParsedPage, role: Role) -> str:
    """The prose under headings that announce a role, up to the next heading that announces another."""
    parts: list[str] = []
    start: int | None = None
    for text, place in page.headings[:200]:
        head = _clean(text)
        if _announces(head, role):
            start = place if start is None else start
        elif start is not None and any(_announces(head, other) for other in DOCUMENT_ROLES if other != role):
            parts.append(page.prose[start:place])
            start = None
    if start is not None:
        parts.append(page.prose[start:])
    return " ".join(parts)


def objection(sight: Sight, role: Role, nowhere: Nowhere | None) -> Objection | None:
    """Why a sight is no page of this role, None where it is one. A PDF is judged by its link alone."""
    page = sight.page
    if page is None:
        return None if role in DOCUMENT_ROLES else "other-content"
    if is_nowhere(page, sight.final_url, nowhere):
        return "not-there"
    if role in DOCUMENT_ROLES:
        return document_objection(page, role)
    if page.is_shell or page.asks_password or role == "app":
        return None
    return None if count_words(page, role) >= words().roles[role].least else "other-content"


def document_objection(page: ParsedPage, role: Role) -> Objection | None:
    """Why a page is no document of this role, None where it is one."""
    known = words().roles[role]
    prose = page.prose if len(page.prose) >= known.prose else page.text
    titled = _is_titled(page, role)
    if page.is_shell:
        return "script-only"
    if page.asks_password and len(page.prose) < STUB_PROSE and not titled:
        return "login"
    if _under_construction(page, role):
        return "under-construction"
    if len(prose) < (min(known.prose, TITLED_PROSE) if titled else known.prose):
        return "too-short"
    return None if titled or count_words(page, role) >= known.least else "other-content"


def may_be_drawn(page: ParsedPage, role: Role, against: Objection | None, text_length: Callable[[], int]) -> bool:
    """Whether scripts may still draw a document into a page whose own HTML holds none, or hardly one.

    `text_length` counts the characters of the page's document, banners and menus left out, as judged in the end: it
    is asked only where the page's running text leaves it open.
    """
    if page.scripts == 0 or role not in DOCUMENT_ROLES:
        return False
    if against in ("script-only", "too-short"):
        return True
    known = words().roles[role]
    if against == "not-there":
        # An application answers every address with the same shell: so does a site that has nothing there.
        return len(page.prose) < known.prose and not says_not_there(page)
    if against == "other-content":
        return len(page.prose) < known.prose
    # A policy of some lines is one, if a poor one; where scripts run they may draw the rest.
    if against is not None:
        return False
    if role not in ("privacy", "terms"):
        return len(page.prose) < known.prose
    return len(page.prose) < STUB_PROSE or (len(page.prose) < LONG_PROSE and text_length() <= STUB_PROSE)


def _under_construction(page: ParsedPage, role: Role) -> bool:
    """Whether a short page says that it is still to be written; one with matter of its own says so of a detail."""
    if len(page.prose) >= STUB_PROSE:
        return False
    stub = fold(page.prose)
    if not any(contains(stub, phrase) for phrase in words().construction):
        return False
    return len(page.prose) < STUB_WITH_MATTER or _different_words(stub, role) < SECTION_WORDS.get(role, 1)


def other_roles(page: ParsedPage, role: Role) -> tuple[Role, ...]:
    """Further document roles of a page: those that have a section of their own in it, long enough to be read.

    An agreement on processing or a list of processors is nothing besides: it speaks of everything.
    """
    if role in ("dpa", "subprocessors"):
        return ("subprocessors",) if role == "dpa" and _section(page, "subprocessors") else ()
    found: list[Role] = []
    for other, least in SECTION_PROSE.items():
        section = _section(page, other) if other != role else ""
        if len(section) >= least and _different_words(fold(section), other) >= SECTION_WORDS[other]:
            found.append(other)
    return tuple(found)


def holds_document(page: ParsedPage, role: Role) -> bool:
    """Whether a home page itself holds a document under a heading of its own. A paragraph of praise is no policy.

    A page that carries its legal notice too is a site of one page: there a section in the words of a policy is one.
    """
    if role != "privacy":
        return True
    section = _section(page, role)
    least = SECTION_WORDS[role] if "legal-notice" in other_roles(page, "other") else HOME_POLICY_WORDS
    return len(section) >= HOME_POLICY_PROSE and _different_words(fold(section), role) >= least


def reads_as_policy(page: ParsedPage) -> bool:
    """Whether a page that nothing announces is a privacy policy all the same: long, and in the words of one."""
    return len(page.prose) >= STUB_PROSE and count_words(page, "privacy") >= UNLABELLED_WORDS


def reads_as_hinted_policy(page: ParsedPage) -> bool:
    """Whether a page whose label only hints at personal data is the policy: no stub, and in the words of one."""
    return document_objection(page, "privacy") is None and count_words(page, "privacy") >= HINTED_WORDS


def role_of(page: ParsedPage, url: str) -> Role:
    """The document role of an address given without one: what its title, its address and its words say best."""
    path = url.rstrip("/").rsplit("/", 1)[-1].lower()
    counts = {role: count_words(page, role) / (len(words().roles[role].contents) ** 0.5) for role in DOCUMENT_ROLES}

    def rank(role: Role) -> tuple[bool, bool, float]:
        named = any(part in path for part in words().roles[role].paths if len(part) > 2)
        return (not _is_titled(page, role), not named, -counts[role])

    best = min(DOCUMENT_ROLES, key=rank)
    return best if counts[best] > 0 or _is_titled(page, best) else "other"
