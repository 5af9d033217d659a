"""Whose act a sentence on transfers and contracts tells: the vendor's, or one of the schools and customers it serves.

"The school signs contractual clauses with its own suppliers" and "the customer shall not transfer data outside the
Union" bind or describe the school; taken for the vendor's, they would credit it with what it never said (criteria, 5.2:
who a sentence is about). What a customer accepts or authorises is the vendor's act all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.derive.fold import fold_same_length
from rules.judging.text import Said
from rules.reading.values.lists import organisations
from rules.words import holds, words
from rules.words.phrases import phrases

ACTS = phrases("whose", "customers-act")
"""What a customer does, must or may: the subject, up to three words, its verb."""
JOINED = words("whose", "joined")
"""Words between such a subject and the verb by which somebody else acts too, or the customer only agrees (folded)."""
IN_A_CASE = phrases("whose", "if-customers-act")
"""The same as a condition, which is the vendor's affair where it goes on with what the vendor does."""
ASKED = phrases("whose", "asked-of-customers")
MADE = phrases("whose", "made-by-customers")
US = words("whose", "us")
"""The vendor as a subject (folded)."""
WITH_US = words("whose", "with-us")
"""The vendor beside the customer (folded)."""


def behind_a_name(folded: str) -> str | None:
    """What a folded sentence says behind the known organisation that it opens with, None where it opens with none."""
    sentence = folded.strip()
    named = organisations()[0].match(sentence)
    return sentence[named.end() :] if named is not None else None


PRESENTING = ("controller-identity", "legal-notice-publisher")
"""Clauses whose sentences present the vendor."""
OPENS = words("whose", "company-opens")
"""What stands before the name that a sentence opens with (folded): `the company`, `la société`."""
NAME = re.compile(r"[a-z0-9][\w.&'-]{2,}")
"""The name itself, by its first word."""
GIVING = words("whose", "giving")
"""Words by which somebody receives data or works for the vendor (folded)."""
RUNS_IT = words("whose", "runs-it")
"""What a sentence says of the vendor when it presents itself (folded): it runs the tool, or is "we" from then on."""


def vendors_own(presenting: Iterable[Said]) -> frozenset[str]:
    """Names (folded) under which the vendor presents itself: who runs the tool is nobody that it passes data to."""
    found = set()
    for one in presenting:
        for quote in one.reading.quotes:
            text = fold_same_length(quote.text).strip()
            for opening in OPENS:
                text = text.removeprefix(opening)
            name = NAME.match(text)
            if name is not None and holds(text[name.end() :], RUNS_IT):
                found.add(name[0])
    return frozenset(found)


def names_only(text: str, own: frozenset[str]) -> bool:
    """Whether a sentence names one of these and no known organisation besides, and gives nothing to anybody."""
    folded = fold_same_length(text)
    if not any(name in folded for name in own) or holds(folded, GIVING):
        return False
    return all(one[0] in own for one in organisations()[0].finditer(folded))


def by_customers(quote: str) -> bool:
    """Whether a sentence tells what schools or customers do, must do or have signed by themselves."""
    text = fold_same_length(quote)
    if holds(f" {text}", WITH_US):
        return False
    act = ACTS.search(text)
    if act is not None and not holds(act[0].rpartition(", ")[2], JOINED):
        return True
    case = IN_A_CASE.search(text)
    if case is not None and not holds(text[case.end() :], US):
        return True
    return ASKED.search(text) is not None or MADE.search(text) is not None
