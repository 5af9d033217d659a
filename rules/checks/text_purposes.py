"""Why data are processed and on what basis: GDPR article 13(1)(c) in the notice."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import MOST
from rules.judging.text import (
    NOTICE,
    OF_DATA,
    Said,
    consent_by_use,
    doubtful,
    keeping,
    only,
    said,
    silence_fails,
    silent,
    stated,
    texts,
    without,
)
from rules.words import holds, words
from rules.words.phrases import phrases

AIMS_OF_TEXT = words("text-purposes", "aims-of-text")
"""What a notice itself is for (folded): data serve no end by that."""
ONE_PURPOSE = 20
"""Words of a sentence that leave no room for two purposes beside an open-ended one. Source: own."""


def _is_open_ended(specific: tuple[Said, ...], vague: tuple[Said, ...]) -> bool:
    """Whether all that is said of purposes is one short sentence that is open-ended ("to improve your experience")."""
    quotes = {(one.document.url, quote.place): quote for one in specific for quote in one.reading.quotes}
    told = {(one.document.url, quote.place) for one in vague for quote in one.reading.quotes}
    if len(quotes) != 1 or not quotes.keys() <= told:
        return False
    return all(len(quote.text.split()) <= ONE_PURPOSE for quote in quotes.values())


def purposes(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.purposes`: at least two specific purposes; open-ended ones warn; none in a whole notice fails."""
    documents = texts(case, *NOTICE, "dpa")
    aims = said(documents, "purposes")
    specific = without(aims, *AIMS_OF_TEXT)
    if specific and not _is_open_ended(specific, said(documents, "vague-purposes")):
        return stated("pass", "", specific)
    if aims and not specific:
        return doubtful(aims)
    vague = said(documents, "vague-purposes", "own-improvement-reuse")
    unclear = said(documents, "purposes", stance="unclear")
    told = {(one.document.url, quote.place) for one in vague for quote in one.reading.quotes}
    apart = any((one.document.url, quote.place) not in told for one in unclear for quote in one.reading.quotes)
    if vague and not apart:
        return stated("warn", "vague", vague)
    if unclear:
        return doubtful((*unclear, *vague))
    if said(documents, "legal-basis"):
        return silent(case, documents)  # a basis is given of something: its purpose was not recognised
    return silence_fails(case, documents)


TRANSFER = words("text-purposes", "transfer")


LISTED = words("text-purposes", "listed")
"""What opens a list of bases that belong to no purpose, as policy generators write it (folded)."""
OPENED = words("text-purposes", "opened")
"""What opens a list of bases of all processing (folded): its items tie a base to a purpose, or name it alone."""
NAMED_BASES = words("text-purposes", "named-bases")
FOR_ALL = words("text-purposes", "for-all")
GENERAL = words("text-purposes", "general")
FOR_A_PURPOSE = words("text-purposes", "for-a-purpose")
"""Words that tie a general sentence on consent to a purpose or to some data (folded)."""


def _of_everything(bases: tuple[Said, ...]) -> tuple[Said, ...]:
    """Bases of all processing: said of it all, or of "the processing of your data" without a purpose."""
    return (*only(bases, *FOR_ALL), *without(only(bases, *GENERAL), *FOR_A_PURPOSE))


FEWEST_WORDS = 4
"""Words of a sentence that gives a base: `With your consent.` alone is an item of a list on sharing."""
COOKIES = words("text-purposes", "cookies")
FOUNDED = words("text-purposes", "founded")


def _of_processing(bases: tuple[Said, ...]) -> tuple[Said, ...]:
    """Bases without consent to cookies, which is asked under another law and founds no processing (criteria, 5.2).

    A right that holds where a base is relied on (`where processing rests on consent you may withdraw it`) says of no
    processing that it is.
    """
    return keeping(
        bases,
        lambda text: (
            not _to_cookies(fold_same_length(text))
            and len(text.split()) >= FEWEST_WORDS
            and not TOPIC.search(fold_same_length(text.rpartition(" … ")[2]))
            and not OF_RIGHTS.search(fold_same_length(text))
        ),
    )


