"""Whose act a sentence on transfers and contracts tells: the vendor's, or one of the schools and customers it serves.

"The school signs contractual clauses with its own suppliers" and "the customer shall not transfer data outside the
Union" bind or describe the school; taken for the vendor's, they would credit it with what it never said (criteria, 5.2:
who a sentence is about). What a customer accepts or authorises is the vendor's act all the same.
"""

from __future__ import annotations

from rules.derive.fold import fold_same_length
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
