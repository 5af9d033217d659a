"""What a sentence on hosting says is kept: all that the tool holds, one kind of things, or what is somebody else's.

"The photos are stored in France" leaves the rest of the data unsaid; "our customers host their data in France" and
"the ministry's portal is hosted in France" place nothing of this tool (criteria, 5.2: who a sentence is about; the trap
of `hosting.country-undeclared` on some data only). Whatever the things are called, only a subject that names data, the
product or its servers speaks for all: the words of that are few, those of the parts without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.words import holds, words
from rules.words.phrases import one_of, phrases

ALL = words("hosted-things", "all")
"""What speaks for all that a tool keeps (folded): data, the product, its servers, pronouns that stand for them."""
NARROWED = words("hosted-things", "narrowed")
"""Data of one kind, or of other people than those who use the tool (folded)."""
OF_OTHERS = phrases("hosted-things", "of-others")
"""Who keeps what is their own, and what is called theirs."""
NOT_THINGS = phrases("hosted-things", "not-things")
"""Who is somewhere, what another word stands for: nothing is said to be kept."""
_KEPT = one_of(words("hosted-things", "kept"))
_PASSIVE = re.compile(
    rf"(?P<article>\b{one_of(words('hosted-things', 'articles'))}(?:(?<=')| ))?(?P<named>(?:[\w'-]+ ){{1,14}}?)"
    rf"(?P<verb>{one_of(words('hosted-things', 'is'))})(?: [\w'-]+){{0,3}}? {_KEPT}"
)
_ACTIVE = re.compile(
    rf"\b{one_of(words('hosted-things', 'we-keep'))}(?P<named>(?: [\w'-]+){{1,8}}?)"
    rf" {one_of(words('hosted-things', 'at'))}\b"
)
_AUXILIARIES = re.compile(rf"(?:^|(?<= ))(?:{one_of(words('hosted-things', 'auxiliaries'))} )*$")
_ONE = frozenset({"est", "sera", "is"})
"""Without an article, one thing that is hosted is a name, and may be the tool's."""


def of_others(text: str) -> bool:
    """Whether a folded sentence tells where somebody else keeps what is their own."""
    return OF_OTHERS.search(text) is not None


def of_one_kind(text: str) -> bool:
    """Whether all that a folded sentence says is kept is one kind of things, which leaves the other data unsaid."""
    things = list(_things(text))
    return bool(things) and not any(holds(f" {_without_narrowed(one)}", ALL) for one in things)


def _things(text: str) -> Iterator[str]:
    """What is said to be kept, in the passive or by the publisher."""
    for found in _PASSIVE.finditer(text):
        if (found["article"] or found["verb"] not in _ONE) and not _is_nothing(found["named"]):
            yield found["named"]
    for found in _ACTIVE.finditer(text):
        yield found["named"]


def _is_nothing(named: str) -> bool:
    """Whether the subject of a verb is a person, another word for one, or nothing but auxiliary verbs."""
    bare = _AUXILIARIES.sub("", named)
    return not bare or NOT_THINGS.search(bare) is not None


def _without_narrowed(named: str) -> str:
    for one in NARROWED:
        named = named.replace(one, " ")
    return named
