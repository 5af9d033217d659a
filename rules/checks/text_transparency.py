"""Information of GDPR article 13 in the notice: scope, controller, contacts, purposes, bases, recipients, data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact, StatementFact
from catalog.nouns.finding import Citation
from catalog.nouns.reading import ValueReading
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import MOST, listed, of_statement
from rules.judging.controller import gives_street, only_a_brand, unformed
from rules.judging.documents import addresses, statements, unread_documents
from rules.judging.practices import of_one_kind
from rules.judging.text import (
    CHANNELS,
    NOTICE,
    OF_DATA,
    Said,
    consent_by_use,
    doubtful,
    everywhere,
    keeping,
    only,
    privacy_addresses,
    quoted,
    read_in_full,
    said,
    silence_fails,
    silent,
    stated,
    texts,
    values,
    without,
)
from rules.words import holds, words

OLDEST_MONTHS = 36
"""Age above which a policy is outdated (criteria, `transparency.dated-and-versioned`)."""
GDPR_DAY = date(2018, 5, 25)


NAMED = ("publisher-name", "controller-identity")


LIABILITY = words("text-transparency", "liability")
"""Whose sentence speaks of liability, not of who decides on the processing (folded; criteria, 5.2)."""


SHORTEST_BRAND = 4
"""Letters from which a tool's name is told from any word."""


