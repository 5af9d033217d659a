"""Whether documents hold a notice written for children, told by their words and titles."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.documents import addresses
from rules.judging.text import everywhere, keeping, limits_age, read_in_full, said, silent, stated, texts
from rules.words import holds, words

FOR_KIDS = words("text-kids-notice", "for-kids")
"""Words of titles of notices written for children, behind a word of a notice; one on their privacy is for adults."""
KIDS_OWN = words("text-kids-notice", "kids-own")
NOTICE_WORDS = words("text-kids-notice", "notice-words")
PARTING = (" — ", " – ", " - ", " | ", " · ", ": ")
"""Signs that part a tool's name from the title of its page."""


def _is_for_kids(document: DocumentFact) -> bool:
    title = fold_same_length(document.reading.title)
    for sign in PARTING:
        title = title.replace(sign, "\n")
    return any(_names_readers(part) for part in title.split("\n"))


def _names_readers(part: str) -> bool:
    """Whether a title is of a notice for children: `privacy notice for kids`, not `Sums for kids privacy notice`."""
    if holds(part, KIDS_OWN):
        return True
    behind = (part[part.find(cue) :] for cue in NOTICE_WORDS if cue in part)
    return any(holds(rest, FOR_KIDS) and not limits_age(rest) for rest in behind)


FOR_PARENTS = words("text-kids-notice", "for-parents")
TO_CHILDREN = words("text-kids-notice", "to-children")


def _for_children(text: str) -> bool:
    """Whether a notice on children's data speaks to them: `this kids' notice helps parents understand` does not."""
    folded = fold_same_length(text)
    return not holds(folded, FOR_PARENTS) or holds(folded, TO_CHILDREN)


def notice_for_minors(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`children.notice-for-minors`: a notice written for pupils, or only texts for adults."""
    documents = everywhere(case)
    notices = keeping(said(documents, "child-notice"), _for_children)
    if notices:
        return stated("pass", "", notices)
    titled = [one for one in texts(case, "privacy") if _is_for_kids(one)]
    if titled:
        whole = Citation(url=titled[0].url, blob=titled[0].blob or None)
        return Outcome("pass", "pass", citations=(whole,), basis=titled[0].basis)
    denied = said(documents, "child-notice", stance="denied")
    if not denied and not read_in_full(case, texts(case)):
        return silent(case, texts(case))
    policies = texts(case, "privacy")
    words = max((one.reading.average_sentence for one in policies), default=0.0)
    return stated(
        "warn", "adults-only", denied, params={"words": f"{words:.0f}"}, searched=addresses(policies or texts(case))
    )