OF_RIGHTS = phrases("text-purposes", "of-rights")
TOPIC = phrases("text-purposes", "topic")
"""A line of a table of contents (folded): it names no base."""


def _of_more_than_cookies(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """Consent by use, without what only accepts cookies by it: those have their own criteria."""
    return keeping(
        found, lambda text: holds(fold_same_length(text), OF_DATA) or not holds(fold_same_length(text), COOKIES)
    )


def _to_cookies(folded: str) -> bool:
    return (
        "consent" in folded
        and holds(folded, COOKIES)
        and not holds(folded, (*FOUNDED, *(one for one in NAMED_BASES if one != "consent")))
    )


def _of_no_purpose(bases: tuple[Said, ...]) -> str | None:
    """The reserve that bases call for: consent to everything, or a list tied to no purpose; None for neither."""
    everything = only(_of_everything(bases), "consent")
    other_bases = only(without(bases, "consent"), *NAMED_BASES)
    if everything and not other_bases:
        return "consent-for-all"
    alone = without(only(bases, *OPENED), *FOR_A_PURPOSE)
    several = sum(len(one.reading.quotes) for one in alone) > 1
    tied = only((*without(bases, *LISTED, *OPENED), *only(only(bases, *OPENED), *FOR_A_PURPOSE)), *NAMED_BASES)
    if tied or _each_with_its_end(bases):
        return None
    return "listed" if several or only(bases, *LISTED) else None


TIED = words("text-purposes", "tied")
"""A base with its end behind a colon (folded): `legitimate interests: to monitor progress`."""


def _each_with_its_end(bases: tuple[Said, ...]) -> bool:
    """Whether every base of a list names what it is for: `on these bases: - Contract: to provide lessons`."""
    told = (quote.text.rpartition(" … ") for one in bases for quote in one.reading.quotes)
    items = [fold_same_length(item) for lead, _, item in told if lead]
    named = [item for item in items if holds(item, NAMED_BASES)]
    return len(named) > 1 and all(holds(item, TIED) for item in named)


COMPLYING = words("text-purposes", "complying")
DUTIES = words("text-purposes", "duties")
"""Words of doing what the law asks (folded): an end, or why something is kept, from which no base is named."""


def _only_complies(text: str) -> bool:
    """Whether a sentence names no base but that the law is obeyed: `we use your data to meet our legal obligations`."""
    folded = f" {fold_same_length(text)}"
    return holds(folded, COMPLYING) and holds(folded, DUTIES) and not holds(folded, (*NAMED_BASES, *FOUNDED))


PARTLY = words("text-purposes", "partly")
"""Words of a processor that is one now and then (folded): what it processes for itself needs a base of its own."""


def legal_basis(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.legal-basis`: bases of article 6, or processing on behalf of the school; consent to all warns."""
    documents = texts(case, *NOTICE, "dpa")
    notice = texts(case, *NOTICE)
    blanket = _of_more_than_cookies(without(consent_by_use(notice), *TRANSFER))
    spoken = said(notice, "legal-basis", "legitimate-interest")
    bases = _of_processing(spoken)
    if bases and not blanket:
        reserve = _of_no_purpose(bases) if keeping(bases, lambda text: not _only_complies(text)) else "duty-only"
        return stated("warn", reserve, bases) if reserve else stated("pass", "", bases)
    if blanket:
        return stated("warn", "blanket", (*blanket, *bases))
    behalf = said(documents, "processor-role", "dpa-instructions")
    always = without(behalf, *PARTLY)
    if always:
        return stated("pass", "processor", always)
    if behalf:
        return doubtful(behalf)
    unclear = said(notice, "legal-basis", stance="unclear")
    if any(len(one.reading.quotes) >= MOST for one in spoken):
        return doubtful(spoken)  # of so many sentences only the first are quoted
    if any(not _to_cookies(fold_same_length(quote.text)) for one in spoken for quote in one.reading.quotes):
        return doubtful(spoken)  # a bare "your consent", of which its title may make a base
    return doubtful(unclear) if unclear else silence_fails(case, documents)