def _under_the_brand(case: Case, documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """Sentences that speak under the tool's own name, the first of each document: a brand names no legal entity."""
    name = fold_same_length(case.tool.name)
    every = (Said(one, reading) for one in documents for reading in one.reading.present.values())
    first: dict[str, Said] = {}
    for one in only(every, name) if len(name) >= SHORTEST_BRAND else ():
        first.setdefault(one.document.url, one)
    return tuple(first.values())


def controller_identity(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.controller-identity`: the legal entity with a contact, in any legal document."""
    documents = texts(case)
    named = said(documents, "controller-identity", "legal-notice-publisher")
    identity = tuple(one for one in without(named, *LIABILITY) if not only_a_brand(one))
    facts = statements(case, *NAMED)
    contact = (*only(said(documents, "controller-contact"), *CHANNELS), *said(documents, "dpo-contact"))
    reach = _reach(documents)
    shown: tuple[StatementFact, ...] = facts[:2]
    if identity or (facts and documents):
        more = (*(of_statement(one) for one in shown), *quoted(reach[:1]))
        params = {"names": listed((one.value for one in shown), 2) or "–"}
        if not (contact or reach or gives_street(identity)):
            return stated("warn", "no-contact", identity, more=more, params=params)
        if not facts and unformed(documents, identity, (*said(documents, "controller-contact"), *contact)):
            return stated("warn", "brand-only", identity, more=more)
        if not identity and not said(texts(case, "privacy"), "processor-role"):
            return stated("warn", "notice-only", (), more=more, params=params)
        return stated("pass", "", (*identity, *contact), more=more, params=params)
    roles = said(documents, "school-as-controller", "processor-role")
    contact = contact or said(documents, "controller-contact", stance="unclear")
    if roles or contact or reach or named:  # somebody is named in a role or can be reached, be it under a brand
        return stated("warn", "brand-only", (*named, *roles, *contact), more=quoted(reach[:1]))
    branded = _under_the_brand(case, documents)
    return stated("warn", "brand-only", branded) if branded else silence_fails(case, documents)


PROCESSORS = words("text-transparency", "processors")
THEIRS = words("text-transparency", "theirs")
"""Whose officer a sentence names (folded): a processor's is not the vendor's (criteria, `transparency.dpo-contact`)."""


def _of_a_processor(text: str) -> bool:
    folded = f" {fold_same_length(text)}"
    return holds(folded, PROCESSORS) and holds(folded, THEIRS)


def _own(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """What is said of the vendor's own officer, without the sentences on that of a processor."""
    return keeping(found, lambda text: not _of_a_processor(text))


GENERAL_BOXES = frozenset(words("text-transparency", "general-boxes"))
"""Mailboxes for everything (their name before the @): a sentence on rights makes no privacy contact of one."""


def _reach(documents: Iterable[DocumentFact]) -> list[tuple[DocumentFact, ValueReading]]:
    """Any e-mail address, telephone number or postal address."""
    return [one for kind in ("email", "phone", "address") for one in values(documents, kind)]


def _is_general(address: str) -> bool:
    return address.partition("@")[0].casefold() in GENERAL_BOXES


def dpo_contact(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.dpo-contact`: an officer's or privacy contact with a channel, a general one, or none at all."""
    documents = texts(case)
    officer = _own(said(documents, "dpo-contact"))
    desk = [
        one
        for one in privacy_addresses(documents)
        if not _of_a_processor(one[1].quote.text) and (one[1].subject == "dpo" or not _is_general(one[1].value))
    ]
    if officer or desk:
        params = {"contacts": listed((value.value for _, value in desk), 2) or "–"}
        return stated("pass", "", officer, more=quoted(desk[:2]), params=params)
    general = only(said(documents, "controller-contact"), *CHANNELS)
    if not texts(case, "privacy") and unread_documents(case):
        return silent(case, documents)  # a policy that could not be read may name whom to ask
    reach = _reach(documents) or _reach(everywhere(case))  # the foot of a page is none of its policy's text
    if general or reach:
        params = {"contacts": listed((value.value for _, value in reach), 2) or "–"}
        return stated("warn", "general", general, more=quoted(reach[:2]), params=params)
    invited = said(documents, "controller-contact", stance="unclear")
    if invited:
        return stated("warn", "general", invited, params={"contacts": "–"})
    return silence_fails(case, documents)


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
    specific = said(documents, "purposes")
    if specific and not _is_open_ended(specific, said(documents, "vague-purposes")):
        return stated("pass", "", specific)
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


TRANSFER = words("text-transparency", "transfer")


LISTED = words("text-transparency", "listed")
"""What opens a list of bases that belong to no purpose, as policy generators write it (folded)."""
OPENED = words("text-transparency", "opened")
"""What opens a list of bases of all processing (folded): its items tie a base to a purpose, or name it alone."""
NAMED_BASES = words("text-transparency", "named-bases")
FOR_ALL = words("text-transparency", "for-all")
GENERAL = words("text-transparency", "general")
FOR_A_PURPOSE = words("text-transparency", "for-a-purpose")
"""Words that tie a general sentence on consent to a purpose or to some data (folded)."""


def _of_everything(bases: tuple[Said, ...]) -> tuple[Said, ...]:
    """Bases of all processing: said of it all, or of "the processing of your data" without a purpose."""
    return (*only(bases, *FOR_ALL), *without(only(bases, *GENERAL), *FOR_A_PURPOSE))


FEWEST_WORDS = 4
"""Words of a sentence that gives a base: `With your consent.` alone is an item of a list on sharing."""
COOKIES = words("text-transparency", "cookies")
FOUNDED = words("text-transparency", "founded")


def _of_processing(bases: tuple[Said, ...]) -> tuple[Said, ...]:
    """Bases without consent to cookies, which is asked under another law and founds no processing (criteria, 5.2)."""
    return keeping(bases, lambda text: not _to_cookies(fold_same_length(text)) and len(text.split()) >= FEWEST_WORDS)


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
    return "listed" if (several or only(bases, *LISTED)) and not tied else None


def legal_basis(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.legal-basis`: bases of article 6, or processing on behalf of the school; consent to all warns."""
    documents = texts(case, *NOTICE, "dpa")
    notice = texts(case, *NOTICE)
    blanket = _of_more_than_cookies(without(consent_by_use(notice), *TRANSFER))
    spoken = said(notice, "legal-basis", "legitimate-interest")
    bases = _of_processing(spoken)
    if bases and not blanket:
        reserve = _of_no_purpose(bases)
        return stated("warn", reserve, bases) if reserve else stated("pass", "", bases)
    if blanket:
        return stated("warn", "blanket", (*blanket, *bases))
    behalf = said(documents, "processor-role", "dpa-instructions")
    if behalf:
        return stated("pass", "processor", behalf)
    unclear = said(notice, "legal-basis", stance="unclear")
    if any(len(one.reading.quotes) >= MOST for one in spoken):
        return doubtful(spoken)  # of so many sentences only the first are quoted
    if any(not _to_cookies(fold_same_length(quote.text)) for one in spoken for quote in one.reading.quotes):
        return doubtful(spoken)  # a bare "your consent", of which its title may make a base
    return doubtful(unclear) if unclear else silence_fails(case, documents)


TRUSTED = words("text-transparency", "trusted")


TECHNICAL = words("text-transparency", "technical")
"""Who alone is excepted where nobody else has access (folded): a category (criteria, 5.2, "hors sous-traitants")."""
FOR_ONE_END = words("text-transparency", "for-one-end")
"""What denies sharing for one end only (folded): it does not say that nobody receives the data."""


def recipients(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.recipients`: names or precise categories; only unnamed partners warn."""
    documents = texts(case, *NOTICE, "dpa", "subprocessors")
    notice = texts(case, *NOTICE)
    named = said(documents, "recipients-named")
    categories = said(documents, "recipients-categories")
    vague = (*said(notice, "vague-partners", "partner-marketing"), *only(categories, *TRUSTED))
    others = [one for one in values(documents, "organisation", "recipient") if one[1].value]
    if vague and not others:
        return stated("warn", "partly-vague" if named else "vague", (*vague, *named))
    if named or categories:
        names = listed(value.value for _, value in values(documents, "organisation", "recipient", "host"))
        key = ("" if names else "said") if named else "categories"
        return stated("pass", key, (*named, *categories), params={"names": names or "–"})
    denied = without(said(notice, "third-party-sharing", stance="denied"), *FOR_ONE_END)
    nobody = tuple(one for one in denied if not of_one_kind(one))
    if nobody:
        return stated("pass", "nobody", nobody)
    shared = said(notice, "third-party-sharing", "third-party-advertising")
    excepted = only((one for one in shared if one.reading.qualified_by == "exception"), *TECHNICAL)
    if excepted:
        return stated("pass", "categories", excepted, params={"names": "–"})
    return stated("warn", "vague", shared) if shared else silence_fails(case, documents)


PROVIDED = words("text-transparency", "provided")


def data_categories(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.data-categories`: kinds of data are listed, or only what "you provide" is mentioned."""
    documents = texts(case, *NOTICE, "dpa")
    found = said(documents, "data-categories")
    specific = without(found, *PROVIDED) or tuple(one for one in found if len(one.reading.quotes) > 1)
    if specific:
        return stated("pass", "", specific)
    if found:
        return stated("warn", "generic", found)
    return silent(case, documents)


CHANGES = ("policy-change-notification", "change-notice-given", "change-history")
TOLD = words("text-transparency", "told")
"""Words that say how a change is made known (folded): that a policy may change tells nobody of it."""
SILENT = words("text-transparency", "silent")


def dated_and_versioned(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.dated-and-versioned`: a date within 36 months and a way in which changes are told."""
    documents = texts(case, "privacy") or texts(case, *NOTICE)
    if not documents:
        return silent(case, documents)
    dated = [
        (doc, value)
        for doc, value in values(documents, "date", "last-updated", "effective")
        if _day(value.value) and not _of_a_law(value.quote.text)
    ]
    if not dated:
        if not read_in_full(case, documents):
            return silent(case, documents)
        return stated("warn", "undated", (), searched=addresses(documents))
    document, newest = max(dated, key=lambda one: one[1].value)
    day = _day(newest.value) or case.on
    more = quoted([(document, newest)])
    written = day.isoformat() if _names_its_day(newest.quote.text, day) else day.isoformat()[:7]
    params = {"date": written, "months": str(_months(day, case.on))}
    if day < GDPR_DAY:
        return stated("warn", "before-gdpr", (), more=more, params=params)
    if _months(day, case.on) > OLDEST_MONTHS:
        return stated("warn", "outdated", (), more=more, params=params)
    changes = _changes(documents)
    if not changes:
        return stated("warn", "no-procedure", (), more=more, params=params, searched=addresses(documents))
    return stated("pass", "", changes, more=_first(more), params=params)


LAWS = words("text-transparency", "laws")
OF_POLICY = words("text-transparency", "of-policy")
"""Words of the document itself (folded): beside a law's they make a date its own."""


def _of_a_law(quote: str) -> bool:
    """Whether a date is that of an act ("decree in force of 26 February 2018") or of rights under it."""
    folded = fold_same_length(quote)
    return holds(folded, LAWS) and not holds(folded, OF_POLICY)


def _names_its_day(quote: str, day: date) -> bool:
    """Whether a date is written with its day: `March 2026` is read as its first day, which nobody wrote."""
    numbers = {number.lstrip("0") for number in "".join(c if c.isdigit() else " " for c in quote).split()}
    return day.day != 1 or "1" in numbers or "premier" in quote.lower() or "first" in quote.lower()


def _first(more: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return more[:1]


def _changes(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    announced = without(said(documents, *CHANGES), "sous-traitants ulterieurs")
    return (*announced, *without(only(said(documents, "policy-change"), *TOLD), *SILENT))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _months(day: date, on: date) -> int:
    """Whole months from `day` to `on`; 0 for a day to come."""
    return max(0, (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day))
