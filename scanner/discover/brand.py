"""Whether a log-in page that stands on somebody else's domain is the tool's: it then bears the tool's own name.

Vendors rent log-in pages (`auth.vendorcloud.example`); an identity provider, a school's portal or another publisher's
page stands elsewhere too and says its own name. What such a page loads must not be held against the tool.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from catalog.nouns.vocabulary import LEARNER_ROLES, Role
from scanner.collect.http import Sight
from scanner.discover.ownership import brand_of, owner_of
from scanner.discover.words import fold
from scanner.page import ParsedPage

HEADINGS = 3
"""First headings of a page in which its name is looked for, besides its title."""
LEAST_LETTERS = 4
"""Letters from which on a name is one: shorter ones are words of any page."""
_MOST_WORDS = 4


def is_of_the_tool(sight: Sight, role: Role, sites: frozenset[str], names: Collection[str], *, given: bool) -> bool:
    """Whether a page may be taken as the tool's; `given` where the operator says so himself."""
    owner = owner_of(sight.final_url, sites)
    if owner != "other" or role not in LEARNER_ROLES or given:
        return owner != "foreign"
    return sight.page is not None and bears_brand(sight.page, sites, names)


def bears_brand(page: ParsedPage, sites: frozenset[str], names: Collection[str]) -> bool:
    """Whether a page's title or first headings hold the tool's name, whole: as its domain or its publisher has it."""
    wanted = {_squeezed(name) for name in (*map(brand_of, sites), *names) if "." not in name}
    wanted = {name for name in wanted if len(name) >= LEAST_LETTERS}
    heads = (page.title, *(text for text, _ in page.headings[:HEADINGS]))
    return any(part in wanted for head in heads for part in _parts(head))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _parts(text: str) -> Iterator[str]:
    """Every run of at most four words of a text, written as one."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
    for start in range(len(words)):
        for count in range(1, _MOST_WORDS + 1):
            yield "".join(words[start : start + count])
