"""What documents leave to another text: "the list of our processors is available here", "see Annex 3 for the periods".

Who is sent elsewhere has not been told, and the vendor has not been silent: as long as the other text was not read, it
is not shown. Where the text pointed to was read in the same scan, what it says decides (criteria, readings (a): silence
fails only for a document read in full).
"""

from __future__ import annotations

from collections.abc import Iterable

from catalog.nouns.vocabulary import Role
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import undecided
from rules.judging.documents import addresses, unread_documents
from rules.judging.text import Said, cited, only, said, texts, without
from rules.words import holds, words

TOPICS = {
    "subprocessors": words("pointers", "subprocessors"),
    "recipients": words("pointers", "recipients"),
    "retention": words("pointers", "retention"),
    "cookies": words("pointers", "cookies"),
    "ending": words("pointers", "ending"),
}
"""Words of what a sentence sends the reader elsewhere for (folded), by topic."""
HOME: dict[str, tuple[Role, ...]] = {
    "subprocessors": ("subprocessors",),
    "recipients": ("subprocessors",),
    "cookies": ("cookies",),
    "ending": ("dpa",),
}
"""Where what is pointed to stands, by topic: a document of that role that was read has been judged."""
AGREEMENT = words("pointers", "agreement")
"""Words of an agreement on processing (folded): who is sent to one that was read has been answered by it."""


def pointed(case: Case, topic: str) -> tuple[Said, ...]:
    """Sentences that leave a topic to a text that was not read in this scan; none where that text was read."""
    documents = texts(case, "privacy", "terms", "dpa", "cookies", "legal-notice", "subprocessors")
    if any(set(HOME.get(topic, ())) & {one.role, *one.also} for one in documents):
        return ()
    found = only(said(documents, "stated-elsewhere"), *TOPICS[topic])
    if topic != "cookies":
        found = without(found, *TOPICS["cookies"])
    if not any(one.role == "dpa" for one in documents):
        return found
    return tuple(one for one in found if not _all_to_agreement(one))


def _all_to_agreement(one: Said) -> bool:
    return all(holds(fold_same_length(quote.text), AGREEMENT) for quote in one.reading.quotes)


def elsewhere(case: Case, topic: str) -> Outcome | None:
    """`inconclusive` with the sentences that point elsewhere for a topic; nothing where none does."""
    found = pointed(case, topic)
    if not found:
        return None
    searched = unread_documents(case) or addresses(one.document for one in found)
    return undecided("elsewhere", citations=cited(found), searched=searched)


def only_pointed(case: Case, topic: str, found: Iterable[Said]) -> Outcome | None:
    """As `elsewhere`, where all that was said of the topic are the sentences that point elsewhere."""
    return elsewhere(case, topic) if not unpointed(found, pointed(case, topic)) else None


def unpointed(found: Iterable[Said], pointing: Iterable[Said]) -> tuple[Said, ...]:
    """What was said, without the sentences that only point elsewhere."""
    places = {(one.document.url, quote.place) for one in pointing for quote in one.reading.quotes}
    kept = []
    for one in found:
        quotes = tuple(quote for quote in one.reading.quotes if (one.document.url, quote.place) not in places)
        if quotes:
            kept.append(one.with_quotes(quotes))
    return tuple(kept)
